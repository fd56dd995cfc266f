// The start page: a new report, the last one again, what waits and what was sent.
import {html, nothing} from 'lit-html';
import {discardDraft, drafts, newDraft, saveDraft} from '../form/drafts.js';
import {likeLast} from '../form/model.js';
import {proposed} from '../form/when.js';
import {entries, sent} from '../outbox/outbox.js';
import {operationName, placeName} from '../shell/catalogue.js';
import {now} from '../shell/clock.js';
import {config} from '../shell/config.js';
import {contract, valueInWords} from '../shell/contract.js';
import {go} from '../shell/router.js';
import {current, may, owner} from '../shell/session.js';
import {momentInWords} from '../shell/time.js';

/// A report in a line: what, where.
export function inALine(kind, document) {
    const what = document.activity ? valueInWords('/activity', document.activity) : document.category ? valueInWords('/category', document.category) : contract.screens[kind].title;
    return document.place ? `${what}, ${placeName(document.place)}` : document.operation ? `${what}, ${operationName(document.operation)}` : what;
}

export async function open(page) {
    page.title = '';
    page.nav = 'start';
    const mine = await drafts(owner());
    const last = (await sent(owner())).find(it => it.document && !it.withdrawn);
    const waiting = (await entries()).filter(it => it.owner === owner()).length;
    let asked = null;
    const reads = current()?.sub && !may('submissions.write');
    setTimeout(() => dispatchEvent(new Event('at-start')));

    async function repeat() {
        const document = likeLast(last.kind, last.document);
        const draft = newDraft(last.kind, owner(), current()?.organisation, document);
        draft.ui.time = proposed(document.operation, document.place, now()) ?? {};
        await saveDraft(draft);
        await go(`/app/report/${draft.id}`);
    }

    async function discard(draft) {
        await discardDraft(draft.id);
        await go('/');
    }

    return () => html`
<h1 class="govuk-heading-l">What happened?</h1>
${mine.map(draft => html`<div class="govuk-inset-text">
<h2 class="govuk-heading-s">Continue a report</h2>
<p class="govuk-body"><a class="govuk-link" href="/app/report/${draft.id}">${inALine(draft.kind, draft.document)}</a>, saved ${momentInWords(draft.savedAt)}</p>
${asked === draft.id
        ? html`<p class="govuk-body">Discard it? It cannot be brought back.</p><div class="govuk-button-group">
<button type="button" class="govuk-button govuk-button--warning" @click=${() => discard(draft)}>Yes, discard it</button>
<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { asked = null; page.refresh(); }}>No, keep it</button></div>`
        : html`<button type="button" class="app-plain" @click=${() => { asked = draft.id; page.refresh(); }}>Discard<span class="govuk-visually-hidden"> the report ${inALine(draft.kind, draft.document)}</span></button>`}
</div>`)}
<ul class="app-start">
${last ? html`<li><button type="button" class="app-plain" @click=${repeat}>Repeat last</button><p>${inALine(last.kind, last.document)}</p></li>` : nothing}
${reads ? may('summaries.read') ? html`<li><a class="govuk-link govuk-link--no-visited-state" href="/app/weeks">Published figures</a><p>You read figures here; you send no reports</p></li>` : nothing : Object.entries(contract.screens).map(([kind, form]) => html`<li><a class="govuk-link govuk-link--no-visited-state" href="/app/new?kind=${kind}">New ${form.title.toLowerCase()}</a><p>${form.says}</p></li>`)}
<li><a class="govuk-link govuk-link--no-visited-state" href="/app/waiting">Waiting to send (${waiting})</a><p>${waiting ? 'Kept on this phone until they are stored' : 'Nothing waits on this phone'}</p></li>
<li><a class="govuk-link govuk-link--no-visited-state" href="/app/sent">Sent</a><p>Receipts, corrections and withdrawals</p></li>
</ul>
${may('submissions.write') ? html`<p class="govuk-body"><a class="govuk-link" href="/app/import">Import reports from a file</a></p>` : nothing}
${current()?.sub ? nothing : html`<p class="govuk-body">You can fill in a report now and <a class="govuk-link" href="/app/sign-in">sign in</a> to send it.</p>`}
${config.contact ? html`<p class="govuk-body">Without a working phone: ${config.contact}</p>` : nothing}`;
}

