// The ledger's documents, read strictly: each reader takes a parsed JSON value and gives the value that the ledger writes of it, so
// that what else a document may hold shows in the comparison of the bytes.
import {Refuted, canonical, textOf} from './canonical.js';
import {instantText, isDay, periodOf} from './period.js';
import {BREAKDOWNS, CAUSES, MEASURES, UNION} from './words.js';

const MOST_COMPARED = 11;
const ALGORITHM = 'ECDSA_SHA_256';
const SLUG = /^[a-z][a-z0-9-]{1,62}[a-z0-9]$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{3}|\d{6}|\d{9}))?Z$/;

/// What a document is not.
export class Malformed extends Error {
    name = 'Malformed';
}
const fail = what => { throw new Malformed(what); };
const check = (condition, what) => condition || fail(what);

const isObject = it => it !== null && typeof it === 'object' && !Array.isArray(it);
const object = (it, name) => isObject(it) ? it : fail(`"${name}" is not an object`);
const own = (it, name) => Object.hasOwn(it, name) ? it[name] : undefined;
const has = (it, name) => own(it, name) !== undefined && it[name] !== null;
const text = (it, name) => typeof own(it, name) === 'string' ? it[name] : fail(`"${name}" is not a text`);
const flag = (it, name) => typeof own(it, name) === 'boolean' ? it[name] : fail(`"${name}" is not true or false`);
const list = (it, name) => Array.isArray(own(it, name)) ? it[name] : fail(`"${name}" is not a list`);
const whole = (value, name) => Number.isSafeInteger(value) ? value : fail(`"${name}" is not a whole number`);
const natural = (value, name) => whole(value, name) >= 0 ? value : fail(`"${name}" is below 0`);
const count = (it, name) => natural(own(it, name), name);
const member = (it, name) => object(own(it, name), name);
const pattern = (it, name, form, what) => form.test(text(it, name)) ? it[name] : fail(`"${name}" is not ${what}`);
const slug = (it, name) => pattern(it, name, SLUG, 'a slug');
const digest = (it, name) => pattern(it, name, DIGEST, 'a digest');
const uuid = (it, name) => pattern(it, name, UUID, 'the id of a submission');
/// The ledger takes dates and periods of these years.
const inRange = written => written >= '2000' && written < '2101';
const day = (it, name) => isDay(text(it, name)) && inRange(it[name]) ? it[name] : fail(`"${name}" is no day`);
export const isSlug = text => SLUG.test(text);

/// Nanoseconds since 1970: a form's times may have nine decimals.
export function nanoseconds(written) {
    const found = INSTANT.exec(written);
    const moment = found ? Date.parse(found[1] + 'Z') : NaN;
    if (Number.isNaN(moment)) fail('a time is not valid');
    return BigInt(moment) * 1_000_000n + BigInt((found[2] ?? '').padEnd(9, '0'));
}

/// A moment as the ledger writes it: three, six or nine decimals, or none where they are 0.
function instant(it, name) {
    const written = text(it, name);
    const found = INSTANT.exec(written);
    if (!found || Number.isNaN(Date.parse(found[1] + 'Z'))) fail(`"${name}" is no time`);
    return /\.(?:0+|\d{3}000|\d{6}000)Z$/.test(written) ? found[1] + '.Z' : written;
}

/// A document's bytes: canonical, and what `read` makes of it.
/// @param what it is to be, for the findings: 'manifest', 'summary'
/// @throws Refuted where they are none
export function read(bytes, where, what, reader) {
    let written;
    let value;
    try {
        written = textOf(bytes);
        value = JSON.parse(written);
    } catch {
        throw new Refuted(where, `is no ${what}: it is no JSON in UTF-8`);
    }
    try {
        const made = reader(isObject(value) ? value : fail('expected an object'));
        if (canonical(made) !== written) throw new Refuted(where, `is not as the ledger writes ${what === 'summary' ? 'summaries' : what + 's'}`);
        return made;
    } catch (e) {
        if (e instanceof Malformed) throw new Refuted(where, `is no ${what}: ${e.message}`);
        throw e;
    }
}

function period(it) {
    const named = member(it, 'period');
    const found = ['week', 'month'].includes(text(named, 'kind')) ? periodOf(named.kind, text(named, 'id')) : fail('a period is a week or a month');
    if (!found || !(inRange(found.first) || inRange(found.last))) fail('there is no such period');
    return {kind: found.kind, id: found.id, from: instantText(found.from), to: instantText(found.to)};
}

const edition = it => ({operation: slug(it, 'operation'), period: period(it), edition: count(it, 'edition') >= 1 ? it.edition : fail('editions are numbered from 1')});

function status(it) {
    return ['provisional', 'final'].includes(text(it, 'status')) ? it.status : fail('there is no such status');
}

function measures(it) {
    for (const [id, value] of Object.entries(it)) {
        check(MEASURES.includes(id), 'there is no such measure');
        natural(value, id);
    }
    check(Object.keys(it).length === MEASURES.length, 'a measure is missing');
    return it;
}

const each = (it, of) => Object.fromEntries(Object.entries(it).map(([id, value]) => [id, of(object(value, id), id)]));
const measured = it => each(it, (value, id) => SLUG.test(id) ? {measures: measures(member(value, 'measures'))} : fail('an id is not a slug'));

function comparison(it, kind) {
    const found = periodOf(kind, text(it, 'id'));
    check(found && (inRange(found.first) || inRange(found.last)), 'there is no such period');
    check(count(it, 'edition') >= 1, 'editions are numbered from 1');
    const priorities = has(it, 'priorities') ? measured(member(it, 'priorities')) : {};
    return {id: it.id, edition: it.edition, measures: measures(member(it, 'measures')), ...(Object.keys(priorities).length > 0 ? {priorities} : {})};
}

function breakdowns(it) {
    return each(it, (values, id) => {
        check(BREAKDOWNS.includes(id), 'there is no such breakdown');
        for (const [value, n] of Object.entries(values)) natural(n, value);
        return values;
    });
}

function coverage(it) {
    const missing = list(it, 'missing').map(shift => ({place: slug(object(shift, 'missing'), 'place'), day: day(shift, 'day')}));
    check(count(it, 'reported') + missing.length === count(it, 'expected'), 'a shift is either reported or missing');
    return {expected: it.expected, reported: it.reported, missing};
}

function timeliness(it) {
    return each(it, (value, id) => {
        check(SLUG.test(id), 'an organisation\'s id is not a slug');
        const median = has(value, 'medianDelayMinutes') ? count(value, 'medianDelayMinutes') : null;
        return {onTime: count(value, 'onTime'), late: count(value, 'late'), revised: count(value, 'revised'), withdrawn: count(value, 'withdrawn'), medianDelayMinutes: median};
    });
}

/// `summary.json`.
export function summary(it) {
    const key = edition(it);
    const compared = member(it, 'comparison');
    const one = (from, name) => has(from, name) ? comparison(member(from, name), key.period.kind) : null;
    const trend = has(it, 'trend') ? list(it, 'trend').map(of => comparison(object(of, 'trend'), key.period.kind)) : [];
    check(trend.length <= MOST_COMPARED, 'a trend has twelve periods at most');
    const priorities = has(it, 'priorities') ? measured(member(it, 'priorities')) : {};
    return {
        ...key, status: status(it), measures: measures(member(it, 'measures')), breakdowns: breakdowns(member(it, 'breakdowns')), places: measured(member(it, 'places')),
        ...(Object.keys(priorities).length > 0 ? {priorities} : {}),
        comparison: {previous: one(compared, 'previous'), yearEarlier: one(compared, 'yearEarlier')}, ...(trend.length > 0 ? {trend} : {}),
        coverage: coverage(member(it, 'coverage')),
        inputs: {submissions: count(member(it, 'inputs'), 'submissions'), digest: digest(it.inputs, 'digest')}, timeliness: timeliness(member(it, 'timeliness')),
    };
}

function change(it) {
    const figure = {};
    if (has(it, 'breakdown')) {
        check(BREAKDOWNS.includes(text(it, 'breakdown')), 'there is no such breakdown');
        Object.assign(figure, {breakdown: it.breakdown, value: text(it, 'value')});
    } else if (has(it, 'coverage')) {
        check(['expected', 'reported'].includes(text(it, 'coverage')), 'there is no such figure of coverage');
        figure.coverage = it.coverage;
    } else {
        check(MEASURES.includes(text(it, 'measure')), 'there is no such measure');
        figure.measure = it.measure;
        for (const of of ['place', 'priority']) if (has(it, of)) figure[of] = slug(it, of);
        check(!(figure.place && figure.priority), 'a measure is of a place or of a priority');
    }
    check(CAUSES.includes(text(it, 'cause')), 'there is no such cause');
    return {
        ...figure, old: count(it, 'old'), new: count(it, 'new'), share: whole(own(it, 'share'), 'share'), cause: it.cause,
        submissions: list(it, 'submissions').map(id => UUID.test(id) ? id : fail('a submission\'s id is not a lower-case UUID')),
    };
}

/// `manifest.json`.
export function manifest(it) {
    const key = edition(it);
    const sequence = count(it, 'sequence');
    const previous = has(it, 'previous') ? digest(it, 'previous') : null;
    const supersedes = has(it, 'supersedes') ? {edition: count(member(it, 'supersedes'), 'edition'), manifest: digest(it.supersedes, 'manifest')} : null;
    check(sequence >= 1 && (sequence === 1) === (previous === null), 'every manifest but the first follows another');
    check((supersedes !== null) === key.edition > 1 && (supersedes === null || supersedes.edition === key.edition - 1), 'an edition replaces the one before it');
    const signature = member(it, 'signature');
    check(text(signature, 'algorithm') === ALGORITHM, `manifests are signed by ${ALGORITHM}`);
    const catalogue = has(it, 'catalogue') ? {version: count(member(it, 'catalogue'), 'version'), digest: digest(it.catalogue, 'digest')} : null;
    return {
        ...key, status: status(it), correction: flag(it, 'correction'),
        files: list(it, 'files').map(file => ({name: text(object(file, 'files'), 'name'), bytes: count(file, 'bytes'), sha256: pattern(file, 'sha256', /^[0-9a-f]{64}$/, 'a digest')})),
        publishedAt: instant(it, 'publishedAt'), supersedes, changes: list(it, 'changes').map(of => change(object(of, 'changes'))),
        rules: {version: text(member(it, 'rules'), 'version')}, ...(catalogue ? {catalogue} : {}), sequence, previous,
        signature: {algorithm: ALGORITHM, key: digest(signature, 'key'), value: text(signature, 'value')},
    };
}

const LINE = new Set(['adds', 'breakdowns', 'day', 'digest', 'operation', 'patrol', 'place', 'revision', 'submissionId']);

/// A line of a lineage.
/// @return whether it is as the ledger writes it; the canonical form is the caller's to check
/// @throws Malformed where it is not one
export function checkLine(it) {
    let written = Object.keys(it).every(name => LINE.has(name));
    uuid(it, 'submissionId');
    count(it, 'revision');
    digest(it, 'digest');
    slug(it, 'operation');
    slug(it, 'place');
    if (has(it, 'day')) day(it, 'day');
    else written &&= !Object.hasOwn(it, 'day');
    for (const [id, n] of Object.entries(member(it, 'adds'))) {
        check(MEASURES.includes(id), 'there is no such measure');
        check(natural(n, id) === 0 || id !== UNION, 'patrol minutes come of the patrol\'s interval');
        written &&= n !== 0;
    }
    for (const [id, values] of Object.entries(member(it, 'breakdowns'))) {
        check(BREAKDOWNS.includes(id), 'there is no such breakdown');
        const counts = Object.entries(object(values, id));
        for (const [value, n] of counts) check(natural(n, value) >= 1, 'a value that occurs counts 1 or more');
        written &&= counts.length > 0;
    }
    if (has(it, 'patrol')) {
        const {patrol} = it;
        object(patrol, 'patrol');
        check(nanoseconds(text(patrol, 'from')) < nanoseconds(text(patrol, 'to')), 'an interval ends after it starts');
        written &&= Object.keys(patrol).length === 2 && instant(patrol, 'from') === patrol.from && instant(patrol, 'to') === patrol.to;
    } else {
        written &&= !Object.hasOwn(it, 'patrol');
    }
    return written;
}

/// The catalogue as archives hold it; only what proofs need is looked at.
export function catalogue(it) {
    for (const name of ['organisations', 'places', 'operations']) for (const one of list(it, name)) check(slug(object(one, name), 'id') && text(one, 'name'), 'it has no name');
    for (const of of it.places) text(of, 'district');
    for (const operation of it.operations) {
        day(operation, 'activeFrom');
        if (has(operation, 'activeUntil')) day(operation, 'activeUntil');
        const places = new Set();
        for (const place of list(operation, 'places')) {
            slug(object(place, 'places'), 'id');
            text(place, 'name');
            text(place, 'district');
            day(place, 'validFrom');
            if (has(place, 'validUntil')) day(place, 'validUntil');
            check(!places.has(place.id), 'an operation names a place once');
            places.add(place.id);
        }
        for (const shift of list(operation, 'shifts')) {
            check(places.has(slug(object(shift, 'shifts'), 'place')), 'a shift is at a place of its operation');
            check(list(shift, 'days').length > 0, 'a shift has at least one day');
            for (const at of ['from', 'to']) pattern(shift, at, /^(?:[01]\d|2[0-3]):[0-5]\d$/, 'an hour');
        }
        if (has(operation, 'priorities')) for (const of of list(operation, 'priorities')) check(slug(object(of, 'priorities'), 'id') && text(of, 'name'), 'it has no name');
        if (has(operation, 'funding')) for (const of of list(operation, 'funding')) funding(object(of, 'funding'));
    }
    return it;
}

function funding(it) {
    text(it, 'fund');
    count(it, 'amount');
    pattern(it, 'currency', /^[A-Z]{3}$/, 'a currency');
    day(it, 'from');
    if (has(it, 'until')) day(it, 'until');
}
