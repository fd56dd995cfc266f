// What an import would do, row by row where something is wrong, and then what it did.
import {html, nothing} from 'lit-html';
import {wordsOf} from '../shell/contract.js';
import {go} from '../shell/router.js';
import {check, commit, follow, RUNNING, status} from './import-steps.js';

const many = (n, what) => `${n.toLocaleString('en-GB')} ${what}${n === 1 ? '' : 's'}`;
const COUNTS = [['total', 'Rows in the file'], ['new', 'New reports'], ['changed', 'Corrections of reports'], ['same', 'Already there, the same'], ['faulty', 'Rows with something wrong']];
const SAYS = {waiting: 'The file has not been checked yet.', checking: 'Checking the rows', committing: 'Taking the rows in'};

export async function open(page) {
    page.title = 'Import';
    page.nav = 'start';
    const {id} = page.params;
    let it = await status(id);
    let faults = it.faults;
    let next = it.next;
    let said = '';
    let left = false;
    page.closed = () => { left = true; };

    async function watch() {
        const end = await follow(id, now => {
            it = now;
            page.refresh();
        }, () => left);
        if (!end || left) return;
        ({faults, next} = end);
        page.title = end.state === 'committed' ? 'Import done' : 'Import';
        page.refresh();
    }

    async function run(work) {
        said = '';
        page.refresh();
        try {
            await work();
            await watch();
        } catch (e) {
            if (e.name === 'SignInNeeded') return go(`/app/sign-in?to=/app/import/${id}`);
            said = e.name === 'Offline' ? 'The connection was lost. Try again.'
                : e.status === 412 ? 'The catalogue has changed since the check. Check again to see what would happen now.' : e.message;
            page.refresh();
        }
    }
    const checkAgain = () => run(() => check(id));
    const take = rows => run(() => commit(id, it.report, rows));

    async function more() {
        const answer = await status(id, next);
        faults = [...faults, ...answer.faults];
        next = answer.next;
        page.refresh();
    }

    if (RUNNING.includes(it.state)) run(async () => {});

    const sheets = () => faults.some(fault => fault.sheet);
    const cell = text => html`<td class="govuk-table__cell">${text}</td>`;
    const head = text => html`<th scope="col" class="govuk-table__header">${text}</th>`;
    const wrong = () => faults.length === 0 ? nothing : html`<div class="app-scroll app-table" tabindex="0" role="region" aria-label="What is wrong"><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m">What is wrong</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${sheets() ? head('Sheet') : nothing}${['Row', 'Column', 'Cell', 'Field', 'What is wrong'].map(head)}</tr></thead>
<tbody class="govuk-table__body">${faults.map(fault => html`<tr class="govuk-table__row">${sheets() ? cell(fault.sheet) : nothing}<th scope="row" class="govuk-table__header">${fault.row}</th>${cell(fault.column)}${cell(fault.cell)}${cell(fault.pointer ? wordsOf(fault.pointer).short : '')}${cell(fault.detail)}</tr>`)}</tbody></table></div>
${next ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${more}>Show more</button>` : nothing}`;

    const counts = () => html`<dl class="govuk-summary-list">${COUNTS.map(([name, words]) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${words}</dt><dd class="govuk-summary-list__value">${it.rows[name].toLocaleString('en-GB')}</dd></div>`)}</dl>`;
    const files = () => it.rows.faulty === 0 || Object.keys(it.files).length === 0 ? nothing : html`<h2 class="govuk-heading-m">To mend it</h2><p class="govuk-body">Download the rows with a column that says what is wrong, mend them there, and choose that file next.</p>
<ul class="govuk-list">${Object.entries(it.files).map(([name, url]) => html`<li><a class="govuk-link" href=${url} download=${name}>${name}</a></li>`)}</ul>`;
    const another = words => html`<p class="govuk-body"><a class="govuk-link" href="/app/import">${words}</a></p>`;

    const passedOver = () => it.passedOver?.length > 0 ? html`<p class="govuk-body">Sheets that are not of this shape were passed over: ${it.passedOver.join(', ')}.</p>` : nothing;

    const checked = () => {
        const good = it.rows.new + it.rows.changed;
        return html`<h1 class="govuk-heading-l">What would happen</h1>${counts()}${passedOver()}
${good === 0 ? html`<p class="govuk-body">There is nothing to take in.</p>`
        : it.rows.faulty === 0 ? html`<button type="button" class="govuk-button" @click=${() => take('all')}>Take in ${many(good, 'row')}</button>`
            : html`<button type="button" class="govuk-button" @click=${() => take('good')}>Take in the ${many(good, 'good row')}</button>`}
${wrong()}${files()}${another(it.rows.faulty > 0 ? 'Choose the mended file' : 'Choose another file')}`;
    };

    const shown = () => {
        switch (it.state) {
            case 'checked': return checked();
            case 'committed': return html`<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">Imported</h1><div class="govuk-panel__body">${many(it.result.taken, 'row')} taken in</div></div>
${it.result.refused > 0 ? html`<p class="govuk-body">${many(it.result.refused, 'row')} could not be taken in after all:</p>
<ul class="govuk-list govuk-list--bullet">${it.result.rows.map(one => html`<li>${one.sheet ? `${one.sheet}, row` : 'Row'} ${one.row ?? one}${one.detail ? `: ${one.detail}` : ''}</li>`)}</ul>` : nothing}
<p class="govuk-body">Periods that were published already get their next edition by themselves.</p>${wrong()}${files()}${another('Import another file')}`;
            case 'refused': return html`<h1 class="govuk-heading-l">This file cannot be read</h1><p class="govuk-body">${it.detail}</p>${another('Choose another file')}`;
            case 'waiting': return html`<h1 class="govuk-heading-l">${SAYS.waiting}</h1><button type="button" class="govuk-button" @click=${checkAgain}>Check it</button>${another('Choose another file')}`;
            default: return html`<h1 class="govuk-heading-l">${SAYS[it.state]}</h1><p class="govuk-body" role="status">${it.progress ? `${it.progress.done.toLocaleString('en-GB')} of ${many(it.progress.total, 'row')}.` : 'One moment.'} You can close this page: it goes on, and this address shows how it ended.</p>
<progress class="app-progress" aria-label=${SAYS[it.state]} max=${it.progress?.total ?? nothing} value=${it.progress?.done ?? nothing}></progress>`;
        }
    };
    return () => html`<a class="govuk-back-link" href="/app/import">Back</a>
${said ? html`<div class="app-banner app-banner--bad" role="alert"><p>${said} ${it.state === 'checked' ? html`<button type="button" class="app-plain" @click=${checkAgain}>Check again</button>` : nothing}</p></div>` : nothing}${shown()}`;
}
