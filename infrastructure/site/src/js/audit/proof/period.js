// Weeks and months of operational days, and when their figures are published. A day is 'YYYY-MM-DD', a moment milliseconds.
import {addDays, moments, operationalDay} from '../../shell/time.js';

const DAYS_PROVISIONAL = 14;
const DAY_MS = 86_400_000;
const date = day => new Date(day + 'T00:00:00Z');
const iso = moment => new Date(moment).toISOString().slice(0, 10);

/// The first moment of an operational day.
const starts = new Map();
export function startOf(day) {
    if (!starts.has(day)) starts.set(day, moments(day, '06:00')[0]);
    return starts.get(day);
}

/// The operational day of a moment, or null where it is not a moment.
export const dayOf = moment => operationalDay(moment);

/// Whether the ledger takes reports of a day.
const inRange = day => day >= '2000-01-01' && day <= '2100-12-31';

/// Whether a text is a date that there is, from 2000 to 2100.
export const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date(text).getTime()) && iso(date(text).getTime()) === text
    && inRange(text);

/// A moment as documents write it.
export const instantText = moment => new Date(moment).toISOString().replace(/\.000Z$/, 'Z');

const mondayOf = (year, number) => {
    const fourth = Date.UTC(year, 0, 4);
    return fourth - ((new Date(fourth).getUTCDay() || 7) - 1) * DAY_MS + (number - 1) * 7 * DAY_MS;
};
const weeksOf = year => Math.round((mondayOf(year + 1, 1) - mondayOf(year, 1)) / (7 * DAY_MS));

function week(year, number) {
    if (year < 1000 || year > 9999 || number < 1 || number > weeksOf(year)) return null;
    const monday = mondayOf(year, number);
    const first = iso(monday);
    const after = iso(monday + 7 * DAY_MS);
    return period('weekly', `${year}-W${String(number).padStart(2, '0')}`, first, iso(monday + 6 * DAY_MS), () => moments(after, '06:30')[0],
        () => number > 1 ? week(year, number - 1) : week(year - 1, weeksOf(year - 1)), () => week(year - 1, number));
}

function month(year, number) {
    if (year < 1000 || year > 9999) return null;
    const after = iso(Date.UTC(year, number, 1));
    return period('monthly', `${year}-${String(number).padStart(2, '0')}`, iso(Date.UTC(year, number - 1, 1)), iso(Date.UTC(year, number, 0)), () => moments(after, '07:00')[0],
        () => number > 1 ? month(year, number - 1) : month(year - 1, 12), () => month(year - 1, number));
}

function period(path, id, first, last, published, previous, yearEarlier) {
    return {
        path, kind: path === 'weekly' ? 'week' : 'month', id, first, last, name: `${path}/${id}`, previous, yearEarlier,
        get from() { return startOf(first); },
        get to() { return startOf(addDays(last, 1)); },
        /// When the live schedule publishes it.
        get publishedAt() { return published(); },
        /// From this moment on its figures are final.
        get finalFrom() { return startOf(addDays(last, 1 + DAYS_PROVISIONAL)); },
        contains: day => first <= day && day <= last,
        days() {
            const all = [];
            for (let day = first; day <= last; day = addDays(day, 1)) all.push(day);
            return all;
        },
    };
}

/// Reads `2023-W05` or `2023-02`.
/// @param kind `weekly`, `monthly`, `week` or `month`
/// @return null where there is no such period, or none of its days lies from 2000 to 2100
export function periodOf(kind, id) {
    const weekly = /^([1-9]\d{3})-W(\d\d)$/.exec(id);
    const monthly = /^([1-9]\d{3})-(0[1-9]|1[0-2])$/.exec(id);
    let found = null;
    if (kind.startsWith('week')) found = weekly && week(Number(weekly[1]), Number(weekly[2]));
    else if (kind.startsWith('month')) found = monthly && month(Number(monthly[1]), Number(monthly[2]));
    return found && (inRange(found.first) || inRange(found.last)) ? found : null;
}
