// One of one's own reports as it is stored: to read, correct or withdraw.
import {html, nothing} from 'lit-html';
import {inWords} from '../form/answers.js';
import {screens} from '../form/model.js';
import {receiptInWords} from '../outbox/receipts.js';
import {json} from '../shell/api.js';
import {contract, wordsOf} from '../shell/contract.js';
import {momentInWords} from '../shell/time.js';
import {correct, withdrawal} from '../supervise/revising.js';

export async function open(page) {
    page.title = 'A report';
    page.nav = 'sent';
    const {receipt, submission, withdrawn, reason} = await json(`/submissions/${page.params.id}`);
    const {kind, submissionId, revision} = receipt;
    const leaving = withdrawal(page, {receipt, submission});

    return () => html`<a class="govuk-back-link" href="/app/sent">Back</a><h1 class="govuk-heading-l">${contract.screens[kind].title}${withdrawn ? ', withdrawn' : ''}</h1>
<p class="govuk-body">${withdrawn ? 'It counts in no figure.' : receiptInWords(receipt) + '.'} Received ${momentInWords(Date.parse(receipt.receivedAt))}, revision ${revision}.${reason ? ` Reason: ${reason}` : ''}</p>
<dl class="govuk-summary-list">${screens(kind).flatMap(it => it.fields).filter(it => submission[it] !== undefined && it !== 'endedAt').map(it => html`<div class="govuk-summary-list__row">
<dt class="govuk-summary-list__key">${wordsOf('/' + it).short}</dt><dd class="govuk-summary-list__value">${inWords(kind, it, submission)}</dd></div>`)}</dl>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Receipt</span></summary><div class="govuk-details__text app-wrap">Submission ${submissionId}<br>${receipt.digest}</div></details>
<div class="govuk-button-group"><button type="button" class="govuk-button" @click=${() => correct({receipt, submission})}>Correct</button>
${withdrawn || leaving.asked() ? nothing : html`<button type="button" class="govuk-button govuk-button--secondary" @click=${leaving.begin}>Withdraw</button>`}</div>
${leaving.asked() ? leaving.form() : nothing}`;
}
