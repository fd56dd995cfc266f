// What the pages need of events/: the forms with every reference resolved, the words of faults, labels and screens.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

const FORMS = ['engagement', 'incident'];
const TYPES = 'types.schema.json';
const KEEP = ['type', 'enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'maxItems', 'minItems', 'maxProperties', 'uniqueItems', 'default', 'required'];
/// Which words a pattern's fault has, by the name of the definition that holds it.
const FORMATS = {slug: 'format.slug', freeSlug: 'format.slug', submissionId: 'format.submissionId', time: 'format.time', day: 'format.day', clock: 'format.clock'};

/// The contract as one object.
/// @param events the folder events/
export function contract(events) {
    const read = name => JSON.parse(readFileSync(join(events, name), 'utf8'));
    const schemas = Object.fromEntries([TYPES, ...FORMS.map(name => name + '.schema.json')].map(name => [name, read('schemas/' + name)]));
    const resolve = (ref, file) => {
        const [name, path] = ref.split('#');
        let schema = schemas[name || file];
        if (!schema) throw new Error(`${file} refers to ${ref}, which the site does not know`);
        for (const step of (path ?? '').split('/').slice(1)) schema = schema[step];
        return [schema, name || file, path?.split('/').at(-1)];
    };

    /// A schema and all that it refers to, the nearest first.
    const parts = (schema, file, name) => [
        [schema, file, name],
        ...(schema.$ref ? parts(...resolve(schema.$ref, file)) : []),
        ...(schema.allOf ?? []).flatMap(part => parts(part, file, name))];

    const impersonal = patterns(schemas[TYPES].$defs.impersonal);

    function patterns(schema) {
        return schema.allOf.map(part => part.not.pattern);
    }

    function flat(schema, file) {
        const out = {};
        for (const [part, where, name] of parts(schema, file)) {
            for (const key of KEEP) if (key in part && !(key in out)) out[key] = part[key];
            if (part.pattern && FORMATS[name]) out.format ??= FORMATS[name];
            if (part.not?.pattern) {
                if (!impersonal.includes(part.not.pattern)) throw new Error(`an unknown expression is refused in ${file}`);
                out.impersonal = true;
            }
            if (part.properties && !out.properties) {
                out.properties = Object.fromEntries(Object.entries(part.properties).map(([key, it]) => [key, flat(it, where)]));
            }
            if (part.items && !out.items) out.items = flat(part.items, where);
            if (part.propertyNames && !out.names) {
                out.names = flat(part.propertyNames, where);
                out.each = flat(part.additionalProperties, where);
            }
            if (part.anyOf?.some(it => it.properties && Object.values(it.properties).some(p => p.minimum === 1))) out.somebody = true;
            // The first is required unless one of the others is there and not empty.
            if (part.anyOf?.every(it => it.required) && !out.somebody) out.unless = part.anyOf.map(it => it.required[0]);
        }
        if (out.pattern && !out.format) out.format = 'format.slug';
        return out;
    }

    const forms = Object.fromEntries(FORMS.map(name => {
        const schema = schemas[name + '.schema.json'];
        return [name, flat(schema.$defs?.form ?? schema, name + '.schema.json')];
    }));
    const {rules} = read('faults.json');
    const {description, ...words} = read('words.json');
    const {description: about, ...screens} = read('forms.json');
    return {forms, reason: flat(schemas[TYPES].$defs.reason, TYPES), impersonal, rules, words, screens};
}
