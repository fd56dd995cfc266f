// The record of downloads: who was given which file of which edition, and when.
import {html, nothing} from 'lit-html';
import {json} from '../shell/api.js';
import {organisationName} from '../shell/catalogue.js';
import {now} from '../shell/clock.js';
import {link} from '../later/rights.js';
import {go} from '../shell/router.js';
import {addDays, operationalDay} from '../shell/time.js';
import {isDay} from './proof/period.js';
import {at, atInWords, fileInWords, operationInWords, periodInWords} from './words.js';

const DAYS = 30;
const PAGE = 100;

export async function open(page) {
    page.title = 'Downloads';
    page.nav = 'audit';
    const today = operationalDay(now());
    const from = page.query.get('from') ?? addDays(today, -DAYS);
    const to = page.query.get('to') ?? today;
    const path = `/downloads?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&limit=${PAGE}`;
    const valid = isDay(from) && isDay(to) && from <= to;
    const first = valid ? await json(path) : {downloads: [], next: null};
    const downloads = [...first.downloads];
    let {next} = first;

    async function more() {
        const answer = await json(`${path}&next=${encodeURIComponent(next)}`);
        downloads.push(...answer.downloads);
        next = answer.next;
        page.refresh();
    }

    function ask(event) {
        event.preventDefault();
        const form = new FormData(event.target);
        go(`/app/downloads?from=${encodeURIComponent(form.get('from'))}&to=${encodeURIComponent(form.get('to'))}`);
    }

    const day = (name, label, value) => html`<div class="govuk-form-group"><label class="govuk-label" for=${name}>${label}</label><input class="govuk-input govuk-input--width-10" id=${name} name=${name} type="date" .value=${value}></div>`;
    return () => html`<h1 class="govuk-heading-l">Downloads</h1>
<p class="govuk-body">Every file that the ledger handed out, recorded before its address was given.</p>
<form class="app-inline" novalidate @submit=${ask}>${day('from', 'From', from)}${day('to', 'To', to)}<button class="govuk-button govuk-button--secondary">Show</button></form>
${!valid ? html`<p class="govuk-error-message">Enter two days, the earlier one first.</p>` : downloads.length === 0 ? html`<p class="govuk-body">Nothing was downloaded in these days.</p>` : html`
<div class="app-scroll app-table" tabindex="0" role="region" aria-label="Record of downloads"><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m">Oldest first</caption><thead class="govuk-table__head"><tr class="govuk-table__row">
${['When', 'Who', 'Summary', 'Edition', 'File'].map(it => html`<th scope="col" class="govuk-table__header">${it}</th>`)}</tr></thead><tbody class="govuk-table__body">
${downloads.map(it => html`<tr class="govuk-table__row"><td class="govuk-table__cell app-short">${atInWords(it.at)}</td><td class="govuk-table__cell">${it.subject}<br><span class="app-quiet">${organisationName(it.organisation)}</span></td>
<td class="govuk-table__cell">${link(`${at(it.kind, it.period, it.operation)}/editions`, `${operationInWords(it.operation)}, ${periodInWords(it.kind, it.period)}`)}</td>
<td class="govuk-table__cell app-figure">${it.edition}</td><td class="govuk-table__cell">${fileInWords(it.file)}</td></tr>`)}</tbody></table></div>
${next ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${more}>Show more</button>` : nothing}`}`;
}
