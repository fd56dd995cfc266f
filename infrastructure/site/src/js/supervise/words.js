// Periods, quantities and changes in words, as the published pages say them.
import {operationName} from '../shell/catalogue.js';
import {dayInWords, shown} from '../shell/time.js';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const TIMES = new Set(['patrol-minutes', 'person-minutes']);
/// Below this a percentage says more than the figures can bear.
const SMALLEST_BASE = 10;
const MINUS = '\u2212';

export const ALL = 'all-operations';
export const nameOf = operation => operation === ALL ? 'All operations' : operationName(operation);

/// 3,300,000.
export const number = value => value.toLocaleString('en-GB');
/// 'Monday, Tuesday and Sunday'.
export const listed = list => list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;

/// What shifts are counted, after '1 shift that' or '3 shifts that'.
export const expectedInWords = (n, ongoing) => ongoing ? n === 1 ? 'has ended or is reported' : 'have ended or are reported' : n === 1 ? 'was expected' : 'were expected';

export const counted = (n, one, many = one + 's') => `${number(n)} ${n === 1 ? one : many}`;

/// '41 h 05 min', '50 min'.
export function time(minutes) {
    const hours = Math.floor(minutes / 60);
    return hours === 0 ? `${minutes}\u00a0min` : `${number(hours)}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}\u00a0min`;
}

/// A value of a measure, as a number or a time.
export const quantity = (measure, value) => TIMES.has(measure) ? time(value) : number(value);

/// '3 more', '2 h 10 min fewer' would be odd: a time is more or less.
export function difference(measure, before, now) {
    const by = quantity(measure, Math.abs(now - before));
    return now === before ? 'No change' : `${by} ${now > before ? 'more' : TIMES.has(measure) ? 'less' : 'fewer'}`;
}

/// '+8%'; empty where `before` is too small for it to mean anything.
export function percentage(before, now) {
    if (before < SMALLEST_BASE || before === now) return '';
    const sign = now > before ? '+' : MINUS;
    const percent = Math.round(100 * Math.abs(now - before) / before);
    return percent === 0 ? `under ${sign}1%` : now > 0 && now < before && percent === 100 ? `over ${sign}99%` : `${sign}${number(percent)}%`;
}

/// A part of a whole in per cent: only none of it is 0%, and only all of it 100%.
export function share(part, whole) {
    const percent = Math.round(100 * part / whole);
    return percent === 0 && part > 0 ? 'under 1%' : percent === 100 && part < whole ? 'over 99%' : `${percent}%`;
}

/// A week or month by its id.
const split = id => id.includes('W') ? {week: Number(id.slice(6)), year: id.slice(0, 4)} : {month: MONTHS[Number(id.slice(5)) - 1], year: id.slice(0, 4)};

/// 'Week 5 of 2023', 'February 2023'; within a sentence 'week 5 of 2023'.
export function periodInWords(id, {within = false} = {}) {
    const {week, month, year} = split(id);
    return month ? `${month} ${year}` : `${within ? 'week' : 'Week'} ${week} of ${year}`;
}

/// 'Week 5, 2023', 'Feb 2023'.
export function shortPeriod(id) {
    const {week, month, year} = split(id);
    return month ? `${month.slice(0, 3)} ${year}` : `Week ${week}, ${year}`;
}

/// The first and the last operational day of a period as the API describes it.
export const firstDay = period => shown(Date.parse(period.from)).day;
export const lastDay = period => shown(Date.parse(period.to) - 86_400_000).day;

/// 'Monday 30 January to Sunday 5 February 2023'.
export function daysOf(period) {
    const [first, last] = [firstDay(period), lastDay(period)];
    return `${dayInWords(first, last)} to ${dayInWords(last)} ${last.slice(0, 4)}`;
}

/// '20 February 2023'.
export const dateInWords = day => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

/// '6 February 2023 at 06:30', Europe/London.
export function momentAt(instant) {
    const {day, time: hour} = shown(Date.parse(instant));
    return `${dateInWords(day)} at ${hour}`;
}

export const KINDS = {
    weekly: {path: '/app/weeks', one: 'week', many: 'weeks', title: 'Weeks'},
    monthly: {path: '/app/months', one: 'month', many: 'months', title: 'Months'},
};
