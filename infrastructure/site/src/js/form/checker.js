// The ledger's faults, from the ledger's own schemas and words: the pointers, rules, words and order of the API's 422, so
// that somebody without a connection gets the server's answer at once. CI compares the two.
import {operationalDay} from '../shell/time.js';

const NANOS = 1_000_000n;
const LONGEST = 86_400_000_000_000n;
const FUTURE = 300_000;
/// Names that can be no prose: keys of a free map, and unknown fields.
const KEY = /^(?:[A-Za-z][A-Za-z0-9_-]{0,63}|[0-9]{1,6})$/;
const FIELD = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/;
const ARREST = 'Arrest';

const isObject = it => it !== null && typeof it === 'object' && !Array.isArray(it);
const TYPES = {
    object: isObject, array: Array.isArray, string: it => typeof it === 'string',
    integer: Number.isInteger, boolean: it => typeof it === 'boolean',
};
const byUnits = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const escaped = name => name.replaceAll('~', '~0').replaceAll('/', '~1');

const compiled = new Map();
function fits(pattern, text) {
    if (!compiled.has(pattern)) compiled.set(pattern, new RegExp(pattern, 'u'));
    return compiled.get(pattern).test(text);
}

/// A time with nanoseconds, as a BigInt since 1970.
function nanos(text) {
    const [, whole, fraction = '', offset] = /^(.{19})(?:\.(\d+))?(.+)$/.exec(text);
    return BigInt(Date.parse(whole.toUpperCase() + offset.toUpperCase())) * NANOS + BigInt(fraction.padEnd(9, '0'));
}

/// Whether a text holds what looks like personal data, however it is written.
export function isPersonal(contract, text) {
    const plain = text.normalize('NFKC').replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(/\p{Cf}/gu, '');
    return contract.impersonal.some(it => fits(it, plain));
}

/// Every fault of a document.
/// @param contract what build/contract.mjs made
/// @param surroundings {catalogue, now}: as GET /catalogue answers, and a moment in milliseconds
/// @return [{pointer, rule, detail}], in the order of faults.json
export function check(contract, kind, document, {catalogue, now}) {
    const faults = [];
    const sound = new Set();
    const said = new Set();
    const form = contract.forms[kind];
    const [start, end] = kind === 'engagement' ? ['startedAt', 'endedAt'] : ['occurredAt', 'occurredAt'];

    const say = (pointer, rule, word = rule, bounds = {}) => {
        faults.push({pointer, rule, detail: (contract.rules[word] ?? contract.rules[rule]).replace(/\{(\w+)\}/g, (all, name) => bounds[name] ?? all)});
    };
    const personal = text => isPersonal(contract, text);
    const repeatable = (name, form) => form.test(name) && !personal(name);
    const named = (at, name, form = KEY) => repeatable(name, form) ? `${at}/${escaped(name)}` : at;
    /// A name that is not repeated has its fault once per rule.
    const sayNamed = (at, name, form, rule, word) => {
        const pointer = named(at, name, form);
        if (!repeatable(name, form)) {
            if (said.has(pointer + ' ' + rule)) return;
            said.add(pointer + ' ' + rule);
        }
        say(pointer, rule, word);
    };

    function value(it, schema, at) {
        const before = faults.length;
        if (schema.type && !TYPES[schema.type](it)) return say(at, 'type', 'type.' + schema.type);
        if (schema.enum && !schema.enum.includes(it)) say(at, 'value', 'value', {values: schema.enum.join(', ')});
        if (schema.pattern && !fits(schema.pattern, it)) say(at, 'format', schema.format);
        if (it < schema.minimum) say(at, 'minimum', 'minimum', schema);
        if (it > schema.maximum) say(at, 'maximum', 'maximum', schema);
        if (schema.minLength > 0 && (it.trim() === '')) say(at, 'min-length');
        if (schema.maxLength !== undefined && [...it].length > schema.maxLength) say(at, 'max-length', 'max-length', schema);
        const most = schema.maxItems ?? schema.maxProperties;
        if (most < (Array.isArray(it) ? it : Object.keys(it)).length) return say(at, 'max-items', 'max-items', {maxItems: most});
        if (schema.impersonal && personal(it)) say(at, 'personal-data');
        if (schema.type === 'array') entries(it, schema, at);
        if (schema.properties) members(it, schema, at);
        if (schema.names) freeMembers(it, schema, at);
        if (faults.length === before) sound.add(at);
    }

    function entries(list, schema, at) {
        const seen = new Set();
        list.forEach((it, i) => {
            const before = faults.length;
            value(it, schema.items, `${at}/${i}`);
            if (schema.uniqueItems && faults.length === before) {
                const text = JSON.stringify(it);
                if (seen.has(text)) say(`${at}/${i}`, 'unique');
                seen.add(text);
            }
            if (at === '/priorities' && operation && typeof it === 'string' && fits(schema.items.pattern, it) && !operation.priorities?.some(known => known.id === it)) {
                say(`${at}/${i}`, 'catalogue', 'catalogue.priority');
            }
        });
    }

    function members(object, schema, at) {
        if (schema.somebody && nobody(object, schema, at)) say(at, 'nobody');
        for (const [name, property] of Object.entries(schema.properties)) {
            if (name in object) {
                value(object[name], property, `${at}/${name}`);
                if (at === '') between[name]?.();
            } else if (schema.required?.includes(name)) {
                say(`${at}/${name}`, 'required');
            } else if (schema.unless?.[0] === name && !schema.unless.slice(1).some(it => object[it]?.length !== 0 && object[it] !== undefined)) {
                say(`${at}/${name}`, 'required');
            }
        }
        for (const name of Object.keys(object).filter(it => !Object.hasOwn(schema.properties, it)).sort(byUnits)) sayNamed(at, name, FIELD, 'unknown');
    }

    function nobody(object, schema, at) {
        const before = faults.length;
        for (const [name, property] of Object.entries(schema.properties)) if (name in object) value(object[name], property, `${at}/${name}`);
        const bad = faults.length > before;
        faults.length = before;
        return !bad && !Object.keys(schema.properties).some(name => object[name] >= 1);
    }

    function freeMembers(object, schema, at) {
        const order = (a, b) => repeatable(a, KEY) === repeatable(b, KEY) ? byUnits(a, b) : repeatable(a, KEY) ? 1 : -1;
        for (const name of Object.keys(object).sort(order)) {
            if (!fits(schema.names.pattern, name)) sayNamed(at, name, KEY, 'format', schema.names.format);
            if (schema.names.impersonal && personal(name)) sayNamed(at, name, KEY, 'personal-data');
            value(object[name], schema.each, named(at, name));
        }
    }

    const time = name => typeof document[name] === 'string' && fits(form.properties[name].pattern, document[name]) ? nanos(document[name]) : undefined;
    const day = () => {
        const moment = time(start);
        return moment === undefined ? undefined : operationalDay(Number(moment / NANOS));
    };
    const holds = (from, until) => {
        const on = day();
        return on === undefined || (from <= on && (until === null || until === undefined || on <= until));
    };

    let operation;
    /// What is checked between fields, at the field that shows the fault.
    const between = {
        operation() {
            if (!sound.has('/operation') || !catalogue) return;
            operation = catalogue.operations.find(it => it.id === document.operation);
            if (!operation || !holds(operation.activeFrom, operation.activeUntil)) say('/operation', 'catalogue', 'catalogue.operation');
        },
        place() {
            if (!sound.has('/place') || !operation) return;
            const place = operation.places.find(it => it.id === document.place);
            if (!place || !holds(place.validFrom, place.validUntil)) say('/place', 'catalogue', 'catalogue.place');
        },
        organisation() {
            if (!sound.has('/organisation') || !catalogue) return;
            if (!catalogue.organisations.some(it => it.id === document.organisation)) say('/organisation', 'catalogue', 'catalogue.organisation');
        },
        [end]() {
            const from = time(start);
            const to = time(end);
            if (to === undefined) return;
            if (end !== start && from !== undefined) {
                if (to <= from) say('/' + end, 'order');
                else if (to - from > LONGEST) say('/' + end, 'duration');
            }
            if (to > BigInt(now + FUTURE) * NANOS) say('/' + end, 'future');
        },
    };

    if (!isObject(document)) return [{pointer: '', rule: 'type', detail: contract.rules['type.object']}];
    value(document, form, '');
    consistency();
    return faults;

    /// Fewer arrests than searches that ended in one. It stands where the arrests do.
    function consistency() {
        const {arrests, stopSearches = []} = document;
        if (!sound.has('/arrests') || stopSearches.length > 0 && !sound.has('/stopSearches')) return;
        if (arrests >= stopSearches.filter(it => it.outcome === ARREST).length) return;
        const order = Object.keys(form.properties);
        const later = order.slice(order.indexOf('arrests') + 1);
        const at = faults.findIndex(it => !order.includes(it.pointer.split('/')[1]) || later.includes(it.pointer.split('/')[1]));
        faults.splice(at < 0 ? faults.length : at, 0, {pointer: '/arrests', rule: 'consistency', detail: contract.rules.consistency});
    }
}

/// The faults of a reason to correct or withdraw.
export function checkReason(contract, reason) {
    const {maxLength} = contract.reason;
    const fault = rule => [{pointer: '/reason', rule, detail: contract.rules[rule].replace('{maxLength}', maxLength)}];
    if (!reason?.trim()) return fault('min-length');
    if ([...reason].length > maxLength) return fault('max-length');
    return isPersonal(contract, reason) ? fault('personal-data') : [];
}

