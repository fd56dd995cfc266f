// An archive proved in the browser: the one of a period, or a file that somebody has and drops here, without signing in.
import {html, nothing} from 'lit-html';
import {focusOn} from '../shell/router.js';
import {back, link, mayOpen} from '../later/rights.js';
import {archiveOf, keysOf, pinned} from './fetching.js';
import {fileOf, prove, save, Unreadable} from './proving.js';
import {readHeads, readKeyIds} from './proof/verify.js';
import {at, fileInWords, many, number, operationInWords, periodInWords, savedAs, size} from './words.js';

const MOST_NAMED = 50;
const TITLES = {
    'holds': 'The archive holds.', 'nothing-wrong': 'Nothing wrong was found.', 'broken': 'This archive does not hold.', 'unreadable': 'This file was not understood.',
};

const list = (title, sentences) => sentences.length === 0 ? nothing : html`<h3 class="govuk-heading-s">${title}</h3><ul class="govuk-list govuk-list--bullet app-wrap">${sentences.map(it => html`<li>${it}</li>`)}</ul>`;

/// What a verdict comes to, in the words of verifier.jar.
function inWords(verdict) {
    if (verdict.level === 'holds') return 'Everything that was checked holds, and is anchored by the key and the heads that were given.';
    return verdict.anchored ? 'Not all of the archive could be checked.' : 'Without the key and every operation’s head from elsewhere, an archive made up from end to end would pass too.';
}

export async function open(page) {
    const {kind, period, operation} = page.params;
    const ofPeriod = Boolean(period);
    page.title = ofPeriod ? `Verify ${periodInWords(kind, period)}` : 'Verify an archive';
    page.nav = 'audit';
    let heads = '';
    let trusted = pinned().join('\n');
    let fault = null;
    let work = null;
    let result = null;
    let given = null;
    let over = false;
    let closed = false;
    page.closed = () => {
        closed = true;
        work?.stop?.();
        removeEventListener('dragover', dragged);
        removeEventListener('drop', dropped);
    };

    function dragged(event) {
        event.preventDefault();
    }

    function dropped(event) {
        event.preventDefault();
        over = false;
        const [file] = event.dataTransfer?.files ?? [];
        if (file) start(() => Promise.resolve(file), file.name);
    }
    // A file dropped beside the box would otherwise be opened in place of the page.
    addEventListener('dragover', dragged);
    addEventListener('drop', dropped);

    /// What the auditor knows, or null where it cannot be read.
    function known() {
        for (const [name, read, text] of [['heads', readHeads, heads], ['key', readKeyIds, trusted]]) {
            try {
                read(text);
            } catch (e) {
                fault = {name, detail: e.message};
                page.error = true;
                page.refresh();
                focusOn('#' + name);
                return null;
            }
        }
        fault = null;
        page.error = false;
        return {heads: readHeads(heads), trusted: readKeyIds(trusted)};
    }

    async function start(fetched, name) {
        if (work) return;
        // What was found of another file, or by other heads, is no answer to this one.
        result = null;
        const what = known();
        if (!what) return;
        work = {text: 'One moment.', done: 0, all: 0};
        const say = (text, done = 0, all = 0) => {
            if (!work) return;
            Object.assign(work, {text, done, all});
            page.refresh();
        };
        page.refresh();
        try {
            const blob = await fetched(say);
            if (!blob || closed) return;
            given = {blob, name};
            const running = prove(blob, {...what, pems: await keysOf(what.trusted)}, ({done, all, lines}) => say(lines ? `${many(lines, 'line')} of lineage counted.` : `${size(done)} of ${size(all)} checked.`, done, all));
            work.stop = running.stop;
            result = await running.answer;
        } catch (e) {
            result = e instanceof Unreadable ? {level: 'unreadable', what: e.message} : {level: 'failed', error: e};
        }
        work = null;
        if (closed) return;
        page.refresh();
        focusOn('#verdict');
    }

    const fetchPeriod = say => archiveOf(kind, period, {
        waiting: () => say('The ledger is making the archive.'), progress: (done, all) => say(`${size(done)} of ${size(all)} fetched.`, done, all), stopped: () => closed,
    });

    const faultOf = name => fault?.name === name ? html`<p id="${name}-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> ${fault.detail}</p>` : nothing;
    const area = (name, label, hint, value, change, rows) => html`<div class="govuk-form-group ${fault?.name === name ? 'govuk-form-group--error' : ''}">
<label class="govuk-label govuk-label--s" for=${name}>${label}</label><div id="${name}-hint" class="govuk-hint">${hint}</div>${faultOf(name)}
<textarea class="govuk-textarea app-code ${fault?.name === name ? 'govuk-textarea--error' : ''}" id=${name} rows=${rows} spellcheck="false" autocomplete="off" aria-describedby="${name}-hint ${fault?.name === name ? name + '-error' : ''}"
.value=${value} @input=${e => change(e.target.value)}></textarea></div>`;

    async function saveFile(edition, name) {
        try {
            save(await fileOf(given.blob, edition, name), savedAs(edition.operation, edition.period, edition.edition, name));
        } catch (e) {
            result = {level: 'unreadable', what: e.message};
            page.refresh();
        }
    }

    const files = edition => html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${operationInWords(edition.operation)}, ${periodInWords(edition.kind, edition.period)}, edition ${edition.edition}</span></summary>
<div class="govuk-details__text"><ul class="govuk-list">${edition.files.map(it => html`<li><button type="button" class="app-plain" @click=${() => saveFile(edition, it.name)}>${fileInWords(it.name)}</button> <span class="app-quiet">${it.name}, ${size(it.bytes)}</span></li>`)}</ul>
<p class="govuk-body-s app-wrap">Manifest ${number(edition.sequence)} of ${operationInWords(edition.operation)}: ${edition.digest}</p></div></details>`;

    function shown(verdict) {
        const {level} = verdict;
        const title = TITLES[level] ?? 'The proof did not run.';
        const offered = (verdict.editions ?? []).filter(it => it.files.length > 0 && !it.broken && (!operation || it.operation === operation || operation === 'all-operations'));
        return html`<section class="app-verdict ${level === 'holds' ? 'app-verdict--good' : level === 'nothing-wrong' ? '' : 'app-verdict--bad'}" aria-labelledby="verdict"><h2 class="govuk-heading-m" id="verdict">${title}</h2>
${given ? html`<p class="govuk-body app-wrap">${given.name}, ${size(given.blob.size)}</p>` : nothing}
${level === 'broken' ? html`<p class="govuk-body app-wrap"><strong>${verdict.where}</strong> ${verdict.what}${verdict.more ? ` (and ${number(verdict.more)} more)` : ''}</p>
${verdict.refuted.length > 1 ? html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">All that does not hold</span></summary><div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet app-wrap">${verdict.refuted.slice(0, MOST_NAMED).map(it => html`<li><strong>${it.where}</strong> ${it.what}</li>`)}</ul></div></details>` : nothing}
<p class="govuk-body">No file of it is offered.</p>`
            : level === 'unreadable' ? html`<p class="govuk-body app-wrap">It cannot be read: ${verdict.what}.</p>`
            : level === 'failed' ? html`<p class="govuk-body">${verdict.error.name === 'Offline' ? 'The archive could not be fetched. Check the connection and try again.' : verdict.error.message}</p>`
            : html`<p class="govuk-body">${inWords(verdict)}</p>${list('Not shown', verdict.open)}${list('Proved', verdict.proved)}
${offered.length === 0 ? nothing : html`<h3 class="govuk-heading-s">Files</h3><p class="govuk-body">Each was compared with its signed manifest; what you save are those bytes.</p>${offered.map(files)}
${ofPeriod ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => save(given.blob, given.name)}>Save the whole archive</button>` : nothing}`}`}
</section>`;
    }

    return () => html`${ofPeriod ? back(`${at(kind, period, operation)}/editions`, 'Editions') : nothing}
<h1 class="govuk-heading-l">${ofPeriod ? html`<span class="govuk-caption-l">${operationInWords(operation)}</span>Verify ${periodInWords(kind, period)}` : 'Verify an archive'}</h1>
<p class="govuk-body">${ofPeriod ? 'The archive of the period is fetched with every manifest of its chains' : 'An archive.zip is read on this device and is sent nowhere. You need not sign in'}. Its signatures, files and chains are checked, and every figure is counted again from its lineage.</p>
<form novalidate @submit=${e => e.preventDefault()}>
${area('heads', 'Heads that you kept', html`One a line, such as <span class="app-code">grip=7:sha256:…</span>, copied earlier from ${mayOpen('/app/heads') ? link('/app/heads', 'Heads') : 'the page Heads'}. Only a head kept elsewhere shows that nothing was cut off.`, heads, it => { heads = it; }, 3)}
${area('key', 'Keys that may have signed', 'The identifier of the ledger’s key, as its publisher gives it.', trusted, it => { trusted = it; }, 2)}
${ofPeriod ? html`<button type="button" class="govuk-button" ?disabled=${Boolean(work)} @click=${() => start(fetchPeriod, `${period}-archive.zip`)}>Fetch and verify</button>` : html`
<div class="govuk-form-group app-drop ${over ? 'app-drop--over' : ''}" @dragenter=${() => { over = true; page.refresh(); }} @dragleave=${e => { if (e.target === e.currentTarget) { over = false; page.refresh(); } }}>
<label class="govuk-label govuk-label--s" for="archive">Archive</label><div id="archive-hint" class="govuk-hint">Choose an archive.zip, or drop it on this page</div>
<input class="app-file" id="archive" type="file" accept=".zip,application/zip" aria-describedby="archive-hint" ?disabled=${Boolean(work)} @change=${e => { const [file] = e.target.files; e.target.value = ''; if (file) start(() => Promise.resolve(file), file.name); }}></div>`}
</form>
<div role="status">${work ? html`<p class="govuk-body">${work.text}</p><progress class="app-progress" aria-label="Checked" max=${work.all || 1} .value=${work.done}></progress>` : nothing}</div>
${result ? shown(result) : nothing}`;
}
