// What waits on this phone, and what became of it.
import {html, nothing} from 'lit-html';
import {discard, entries, onChange, sent, takeBack, WAITING} from '../outbox/outbox.js';
import {flush, state} from '../outbox/sender.js';
import {config} from '../shell/config.js';
import {focusOn, go} from '../shell/router.js';
import {current, may, owner} from '../shell/session.js';
import {momentInWords} from '../shell/time.js';
import {receiptInWords} from '../outbox/receipts.js';
import {inALine} from './start.js';

const HOUR = 3_600_000;
let listening = null;
onChange(() => listening?.());

export async function open(page) {
    page.nav = 'waiting';
    const saved = page.query.get('saved');
    let mine = [];
    let kept = null;
    let asked = {};
    /// The report that was just saved, while it is on this phone.
    let here;

    async function read() {
        mine = (await entries()).filter(it => it.owner === owner());
        here = mine.find(it => it.submissionId === saved);
        // What can be done about it stands right below the heading.
        mine.sort((a, b) => (b === here) - (a === here));
        kept = !here && (await sent(owner())).find(it => it.receipt.submissionId === saved?.toLowerCase());
        page.title = kept ? `Report ${kept.withdrawn ? 'withdrawn' : 'stored'}` : !here ? 'Waiting to send' : WAITING.includes(here.state) ? 'Saved on this phone' : 'Not stored';
        page.refresh();
        // Its heading has taken the place of the one that had the focus.
        if (kept && document.activeElement === document.body) focusOn('h1');
    }
    listening = () => read().catch(console.error);
    page.closed = () => { listening = null; };
    await read();

    async function mend(it) {
        const taken = await takeBack(it.id, entry => ({
            id: entry.submissionId, kind: entry.kind, owner: entry.owner, document: entry.document, ui: {checked: true}, screen: 0, savedAt: Date.now(),
            problem: entry.problem, revises: entry.revises, reason: entry.reason,
        }));
        if (taken) await go(`/app/report/${taken.submissionId}`);
    }

    async function drop(it) {
        asked[it.id] = (asked[it.id] ?? 0) + 1;
        if (asked[it.id] > 2) await discard(it.id);
        await read();
    }

    const says = it => {
        switch (it.state) {
            case 'ready': return it.tries === 0 ? 'Waits for a connection' : 'Waits to be sent again';
            case 'unknown': return it.nextAt > Date.now() ? 'Tried; it is sent again until the answer is certain' : 'On its way';
            case 'refused': return `Not stored: ${it.problem?.detail ?? 'the server refused it.'}`;
            default: return 'Something else is stored under its identifier';
        }
    };
    const removal = ['Discard', 'Discard it? It is stored nowhere else', 'Yes, discard it for good'];
    const one = it => html`<div class="govuk-summary-card-plain app-row"><h2 class="govuk-heading-s">${inALine(it.kind, it.document)}</h2>
<p class="govuk-body">${momentInWords(it.createdAt)}. ${says(it)}</p>
<div class="govuk-button-group">${it.state === 'refused' && it.method !== 'DELETE' ? html`<button type="button" class="govuk-button" @click=${() => mend(it)}>Mend it</button>` : nothing}
${it.state === 'ready' && it.tries === 0 && it.method !== 'DELETE' ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => mend(it)}>Change it</button>` : nothing}
${it.state === 'conflict' ? html`<a class="govuk-button" href="/app/waiting/${encodeURIComponent(it.id)}">See both</a>` : nothing}
${it.state === 'refused' || it.state === 'ready' && it.tries === 0 ? html`<button type="button" class="app-plain" @click=${() => drop(it)}>${removal[asked[it.id] ?? 0]}</button>` : nothing}</div></div>`;

    function saveFile() {
        const lines = mine.filter(it => it.method === 'POST').map(it => JSON.stringify(it.document) + '\n');
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob(lines, {type: 'application/x-ndjson'}));
        link.download = 'waiting-reports.jsonl';
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }

    const needsSignIn = () => state.signIn || current()?.expired || !current()?.sub;
    return () => html`
${kept ? html`<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">${page.title}</h1><div class="govuk-panel__body app-wrap">${kept.withdrawn ? 'It counts in no figure' : receiptInWords(kept.receipt)}</div></div>
<p class="govuk-body"><a class="govuk-link" href="/app/${may('summaries.read') ? 'submissions' : 'mine'}/${kept.receipt.submissionId}">See what is stored</a></p>`
        : html`<h1 class="govuk-heading-l">${page.title}</h1>${here ? html`<p class="govuk-body">${!WAITING.includes(here.state) ? 'The server did not take it. It stays on this phone until you decide.'
            : needsSignIn() ? html`<a class="govuk-link" href="/app/sign-in">Sign in</a> to send it.` : 'It is sent as soon as there is a connection, once and only once. You can close this page.'}</p>` : nothing}`}
${mine.length === 0 ? kept ? nothing : html`<p class="govuk-body">Nothing of yours waits on this phone.</p>` : mine.map(one)}
${mine.some(it => WAITING.includes(it.state)) ? html`<div class="govuk-button-group"><button type="button" class="govuk-button govuk-button--secondary" @click=${() => flush({force: true}).catch(console.error)}>Try to send now</button>
<button type="button" class="app-plain" @click=${saveFile}>Save waiting reports as a file</button></div>` : nothing}
${mine.some(it => Date.now() - it.createdAt > HOUR) ? html`<p class="govuk-body">A report has waited for more than an hour. Some phones delete what a page stored after a week: add ${config.title} to your home screen, or save the reports as a file.</p>` : nothing}
<p class="govuk-body"><a class="govuk-link" href="/">Go to the start page</a></p>`;
}
