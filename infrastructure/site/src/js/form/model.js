// What a report's screens ask, made from the schemas, words.json and forms.json.
import {contract} from '../shell/contract.js';
import {check, isNeeded} from './checker.js';
import {fieldOf} from './pointers.js';

const LAST = 'anything-else';

/// The screens of a form with the fields of each; what no screen names is on the last.
export function screens(kind) {
    const form = contract.screens[kind];
    const properties = Object.keys(contract.forms[kind].properties);
    const named = new Set([...form.given, ...form.screens.flatMap(it => it.fields)]);
    return form.screens.map(screen => ({
        ...screen,
        fields: [...screen.fields.filter(it => properties.includes(it)), ...(screen.id === LAST ? properties.filter(it => !named.has(it)) : [])],
    }));
}

export const schemaOf = (kind, name) => contract.forms[kind].properties[name];
/// Whether a question has to be answered, by the answers given so far.
export const isRequired = (kind, name, document) => isNeeded(contract.forms[kind], name, document);
export const widgetOf = (kind, name) => contract.screens[kind].widgets[name];

/// Whether a question is asked, by the answers it depends on. What has a value is asked.
export function isAsked(kind, name, document) {
    const when = contract.screens[kind].when[name];
    return !when || document[name] !== undefined || Object.entries(when).every(([on, values]) => values.includes(document[on]));
}

export const isBlank = it => it === undefined || it === null || it === ''
    || typeof it === 'object' && (Array.isArray(it) ? it : Object.values(it)).every(isBlank);

function tidied(value, schema, top) {
    if (!schema) return value;
    if (Array.isArray(value)) {
        const list = value.filter(it => !isBlank(it)).map(it => tidied(it, schema.items, false));
        return list.length === 0 ? undefined : list;
    }
    if (value !== null && typeof value === 'object') {
        const counts = Object.values(schema.properties ?? {}).every(it => it.type === 'integer' && it.minimum === 0) && schema.properties;
        const entries = Object.keys({...schema.properties, ...Object.fromEntries(Object.entries(value).sort())})
            .filter(name => !isBlank(value[name]) && !(counts && value[name] === 0)).map(name => [name, tidied(value[name], schema.properties?.[name], false)]);
        return entries.length === 0 && top ? undefined : Object.fromEntries(entries);
    }
    return typeof value === 'string' && !schema.enum ? value.trim() || undefined : value;
}

/// A report as it is sent: fields and what lies in them in the order of the schema, names of a free map in that of the
/// alphabet, without blanks and counts of nobody.
export function toSend(kind, document) {
    const {properties} = contract.forms[kind];
    const out = {};
    for (const [name, schema] of Object.entries(properties)) {
        const value = tidied(document[name], schema, true);
        if (!isBlank(value)) out[name] = value;
    }
    for (const [name, value] of Object.entries(document)) if (!(name in properties)) out[name] = value;
    return out;
}

/// The faults of a draft, with those of its hours that no clock shows in their place.
export function faultsOf(draft, surroundings) {
    const faults = check(contract, draft.kind, toSend(draft.kind, draft.document), surroundings);
    const own = draft.ui.clockFaults ?? {};
    for (const [pointer, detail] of Object.entries(own)) {
        const at = faults.findIndex(it => it.pointer === pointer);
        const fault = {pointer, rule: 'clock', detail};
        if (at >= 0) faults.splice(at, 1, fault);
        else faults.push(fault);
    }
    return faults;
}

export function screenOf(kind, pointer) {
    const field = fieldOf(pointer);
    return screens(kind).findIndex(it => it.fields.includes(field));
}

/// A report like another: where and who, not what was counted or said.
export function likeLast(kind, document) {
    return Object.fromEntries(contract.screens[kind].repeat.filter(it => document[it] !== undefined).map(it => [it, structuredClone(document[it])]));
}

/// What somebody types, as a code: 'Street Pastors' is `street-pastors`.
export const asSlug = text => text.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 64).replace(/-+$/, '');

/// What somebody types into a box for a number: the number, or what was typed for the checker to refuse.
export const asCount = text => {
    const bare = text.replace(/[\s,]/g, '');
    return bare === '' ? undefined : /^\d{1,15}$/.test(bare) ? Number(bare) : text;
};
