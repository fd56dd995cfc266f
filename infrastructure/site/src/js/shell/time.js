// Europe/London, in any zone of the phone. A day is 'YYYY-MM-DD', a time of day 'HH:MM', a moment milliseconds.
const ZONE = 'Europe/London';
const HOUR = 3_600_000;
/// The operational day begins at this hour.
const DAY_BREAK = '06:00';

const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: ZONE, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

/// What clocks in London show: {day, time, second}.
export function shown(moment) {
    const p = Object.fromEntries(clock.formatToParts(moment).map(it => [it.type, it.value]));
    return {day: `${p.year}-${p.month}-${p.day}`, time: `${p.hour}:${p.minute}`, second: p.second};
}

export function addDays(day, days) {
    const date = new Date(day + 'T00:00:00Z');
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
}

/// The operational day of a moment: 06:00 to 06:00.
export function operationalDay(moment) {
    const {day, time} = shown(moment);
    return time < DAY_BREAK ? addDays(day, -1) : day;
}

/// The moments at which clocks show this: none in the hour that is skipped in March, two in the one repeated in October.
export function moments(day, time) {
    const utc = Date.parse(`${day}T${time}:00Z`);
    return [utc - HOUR, utc].filter(moment => {
        const is = shown(moment);
        return is.day === day && is.time === time;
    });
}

/// The calendar day of an hour on an operational day: one before 06:00 is that of the next morning.
export function calendarDay(operational, time) {
    return time < DAY_BREAK ? addDays(operational, 1) : operational;
}

/// A shift or spell on an operational day, by the rule of the contract: a `to` not after `from` ends the next day.
/// @return {from: [day, time], to: [day, time]}
export function span(operational, from, to) {
    const start = calendarDay(operational, from);
    let end = calendarDay(operational, to);
    if (end + to <= start + from) end = addDays(end, 1);
    return {from: [start, from], to: [end, to]};
}

/// RFC 3339 with the offset of London.
export function rfc3339(moment) {
    const {day, time, second} = shown(moment);
    const offset = (Date.parse(`${day}T${time}:${second}Z`) - Math.floor(moment / 1000) * 1000) / HOUR;
    return `${day}T${time}:${second}${offset === 0 ? 'Z' : '+01:00'}`;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const date = day => new Date(day + 'T00:00:00Z');

/// MON, TUE, ... as shifts name their days.
export const weekday = day => DAYS[date(day).getUTCDay()].slice(0, 3).toUpperCase();

/// 'Friday 3 February'; with the year where it is not the one of `near`.
export function dayInWords(day, near = day) {
    const d = date(day);
    return `${DAYS[d.getUTCDay()]} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}${day.slice(0, 4) === near.slice(0, 4) ? '' : ' ' + day.slice(0, 4)}`;
}

/// 'Fri 3 Feb 18:00', with the zone's letters where the clocks change that night.
export function momentInWords(moment) {
    const {day, time} = shown(moment);
    const d = date(day);
    const twice = moments(day, time).length === 2;
    const zone = twice ? (moments(day, time)[0] === moment - moment % 60_000 ? ' BST' : ' GMT') : '';
    return `${DAYS[d.getUTCDay()]} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()].slice(0, 3)} ${time}${zone}`;
}

export function durationInWords(milliseconds) {
    const minutes = Math.floor(milliseconds / 60_000);
    const many = (n, what) => `${n} ${what}${n === 1 ? '' : 's'}`;
    const hours = Math.floor(minutes / 60);
    return [hours ? many(hours, 'hour') : '', minutes % 60 || !hours ? many(minutes % 60, 'minute') : ''].filter(Boolean).join(' ');
}

const wall = moment => Date.parse(`${shown(moment).day}T${shown(moment).time}:00Z`);

/// 'Friday 3 Feb 18:00 to Saturday 4 Feb 02:00, 8 hours', and that the clocks changed where they did.
export function spanInWords(from, to) {
    const change = wall(to) - wall(from) - Math.floor(to / 60_000) * 60_000 + Math.floor(from / 60_000) * 60_000;
    return `${momentInWords(from)} to ${momentInWords(to)}, ${durationInWords(to - from)}${change ? `, as the clocks went ${change > 0 ? 'forward' : 'back'}` : ''}`;
}

/// The ISO 8601 week of a day: '2023-W05'.
export function week(day) {
    const d = date(day);
    d.setUTCDate(d.getUTCDate() + 4 - (d.getUTCDay() || 7));
    const year = d.getUTCFullYear();
    const number = Math.ceil(((d - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
    return `${year}-W${String(number).padStart(2, '0')}`;
}

/// 'week 5 of 2023' or 'February 2023'.
export function periodInWords(period) {
    const [year, number] = period.split(/-W?/);
    return period.includes('W') ? `week ${Number(number)} of ${year}` : `${MONTHS[number - 1]} ${year}`;
}

/// When the figures of a week are published: the Monday after it, 06:30; of a month: on the 1st after it, 07:00.
export function publishedAt(period) {
    const [year, number] = period.split(/-W?/).map(Number);
    if (!period.includes('W')) return moments(new Date(Date.UTC(year, number)).toISOString().slice(0, 10), '07:00')[0];
    const fourth = new Date(Date.UTC(year, 0, 4));
    const monday = Date.UTC(year, 0, 4 - ((fourth.getUTCDay() || 7) - 1) + number * 7);
    return moments(new Date(monday).toISOString().slice(0, 10), '06:30')[0];
}
