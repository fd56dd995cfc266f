// Figures, files and editions in words, for the pages of auditors.
import {codeInWords, contract} from '../shell/contract.js';
import {operationOf, operationName, organisationName, placeName} from '../shell/catalogue.js';
import {dayInWords, momentInWords} from '../shell/time.js';
import {breakdownInWords, measureInWords} from '../supervise/measures.js';
import {periodOf} from './proof/period.js';
import {NO_PRIORITY, TIMES} from './proof/words.js';

export const number = n => n.toLocaleString('en-GB');
export const many = (n, one, more = one + 's') => `${number(n)} ${n === 1 ? one : more}`;
export const signed = n => n > 0 ? '+' + number(n) : n < 0 ? '−' + number(-n) : '0';
export const operationInWords = id => id === 'all-operations' ? 'All operations' : operationName(id);

/// 'Week 5 of 2023, 30 January to 5 February', 'February 2023'.
export function periodInWords(kind, id) {
    const period = periodOf(kind, id);
    if (!period) return id;
    if (period.path === 'monthly') return dayInWords(period.first).split(' ').slice(2).join(' ') + ' ' + id.slice(0, 4);
    const [year, week] = id.split('-W');
    return `Week ${Number(week)} of ${year}`;
}

/// The days of a period: 'Monday 30 January to Sunday 5 February 2023'.
export function daysInWords(kind, id) {
    const period = periodOf(kind, id);
    return period ? `${dayInWords(period.first)} to ${dayInWords(period.last)} ${period.last.slice(0, 4)}` : '';
}

/// The address of a summary's pages.
export const at = (kind, period, operation) => `/app/s/${kind}/${period}/${operation}`;

const priorityName = (operation, id) => operationOf(operation)?.priorities?.find(it => it.id === id)?.name ?? codeInWords(id);

export function valueOfBreakdown(operation, breakdown, value) {
    if (breakdown === 'organisation') return organisationName(value);
    if (breakdown === 'priority') return value === NO_PRIORITY ? 'No priority' : priorityName(operation, value);
    if (breakdown === 'stop-searches.outcomeLinkedToObject') return {true: 'Linked', false: 'Not linked'}[value] ?? codeInWords(value);
    return codeInWords(value);
}

/// A figure as a change or a trace names it: {measure, place or priority} or {breakdown, value} or {coverage}.
export function figureInWords(operation, it) {
    if (it.breakdown) return `${breakdownInWords(it.breakdown)}: ${valueOfBreakdown(operation, it.breakdown, it.value)}`;
    if (it.coverage) return it.coverage === 'expected' ? 'Shifts expected' : 'Shifts reported';
    const where = it.place ? `, ${placeName(it.place)}` : it.priority ? `, ${priorityName(operation, it.priority)}` : '';
    return measureInWords(it.measure) + where + (TIMES.includes(it.measure) ? ' (minutes)' : '');
}

/// The query of a trace of a figure.
export const traceOf = (it, edition) => '?' + new URLSearchParams(Object.entries({
    measure: it.measure, place: it.place, priority: it.priority, breakdown: it.breakdown, value: it.value, edition,
}).filter(([, value]) => value !== undefined && value !== null));

export const causeInWords = cause => contract.words.causes[cause] ?? codeInWords(cause);

/// 'Mon 6 Feb 2023 06:30'.
export function atInWords(text) {
    const moment = Date.parse(text);
    const [weekday, day, month, time] = momentInWords(moment).split(' ');
    return `${weekday} ${day} ${month} ${new Date(moment).getUTCFullYear()} ${time}`;
}

export const size = bytes => bytes < 10_000 ? `${number(bytes)} bytes` : bytes < 10_000_000 ? `${number(Math.round(bytes / 1000))} KB` : `${number(Math.round(bytes / 1_000_000))} MB`;

const NAMES = {
    'summary.json': 'Figures (JSON)', 'summary.csv': 'Table (CSV)', 'summary.csv-metadata.json': 'What the columns of the table are', 'summary.xlsx': 'Workbook (Excel)',
    'summary.html': 'Page to read and print', 'lineage.jsonl': 'Lineage: what each submission adds', 'manifest.json': 'Manifest', 'archive.zip': 'Archive of the period',
};
export const fileInWords = name => NAMES[name] ?? name;

/// The name under which a file is saved.
export const savedAs = (operation, period, edition, file) => `${operation}-${period}-edition-${edition}-${file}`;
