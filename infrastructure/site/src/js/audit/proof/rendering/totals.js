// The sections of the published page about the operation as a whole: what changed, headlines, trend, and all totals.
import {causesOf, compared, isOfTotal} from './input.js';
import {ofCode, ofMeasure} from './labels.js';
import {changeRow} from './names.js';
import {counted, date, difference, listed, number, percentage, periodInText, periodInWords, shortPeriod, valueOf} from './quantities.js';
import {MEASURES} from '../words.js';
import * as tables from './tables.js';
import {HEADLINES} from './texts.js';

const {figures, words} = tables;
const MOST_BELOW = 40;
const MOST_TILES = 8;
const FEWEST_TILES = 4;
const LONG_VALUE = 8;
const MOST_CHARTS = 4;
const MOST_COMPARED = 11;
const NONE = '\u2013';

/// The headlines that are not 0 in all of some periods; zeros only to make up a row.
export function telling(periods) {
    const tiles = HEADLINES.filter(it => periods.some(of => of[it] > 0)).slice(0, MOST_TILES);
    for (const measure of HEADLINES) if (tiles.length < FEWEST_TILES && !tiles.includes(measure)) tiles.push(measure);
    return tiles;
}

// --- What changed

const CAUSED = {
    late: n => counted(n, 'late report', 'late reports'), revised: n => counted(n, 'corrected report', 'corrected reports'),
    moved: n => counted(n, 'moved report', 'moved reports'), withdrawn: n => counted(n, 'withdrawn report', 'withdrawn reports'),
    catalogue: () => 'a change of the catalogue', rules: () => 'a change of the counting rules',
};
const because = changes => listed(causesOf(changes).map(([cause, n]) => CAUSED[cause](n)));

function grouped(changes, keyOf) {
    const groups = new Map();
    for (const change of changes) {
        const key = keyOf(change);
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(change);
    }
    return groups;
}

export function changes(out, {edition, manifest, summary, names}) {
    if (edition === 1) return;
    const before = edition - 1;
    const totals = manifest.changes.filter(isOfTotal);
    const byMeasure = grouped(totals, it => it.measure);
    out.open('section', 'aria-labelledby', 'changes').element('h2', 'What changed in this edition', 'id', 'changes');
    out.element('p', introduction(edition, before, totals, byMeasure.size, summary.status === 'final' && !manifest.correction), 'class', 'note');
    const difference = [figures('Edition ' + before), figures('Edition ' + edition), figures('Difference'), words('Because of')];
    if (totals.length > 0) {
        tables.beginWide(out, 'changes-caption', `Totals that changed from edition ${before} to edition ${edition}`, [words('Figure'), ...difference]);
        for (const measure of MEASURES.filter(it => byMeasure.has(it))) {
            out.open('tr');
            tables.head(out, ofMeasure(measure));
            fromTo(out, byMeasure.get(measure), changeRow({measure}, names));
        }
        tables.endWide(out);
    }
    below(out, manifest.changes.filter(it => !isOfTotal(it)), names, difference);
    out.close();
}

function introduction(edition, before, totals, count, final) {
    const replaces = `This is edition ${edition}; it replaces edition ${before}. `;
    if (totals.length === 0) {
        return `${replaces}No total changed. ${final ? 'It makes the figures final.'
            : 'It differs in what lies below the totals: places, categories, shifts, or the reports behind the same figures.'}`;
    }
    return `${replaces}${count === 1 ? '1 total changed, by ' : `${count} totals changed, by `}${because(totals)}.`;
}

/// The end of a row: what a figure was and is.
function fromTo(out, changes, row) {
    const [{old, new: now}] = changes;
    tables.figure(out, row.shown(old));
    tables.figure(out, row.shown(now));
    tables.figure(out, row.difference(old, now));
    tables.cell(out, because(changes));
    out.close();
}

/// What changed below the totals, as much of it as a page holds.
function below(out, changes, names, difference) {
    const byFigure = grouped(changes, it => JSON.stringify([it.measure, it.place, it.priority, it.breakdown, it.value, it.coverage]));
    if (byFigure.size === 0) return;
    const more = byFigure.size - MOST_BELOW;
    tables.beginWide(out, 'below-caption', 'What changed below the totals' + (more > 0 ? `; ${number(more)} more in the workbook` : ''), [words('Of'), words('Figure'), ...difference]);
    for (const of of [...byFigure.values()].slice(0, MOST_BELOW)) {
        const row = changeRow(of[0], names);
        out.open('tr');
        tables.headName(out, row.of || row.level);
        out.open('td').name(row.figure).close();
        fromTo(out, of, row);
    }
    tables.endWide(out);
}

// --- Headlines

export function headlines(out, input) {
    const {summary, previous, yearEarlier} = input;
    out.open('section', 'aria-labelledby', 'figures').element('h2', 'Headline figures', 'id', 'figures');
    legend(out, input);
    out.open('ul', 'class', 'tiles');
    for (const measure of telling([summary.measures, ...compared(input).map(it => it.measures)])) {
        const value = summary.measures[measure];
        const shown = valueOf(measure, value);
        out.open('li').element('h3', ofMeasure(measure)).element('p', shown, 'class', shown.length > LONG_VALUE ? 'value long' : 'value');
        if (previous || yearEarlier) tables.compare(out, value, previous?.measures[measure], yearEarlier?.measures[measure]);
        for (const {period, measures} of compared(input)) {
            out.open('p').element('b', difference(measure, measures[measure], value)).text(` on ${periodInText(period)} (${valueOf(measure, measures[measure])})`).close();
        }
        part(out, summary.measures, measure);
        out.close();
    }
    out.close().close();
}

function legend(out, input) {
    const {period, previous, yearEarlier, names} = input;
    if (!previous && !yearEarlier) {
        const since = names.activeFrom();
        return out.element('p', `There is nothing to compare with: neither the ${period.kind} before nor the same ${period.kind} a year earlier has a summary that covers all of it.` + (since ? ` The operation has been active since ${date(since)}.` : ''));
    }
    const key = (kind, of) => out.open('svg', 'class', 'key', 'viewBox', '0 0 10 10', 'aria-hidden', 'true').empty('rect', 'class', kind, 'width', '10', 'height', '10').close().text(periodInWords(of));
    out.open('p');
    key('now', period);
    if (previous) key('before', previous.period);
    if (yearEarlier) key('earlier', yearEarlier.period);
    return out.close();
}

/// What of a figure is to be told beside it.
function part(out, measures, measure) {
    if (measure === 'patrols') return out.element('p', number(measures['patrols-of-15-minutes']) + ' of 15 minutes or more');
    const estimated = measures['people-engaged-estimated'];
    return measure === 'people-engaged' && estimated > 0 && out.element('p', number(estimated) + ' of them estimated');
}

// --- Trend

export function trend(out, {summary, period, trend: published}) {
    if (published.length === 0) return;
    const slots = [{period, measures: summary.measures}];
    for (let of = period; slots.length <= MOST_COMPARED && of.id !== published[0].id;) {
        of = of.previous();
        const {id} = of;
        slots.unshift({period: of, measures: published.find(it => it.id === id)?.measures});
    }
    const measures = telling(slots.map(it => it.measures).filter(Boolean));
    out.open('section', 'aria-labelledby', 'trend').element('h2', `The last twelve ${period.kind}s`, 'id', 'trend').open('ul', 'class', 'tiles trend');
    for (const measure of measures.slice(0, MOST_CHARTS)) {
        const values = slots.map(it => it.measures?.[measure]);
        const known = values.filter(it => it !== undefined);
        out.open('li').element('h3', ofMeasure(measure));
        tables.columns(out, values);
        out.element('p', `${shortPeriod(slots[0].period)} to ${shortPeriod(period)}`)
            .element('p', `From ${valueOf(measure, Math.min(...known))} to ${valueOf(measure, Math.max(...known))}; now ${valueOf(measure, values.at(-1))}`).close();
    }
    out.close();
    tables.beginWide(out, 'trend-caption', 'Figures as each period\'s newest edition had them when this one was made'
        + (slots.some(it => !it.measures) ? '; a dash where no summary covers the whole period' : ''), [words(ofCode(period.kind)), ...measures.map(it => figures(ofMeasure(it)))]);
    for (const slot of slots) {
        out.open('tr');
        tables.head(out, shortPeriod(slot.period));
        for (const measure of measures) tables.figure(out, slot.measures ? valueOf(measure, slot.measures[measure]) : NONE, !slot.measures?.[measure]);
        out.close();
    }
    tables.endWide(out);
    out.close();
}

// --- All totals

export function all(out, input) {
    const {summary, period} = input;
    const others = compared(input);
    out.open('section', 'aria-labelledby', 'all').element('h2', 'All figures', 'id', 'all')
        .element('p', 'Current reports only: a withdrawn one counts nowhere, a corrected one as corrected.');
    const caption = others.length === 0 ? 'Totals of the period'
        : `Totals of the period, against ${listed(others.map(it => `${periodInText(it.period)} as in its edition ${it.edition}`))}. A dash where a figure was below 10 before, too low for a percentage`;
    tables.beginWide(out, 'all-caption', caption, [words('Figure'), figures(periodInWords(period)),
        ...others.flatMap(it => [figures(periodInWords(it.period)), figures('Difference'), figures('in %')])]);
    for (const measure of MEASURES) {
        const value = summary.measures[measure];
        out.open('tr');
        tables.head(out, ofMeasure(measure));
        tables.figure(out, valueOf(measure, value), value === 0);
        for (const {measures: {[measure]: other}} of others) {
            tables.figure(out, valueOf(measure, other), other === 0);
            tables.figure(out, difference(measure, other, value), other === value);
            tables.figure(out, percentage(other, value) || NONE);
        }
        out.close();
    }
    tables.endWide(out);
    out.close();
}
