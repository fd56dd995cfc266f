// The figures of each edition, counted again from its lineage alone.
import {Refuted, bytesOf, canonical, require, sha256, textOf} from './canonical.js';
import {checkSubmission, MINUTE, spellOf} from './lines.js';
import {csv, csvMetadata, namesIn, publisherOf} from './csv.js';
import {ALL, BREAKDOWNS, MEASURES, NO_PRIORITY, PRIORITY, UNION, counted} from './words.js';

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
        for (const measure in line.adds) plus(at.counts, measure, line.adds[measure]);
        if (spell) at.spells.push(spell);
    }

    /// @return {total, places: Map of place to measures}
    measures() {
        const total = new Map();
        const places = new Map();
        for (const [place, {counts, spells}] of this.places) {
            const all = new Map(counts);
            plus(all, UNION, unionMinutes(spells));
            for (const [measure, count] of all) plus(total, measure, count);
            places.set(place, all);
        }
        return {total, places};
    }
}

/// Counts the lines of a lineage.
/// @param period of whose days the lines have to be
/// @param progress called with the number of lines, every thousand
/// @return {lines, inputs, total, places, breakdowns, priorities, organisations}; the figures are maps
/// @throws Refuted where a line cannot be
export function recount(lines, {operation, period, current, where}, progress = () => {}) {
    const all = new Places();
    const priorities = new Map();
    const breakdowns = new Map();
    const organisations = new Map();
    const inputs = [];
    for (const line of lines) {
        require(operation === ALL || operation === line.operation, where, `names a submission of another operation: ${line.submissionId}`);
        const spell = spellOf(line);
        checkSubmission(line, spell, period, current, where);
        inputs.push(`${line.submissionId} ${line.revision} ${line.digest}\n`);
        all.add(line, spell);
        for (const breakdown in line.breakdowns) {
            const values = line.breakdowns[breakdown];
            if (!breakdowns.has(breakdown)) breakdowns.set(breakdown, new Map());
            for (const [value, count] of Object.entries(values)) {
                plus(breakdowns.get(breakdown), value, count);
                if (breakdown === PRIORITY && value !== NO_PRIORITY) {
                    if (!priorities.has(value)) priorities.set(value, new Places());
                    priorities.get(value).add(line, spell);
                } else if (breakdown === 'organisation') {
                    if (!organisations.has(value)) organisations.set(value, {submissions: 0, revised: 0});
                    organisations.get(value).submissions += count;
                    if (line.revision > 1) organisations.get(value).revised += count;
                }
            }
        }
        if (inputs.length % 1000 === 0) progress(1000);
    }
    return {
        lines: inputs.length, inputs: inputs.join(''), ...all.measures(), breakdowns, organisations,
        priorities: new Map([...priorities].map(([id, it]) => [id, it.measures().total])),
    };
}

/// @throws Refuted where a figure that a summary states is not what its lineage gives
function compare(summary, found, current, where) {
    const measures = (at, stated, rebuilt) => {
        for (const measure of MEASURES) {
            const gives = rebuilt.get(measure) ?? 0;
            require(stated[measure] === gives, where, `states ${stated[measure]} ${measure} ${at}, where its lineage gives ${gives}`);
        }
    };
    const groups = (one, at, stated, rebuilt) => {
        for (const id of [...rebuilt.keys()].sort()) require(Object.hasOwn(stated, id), where, `lacks the ${one} ${id}`);
        for (const [id, it] of Object.entries(stated)) measures(`${at} ${id}`, it.measures, rebuilt.get(id) ?? new Map());
    };
    measures('in total', summary.measures, found.total);
    groups('place', 'at', summary.places, found.places);
    groups('priority', 'for the priority', summary.priorities ?? {}, found.priorities);
    for (const breakdown of BREAKDOWNS) {
        const stated = Object.hasOwn(summary.breakdowns, breakdown) ? summary.breakdowns[breakdown] : undefined;
        const rebuilt = Object.fromEntries(found.breakdowns.get(breakdown) ?? []);
        const holds = stated === undefined
            ? (!current || breakdown === PRIORITY) && Object.keys(rebuilt).length === 0 && !(breakdown === PRIORITY && summary.priorities)
            : canonical(stated) === canonical(rebuilt);
        require(holds, where, `breaks ${breakdown} down otherwise than its lineage`);
    }
    timeliness(summary.timeliness, found.organisations, where);
}

/// What came on time and what came late are together the submissions that a lineage names, and those revised are its lines of a later
/// revision. Which came when, only the receipts show.
function timeliness(stated, organisations, where) {
    for (const id of organisations.keys()) require(Object.hasOwn(stated, id), where, `lacks the timeliness of ${id}`);
    for (const [id, it] of Object.entries(stated)) {
        const {submissions, revised} = organisations.get(id) ?? {submissions: 0, revised: 0};
        const holds = it.onTime + it.late === submissions && it.revised === revised && (it.medianDelayMinutes !== null) === submissions > 0 && (submissions > 0 || it.withdrawn > 0);
        require(holds, where, `gives timeliness of other submissions of ${id} than its lineage names`);
    }
}

const nameOf = (edition, compared) => `${edition.period.path}/${compared.id}/${edition.operation}/edition-${String(compared.edition).padStart(4, '0')}`;

/// An edition compared with may be outside of the archive; where it is there, it must agree.
async function compared(archive, edition, summary, where) {
    const check = async (stated, period) => {
        if (!stated) return;
        const name = nameOf(edition, stated);
        require(period?.id === stated.id, where, `compares with ${name}, which is another period`);
        const other = archive.editions.get(name);
        if (!other?.isCountable || !other.has('summary.json')) return;
        const then = await other.summary();
        require(canonical([then.measures, then.priorities ?? {}]) === canonical([stated.measures, stated.priorities ?? {}]), where, `compares with other figures than ${name} has`);
    };
    await check(summary.comparison.previous, edition.period.previous());
    await check(summary.comparison.yearEarlier, edition.period.yearEarlier());
    const left = [...summary.trend ?? []];
    let period = edition.period;
    for (let i = 0; i < 11 && period; i++) {
        period = period.previous();
        if (left.length > 0 && left.at(-1).id === period?.id) await check(left.pop(), period);
    }
    require(left.length === 0, where, 'looks back on other periods than the last ones before it');
}

async function tables(edition, summary) {
    for (const file of ['summary.csv', 'summary.csv-metadata.json']) {
        if (!edition.has(file)) continue;
        const where = edition.nameOf(file);
        let expected;
        let found;
        try {
            found = textOf(await edition.bytes(file));
            expected = file === 'summary.csv' ? csv(summary, edition.period, namesIn(found)) : csvMetadata(summary, edition, publisherOf(JSON.parse(found)));
        } catch (e) {
            if (e instanceof Refuted || e.name === 'Unreadable') throw e;
            throw new Refuted(where, `does not say what summary.json says: ${e.message}`);
        }
        require(expected === found, where, 'does not say what summary.json says');
    }
}

/// @param progress called with lines as they are counted
export async function checkFigures(archive, findings, progress) {
    let lines = 0;
    let editions = 0;
    for (const edition of archive.all()) {
        if (!edition.hasFigures) continue;
        await findings.holdsFor(edition, async () => {
            const where = edition.nameOf('summary.json');
            const summary = await edition.summary();
            require(summary.operation === edition.operation && summary.period.id === edition.period.id && summary.period.kind === edition.period.kind && summary.edition === edition.number,
                where, `is of ${summary.period.kind === 'week' ? 'weekly' : 'monthly'}/${summary.period.id}/${summary.operation}/edition-${String(summary.edition).padStart(4, '0')}`);
            require(summary.status === edition.manifest.status, where, 'has another status than its manifest');
            const found = recount(await edition.lines(true), {operation: edition.operation, period: edition.period, current: edition.isCurrent, where: edition.nameOf('lineage.jsonl')}, progress);
            require(summary.inputs.submissions === found.lines && summary.inputs.digest === 'sha256:' + await sha256(bytesOf(found.inputs)), where, 'counts other submissions than its lineage names');
            compare(summary, found, edition.isCurrent, where);
            await compared(archive, edition, summary, where);
            await tables(edition, summary);
            editions++;
            lines += found.lines;
        });
    }
    findings.prove(`every measure, place, priority and breakdown of ${counted(editions, 'edition', 'editions')} is what ${counted(lines, 'line', 'lines')} of lineage add up to, and summary.csv says the same`);
}
