// One of one's own reports as it is stored: to read, correct or withdraw.
import {html, nothing} from 'lit-html';
import {checkReason} from '../form/checker.js';
import {newDraft, saveDraft} from '../form/drafts.js';
import {screens} from '../form/model.js';
import {input} from '../form/widgets.js';
import {submit} from '../outbox/outbox.js';
import {receiptInWords} from '../outbox/receipts.js';
import {json} from '../shell/api.js';
import {now} from '../shell/clock.js';
import {contract, wordsOf} from '../shell/contract.js';
import {focusOn, go} from '../shell/router.js';
import {owner} from '../shell/session.js';
import {momentInWords} from '../shell/time.js';
import {inWords} from '../pages/report.js';

export async function open(page) {
    page.title = 'A report';
    page.nav = 'sent';
    const {receipt, submission, withdrawn, reason} = await json(`/submissions/${page.params.id}`);
    const {kind, submissionId, revision} = receipt;
    let withdrawing = false;
    let why = '';
    let faults = [];

    async function correct() {
        await saveDraft(newDraft(kind, owner(), submission.organisation, structuredClone(submission), {revises: revision, reason: '', ui: {checked: true}, screen: screens(kind).length}));
        await go(`/app/report/${submissionId}`);
    }

    async function withdraw() {
        faults = checkReason(contract, why);
        if (faults.length > 0) {
            page.error = true;
            page.refresh();
            return focusOn('#reason');
        }
        await submit({
            id: `${submissionId} ${revision}`, submissionId, owner: owner(), kind, document: submission, method: 'DELETE',
            path: `/submissions/${submissionId}?reason=${encodeURIComponent(why.trim())}`, headers: {'if-match': `"${revision}"`}, body: null, revises: revision, reason: why,
        });
        dispatchEvent(new Event('outbox-filled'));
        await go(`/app/waiting?saved=${submissionId}`);
    }

    return () => html`<a class="govuk-back-link" href="/app/sent">Back</a><h1 class="govuk-heading-l">${contract.screens[kind].title}${withdrawn ? ', withdrawn' : ''}</h1>
<p class="govuk-body">${withdrawn ? 'It counts in no figure.' : receiptInWords(receipt, now()) + '.'} Received ${momentInWords(Date.parse(receipt.receivedAt))}, revision ${revision}.${reason ? ` Reason: ${reason}` : ''}</p>
<dl class="govuk-summary-list">${screens(kind).flatMap(it => it.fields).filter(it => submission[it] !== undefined && it !== 'endedAt').map(it => html`<div class="govuk-summary-list__row">
<dt class="govuk-summary-list__key">${wordsOf('/' + it).short}</dt><dd class="govuk-summary-list__value">${inWords(kind, it, submission)}</dd></div>`)}</dl>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Receipt</span></summary><div class="govuk-details__text app-wrap">Submission ${submissionId}<br>${receipt.digest}</div></details>
<div class="govuk-button-group"><button type="button" class="govuk-button" @click=${correct}>Correct</button>
${withdrawn || withdrawing ? nothing : html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { withdrawing = true; page.refresh(); focusOn('#reason'); }}>Withdraw</button>`}</div>
${withdrawing ? html`<form novalidate @submit=${e => { e.preventDefault(); withdraw(); }}>${input('/reason', {label: 'Why is this withdrawn?', hint: 'Nothing is erased; it is not counted any more', faults, value: why, size: 'govuk-label--m', area: true, max: contract.reason.maxLength, change: it => { why = it; page.refresh(); }})}
<button class="govuk-button govuk-button--warning">Withdraw the report</button></form>` : nothing}`;
}
