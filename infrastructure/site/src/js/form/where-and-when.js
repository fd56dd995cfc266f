// The questions that the catalogue and the clock answer half: operation, place, and when.
import {html, nothing} from 'lit-html';
import {nearest, operationsOn, placesOn} from '../shell/catalogue.js';
import {now} from '../shell/clock.js';
import {contract, wordsOf} from '../shell/contract.js';
import {signedIn} from '../shell/session.js';
import {operationalDay} from '../shell/time.js';
import {dayHint, meaning, proposed, recentDays, shiftsOf} from './when.js';
import {fieldset, input, radios, select} from './widgets.js';

const FIRST = '2000-01-01';
const EARLIER = 'earlier';
const OTHER = 'other';
const FEW = 5;
const NO_SHIFT = {choice: undefined, from: undefined, to: undefined, fromFold: undefined, toFold: undefined};

const chosenDay = ctx => ctx.ui.time?.day ?? operationalDay(now());

export function operation(ctx) {
    const known = operationsOn(chosenDay(ctx));
    const change = it => {
        ctx.document.operation = it;
        if (!placesOn(it, chosenDay(ctx)).some(place => place.id === ctx.document.place)) delete ctx.document.place;
        ctx.changed('/operation');
    };
    const options = known.map(it => ({value: it.id, words: it.name}));
    const common = {faults: ctx.faults('/operation'), value: ctx.document.operation, change};
    if (options.length === 0) {
        return input('/operation', {...common, label: wordsOf('/operation').label, size: 'govuk-label--m', hint: `No operation is known here yet: type its identifier${signedIn() ? '' : ', or sign in'}.`, change: it => change(it.trim() || undefined)});
    }
    return options.length <= FEW ? radios('/operation', {...common, legend: wordsOf('/operation').label, options})
        : select('/operation', {...common, label: wordsOf('/operation').label, size: 'govuk-label--m', options});
}

export function place(ctx) {
    const known = placesOn(ctx.document.operation, chosenDay(ctx));
    const change = it => {
        ctx.document.place = it;
        ctx.near = undefined;
        const time = ctx.ui.time ??= {};
        // A day that somebody chose stays; only its shift is that of the place.
        if (time.choice !== OTHER) Object.assign(time, NO_SHIFT, !time.picked && proposed(ctx.document.operation, it, now()));
        when(ctx);
        ctx.changed('/place');
    };
    const common = {label: wordsOf('/place').label, faults: ctx.faults('/place'), value: ctx.document.place, size: 'govuk-label--m'};
    if (known.length === 0) {
        return ctx.document.operation && operationsOn(chosenDay(ctx)).length > 0
            ? select('/place', {...common, options: [], blank: 'No place of this operation on that day', change})
            : input('/place', {...common, hint: ctx.document.operation ? 'The identifier of the place' : 'Choose the operation first', change: it => change(it.trim() || undefined)});
    }
    const option = it => ({value: it.id, words: it.name});
    const recent = ctx.recent.map(id => known.find(it => it.id === id)).filter(Boolean);
    const districts = Map.groupBy ? Map.groupBy(known, it => it.district) : known.reduce((all, it) => all.set(it.district, [...all.get(it.district) ?? [], it]), new Map());
    const district = code => contract.words.districts?.[code] ?? code;
    const groups = [...districts].map(([code, list]) => ({words: district(code), options: list.map(option)})).sort((a, b) => a.words < b.words ? -1 : 1);
    return html`${select('/place', {...common, options: [...recent.length > 0 ? [{words: 'Recent', options: recent.map(option)}] : [], ...groups], change})}${known.some(it => it.point) && 'geolocation' in navigator ? suggestion(ctx, known, change) : nothing}`;
}

/// Asks the phone once where it is, says which places are nearest, and forgets it: nothing is stored or sent.
function suggestion(ctx, known, change) {
    const ask = () => navigator.geolocation.getCurrentPosition(
        ({coords}) => {
            ctx.near = nearest(known, coords);
            ctx.changed('');
        },
        () => {
            ctx.near = [];
            ctx.changed('');
        }, {maximumAge: 60_000, timeout: 10_000});
    return html`<div class="govuk-form-group" aria-live="polite"><button type="button" class="govuk-button govuk-button--secondary" @click=${ask}>Suggest the nearest</button>
${ctx.near === undefined ? nothing : ctx.near.length === 0 ? html`<p class="govuk-body">The phone did not say where it is.</p>`
        : html`<ul class="govuk-list">${ctx.near.map(it => html`<li><button type="button" class="app-plain" @click=${() => change(it.id)}>${it.name}</button></li>`)}</ul>`}</div>`;
}

/// Puts what the answers mean into the document.
export function when(ctx) {
    const single = ctx.kind === 'incident';
    const it = meaning(ctx.ui.time ?? {}, {single});
    const [start, end] = single ? ['occurredAt', 'occurredAt'] : ['startedAt', 'endedAt'];
    ctx.document[start] = it.startedAt;
    ctx.document[end] = it.endedAt;
    if (it.startedAt === undefined) {
        delete ctx.document[start];
        delete ctx.document[end];
    }
    ctx.ui.clockFaults = {...it.faults.from ? {['/' + start]: it.faults.from} : {}, ...it.faults.to ? {['/' + end]: it.faults.to} : {}};
    return it;
}

/// Which operational day: the last ten, or an earlier one.
function day(ctx, change) {
    const time = ctx.ui.time ??= {};
    const days = recentDays(now());
    const recent = days.some(it => it.day === time.day);
    const earlier = time.earlier || time.day !== undefined && !recent;
    const id = 'operational-day';
    const pick = it => {
        time.picked = true;
        time.earlier = it === EARLIER;
        if (it !== EARLIER) time.day = it;
        else time.day = undefined;
        change(time.day !== undefined);
    };
    return html`${select('/' + id, {label: 'Operational day', hint: time.day ? dayHint(time.day) : 'From 06:00 to 06:00 the next day', faults: [], value: earlier ? EARLIER : time.day, blank: null, change: pick,
        options: [...days.map(it => ({value: it.day, words: it.words})), {value: EARLIER, words: 'An earlier day'}]})}${earlier
        ? html`<div class="govuk-form-group"><label class="govuk-label" for="earlier-day">Which day?</label><input class="govuk-input govuk-input--width-10" type="date" id="earlier-day" min=${FIRST} max=${days[0].day} .value=${time.day ?? ''} @change=${e => { time.day = e.target.value || undefined; change(true); }}></div>` : nothing}`;
}

const fold = (pointer, hour, value, change) => radios(pointer, {legend: `${hour} came twice that night. Which one?`, faults: [], value, change, size: 's', options: [
    {value: 'before', words: 'Before the clocks went back', hint: 'Summer time'}, {value: 'after', words: 'After the clocks went back', hint: 'Winter time'}]});

/// When: the day, a shift of the catalogue in one tap or hours, and always what that means in words.
export function shift(ctx) {
    const time = ctx.ui.time ??= {};
    const shifts = shiftsOf(ctx.document.operation, ctx.document.place, time.day ?? '');
    const changed = (another = false) => {
        if (another && time.choice !== OTHER) Object.assign(time, NO_SHIFT);
        when(ctx);
        ctx.changed('/startedAt');
    };
    if (shifts.length > 0 && time.choice === undefined && time.from === undefined && time.day !== undefined && shifts.length === 1) {
        Object.assign(time, {choice: '0', from: shifts[0].from, to: shifts[0].to});
    }
    const it = when(ctx);
    const faults = [...ctx.faults('/startedAt'), ...ctx.faults('/endedAt')].filter((fault, i, all) => all.findIndex(it => it.detail === fault.detail) === i);
    const choose = choice => {
        time.choice = choice;
        if (choice !== OTHER) Object.assign(time, {from: shifts[choice].from, to: shifts[choice].to, fromFold: undefined, toFold: undefined});
        changed();
    };
    const hours = shifts.length === 0 || time.choice === OTHER;
    const box = (pointer, key, label) => input(pointer, {label, faults: ctx.faults(pointer), value: time[key], width: 'govuk-input--width-5', mode: 'numeric', hint: 'Such as ' + (key === 'from' ? '18:00' : '02:00'), change: text => { time[key] = text; changed(); }});
    return fieldset('/startedAt', wordsOf('/startedAt').label, '', hours ? [] : faults, html`${day(ctx, changed)}
${shifts.length > 0 ? radios('/shift', {legend: 'Shift', faults: [], size: 's', value: time.choice, change: choose, options: [...shifts.map((s, i) => ({value: String(i), words: `${s.from} to ${s.to}`})), {value: OTHER, words: 'Other hours'}]}) : nothing}
${hours ? html`<div class="app-times">${box('/startedAt', 'from', 'From')}${box('/endedAt', 'to', 'To')}</div>` : nothing}
${it.twice.from ? fold('/fromFold', time.from, time.fromFold, value => { time.fromFold = value; changed(); }) : nothing}
${it.twice.to ? fold('/toFold', time.to, time.toFold, value => { time.toFold = value; changed(); }) : nothing}
<p class="app-span" aria-live="polite">${it.words ?? ''}</p>`);
}

/// When, for a moment.
export function moment(ctx) {
    const time = ctx.ui.time ??= {};
    const changed = () => {
        when(ctx);
        ctx.changed('/occurredAt');
    };
    const it = when(ctx);
    return fieldset('/occurredAt', wordsOf('/occurredAt').label, '', [], html`${day(ctx, changed)}
${input('/occurredAt', {label: 'Time', hint: 'Such as 18:00', faults: ctx.faults('/occurredAt'), value: time.from, width: 'govuk-input--width-5', mode: 'numeric', change: text => { time.from = text; changed(); }})}
${it.twice.from ? fold('/fromFold', time.from, time.fromFold, value => { time.fromFold = value; changed(); }) : nothing}
<p class="app-span" aria-live="polite">${it.words ?? ''}</p>`);
}

