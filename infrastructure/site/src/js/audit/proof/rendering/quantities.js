// Numbers, times, dates and periods in the words of the published page.
import {shown} from '../../../shell/time.js';
import {TIMES} from '../words.js';

const SMALLEST_BASE = 10;
const MINUTES_OF_HOUR = 60;
const MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;
const MINUS = '\u2212';
const HARD_SPACE = '\u00a0';
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const two = n => String(n).padStart(2, '0');

/// `3,300,000`.
export const number = n => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');

/// `41 h 05 min`, `50 min`.
export function time(minutes) {
    const hours = Math.floor(minutes / 60);
    return (hours === 0 ? minutes : [number(hours), 'h', two(minutes % 60)].join(HARD_SPACE)) + HARD_SPACE + 'min';
}

/// `41:05`.
export const clock = minutes => `${number(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

export const isTime = measure => TIMES.includes(measure);

/// The value of a measure, as a number or a time.
export const valueOf = (measure, value) => isTime(measure) ? time(value) : number(value);

const way = (written, before, now) => now === before ? 'no change' : (now > before ? '+' : MINUS) + written(Math.abs(now - before));

/// The way from one value of a measure to another: `+3`, `−2 h 10 min`, `no change`.
export const difference = (measure, before, now) => way(isTime(measure) ? time : number, before, now);

/// The same in per cent; empty where `before` is too small for it to mean anything.
export function percentage(before, now) {
    if (before < SMALLEST_BASE) return '';
    if (before === now) return '0%';
    const sign = now > before ? '+' : MINUS;
    const percent = Math.round(100 * Math.abs(now - before) / before);
    if (percent === 0) return `under ${sign}1%`;
    return now > 0 && now < before && percent === 100 ? `over ${sign}99%` : `${sign}${number(percent)}%`;
}

/// A part of a whole in per cent; only none of it is 0%, and only all of it 100%.
export function share(part, whole) {
    if (whole === 0) return '';
    const percent = Math.round(100 * part / whole);
    if (percent === 0 && part > 0) return 'under 1%';
    return percent === 100 && part < whole ? 'over 99%' : percent + '%';
}

/// To one decimal, halves up.
export function ratio(part, whole) {
    const tenths = (20n * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole));
    return `${tenths / 10n}.${tenths % 10n}`;
}

/// `50 minutes`, `3 hours 20 minutes`, `12 days 21 hours`.
export function delay(minutes) {
    if (minutes < MINUTES_OF_HOUR) return unit(minutes, 'minute');
    return minutes < 2 * MINUTES_OF_DAY ? units(minutes, MINUTES_OF_HOUR, 'hour', 1, 'minute') : units(minutes, MINUTES_OF_DAY, 'day', MINUTES_OF_HOUR, 'hour');
}

function units(minutes, large, one, small, other) {
    const rest = Math.floor(minutes % large / small);
    const first = unit(Math.floor(minutes / large), one);
    return rest === 0 ? first : `${first} ${unit(rest, other)}`;
}

const unit = (count, of) => number(count) + HARD_SPACE + of + (count === 1 ? '' : 's');

/// `£22,511`, `22,511 EUR`.
export const money = (amount, currency) => currency === 'GBP' ? '£' + number(amount) : number(amount) + HARD_SPACE + currency;

export const counted = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

/// `A`, `A and B`, `A, B and C`.
export const listed = items => items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

const parts = day => day.split('-').map(Number);
const monthOf = day => MONTHS[parts(day)[1] - 1];
const weekdayOf = day => DAYS[new Date(day + 'T00:00:00Z').getUTCDay()];
const dayAndMonth = day => `${parts(day)[2]} ${monthOf(day)}`;
const weekOf = period => period.id.split('-W').map(Number);

/// `20 February 2023`.
export const date = day => `${dayAndMonth(day)} ${parts(day)[0]}`;

/// `Fri 3 Feb`.
export const shortDay = day => `${weekdayOf(day).slice(0, 3)} ${parts(day)[2]} ${monthOf(day).slice(0, 3)}`;

/// `6 February 2023 at 06:30`, of a moment as documents write it.
export function moment(written) {
    const london = shown(Date.parse(written.replace(/(\.\d{3})\d*Z$/, '$1Z')));
    return `${date(london.day)} at ${london.time}`;
}

/// The day in London of milliseconds.
export const dateOf = milliseconds => date(shown(milliseconds).day);

const inPeriod = (period, week, month) => {
    if (period.kind === 'month') return month(period.first);
    const [year, number] = weekOf(period);
    return week(number, year);
};
const monthAndYear = day => `${monthOf(day)} ${parts(day)[0]}`;

/// `Week 5 of 2023`, `February 2023`.
export const periodInWords = period => inPeriod(period, (week, year) => `Week ${week} of ${year}`, monthAndYear);
/// `Week 5, 2023`, `Feb 2023`.
export const shortPeriod = period => inPeriod(period, (week, year) => `Week ${week}, ${year}`, day => `${monthOf(day).slice(0, 3)} ${parts(day)[0]}`);
/// `week 5 of 2023`, `February 2023`.
export const periodInText = period => inPeriod(period, (week, year) => `week ${week} of ${year}`, monthAndYear);

/// `Monday 30 January to Sunday 5 February 2023`; the year once where it is the same.
export function datesOf({first, last}) {
    const from = `${weekdayOf(first)} ${dayAndMonth(first)}`;
    const [year] = parts(first);
    return `${year === parts(last)[0] ? from : `${from} ${year}`} to ${weekdayOf(last)} ${date(last)}`;
}
