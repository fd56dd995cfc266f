// The sections of the published page below the totals: priorities, coverage, time, places, breakdowns, and where the figures come from.
import {nameOfEdition} from '../archive.js';
import {BREAKDOWNS, PRIORITY, order} from '../words.js';
import {ofBreakdown, ofDistrict, ofMeasure} from './labels.js';
import {clock, counted, date, delay, difference, isTime, money, number, periodInText, ratio, share, shortDay, time as hours, valueOf} from './quantities.js';
import * as tables from './tables.js';
import {COLUMNS} from './texts.js';
import {telling} from './totals.js';

const {figures, words} = tables;
const MOST_COLUMNS = 10;
const MOST_BARS = 25;
const CONCERNS = 'concerns-raised';
const OVERLAPPING = ['theme', 'audience', PRIORITY];

// --- Priorities and funding

export function priorities(out, {priorities: of, period, previous, names}) {
    const funding = names.funding(period);
    if (of.length === 0 && funding.length === 0) return;
    out.open('section', 'aria-labelledby', 'priorities').element('h2', of.length === 0 ? 'Funding' : 'Priorities and funding', 'id', 'priorities');
    if (of.length > 0) priorityTable(out, of, previous, names);
    if (funding.length > 0) {
        out.open('ul');
        for (const {fund, amount, currency, from, until} of funding) {
            out.open('li').name(fund).text(`: ${money(amount, currency)}, `).text(until ? `${date(from)} to ${date(until)}` : `from ${date(from)}`).close();
        }
        out.close();
    }
    out.close();
}

function priorityTable(out, of, previous, names) {
    const measures = ['submissions', ...telling(of.map(([, it]) => it))];
    tables.beginWide(out, 'priorities-caption', 'Figures of each priority' + (previous ? `, with their change on ${periodInText(previous.period)}` : '')
        + '. A report can serve several priorities and counts under each', [words('Priority'), ...measures.map(it => figures(ofMeasure(it)))]);
    for (const [priority, values] of of) {
        const before = previous?.priorities?.[priority]?.measures;
        out.open('tr');
        tables.headName(out, names.priority(priority));
        for (const measure of measures) {
            out.open('td', 'class', values[measure] === 0 ? 'n zero' : 'n').text(valueOf(measure, values[measure]));
            if (before && before[measure] !== values[measure]) out.element('small', difference(measure, before[measure], values[measure]));
            out.close();
        }
        out.close();
    }
    tables.endWide(out);
}

// --- Coverage

export function coverage(out, input) {
    out.open('section', 'aria-labelledby', 'coverage').element('h2', 'Where we were, and were not', 'id', 'coverage');
    visits(out, input);
    shifts(out, input);
    out.close();
}

function visits(out, {places: all, names}) {
    const named = condition => all.filter(([, it]) => condition(it)).map(([id]) => names.place(id));
    const unvisited = named(it => it.engagements === 0);
    out.element('h3', 'Places without a visit');
    if (all.length === 0) out.element('p', 'The operation had no places in this period.');
    else if (unvisited.length === 0) out.element('p', all.length === 1 ? 'The one place had at least one engagement.' : `All ${all.length} places had at least one engagement.`);
    else out.open('p').element('b', `${unvisited.length} of ${all.length}`).text(' had no engagement: ').names(unvisited).text('.').close();
    const brief = named(it => it.patrols > 0 && it['patrols-of-15-minutes'] === 0);
    if (brief.length > 0) out.open('p').text('Patrolled, but never for 15 minutes or more: ').names(brief).text('.').close();
}

function shifts(out, {summary: {coverage: {expected, reported, missing}}, names}) {
    out.element('h3', 'Shifts');
    if (expected === 0) return out.element('p', 'No shifts were planned in this period.');
    out.element('p', `${number(reported)} of ${number(expected)} planned shifts were reported (${share(reported, expected)}).`);
    tables.bar(out, reported, expected);
    if (missing.length === 0) return out;
    const days = new Map();
    for (const {place, day} of missing) days.set(place, [...(days.get(place) ?? []), day]);
    tables.begin(out, 'Shifts with no report. A report that comes later makes a new edition.', [words('Place'), figures('Shifts'), words('Operational days, from 06:00 to 06:00')]);
    for (const place of [...days.keys()].sort()) {
        const missed = days.get(place);
        out.open('tr');
        tables.headName(out, names.place(place));
        tables.figure(out, number(missed.length));
        tables.cell(out, missed.map(shortDay).join(', '));
        out.close();
    }
    return tables.end(out);
}

// --- Time on patrol, and places

export function time(out, {summary: {measures}, places: all, names}) {
    const {patrols, 'patrol-minutes': patrolled, 'person-minutes': worked, 'patrols-of-15-minutes': visited} = measures;
    if (patrols === 0) return;
    out.open('section', 'aria-labelledby', 'time').element('h2', 'Time on patrol', 'id', 'time')
        .open('p').element('b', 'Patrol time').text(' is how long places were covered: patrols that overlap at one place count').text(' once. ')
        .element('b', 'Person time').text(' is the time of everybody on patrol. Two officers who walk together for').text(' 15 minutes give 15 minutes of patrol time and 30 of person time.').close();
    out.element('p', `Places were covered for ${hours(patrolled)}, by ${hours(worked)} of person time${patrolled === 0 ? '' : `: ${ratio(worked, patrolled)} people on duty for each hour covered`}.`);
    out.element('p', `${number(visited)} of ${number(patrols)} patrols (${share(visited, patrols)}) lasted 15 minutes or more, the length of visit that is known to deter.`);
    const bars = all.map(([id, it]) => ({place: names.place(id), minutes: it['patrol-minutes']})).sort((one, other) => other.minutes - one.minutes);
    tables.begin(out, `Patrol time by place${bars.length > MOST_BARS ? `, the ${MOST_BARS} places with most of it` : ''}; bars against the longest`,
        [words('Place'), figures('Patrol time'), words('Against the longest')]);
    for (const {place, minutes} of bars.slice(0, MOST_BARS)) {
        out.open('tr');
        tables.headName(out, place);
        tables.figure(out, hours(minutes), minutes === 0);
        tables.barCell(out, minutes, bars[0].minutes);
        out.close();
    }
    tables.end(out).close();
}

export function places(out, {summary, places: all, names}) {
    if (all.length === 0) return;
    const measures = [...new Set([...COLUMNS.filter(it => summary.measures[it] > 0), 'engagements'])].slice(0, MOST_COLUMNS);
    const cells = values => {
        for (const it of measures) tables.figure(out, isTime(it) ? clock(values[it]) : number(values[it]), values[it] === 0);
        out.close();
    };
    out.open('section', 'aria-labelledby', 'places').element('h2', 'Places', 'id', 'places');
    tables.beginWide(out, 'places-caption', 'Figures of each place; times in hours and minutes. What is 0 everywhere is left out; the workbook has it all.',
        [words('Place'), words('District'), ...measures.map(it => figures(it === 'patrols-of-15-minutes' ? 'of 15 min or more' : ofMeasure(it)))]);
    for (const [place, values] of all) {
        out.open('tr');
        tables.headName(out, names.place(place));
        tables.cell(out, ofDistrict(names.district(place)));
        cells(values);
    }
    out.open('tr', 'class', 'total');
    tables.head(out, 'All places');
    tables.cell(out, '');
    cells(summary.measures);
    tables.endWide(out).close();
}

// --- Breakdowns

/// The most frequent first; of equals, by name.
const rowsOf = ({summary, names}, breakdown) => Object.entries(summary.breakdowns[breakdown] ?? {}).map(([value, count]) => ({name: names.value(breakdown, value), value, count}))
    .sort((one, other) => other.count - one.count || order(one.name, other.name) || order(one.value, other.value));
const sum = rows => rows.reduce((all, it) => all + it.count, 0);

/// In a sentence; an abbreviation stays as it is.
const lowered = name => /^.\p{Uppercase}/us.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);

export function concerns(out, input) {
    const rows = rowsOf(input, CONCERNS);
    out.open('section', 'aria-labelledby', 'concerns').element('h2', 'Concerns raised', 'id', 'concerns');
    if (rows.length === 0) {
        out.element('p', 'Nobody raised a concern in this period.');
    } else {
        out.open('div', 'class', 'whole').element('p', `People raised ${counted(sum(rows), 'concern', 'concerns')}; most often about ${lowered(rows[0].name)}.`);
        breakdownTable(out, input, CONCERNS, 'Concerns, by what they are about');
        out.close();
    }
    out.close();
}

export function breakdowns(out, input) {
    const occurring = BREAKDOWNS.filter(it => it !== CONCERNS && Object.keys(input.summary.breakdowns[it] ?? {}).length > 0);
    if (occurring.length === 0) return;
    out.open('section', 'aria-labelledby', 'breakdowns').element('h2', 'In detail', 'id', 'breakdowns').open('div', 'class', 'pair');
    for (const breakdown of occurring) {
        out.open('div', 'class', 'whole');
        breakdownTable(out, input, breakdown, ofBreakdown(breakdown));
        out.close();
    }
    out.close().close();
}

function breakdownTable(out, input, breakdown, caption) {
    const rows = rowsOf(input, breakdown);
    const {measures} = input.summary;
    const overlaps = OVERLAPPING.includes(breakdown);
    const whole = breakdown === PRIORITY ? measures.submissions : overlaps ? measures.engagements : sum(rows);
    tables.begin(out, caption + (overlaps ? '; one can have several, so the shares can add up to more than 100%' : ''),
        [words(breakdown === 'organisation' ? 'Who' : 'What'), figures('Count'), figures('Share'), words('Bar')]);
    for (const {name, count} of rows) {
        out.open('tr');
        tables.headName(out, name);
        tables.figure(out, number(count));
        tables.figure(out, share(count, whole));
        tables.barCell(out, count, whole);
        out.close();
    }
    tables.end(out);
}

// --- Timeliness and provenance

export function timeliness(out, {timeliness: all, names}) {
    out.open('section', 'aria-labelledby', 'timeliness').element('h2', 'How promptly reports came', 'id', 'timeliness');
    if (all.length === 0) return out.element('p', 'No reports came for this period.').close();
    out.element('p', 'On time is a report received by 06:30 on the Monday after its week. The delay runs from the end of what is reported to its first receipt; half of the reports came sooner than the median, half later.');
    tables.beginWide(out, 'timeliness-caption', 'Reports by organisation',
        [words('Organisation'), figures('On time'), figures('Late'), figures('of these corrected'), figures('Withdrawn'), figures('Median delay')]);
    for (const [organisation, it] of all) {
        out.open('tr');
        tables.headName(out, names.organisation(organisation));
        for (const count of [it.onTime, it.late, it.revised, it.withdrawn]) tables.figure(out, number(count), count === 0);
        tables.figure(out, it.medianDelayMinutes === null ? 'none' : delay(it.medianDelayMinutes));
        out.close();
    }
    return tables.endWide(out).close();
}

export function provenance(out, {summary, manifest, period}) {
    const {inputs} = summary;
    out.open('section', 'aria-labelledby', 'provenance').element('h2', 'Where the figures come from', 'id', 'provenance')
        .element('p', `The figures are counted from ${counted(inputs.submissions, 'report', 'reports')}, by version ${manifest.rules.version} of the rules. Beside this page lie the same figures as a workbook and as CSV, and lineage.jsonl, which names every report and what it adds. The signed manifest.json holds the digest of each file, this one too; the verifier checks them all and counts again.`);
    tables.begin(out, `Edition ${nameOfEdition(`${period.name}/${summary.operation}`, summary.edition)}, file by file (SHA-256)`, [words('File'), words('Digest')]);
    const files = manifest.files.filter(it => it.name !== 'summary.html').map(it => [it.name, it.sha256]).sort((one, other) => order(one[0], other[0]));
    for (const [name, hex] of [...files, ['all reports counted', inputs.digest.replace('sha256:', '')]]) {
        out.open('tr');
        tables.head(out, name);
        out.element('td', hex, 'class', 'digest').close();
    }
    tables.end(out).close();
}
