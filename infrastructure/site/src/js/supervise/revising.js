// To correct or withdraw what is stored: the same form, and the same outbox, as for a new report.
import {html} from 'lit-html';
import {checkReason} from '../form/checker.js';
import {newDraft, saveDraft} from '../form/drafts.js';
import {screens} from '../form/model.js';
import {input} from '../form/widgets.js';
import {submit} from '../outbox/outbox.js';
import {contract} from '../shell/contract.js';
import {focusOn, go} from '../shell/router.js';
import {owner} from '../shell/session.js';

/// Opens the form with what is stored; it is sent with If-Match and wants a reason.
export async function correct({receipt, submission}) {
    const {kind, submissionId, revision} = receipt;
    await saveDraft(newDraft(kind, owner(), submission.organisation, structuredClone(submission), {revises: revision, reason: '', ui: {checked: true}, screen: screens(kind).length}));
    await go(`/app/report/${submissionId}`);
}

/// The question why something is withdrawn.
/// @return {begin, asked, form}: `form` is a template, to be shown where `asked()`
export function withdrawal(page, {receipt, submission}) {
    const {kind, submissionId, revision} = receipt;
    let asked = false;
    let why = '';
    let faults = [];

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

    function end() {
        asked = page.error = false;
        faults = [];
        page.refresh();
        focusOn('h1');
    }

    return {
        asked: () => asked,
        begin() {
            asked = true;
            page.refresh();
            focusOn('#reason');
        },
        form: () => html`<form novalidate @submit=${e => { e.preventDefault(); withdraw(); }}>${input('/reason', {label: 'Why is this withdrawn?', hint: 'Nothing is erased; it is not counted any more', faults, value: why, size: 'govuk-label--m', area: true, max: contract.reason.maxLength, change: it => { why = it; page.refresh(); }})}
<div class="govuk-button-group"><button class="govuk-button govuk-button--warning">Withdraw the report</button>
<button type="button" class="govuk-button govuk-button--secondary" @click=${end}>Keep it</button></div></form>`,
    };
}
