// When a report happened: an operational day, a shift of the catalogue or hours, and the moments they mean.
import {operationOf} from '../shell/catalogue.js';
import * as time from '../shell/time.js';

const HOURS = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/;

/// '18:00' of what somebody types: 1800, 18:00, 18.00, 9:30; undefined where it is no time of day.
export function asTime(text) {
    const found = HOURS.exec((text ?? '').trim());
    return found ? `${found[1].padStart(2, '0')}:${found[2]}` : undefined;
}

/// The shifts of a place on an operational day.
export function shiftsOf(operation, place, day) {
    const shifts = operationOf(operation)?.shifts ?? [];
    return shifts.filter(it => it.place === place && it.days.includes(time.weekday(day)));
}

/// The moments of one hour.
/// @param fold 'before' or 'after', where the clocks show it twice
/// @return {moment} or {fault, twice}
function momentOf(day, hour, fold) {
    const found = time.moments(day, hour);
    if (found.length === 1) return {moment: found[0]};
    if (found.length === 0) return {fault: `The clocks went forward that night: ${hour} did not happen.`};
    return fold ? {moment: found[fold === 'before' ? 0 : 1], twice: true} : {fault: `The clocks went back that night: say whether ${hour} was before or after.`, twice: true};
}

/// What the answers mean.
/// @param it {day, from, to, fromFold, toFold}; without `to` one moment
/// @return {startedAt, endedAt, words, faults, twice}; faults by 'from' and 'to'
export function meaning(it, {single = false} = {}) {
    const from = asTime(it.from);
    const to = single ? from : asTime(it.to);
    const faults = {};
    if (!from && it.from?.trim()) faults.from = 'Enter a time such as 18:00.';
    if (!single && !to && it.to?.trim()) faults.to = 'Enter a time such as 02:00.';
    if (!it.day || !from || !to) return {faults, twice: {}};
    const span = single ? {from: [time.calendarDay(it.day, from), from], to: [time.calendarDay(it.day, from), from]} : time.span(it.day, from, to);
    const start = momentOf(...span.from, it.fromFold);
    const end = momentOf(...span.to, single ? it.fromFold : it.toFold);
    if (start.fault) faults.from = start.fault;
    if (end.fault && !single) faults.to = end.fault;
    const twice = {from: start.twice, to: single ? undefined : end.twice};
    if (start.moment === undefined || end.moment === undefined) return {faults, twice};
    return {
        faults, twice, startedAt: time.rfc3339(start.moment), endedAt: time.rfc3339(end.moment),
        words: single ? time.momentInWords(start.moment) : time.spanInWords(start.moment, end.moment),
    };
}

/// The answers that mean these moments, for a report that is mended or corrected.
export function answersOf(startedAt, endedAt) {
    const from = Date.parse(startedAt);
    const to = Date.parse(endedAt);
    const fold = moment => {
        const {day, time: hour} = time.shown(moment);
        const both = time.moments(day, hour);
        return both.length < 2 ? undefined : moment < both[1] ? 'before' : 'after';
    };
    return {day: time.operationalDay(from), from: time.shown(from).time, to: time.shown(to).time, fromFold: fold(from), toFold: fold(to), choice: 'other'};
}

/// The shift to propose: the one under way or the last that ended, among the last days.
export function proposed(operation, place, now) {
    const today = time.operationalDay(now);
    for (let back = 0; back < 8; back++) {
        const day = time.addDays(today, -back);
        const begun = shiftsOf(operation, place, day).map((shift, i) => ({shift, i, from: time.moments(...time.span(day, shift.from, shift.to).from)[0]}))
            .filter(it => it.from !== undefined && it.from <= now).sort((a, b) => b.from - a.from);
        if (begun.length > 0) return {day, choice: String(begun[0].i), from: begun[0].shift.from, to: begun[0].shift.to};
    }
    return null;
}

/// The operational days to choose from, today first, in words.
export function recentDays(now, count = 10) {
    const today = time.operationalDay(now);
    return Array.from({length: count}, (_, back) => {
        const day = time.addDays(today, -back);
        const name = back === 0 ? 'Today, ' : back === 1 ? 'Yesterday, ' : '';
        return {day, words: name + time.dayInWords(day, today)};
    });
}

/// 'Friday night is the night to Saturday' in a line.
export function dayHint(day) {
    return `${time.dayInWords(day)}, 06:00, to ${time.dayInWords(time.addDays(day, 1))}, 06:00`;
}
