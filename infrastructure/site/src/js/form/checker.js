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

/// Whether a member has to be there: always, or unless one of some lists is there and not empty.
export const isNeeded = (schema, name, object) => Boolean(schema.required?.includes(name) || schema.unless?.[0] === name && !schema.unless.slice(1).some(it => object[it]?.length > 0 && Array.isArray(object[it])));

/// Every fault of a document.
/// @param contract what build/contract.mjs made
/// @param surroundings {catalogue, now}: as GET /catalogue answers, and a moment in milliseconds
/// @return [{pointer, rule, detail}], by place in the schema's order and then by rule in that of faults.json
export function check(contract, kind, document, {catalogue, now}) {
    const faults = new Map();
    const places = new Map();
    const sound = new Set();
    const form = contract.forms[kind];
    const [start, end] = kind === 'engagement' ? ['startedAt', 'endedAt'] : ['occurredAt', 'occurredAt'];
    let operation;

    const visit = pointer => places.has(pointer) || places.set(pointer, places.size);
    /// The same one again counts once.
    const say = (pointer, rule, word = rule, bounds = {}) => {
        const detail = (contract.rules[word] ?? contract.rules[rule]).replace(/\{(\w+)\}/g, (all, name) => bounds[name] ?? all);
        faults.set(`${pointer} ${rule} ${detail}`, {pointer, rule, detail});
    };
    const personal = text => isPersonal(contract, text);
    const named = (at, name) => KEY.test(name) && !personal(name) ? `${at}/${name}` : at;

    function value(it, schema, at) {
        const before = faults.size;
        if (schema.type && !TYPES[schema.type](it)) return say(at, 'type', 'type.' + schema.type);
        if (schema.enum && !schema.enum.includes(it)) say(at, 'value', 'value', {values: schema.enum.join(', ')});
        if (schema.pattern && !fits(schema.pattern, it)) say(at, 'format', schema.format);
        if (it < schema.minimum) say(at, 'minimum', 'minimum', schema);
        if (it > schema.maximum) say(at, 'maximum', 'maximum', schema);
        if (schema.minLength > 0 && it.trim() === '') say(at, 'min-length');
        if (schema.maxLength !== undefined && [...it].length > schema.maxLength) say(at, 'max-length', 'max-length', schema);
        const most = schema.maxItems ?? schema.maxProperties;
        if (most < (Array.isArray(it) ? it : Object.keys(it)).length) return say(at, 'max-items', 'max-items', {maxItems: most});
        if (schema.impersonal && personal(it)) say(at, 'personal-data');
        if (schema.type === 'array') entries(it, schema, at);
        if (schema.properties) members(it, schema, at);
        if (schema.names) freeMembers(it, schema, at);
        if (faults.size === before) sound.add(at);
    }

    function entries(list, schema, at) {
        const seen = new Set();
        list.forEach((it, i) => {
            const here = `${at}/${i}`;
            visit(here);
            value(it, schema.items, here);
            if (schema.uniqueItems && sound.has(here)) {
                const text = JSON.stringify(it);
                if (seen.has(text)) say(here, 'unique');
                seen.add(text);
            }
            if (at === '/priorities' && operation && typeof it === 'string' && fits(schema.items.pattern, it) && !operation.priorities?.some(known => known.id === it)) {
                say(here, 'catalogue', 'catalogue.priority');
            }
        });
    }

    function members(object, schema, at) {
        const before = faults.size;
        for (const [name, property] of Object.entries(schema.properties)) {
            const here = `${at}/${name}`;
            visit(here);
            if (Object.hasOwn(object, name)) {
                value(object[name], property, here);
                if (at === '') between[name]?.();
            } else if (isNeeded(schema, name, object)) {
                say(here, 'required');
            }
        }
        if (schema.somebody && faults.size === before && !Object.keys(schema.properties).some(it => object[it] >= 1)) say(at, 'nobody');
        for (const name of Object.keys(object).filter(it => !Object.hasOwn(schema.properties, it)).sort(byUnits)) {
            visit(named(at, name));
            say(FIELD.test(name) ? named(at, name) : at, 'unknown');
        }
    }

    function freeMembers(object, schema, at) {
        for (const name of Object.keys(object).sort(byUnits)) {
            const here = named(at, name);
            visit(here);
            if (!fits(schema.names.pattern, name)) say(here, 'format', schema.names.format);
            if (schema.names.impersonal && personal(name)) say(here, 'personal-data');
            value(object[name], schema.each, here);
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

    /// What is checked between fields, after the field that shows the fault.
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
        /// Fewer arrests than searches that ended in one; what is no search counts for none.
        stopSearches() {
            const {arrests, stopSearches} = document;
            if (!sound.has('/arrests') || !Array.isArray(stopSearches) || stopSearches.length > form.properties.stopSearches.maxItems) return;
            if (arrests < stopSearches.filter((it, i) => sound.has(`/stopSearches/${i}`) && it.outcome === ARREST).length) say('/arrests', 'consistency');
        },
    };

    if (!isObject(document)) return [{pointer: '', rule: 'type', detail: contract.rules['type.object']}];
    value(document, form, '');
    const ranks = [...new Set(Object.keys(contract.rules).map(it => it.split('.')[0]))];
    const place = it => places.get(it.pointer) ?? -1;
    return [...faults.values()].sort((a, b) => place(a) - place(b) || ranks.indexOf(a.rule) - ranks.indexOf(b.rule));
}

/// The faults of a reason to correct or withdraw.
export function checkReason(contract, reason = '') {
    const {maxLength} = contract.reason;
    const rules = [reason.trim() === '' && 'min-length', [...reason].length > maxLength && 'max-length', isPersonal(contract, reason) && 'personal-data'];
    return rules.filter(Boolean).map(rule => ({pointer: '/reason', rule, detail: contract.rules[rule].replace('{maxLength}', maxLength)}));
}
