// The submissions of an operational day, of one place or all of them.
import {html, nothing} from 'lit-html';
import {input, select} from '../form/widgets.js';
import {back} from '../later/rights.js';
import {catalogue, operationName, operationOf, placeName, refreshCatalogue} from '../shell/catalogue.js';
import {now} from '../shell/clock.js';
import {contract, valueInWords} from '../shell/contract.js';
import {go} from '../shell/router.js';
import {addDays, dayInWords, momentInWords, operationalDay, spanInWords} from '../shell/time.js';
import {inSentence, table, whole} from './parts.js';
import {counted} from './words.js';

const DAY = /^\d{4}-\d\d-\d\d$/;

export async function open(page) {
    page.nav = 'coverage';
    if (!catalogue()) await refreshCatalogue();
    const asked = {operation: page.query.get('operation') ?? '', place: page.query.get('place') ?? '', day: page.query.get('day') ?? ''};
    page.title = 'Submissions of a day';
    const chosen = {...asked, day: DAY.test(asked.day) ? asked.day : operationalDay(now())};
    let list = [];
    let unread = '';
    if (asked.operation) {
        const place = asked.place ? `&place=${asked.place}` : '';
        try {
            list = await whole(`/submissions?operation=${asked.operation}&from=${chosen.day}&to=${chosen.day}&limit=200${place}`, 'submissions');
        } catch (e) {
            if (e.name !== 'Refused') throw e;
            unread = inSentence(e);
        }
    }
    const faults = [];
    const show = it => go(`/app/submissions?operation=${it.operation}&day=${it.day}${it.place ? '&place=' + it.place : ''}`);

    function ask(event) {
        event.preventDefault();
        faults.length = 0;
        if (!chosen.operation) faults.push({pointer: '/operation', detail: 'Choose an operation.'});
        if (!DAY.test(chosen.day)) faults.push({pointer: '/day', detail: 'Enter a date such as 2023-02-03.'});
        page.error = faults.length > 0;
        if (faults.length > 0) return page.refresh();
        show(chosen);
    }

    const of = pointer => faults.filter(it => it.pointer === pointer);
    const question = () => html`<form novalidate @submit=${ask}>
${select('/operation', {label: 'Operation', faults: of('/operation'), value: chosen.operation, change: it => { chosen.operation = it ?? ''; chosen.place = ''; page.refresh(); }, options: (catalogue()?.operations ?? []).map(it => ({value: it.id, words: it.name}))})}
${select('/place', {label: 'Place', faults: [], value: chosen.place, blank: 'Every place', change: it => { chosen.place = it ?? ''; }, options: (operationOf(chosen.operation)?.places ?? []).map(it => ({value: it.id, words: it.name})).sort((a, b) => a.words < b.words ? -1 : 1)})}
${input('/day', {label: 'Operational day', hint: 'Year-month-day, such as 2023-02-03', faults: of('/day'), value: chosen.day, width: 'govuk-input--width-10', change: it => { chosen.day = it.trim(); }})}
<button class="govuk-button">Show</button></form>`;

    const what = it => it.activity ? valueInWords('/activity', it.activity) : it.category ? valueInWords('/category', it.category) : contract.screens[it.receipt.kind].title;
    const when = it => it.startedAt ? spanInWords(Date.parse(it.startedAt), Date.parse(it.endedAt)) : momentInWords(Date.parse(it.occurredAt));
    const state = it => it.withdrawn ? html`<strong class="govuk-tag govuk-tag--grey">Withdrawn</strong>` : [it.receipt.revision > 1 ? `Corrected, revision ${it.receipt.revision}` : 'As first reported', it.receipt.late ? 'received late' : ''].filter(Boolean).join(', ');
    const step = (days, words) => html`<p class="govuk-body"><a class="govuk-link" href="/app/submissions?operation=${asked.operation}&day=${addDays(chosen.day, days)}${asked.place ? '&place=' + asked.place : ''}">${words}</a></p>`;

    return () => asked.operation === '' ? html`<h1 class="govuk-heading-l">Submissions of a day</h1>${question()}`
        : html`${back(`/app/coverage/${asked.operation}?from=${chosen.day}`, 'Coverage')}
<span class="govuk-caption-l">${operationName(asked.operation)}${asked.place ? `, ${placeName(asked.place)}` : ''}</span><h1 class="govuk-heading-l">${dayInWords(chosen.day)} ${chosen.day.slice(0, 4)}</h1>
${unread ? html`<p class="govuk-body">${unread}</p>` : html`${table(counted(list.length, 'submission'), [{text: 'What'}, {text: 'When'}, ...asked.place ? [] : [{text: 'Place'}], {text: 'State'}],
        list.map(it => [html`<a class="govuk-link" href="/app/submissions/${it.receipt.submissionId}">${what(it)}</a>`, when(it), ...asked.place ? [] : [placeName(it.place)], state(it)]),
        {empty: 'None that you may see.'})}${list.more ? html`<p class="govuk-body">There are more than these.</p>` : nothing}`}
<nav aria-label="Days" class="app-inline">${step(-1, 'The day before')}${step(1, 'The day after')}${asked.place ? html`<p class="govuk-body"><a class="govuk-link" href="/app/submissions?operation=${asked.operation}&day=${chosen.day}">Every place</a></p>` : nothing}</nav>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Another day or place</span></summary><div class="govuk-details__text">${question()}</div></details>`;
}
