// summary.xlsx, made again from the figures and the catalogue, to the byte as the ledger publishes it.
import {standing, statusOf} from './input.js';
import {ofBreakdown, ofCause, ofDistrict, ofMeasure} from './labels.js';
import {changeRow} from './names.js';
import {isTime, moment, periodInText, periodInWords, shortPeriod} from './quantities.js';
import {BREAKDOWNS, MEASURES} from '../words.js';
import {NOTES} from './texts.js';
import {day, figure, figures, link, shorthand, text, words, workbookOf} from './xlsx.js';

const NOT_AVAILABLE = shorthand('[x]');
const NOT_APPLICABLE = shorthand('[z]');
const NAME = 36;
const ID = 28;
const WIDE = 90;

const subjectOf = ({names, period}) => `${names.operation}, ${periodInText(period)}`;
const unit = time => text(time ? 'minutes' : 'count');

/// @param nothing what the sheet says where there is no row
const sheet = (name, title, columns, rows, nothing) => rows.length === 0 ? {name, title, lines: [nothing]}
    : {name, title, lines: ['This worksheet contains one table.'], table: {name: name.replaceAll(' ', '_'), columns, rows}};

const ofMeasures = first => [...first, ...MEASURES.map(it => figures(isTime(it) ? `${ofMeasure(it)} (minutes)` : ofMeasure(it)))];
const measured = (measures, ...first) => [...first, ...MEASURES.map(it => figure(measures[it]))];

/// The bytes of `summary.xlsx`.
/// @param input as of inputOf
export function workbook(input) {
    const subject = subjectOf(input);
    const title = what => `${what}: ${subject}`;
    const data = [changes, totals, trend, places, priorities, funding, breakdowns, coverage, missing, timeliness].map(of => of(input, title));
    const notes = sheet('Notes', title('Notes'), [words('Note', 12), words('Text', WIDE)], NOTES.map((it, i) => [text(`Note ${i + 1}`), text(it)]));
    const contents = sheet('Contents', title('Contents'), [words('Worksheet', 24), words('Title', WIDE)], [notes, ...data].map(it => [link(it.name, it.name), text(it.title)]));
    const {edition, summary, publisher, manifest} = input;
    return workbookOf({title: `${subject}, edition ${edition} (${summary.status})`, subject: 'Operation summary', creator: publisher.name, language: 'en-GB', created: manifest.publishedAt},
        [cover(input, subject), contents, notes, ...data]);
}

function cover(input, subject) {
    const {names, period, summary, edition, publisher, manifest} = input;
    const fact = (name, value) => [text(name), text(value)];
    return sheet('Cover', `${subject}: operation summary`, [words('About', 24), words('Content', WIDE)], [
        fact('Operation', names.operation), fact('Operation id', summary.operation), fact('Period', periodInWords(period)), fact('Period id', period.id),
        [text('First day'), day(period.first)], [text('Last day'), day(period.last)],
        fact('Status', statusOf(input)), fact('Edition', String(edition)), fact('Published', moment(manifest.publishedAt)), fact('Publisher', publisher.name),
        fact('Licence', publisher.licence), fact('Counting rules', `version ${manifest.rules.version}`), fact('What this means', standing(input)),
    ]);
}

function changes({manifest, edition, names}, title) {
    const rows = manifest.changes.map(change => {
        const row = changeRow(change, names);
        return [
            text(row.level), row.of === '' ? NOT_APPLICABLE : text(row.of), text(row.figure), text(row.id), unit(row.time), figure(change.old), figure(change.new), figure(change.share),
            text(ofCause(change.cause)), change.submissions.length === 0 ? NOT_APPLICABLE : figure(change.submissions.length),
        ];
    });
    return sheet('Changes', title('What changed since the edition before'), [
        words('Level', 14), words('Of', NAME), words('Figure', NAME), words('Id', ID), words('Unit', 10), figures('Edition before'), figures('This edition'),
        figures('Difference by this cause'), words('Cause', NAME), figures('Reports'),
    ], rows, edition === 1 ? 'This is the first edition; there is none before it.' : 'No figure changed since the edition before.');
}

function totals({summary, previous, yearEarlier}, title) {
    const against = (value, other) => other === undefined ? [NOT_AVAILABLE, NOT_AVAILABLE] : [figure(other), figure(value - other)];
    const rows = MEASURES.map(it => {
        const value = summary.measures[it];
        return [text(ofMeasure(it)), text(it), unit(isTime(it)), figure(value), ...against(value, previous?.measures[it]), ...against(value, yearEarlier?.measures[it])];
    });
    return sheet('Figures', title('Figures of the whole operation'), [
        words('Figure', NAME), words('Id', ID), words('Unit', 10), figures('This period'), figures('Period before'), figures('Change from period before'),
        figures('Year earlier'), figures('Change from year earlier'),
    ], rows);
}

function trend({summary, period, edition, trend: before}, title) {
    const rows = [...before, {period, edition, measures: summary.measures}].map(it =>
        measured(it.measures, text(shortPeriod(it.period)), text(it.period.id), day(it.period.first), day(it.period.last), figure(it.edition)));
    return sheet('Trend', title('The last twelve periods, of which this is the last; one that no summary covers all of is left out'),
        ofMeasures([words('Period', 18), words('Period id', 14), words('First day', 14), words('Last day', 14), figures('Edition')]), rows);
}

const placed = (names, id) => {
    const code = names.district(id);
    return [text(names.place(id)), text(id), ...(code === '' ? [NOT_AVAILABLE, NOT_AVAILABLE] : [text(ofDistrict(code)), text(code)])];
};
const PLACED = [words('Place', NAME), words('Id', ID), words('District', 24), words('District code', 14)];

function places({places: all, names}, title) {
    return sheet('Places', title('Figures of each place'), ofMeasures(PLACED), all.map(([id, it]) => measured(it, ...placed(names, id))), 'The operation had no places in this period.');
}

function priorities({priorities: all, names}, title) {
    return sheet('Priorities', title('Figures of each priority'), ofMeasures([words('Priority', NAME), words('Id', ID)]),
        all.map(([id, it]) => measured(it, text(names.priority(id)), text(id))), 'The operation lists no priorities.');
}

function funding({names, period}, title) {
    return sheet('Funding', title('Funding that runs in the period'), [words('Fund', NAME), figures('Amount'), words('Currency', 12), words('From', 14), words('Until', 14)],
        names.funding(period).map(it => [text(it.fund), figure(it.amount), text(it.currency), day(it.from), it.until ? day(it.until) : NOT_APPLICABLE]),
        'No funding of the operation runs in this period.');
}

function breakdowns({summary, names}, title) {
    const rows = BREAKDOWNS.flatMap(breakdown => Object.entries(summary.breakdowns[breakdown] ?? {}).sort(([one], [other]) => one < other ? -1 : 1)
        .map(([value, count]) => [text(ofBreakdown(breakdown)), text(breakdown), text(names.value(breakdown, value)), text(value), figure(count)]));
    return sheet('Breakdowns', title('Counts by what was reported'),
        [words('Breakdown', NAME), words('Breakdown id', ID), words('Value', NAME), words('Value id', ID), figures('Count')], rows, 'Nothing was reported that is broken down.');
}

function coverage({summary: {coverage: {expected, reported, missing: {length}}}}, title) {
    return sheet('Coverage', title('Shifts planned and shifts reported'), [words('Shifts', NAME), figures('Count')],
        [[text('Expected'), figure(expected)], [text('Reported'), figure(reported)], [text('Missing'), figure(length)]]);
}

function missing({summary: {coverage: {expected, missing: all}}, names}, title) {
    return sheet('Missing shifts', title('Shifts that nobody reported'), [...PLACED, words('Operational day', 18)], all.map(it => [...placed(names, it.place), day(it.day)]),
        expected === 0 ? 'No shifts were planned in this period.' : 'Every planned shift was reported.');
}

function timeliness({timeliness: all, names}, title) {
    const median = minutes => minutes === null ? NOT_APPLICABLE : figure(minutes);
    return sheet('Timeliness', title('How promptly reports came'), [
        words('Organisation', NAME), words('Id', ID), figures('On time'), figures('Late'), figures('Of these corrected'), figures('Withdrawn'), figures('Median delay (minutes)'),
    ], all.map(([id, it]) => [text(names.organisation(id)), text(id), figure(it.onTime), figure(it.late), figure(it.revised), figure(it.withdrawn), median(it.medianDelayMinutes)]),
    'No reports came for this period.');
}
