// Each edition against the catalogue it was made under: that the operation was active, which places and priorities there are, which
// shifts were expected, with which periods it is compared, and what the files that people read say of it.
import {Refuted, bytesOf, canonical, require, textOf} from './canonical.js';
import {csv, namesOf, publisherOf} from './csv.js';
import {nanoseconds} from './documents.js';
import {startOf} from './period.js';
import {inputOf} from './rendering/input.js';
import {page} from './rendering/page.js';
import {workbook} from './rendering/workbook.js';
import {addDays, moments} from '../../shell/time.js';
import {ALL, NO_PRIORITY, PRIORITY, counted} from './words.js';

const NANOSECONDS = 1_000_000n;
const DAY_NANOSECONDS = 86_400_000n * NANOSECONDS;
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const TREND = 11;

const includes = (from, until, day) => from <= day && (!until || day <= until);
const meets = (from, until, period) => from <= period.last && (!until || period.first <= until);
const activeOn = (operation, day) => includes(operation.activeFrom, operation.activeUntil, day);
const covered = (catalogue, operation) => catalogue.operations.filter(it => operation === ALL || it.id === operation);

export async function checkCatalogues(archive, findings) {
    let editions = 0;
    for (const edition of archive.all()) {
        const catalogue = edition.isCurrent && edition.hasFigures && archive.catalogueOf(edition);
        if (catalogue && await findings.holdsFor(edition, () => check(archive, edition, catalogue))) editions++;
    }
    if (editions > 0) findings.prove(`places, priorities, shifts expected and periods compared with of ${counted(editions, 'edition', 'editions')} are those of the catalogue of then`);
}

async function check(archive, edition, catalogue) {
    const operations = covered(catalogue, edition.operation);
    require(operations.some(it => meets(it.activeFrom, it.activeUntil, edition.period)), edition.name, 'is of an operation that was not active in its period');
    const summary = await edition.summary();
    const where = edition.nameOf('summary.json');
    const places = new Set(operations.filter(it => meets(it.activeFrom, it.activeUntil, edition.period))
        .flatMap(it => it.places.filter(place => meets(place.validFrom, place.validUntil, edition.period)).map(place => place.id)));
    const priorities = new Set(edition.operation === ALL ? [] : operations.flatMap(it => (it.priorities ?? []).map(one => one.id)));
    const byPriority = priorities.size > 0;
    const shifts = new Shifts(operations, edition.period);
    const byId = new Map(operations.map(it => [it.id, {operation: it, places: new Map(it.places.map(place => [place.id, place]))}]));
    for (const line of await edition.lines()) {
        const holds = (condition, what) => {
            if (!condition) throw new Refuted(edition.nameOf('lineage.jsonl'), `has a line that cannot be: ${line.submissionId} ${what}`);
        };
        const at = byId.get(line.operation);
        holds(at && activeOn(at.operation, line.day), 'is of an operation that was not active that day');
        const place = at.places.get(line.place);
        holds(place && includes(place.validFrom, place.validUntil, line.day), 'is of a place that its operation did not have that day');
        const serves = Object.keys(line.breakdowns[PRIORITY] ?? {});
        holds(serves.length > 0 === byPriority, 'counts priorities that its operation does not list, or none of those it lists');
        places.add(line.place);
        for (const priority of serves) if (priority !== NO_PRIORITY) priorities.add(priority);
        shifts.add(line);
    }
    const same = (stated, found) => canonical(Object.keys(stated).sort()) === canonical([...found].sort());
    require(same(summary.places, places), where, 'has other places than its catalogue and its lineage');
    require(same(summary.priorities ?? {}, priorities), where, 'has other priorities than its catalogue and its lineage');
    shifts.check(summary.coverage, where);
    comparisons(archive, edition, summary, catalogue, where);
}

/// The hours of a clock in London; one that the spring change leaves out is an hour later, one that the autumn change repeats the first.
const clockAt = new Map();
function moment(day, time) {
    const key = `${day}T${time}`;
    if (!clockAt.has(key)) clockAt.set(key, BigInt(moments(day, time)[0] ?? Date.parse(key + ':00Z')) * NANOSECONDS);
    return clockAt.get(key);
}

/// What the coverage of a period can be, by its catalogue and its lineage. The shifts expected are the catalogue's. Of those reported,
/// a patrol's interval shows its own; another engagement gives its day alone, and one of a day next to the period is in no lineage:
/// each may have reported what it can have reached, and nothing else.
class Shifts {
    expected = 0;
    at = new Map();

    constructor(operations, period) {
        const days = period.days();
        for (const operation of operations) {
            const places = new Map(operation.places.map(it => [it.id, it]));
            for (const shift of operation.shifts) {
                const place = places.get(shift.place);
                for (const day of days) {
                    const weekday = WEEKDAYS[new Date(day + 'T00:00:00Z').getUTCDay()];
                    if (!shift.days.includes(weekday) || !activeOn(operation, day) || !includes(place.validFrom, place.validUntil, day)) continue;
                    const startsOn = shift.from < '06:00' ? addDays(day, 1) : day;
                    const from = moment(startsOn, shift.from);
                    const to = moment(shift.to > shift.from ? startsOn : addDays(startsOn, 1), shift.to);
                    this.put(`${operation.id} ${shift.place}`, {place: shift.place, day, from, to: to > from ? to : from + 60_000n * NANOSECONDS, certain: false, possible: false});
                }
            }
        }
        for (const shifts of this.at.values()) {
            for (const day of [addDays(period.first, -1), addDays(period.last, 1)]) mark(shifts, reach(day), 'possible');
        }
    }

    put(key, shift) {
        if (!this.at.has(key)) this.at.set(key, []);
        this.at.get(key).push(shift);
        this.expected++;
    }

    add(line) {
        const shifts = line.adds.engagements ? this.at.get(`${line.operation} ${line.place}`) : null;
        if (!shifts) return;
        const patrol = line.patrol && [nanoseconds(line.patrol.from), nanoseconds(line.patrol.to)];
        if (patrol) mark(shifts, patrol, 'certain');
        mark(shifts, patrol ?? reach(line.day), 'possible');
    }

    check(stated, where) {
        require(stated.expected === this.expected, where, `expects ${stated.expected} shifts, where its catalogue has ${this.expected}`);
        const key = it => `${it.day} ${it.place}`;
        const said = stated.missing.map(key);
        require(said.every((it, i) => i === 0 || said[i - 1] <= it), where, 'has missing shifts out of order');
        const count = (list, of) => list.reduce((counts, it) => counts.set(of(it), (counts.get(of(it)) ?? 0) + 1), new Map());
        const all = [...this.at.values()].flat();
        const missing = count(stated.missing, key);
        const most = count(all.filter(it => !it.certain), key);
        const least = count(all.filter(it => !it.possible), key);
        for (const shift of new Set([...missing.keys(), ...least.keys()])) {
            const times = missing.get(shift) ?? 0;
            const [day, place] = shift.split(' ');
            require(times <= (most.get(shift) ?? 0), where, `has ${times} of ${day} at ${place} missing, where its patrols and its catalogue leave fewer`);
            require(times >= (least.get(shift) ?? 0), where, `has ${times} of ${day} at ${place} missing, where no engagement can have reported so many`);
        }
    }
}

/// From the first moment of an engagement of a day to the last.
const reach = day => [BigInt(startOf(day)) * NANOSECONDS, BigInt(startOf(addDays(day, 1))) * NANOSECONDS + DAY_NANOSECONDS];

function mark(shifts, [from, to], what) {
    for (const shift of shifts) if (!shift[what] && shift.from < to && from < shift.to) shift[what] = true;
}

/// Every period that was published and in which the operation was active all along is compared with, and no other. Which were
/// published, only a whole chain shows.
function comparisons(archive, edition, summary, catalogue, where) {
    const {operation} = edition;
    const operations = covered(catalogue, operation);
    const activeThrough = period => period.days().every(day => operations.some(it => activeOn(it, day)));
    const compared = (stated, period) => {
        const summaryName = `${period.name}/${operation}`;
        if (!activeThrough(period)) return require(!stated, where, `compares with ${summaryName}, in which the operation was not active all along`);
        const newest = archive.newestBefore(edition, summaryName);
        const whole = archive.isWhole(operation);
        require(stated || !newest, where, `does not compare with ${summaryName}, which had been published`);
        if (!stated) return undefined;
        const holds = !newest ? !whole : newest.number === stated.edition || !whole && newest.number < stated.edition;
        return require(holds, where, `compares with ${summaryName}/edition-${String(stated.edition).padStart(4, '0')}, which was not the newest edition before it in the chain`);
    };
    let {period} = edition;
    let first;
    for (let i = 0; i < TREND; i++) {
        period = period.previous();
        const {id} = period;
        const stated = (summary.trend ?? []).find(it => it.id === id) ?? null;
        compared(stated, period);
        if (i === 0) first = stated;
    }
    require(canonical(summary.comparison.previous) === canonical(first), where, 'compares with another period before than its trend has');
    const earlier = edition.period.yearEarlier();
    if (earlier) compared(summary.comparison.yearEarlier, earlier);
}

/// The files that people read, made again from the figures and from the catalogue that the manifest names, and compared to the byte: a
/// page can say anything about figures that are right.
export async function checkRenderings(archive, findings) {
    let editions = 0;
    for (const edition of archive.all()) {
        if (!edition.isCurrent || !edition.has('summary.json')) continue;
        const catalogue = archive.catalogueOf(edition);
        let all = false;
        if (catalogue && await findings.holdsFor(edition, async () => { all = await checkRendering(edition, catalogue); }) && all) editions++;
    }
    if (editions > 0) findings.prove(`names in summary.csv, page and workbook of ${counted(editions, 'edition', 'editions')} are, byte for byte, what the figures and the catalogue of then give`);
}

/// @return whether all that the archive has of them was compared: an extract may lack what names the publisher
async function checkRendering(edition, catalogue) {
    const summary = await edition.summary();
    const same = async (file, make) => {
        if (!edition.has(file)) return;
        require(sameBytes(make(), await edition.bytes(file)), edition.nameOf(file), 'is not what the figures and the catalogue give');
    };
    await same('summary.csv', () => bytesOf(csv(summary, edition.period, namesOf(catalogue, edition.operation, covered(catalogue, edition.operation)))));
    if (!edition.has('summary.csv-metadata.json')) return !edition.has('summary.xlsx') && !edition.has('summary.html');
    const input = inputOf(edition.manifest, summary, catalogue, publisherOf(JSON.parse(textOf(await edition.bytes('summary.csv-metadata.json')))));
    await same('summary.xlsx', () => workbook(input));
    await same('summary.html', () => bytesOf(page(input)));
    return true;
}

const sameBytes = (one, other) => one.length === other.length && one.every((it, i) => it === other[i]);
