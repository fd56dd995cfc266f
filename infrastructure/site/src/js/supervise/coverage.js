// The shifts of a week: reported, missing or still to come, as of now.
import {html, nothing} from 'lit-html';
import {json} from '../shell/api.js';
import {catalogue, operationOf, organisationName, refreshCatalogue} from '../shell/catalogue.js';
import {now} from '../shell/clock.js';
import {may} from '../shell/session.js';
import {addDays, dayInWords, momentInWords, moments, operationalDay, span, weekday} from '../shell/time.js';
import {table} from './parts.js';
import {counted, dateInWords, expectedInWords, listed, nameOf, number, share} from './words.js';

const WEEK = 7;
const AGAIN = 60_000;
const DAY = /^\d{4}-\d\d-\d\d$/;
const holds = (from, until, day) => from <= day && (until === null || until === undefined || day <= until);

/// The Monday of a day's week.
function mondayOf(day) {
    let monday = day;
    while (weekday(monday) !== 'MON') monday = addDays(monday, -1);
    return monday;
}

/// Which operation.
export async function open(page) {
    page.title = 'Coverage';
    page.nav = 'coverage';
    if (!catalogue()) await refreshCatalogue();
    const today = operationalDay(now());
    const active = (catalogue()?.operations ?? []).filter(it => holds(it.activeFrom, it.activeUntil, today));
    const past = (catalogue()?.operations ?? []).filter(it => !active.includes(it));
    const list = operations => html`<ul class="govuk-list">${operations.map(it => html`<li><a class="govuk-link" href="/app/coverage/${it.id}">${it.name}</a>${it.shifts.length === 0 ? ', no shifts' : `, ${counted(it.shifts.reduce((sum, shift) => sum + shift.days.length, 0), 'shift')} a week`}</li>`)}</ul>`;
    return () => html`<h1 class="govuk-heading-l">Coverage</h1>
<p class="govuk-body">Which shifts have been reported, and which have not.</p>
<h2 class="govuk-heading-m">Active operations</h2>${active.length === 0 ? html`<p class="govuk-body">No operation is active today.</p>` : list(active)}
${past.length === 0 ? nothing : html`<h2 class="govuk-heading-m">Not active today</h2>${list(past)}`}
${may('submissions.write') || may('audit.read') ? html`<p class="govuk-body"><a class="govuk-link" href="/app/submissions">Submissions of a day</a></p>` : nothing}
<p class="govuk-body"><a class="govuk-link" href="/app/catalogue">Operations, places and organisations</a></p>`;
}

/// The shifts of an operation on some days: [{place, day, from, to, ends}].
function shiftsOn(operation, days) {
    return days.flatMap(day => !holds(operation.activeFrom, operation.activeUntil, day) ? [] : operation.shifts
        .filter(it => it.days.includes(weekday(day)) && operation.places.some(place => place.id === it.place && holds(place.validFrom, place.validUntil, day)))
        .map(it => {
            const [endDay, endTime] = span(day, it.from, it.to).to;
            return {place: it.place, day, from: it.from, to: it.to, ends: moments(endDay, endTime)[0] ?? moments(endDay, '03:00')[0]};
        }));
}

const STATES = {
    reported: {words: 'Reported', tag: 'govuk-tag--green'},
    missing: {words: 'Missing', tag: 'govuk-tag--red'},
    coming: {words: 'To come', tag: 'govuk-tag--grey'},
};

/// The calendar of one operation.
export async function openOperation(page) {
    const {operation: id} = page.params;
    page.nav = 'coverage';
    if (!operationOf(id)) await refreshCatalogue();
    const today = operationalDay(now());
    const asked = page.query.get('from') ?? '';
    const end = operationOf(id)?.activeUntil;
    const ended = Boolean(end) && end < today;
    const from = mondayOf(DAY.test(asked) ? asked : ended ? end : today);
    const days = Array.from({length: WEEK}, (_, i) => addDays(from, i));
    const current = days.includes(today);
    const reading = may('submissions.write') || may('audit.read');
    page.title = `Coverage, ${nameOf(id)}`;
    let answer;
    let asAt;
    let stale = '';

    async function read() {
        answer = await json(`/coverage/${id}?from=${from}&to=${days.at(-1)}`);
        asAt = now();
    }

    async function again() {
        try {
            await read();
            stale = '';
        } catch (e) {
            stale = e.name === 'Offline' ? 'There is no connection: this is how it was.' : e.message;
        }
        page.refresh();
    }

    await read();
    const operation = operationOf(id);
    if (current) {
        const timer = setInterval(() => { if (document.visibilityState === 'visible') again(); }, AGAIN);
        page.closed = () => clearInterval(timer);
    }

    const missing = () => new Set(answer.missing.map(it => `${it.place} ${it.day} ${it.from} ${it.to}`));
    const states = () => {
        const absent = missing();
        return shiftsOn(operation, days).map(it => ({...it, state: !absent.has(`${it.place} ${it.day} ${it.from} ${it.to}`) ? 'reported' : it.ends > asAt ? 'coming' : 'missing'}));
    };

    function calendar(shifts) {
        const places = operation.places.filter(place => shifts.some(it => it.place === place.id)).sort((a, b) => a.name < b.name ? -1 : 1);
        const shown = days.filter(day => shifts.some(it => it.day === day));
        const free = days.filter(day => !shown.includes(day));
        const without = operation.places.filter(place => !places.includes(place) && days.some(day => holds(place.validFrom, place.validUntil, day)));
        const cell = (place, day) => {
            const own = shifts.filter(it => it.place === place.id && it.day === day);
            if (own.length === 0) return html`<span class="app-none">No shift</span>`;
            return own.map(it => {
                const {words, tag} = STATES[it.state];
                const state = html`<strong class="govuk-tag ${tag}">${words}</strong>`;
                return html`<div class="app-shift">${it.from} to ${it.to}<br>${it.state === 'reported' && reading
                    ? html`<a class="govuk-link" href="/app/submissions?operation=${id}&place=${place.id}&day=${day}">${state}<span class="govuk-visually-hidden"> by whom, ${place.name}, ${dayInWords(day)}</span></a>` : state}</div>`;
            });
        };
        return html`${table('Shifts by place and operational day', [{text: 'Place'}, ...shown.map(day => ({text: html`${dayInWords(day)}${day === today ? html` <span class="app-days">today</span>` : nothing}`}))],
            places.map(place => [place.name, ...shown.map(day => cell(place, day))]), {empty: 'No shifts are expected in this week.'})}
${shown.length === 0 || free.length === 0 ? nothing : html`<p class="govuk-body">No shifts on ${listed(free.map(day => dayInWords(day).split(' ')[0]))}.</p>`}
${without.length === 0 ? nothing : html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${counted(without.length, 'place')} without a shift this week</span></summary><div class="govuk-details__text">${without.map(it => it.name).join(', ')}</div></details>`}`;
    }

    /// A shift is of a place: the catalogue does not say which organisation works it.
    const who = () => {
        const names = operation.organisations.map(organisationName);
        return names.length === 0 ? '' : html`<p class="govuk-body">Expected of ${names.length === 1 ? names[0] : `any one of these, as shifts are not divided between them: ${names.join(', ')}`}.</p>`;
    };
    const gaps = shifts => {
        if (!shifts.some(it => it.ends <= asAt)) return nothing;
        const list = shifts.filter(it => it.state === 'missing');
        return html`${table('Missing', [{text: 'Operational day'}, {text: 'Place'}, {text: 'Hours'}],
            list.map(it => [dayInWords(it.day), operation.places.find(place => place.id === it.place)?.name ?? it.place, `${it.from} to ${it.to}`]), {small: true, empty: 'Every shift that has ended is reported.'})}${list.length > 0 ? who() : nothing}`;
    };

    const told = (due, coming) => [
        due > 0 ? `${number(answer.reported)} of ${counted(due, 'shift')} that ${expectedInWords(due, coming > 0)} (${share(answer.reported, due)}).` : coming > 0 ? 'No shift has ended yet.' : '',
        coming > 0 ? `${counted(coming, 'shift')} to come.` : '', `As of ${momentInWords(asAt)}.`, stale].filter(Boolean).join(' ');

    return () => {
        const shifts = operation ? states() : [];
        const coming = shifts.filter(it => it.state === 'coming').length;
        const due = answer.expected - coming;
        return html`<a class="govuk-back-link" href="/app/coverage">Coverage</a><span class="govuk-caption-l">${nameOf(id)}</span>
<h1 class="govuk-heading-l">Shifts of ${dayInWords(from)} to ${dayInWords(days.at(-1))} ${days.at(-1).slice(0, 4)}</h1>
<nav aria-label="Weeks" class="app-inline"><p class="govuk-body"><a class="govuk-link" href="/app/coverage/${id}?from=${addDays(from, -WEEK)}">The week before</a></p>
<p class="govuk-body"><a class="govuk-link" href="/app/coverage/${id}?from=${addDays(from, WEEK)}">The week after</a></p>
${current || !asked ? nothing : html`<p class="govuk-body"><a class="govuk-link" href="/app/coverage/${id}">${ended ? 'The last week of the operation' : 'This week'}</a></p>`}</nav>
<p class="govuk-body" aria-live="polite">${told(due, coming)}</p>
${operation ? html`${calendar(shifts)}${gaps(shifts)}` : html`<p class="govuk-body">The operation is not in the catalogue.</p>`}
<button type="button" class="govuk-button govuk-button--secondary" @click=${again}>Check again</button>
<p class="govuk-body">An operational day is from 06:00 to 06:00 the next morning. A shift is reported when an engagement at its place overlaps its hours. ${operation?.activeUntil ? `The operation ends on ${dateInWords(operation.activeUntil)}.` : ''}</p>`;
    };
}
