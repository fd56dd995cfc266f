// What differs between two revisions of an operation, and the days and hours of shifts, in words.
import {dateInWords, listed} from '../supervise/words.js';

const DAYS = {MON: 'Monday', TUE: 'Tuesday', WED: 'Wednesday', THU: 'Thursday', FRI: 'Friday', SAT: 'Saturday', SUN: 'Sunday'};
export const DAY_CODES = Object.keys(DAYS);
export const dayName = code => DAYS[code] ?? code;

export const shiftInWords = it => `${listed((it.days ?? []).map(dayName))}, ${it.from} to ${it.to}`;

/// A day as somebody typed it, in words where it is one.
export const dayOr = (day, none) => day === null || day === undefined || day === '' ? none : /^\d{4}-\d\d-\d\d$/.test(day) ? dateInWords(day) : day;
/// 'from 1 April 2021', 'from 1 April 2021 to 31 March 2022'.
export const validity = (from, until, word = 'From') => `${word} ${dayOr(from, 'an unknown day')}${until ? ` to ${dayOr(until)}` : ''}`;

const text = it => JSON.stringify(it);

/// Members of two lists by what names them.
function membersOf(a = [], b = [], key, name, one) {
    const [before, after] = [new Map(a.map(it => [key(it), it])), new Map(b.map(it => [key(it), it]))];
    return [
        ...[...after].filter(([id]) => !before.has(id)).map(([, it]) => `${one} added: ${name(it)}`),
        ...[...before].filter(([id]) => !after.has(id)).map(([, it]) => `${one} removed: ${name(it)}`),
        ...[...after].filter(([id, it]) => before.has(id) && text(before.get(id)) !== text(it)).map(([, it]) => `${one} changed: ${name(it)}`),
    ];
}

/// What differs, a sentence each; the first revision has nothing before it.
export function differences(before, after) {
    if (!before) return ['Created'];
    const place = id => [...after.places, ...before.places].find(it => it.id === id)?.name ?? id;
    return [
        before.name === after.name ? '' : `Name: ${before.name} before, ${after.name} now`,
        before.activeFrom === after.activeFrom ? '' : `First day: ${dayOr(before.activeFrom, 'none')} before, ${dayOr(after.activeFrom, 'none')} now`,
        before.activeUntil === after.activeUntil ? '' : `Last day: ${dayOr(before.activeUntil, 'open')} before, ${dayOr(after.activeUntil, 'open')} now`,
        ...membersOf(before.organisations, after.organisations, it => it, it => it, 'Organisation'),
        ...membersOf(before.places, after.places, it => it.id, it => `${it.name}, ${validity(it.validFrom, it.validUntil, 'from')}`, 'Place'),
        ...membersOf(before.shifts, after.shifts, text, it => `${place(it.place)}, ${shiftInWords(it)}`, 'Shift'),
        ...membersOf(before.priorities, after.priorities, it => it.id, it => it.name, 'Priority'),
        ...membersOf(before.funding, after.funding, text, it => it.fund, 'Funding'),
    ].filter(Boolean);
}
