// A report whose identifier holds something else already: both side by side, and what to do.
import {html, nothing} from 'lit-html';
import {inWords} from '../form/answers.js';
import {newDraft, saveDraft} from '../form/drafts.js';
import {screens} from '../form/model.js';
import {discard, entry as readEntry} from '../outbox/outbox.js';
import {json} from '../shell/api.js';
import {wordsOf} from '../shell/contract.js';
import {go} from '../shell/router.js';
import {owner} from '../shell/session.js';
import {isSame} from './same.js';

export async function open(page) {
    page.title = 'Two versions';
    page.nav = 'waiting';
    const entry = await readEntry(page.params.id);
    if (!entry || entry.owner !== owner() || entry.state !== 'conflict') {
        return () => html`<h1 class="govuk-heading-l">Nothing to decide here</h1><p class="govuk-body"><a class="govuk-link" href="/app/waiting">Go to what waits</a></p>`;
    }
    let stored = null;
    let unread = '';
    try {
        stored = await json(`/submissions/${entry.submissionId}`);
    } catch (e) {
        unread = e.name === 'Refused' ? e.message : 'What is stored can be read once there is a connection and you are signed in.';
    }
    const fields = screens(entry.kind).flatMap(it => it.fields).filter(it => it !== 'endedAt');
    const differ = name => !isSame(entry.kind, name, entry.document, stored.submission);

    async function correct() {
        await saveDraft(newDraft(entry.kind, entry.owner, entry.document.organisation, entry.document, {revises: stored.receipt.revision, reason: entry.reason ?? '', screen: screens(entry.kind).length}));
        await discard(entry.id);
        await go(`/app/report/${entry.submissionId}`);
    }

    async function another() {
        const draft = newDraft(entry.kind, entry.owner, entry.document.organisation, {...entry.document, submissionId: crypto.randomUUID()}, {screen: screens(entry.kind).length});
        await saveDraft(draft);
        await discard(entry.id);
        await go(`/app/report/${draft.id}`);
    }

    async function keepStored() {
        await discard(entry.id);
        await go('/app/sent');
    }

    return () => html`<a class="govuk-back-link" href="/app/waiting">Back</a><h1 class="govuk-heading-l">Two versions of one report</h1>
${stored ? html`<div class="app-scroll" tabindex="0" role="region" aria-label="Both versions"><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m">What differs</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Answer</th><th scope="col" class="govuk-table__header">Stored</th><th scope="col" class="govuk-table__header">On this phone</th></tr></thead>
<tbody class="govuk-table__body">${fields.filter(differ).map(it => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${wordsOf('/' + it).short}</th>
<td class="govuk-table__cell">${inWords(entry.kind, it, stored.submission)}</td><td class="govuk-table__cell">${inWords(entry.kind, it, entry.document)}</td></tr>`)}</tbody></table></div>`
        : html`<p class="govuk-body">${unread}</p>`}
<p class="govuk-body"><button type="button" class="govuk-button" @click=${keepStored}>Keep what is stored</button></p>
${stored ? html`<p class="govuk-body"><button type="button" class="govuk-button govuk-button--secondary" @click=${correct}>Send mine as a correction</button></p>` : nothing}
${entry.method === 'POST' ? html`<p class="govuk-body"><button type="button" class="govuk-button govuk-button--secondary" @click=${another}>Send mine as another report</button></p>` : nothing}`;
}
