// The figures of a summary, counted again from its lineage alone.
import {Refuted, canonical, require, textOf} from './canonical.js';

const NO_PRIORITY = 'none';
const MINUTE = 60_000_000_000n;
const DAY = 24n * 60n * MINUTE;
const VISIT_MINUTES = 15;
const MEASURES = [
    'arrests', 'concerns-raised', 'engagements', 'flashpoints-prevented', 'incidents', 'items-handed-out', 'online-views', 'patrol-minutes', 'patrols',
    'patrols-of-15-minutes', 'people-engaged', 'people-engaged-estimated', 'people-safeguarded', 'people-screened', 'person-minutes', 'powers-used',
    'stop-searches', 'submissions', 'weapons-seized'];
const OF_ENGAGEMENTS = [
    'patrols', 'patrols-of-15-minutes', 'person-minutes', 'people-engaged', 'people-engaged-estimated', 'people-screened', 'items-handed-out', 'online-views',
    'concerns-raised'];
const OF_INCIDENTS = ['arrests', 'stop-searches', 'weapons-seized', 'powers-used'];
/// Breakdowns whose counts add up to a measure.
const WHOLE = {
    'activity': 'engagements', 'organisation': 'submissions', 'concerns-raised': 'concerns-raised', 'items-handed-out': 'items-handed-out',
    'weapons-seized': 'weapons-seized', 'powers-used': 'powers-used', 'stop-searches.objectOfSearch': 'stop-searches', 'stop-searches.outcome': 'stop-searches'};

/// Nanoseconds since 1970: a form's times may have nine decimals, and minutes are truncated.
function instant(text, where) {
    const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text);
    const seconds = found ? Date.parse(found[1] + 'Z') : NaN;
    require(!Number.isNaN(seconds), where, 'has a time that is not valid');
    return BigInt(seconds) * 1_000_000n + BigInt((found[2] ?? '').padEnd(9, '0'));
}

const sum = values => Object.values(values ?? {}).reduce((all, it) => all + it, 0);
const plus = (counts, key, count) => counts.set(key, (counts.get(key) ?? 0) + count);

/// Minutes that somebody was there: spells that overlap count once.
export function unionMinutes(spells) {
    const sorted = [...spells].sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
    let total = 0n;
    let until = null;
    for (const [from, to] of sorted) {
        const start = until === null || from > until ? from : until;
        if (to > start) total += to - start;
        if (until === null || to > until) until = to;
    }
    return Number(total / MINUTE);
}

/// Running figures of one set of places.
class Places {
    places = new Map();

    add(line, spell) {
        let at = this.places.get(line.place);
        if (!at) this.places.set(line.place, at = {counts: new Map(), spells: []});
        for (const [measure, count] of Object.entries(line.adds)) plus(at.counts, measure, count);
        if (spell) at.spells.push(spell);
    }

    /// @return {total, places: Map of place to measures}
    measures() {
        const total = new Map();
        const places = new Map();
        for (const [place, {counts, spells}] of this.places) {
            const all = new Map(counts);
            plus(all, 'patrol-minutes', unionMinutes(spells));
            for (const [measure, count] of all) plus(total, measure, count);
            places.set(place, all);
        }
        return {total, places};
    }
}

/// Whether a line can be that of one submission: the holder of the key can make lines up, and figures add up from any lines.
function checkLine(line, spell, period, where) {
    const holds = (condition, what) => require(condition, where, `has a line that cannot be: ${line.submissionId} ${what}`);
    const adds = measure => line.adds[measure] ?? 0;
    const parts = breakdown => Object.entries(line.breakdowns[breakdown] ?? {});
    holds(Number.isInteger(line.revision) && line.revision >= 1, 'has a revision below 1');
    holds(adds('submissions') === 1, 'counts as another number than one');
    const engagement = adds('engagements') === 1;
    holds([0, 1].includes(adds('engagements')) && adds('engagements') + adds('incidents') === 1, 'is neither one engagement nor one incident');
    for (const measure of engagement ? OF_INCIDENTS : OF_ENGAGEMENTS) holds(adds(measure) === 0, `is an ${engagement ? 'engagement' : 'incident'} with ${measure}`);
    const estimated = adds('people-engaged-estimated');
    holds(estimated === 0 || estimated === adds('people-engaged'), 'estimates a part of the people it engaged');
    for (const [breakdown, measure] of Object.entries(WHOLE)) {
        holds(sum(line.breakdowns[breakdown]) === adds(measure), `adds other figures to ${measure} than to the breakdown ${breakdown}`);
    }
    const categories = sum(line.breakdowns.category);
    holds(engagement ? categories === 0 : categories === 1 || categories === 0 && adds('stop-searches') > 0, 'has another number of categories than its kind of submission');
    for (const once of ['theme', 'audience']) {
        holds(parts(once).every(([, count]) => count === 1), `counts a value of ${once} more than once`);
        holds(engagement || parts(once).length === 0, `is an incident with ${once}`);
    }
    const patrols = parts('activity').some(([activity]) => activity.endsWith('-patrol'));
    holds(Boolean(spell) === patrols && adds('patrols') === (patrols ? 1 : 0), 'is counted as a patrol without being one, or the other way round');
    holds(patrols || adds('patrols-of-15-minutes') === 0 && adds('person-minutes') === 0, 'has minutes without a patrol');
    if (spell) {
        const [from, to] = spell;
        holds(to > from && to - from <= DAY, 'lasts longer than a day');
        holds(from >= instant(period.from, where) && from < instant(period.to, where), 'is a patrol of another period');
        const minutes = Number((to - from) / MINUTE);
        const persons = adds('person-minutes');
        holds(adds('patrols-of-15-minutes') === (minutes >= VISIT_MINUTES ? 1 : 0), 'counts otherwise as a visit than its time');
        holds(minutes === 0 ? persons === 0 : persons >= minutes && persons % minutes === 0, 'has person-minutes that no number of people make of its time');
    }
}

/// The lines of a lineage, each in canonical form and in the order of their submissions.
function* linesOf(bytes, where) {
    let text;
    try {
        text = textOf(bytes);
    } catch {
        throw new Refuted(where, 'is not in UTF-8');
    }
    require(text === '' || text.endsWith('\n'), where, 'has a last line that does not end with a line feed');
    let before = '';
    for (let at = 0; at < text.length;) {
        const end = text.indexOf('\n', at);
        const written = text.slice(at, end);
        let line;
        try {
            line = JSON.parse(written);
        } catch {
            throw new Refuted(where, 'has a line that is no JSON');
        }
        const object = it => it !== null && typeof it === 'object' && !Array.isArray(it);
        require(object(line) && object(line.adds) && object(line.breakdowns) && Object.values(line.breakdowns).every(object)
            && [line.adds, ...Object.values(line.breakdowns)].every(it => Object.values(it).every(count => Number.isSafeInteger(count) && count >= 0)),
        where, 'has a line that is no line of lineage');
        require(canonical(line) === written, where, `has a line that is not as the ledger writes it: ${line.submissionId}`);
        require(before < line.submissionId, where, `names its submissions out of order or twice: ${line.submissionId}`);
        before = line.submissionId;
        yield line;
        at = end + 1;
    }
}

/// Counts a lineage.
/// @param progress called with the number of lines so far
/// @return {lines, inputs, total, places, breakdowns, priorities}; the figures are maps
export function recount(bytes, {operation, period}, where = 'lineage.jsonl', progress = () => {}) {
    const all = new Places();
    const priorities = new Map();
    const breakdowns = new Map();
    const inputs = [];
    for (const line of linesOf(bytes, where)) {
        require(operation === 'all-operations' || operation === line.operation, where, `names a submission of another operation: ${line.submissionId}`);
        const spell = line.patrol ? [instant(line.patrol.from, where), instant(line.patrol.to, where)] : null;
        checkLine(line, spell, period, where);
        inputs.push(`${line.submissionId} ${line.revision} ${line.digest}\n`);
        all.add(line, spell);
        for (const [breakdown, values] of Object.entries(line.breakdowns)) {
            if (!breakdowns.has(breakdown)) breakdowns.set(breakdown, new Map());
            for (const [value, count] of Object.entries(values)) {
                plus(breakdowns.get(breakdown), value, count);
                if (breakdown !== 'priority' || value === NO_PRIORITY) continue;
                if (!priorities.has(value)) priorities.set(value, new Places());
                priorities.get(value).add(line, spell);
            }
        }
        if (inputs.length % 1000 === 0) progress(inputs.length);
    }
    return {lines: inputs.length, inputs: inputs.join(''), ...all.measures(), breakdowns, priorities: new Map([...priorities].map(([id, it]) => [id, it.measures().total]))};
}

/// @throws Refuted where a figure that a summary states is not what its lineage gives
export function compare(summary, counted, where = 'summary.json') {
    const measures = (at, stated, rebuilt) => {
        require(Object.keys(stated ?? {}).sort().join() === MEASURES.join(), where, `states other measures ${at} than a summary has`);
        for (const measure of [...MEASURES, ...rebuilt.keys()]) {
            require(MEASURES.includes(measure), where, `lacks the measure ${measure} of its lineage`);
            const found = rebuilt.get(measure) ?? 0;
            require(stated[measure] === found, where, `states ${stated[measure]} ${measure} ${at}, where its lineage gives ${found}`);
        }
    };
    const groups = (one, stated, rebuilt) => {
        for (const id of rebuilt.keys()) require(Object.hasOwn(stated, id), where, `lacks the ${one} ${id}`);
        for (const [id, it] of Object.entries(stated)) measures(one === 'place' ? `at ${id}` : `for ${id}`, it.measures, rebuilt.get(id) ?? new Map());
    };
    measures('in total', summary.measures, counted.total);
    groups('place', summary.places, counted.places);
    groups('priority', summary.priorities ?? {}, counted.priorities);
    for (const breakdown of new Set([...Object.keys(summary.breakdowns), ...counted.breakdowns.keys()])) {
        const stated = summary.breakdowns[breakdown];
        require(stated && canonical(stated) === canonical(Object.fromEntries(counted.breakdowns.get(breakdown) ?? [])), where, `breaks ${breakdown} down otherwise than its lineage`);
    }
}
