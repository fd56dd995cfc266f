// The heads of all chains, to copy out and keep where the ledger cannot reach them.
import {html, nothing} from 'lit-html';
import {json} from '../shell/api.js';
import {save} from './proving.js';
import {atInWords, number, operationInWords} from './words.js';

export async function open(page) {
    page.title = 'Heads';
    page.nav = 'audit';
    const {heads, asAt} = await json('/heads');
    const all = Object.entries(heads);
    const lines = all.map(([operation, it]) => `${operation}=${it.sequence}:${it.digest}`).join('\n');
    let said = '';

    async function copy() {
        try {
            await navigator.clipboard.writeText(lines + '\n');
            said = 'Copied.';
        } catch {
            document.getElementById('lines').select();
            said = 'Copy the marked text.';
        }
        page.refresh();
    }

    const keep = () => save(new Blob([lines + '\n'], {type: 'text/plain'}), `heads-${asAt.slice(0, 10)}.txt`);
    return () => html`<h1 class="govuk-heading-l">Heads</h1>
<p class="govuk-body">The newest manifest of each operation’s chain, as at ${atInWords(asAt)}. Keep them somewhere else: in an e-mail, a minute book, on paper. An archive that you verify later must contain them, so nobody can cut off or exchange what was published until now.</p>
${all.length === 0 ? html`<p class="govuk-body">Nothing has been published.</p>` : html`
<div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="lines">Heads, one a line</label>
<textarea class="govuk-textarea app-code" id="lines" rows=${Math.min(all.length + 1, 12)} readonly .value=${lines}></textarea></div>
<div class="govuk-button-group"><button type="button" class="govuk-button" @click=${copy}>Copy</button><button type="button" class="govuk-button govuk-button--secondary" @click=${keep}>Save as a file</button></div>
<p class="govuk-body" role="status">${said || nothing}</p>
<div class="app-scroll app-table" tabindex="0" role="region" aria-label="Heads by operation"><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m">By operation</caption><thead class="govuk-table__head"><tr class="govuk-table__row">
<th scope="col" class="govuk-table__header">Operation</th><th scope="col" class="govuk-table__header app-figure">Manifests</th><th scope="col" class="govuk-table__header">Signed by key</th></tr></thead>
<tbody class="govuk-table__body">${all.map(([operation, it]) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${operationInWords(operation)}</th><td class="govuk-table__cell app-figure">${number(it.sequence)}</td><td class="govuk-table__cell app-code">${it.key ?? 'not yet visible'}</td></tr>`)}</tbody></table></div>`}`;
}
