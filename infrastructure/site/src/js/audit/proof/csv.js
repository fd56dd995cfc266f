// summary.csv and its metadata, made again from the figures.
import {canonical} from './canonical.js';
import {shown} from '../../shell/time.js';
import {ofCode} from './rendering/labels.js';
import {BREAKDOWNS, MEASURES, TIMES, order} from './words.js';

const DATE = {base: 'date', format: 'yyyy-MM-dd'};
/// Name, type, whether every row has it, what it is.
const COLUMNS = [
    ['operation', 'string', true, 'The operation, or all-operations'],
    ['period', 'string', true, 'An ISO 8601 week, or a month'],
    ['from', DATE, true, 'The first operational day of the period'],
    ['to', DATE, true, 'The last operational day, which is part of it'],
    ['edition', 'positiveInteger', true, 'The edition of the summary'],
    ['status', 'string', true, 'provisional or final'],
    ['level', 'string', true, 'What is counted: operation, place, priority or breakdown. Add up within one level only'],
    ['place', 'string', false, 'The place; only at level place'],
    ['placeName', 'string', false, 'What the place is called'],
    ['district', 'string', false, 'GSS code of the local authority in which it lies'],
    ['priority', 'string', false, 'The priority; only at level priority. A submission may count for several'],
    ['measure', 'string', false, 'The measure; none at level breakdown'],
    ['breakdown', 'string', false, 'The breakdown; only at level breakdown'],
    ['category', 'string', false, 'The value of the breakdown that is counted'],
    ['value', 'nonNegativeInteger', true, 'The figure'],
    ['unit', 'string', true, 'count or minutes'],
];
const LEVEL = 6;
const PLACE = 7;
const PRIMARY_KEY = ['operation', 'period', 'edition', 'level', 'place', 'priority', 'measure', 'breakdown', 'category'];

/// What a spreadsheet would take for a formula is marked as text.
const formula = text => /^[=+\-@\t\r]/.test(text);
const cell = text => {
    const marked = formula(text) ? "'" + text : text;
    return /[,"\r\n]/.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
};
const unmarked = text => text.length > 1 && text[0] === "'" && formula(text.slice(1)) ? text.slice(1) : text;

/// summary.csv.
/// @param names Map of place to {name, district}
export function csv(summary, period, names) {
    const rows = [COLUMNS.map(([name]) => name)];
    const start = [summary.operation, period.id, period.first, period.last, String(summary.edition), summary.status];
    const row = (level, [place, placeName, district, priority], measure, breakdown, category, value, unit) =>
        rows.push([...start, level, place, placeName, district, priority, measure, breakdown, category, String(value), unit]);
    const measures = (level, subject, of) => {
        for (const measure of MEASURES) row(level, subject, measure, '', '', of[measure], TIMES.includes(measure) ? 'minutes' : 'count');
    };
    measures('operation', ['', '', '', ''], summary.measures);
    for (const place of Object.keys(summary.places).sort()) {
        const {name, district} = names.get(place) ?? {name: ofCode(place), district: ''};
        measures('place', [place, name, district, ''], summary.places[place].measures);
    }
    for (const priority of Object.keys(summary.priorities ?? {}).sort()) measures('priority', ['', '', '', priority], summary.priorities[priority].measures);
    for (const breakdown of BREAKDOWNS) {
        const values = Object.entries(summary.breakdowns[breakdown] ?? {}).sort((one, other) => order(one[0], other[0]));
        for (const [category, count] of values) row('breakdown', ['', '', '', ''], '', breakdown, category, count, 'count');
    }
    return rows.map(it => it.map(cell).join(',') + '\r\n').join('');
}

/// The cells of every row.
function rowsOf(text) {
    const rows = [];
    let row = [];
    let value = '';
    let quoted = false;
    for (let i = 0; i < text.length; i++) {
        const c = text[i];
        if (c === '"') {
            if (quoted && text[i + 1] === '"') {
                value += c;
                i++;
            } else {
                quoted = !quoted;
            }
        } else if (!quoted && (c === ',' || c === '\r' && text[i + 1] === '\n')) {
            row.push(value);
            value = '';
            if (c !== ',') {
                rows.push(row);
                row = [];
                i++;
            }
        } else {
            value += c;
        }
    }
    if (row.length > 0 || value !== '') throw new Error('it ends within a row');
    return rows;
}

/// The names of places as a summary.csv has them.
export function namesIn(text) {
    const names = new Map();
    for (const row of rowsOf(text)) {
        if (row.length !== COLUMNS.length) throw new Error('a row has other columns');
        if (row[LEVEL] === 'place') names.set(row[PLACE], {name: unmarked(row[PLACE + 1]), district: row[PLACE + 2]});
    }
    return names;
}

/// The names of places as a catalogue has them.
export function namesOf(catalogue, operation, covered) {
    const own = new Map(catalogue.places.map(it => [it.id, it]));
    const names = new Map();
    for (const of of covered) {
        for (const place of of.places) {
            const {name, district} = own.get(place.id) ?? place;
            if (!names.has(place.id)) names.set(place.id, {name, district});
        }
    }
    return names;
}

/// Who publishes, as a summary.csv-metadata.json names it.
export const publisherOf = metadata => ({name: metadata['dc:publisher']['schema:name'], licence: metadata['dc:license']['@id']});

/// summary.csv-metadata.json.
export function csvMetadata(summary, edition, publisher) {
    const {id} = edition.period;
    return canonical({
        '@context': ['http://www.w3.org/ns/csvw', {'@language': 'en-GB'}],
        'url': `${summary.operation}-${id}-edition-${summary.edition}.csv`,
        'dc:title': `Figures of ${summary.operation}, ${id}, edition ${summary.edition}`,
        'dc:language': 'en-GB',
        'dc:issued': shown(Date.parse(edition.manifest.publishedAt.replace(/(\.\d{3})\d*Z$/, '$1Z'))).day,
        'dc:license': {'@id': publisher.licence},
        'dc:publisher': {'schema:name': publisher.name},
        'dialect': {encoding: 'utf-8', lineTerminators: ['\r\n']},
        'tableSchema': {
            columns: COLUMNS.map(([name, datatype, required, description]) => ({name, titles: name, datatype, required, 'dc:description': description})),
            primaryKey: PRIMARY_KEY,
        },
    });
}
