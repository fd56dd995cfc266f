// To create and change what the catalogue holds: the faults are the API's own, and a change that crossed another is explained.
import {html, nothing} from 'lit-html';
import {inputOf} from '../form/pointers.js';
import {api} from '../shell/api.js';
import {refreshCatalogue} from '../shell/catalogue.js';
import {contract} from '../shell/contract.js';
import {focusOn} from '../shell/router.js';
import {errorSummary, inSentence} from '../supervise/parts.js';

const STALE = 412;
/// As an identifier is described wherever a form has one.
const SLUG = () => contract.forms.engagement.properties.operation;

/// What somebody is changing.
/// @param path of the API, once the identifier is known
/// @param before the document as the catalogue has it, or null for a new one
/// @param again reads it from the ledger anew; nothing where it is there no more
/// @param label of a pointer, in words
/// @param reveal shows the input of a pointer before it gets the focus
/// @param settled is called once the document is that of the catalogue again
/// @param differences between two of them, in words
export function change(page, {path, before, again, label, reveal = () => {}, settled = () => {}, differences}) {
    const it = {
        before, document: structuredClone(before ?? {}), faults: [], saving: false, saved: null, theirs: null,
        at: pointer => it.faults.filter(fault => fault.pointer === pointer),
        changed: () => page.refresh(),
    };

    function refuse(faults) {
        it.faults = faults;
        page.error = faults.length > 0;
        page.refresh();
        scrollTo(0, 0);
        focusOn('.govuk-error-summary');
    }

    function follow(pointer) {
        reveal(pointer);
        page.refresh();
        setTimeout(() => (inputOf(pointer) ?? document.getElementById('main')).focus());
    }

    /// @param over whether what somebody else saved meanwhile is replaced
    it.save = async ({over = false} = {}) => {
        const known = over ? it.theirs : it.before;
        // An identifier is part of the address: without a good one nobody is there to say what else is wrong.
        if (!known && !new RegExp(SLUG().pattern).test(it.document.id ?? '')) return refuse([{pointer: '/id', detail: contract.rules[SLUG().format]}]);
        it.saving = true;
        it.saved = null;
        it.theirs = null;
        page.refresh();
        try {
            const answer = await api(path(it.document), {
                method: 'PUT', body: JSON.stringify(it.document),
                headers: {'content-type': 'application/json', ...known ? {'if-match': `"${known.revision}"`} : {'if-none-match': '*'}},
            });
            const body = await answer.json();
            if (answer.ok) {
                it.before = body;
                it.document = structuredClone(body);
                it.saved = body;
                settled();
                it.faults = [];
                page.error = false;
                await refreshCatalogue();
            } else if (answer.status === STALE) {
                it.theirs = await again(it.document) ?? null;
                if (!it.theirs) return refuse([{pointer: '', detail: 'It is not in the catalogue any more.'}]);
                it.faults = [];
                page.error = true;
            } else {
                return refuse(body.errors ? [...body.errors, ...body.more ? [{pointer: '', detail: `${body.more} more like these.`}] : []] : [{pointer: '', detail: body.detail}]);
            }
            page.refresh();
            scrollTo(0, 0);
            focusOn(it.saved ? '.app-saved' : '.govuk-error-summary');
        } catch (e) {
            if (e.name === 'SignInNeeded') throw e;
            refuse([{pointer: '', detail: inSentence(e)}]);
        } finally {
            it.saving = false;
            page.refresh();
        }
    };

    it.takeTheirs = () => {
        it.before = it.theirs;
        it.document = structuredClone(it.theirs);
        settled();
        it.theirs = null;
        page.error = false;
        page.refresh();
        focusOn('h1');
    };

    /// What stands above the form: the faults, or what became of it.
    it.said = () => html`${errorSummary(it.faults, label, follow)}${it.saved ? html`<div class="app-banner app-saved" tabindex="-1" role="status"><p>Saved as revision ${it.saved.revision}.</p></div>` : nothing}${it.theirs ? conflict() : nothing}`;

    function conflict() {
        const from = it.before?.revision;
        const list = from ? differences(it.before, it.theirs) : [];
        return html`<div class="govuk-error-summary" tabindex="-1"><div role="alert"><h2 class="govuk-error-summary__title">${from ? 'Somebody else has changed it meanwhile' : 'It exists already'}</h2>
<div class="govuk-error-summary__body"><p>${from ? `You began from revision ${from}; the catalogue now has revision ${it.theirs.revision}. Nothing of yours is saved yet.` : `The catalogue has it in revision ${it.theirs.revision}. Nothing of yours is saved.`}</p>
${list.length > 0 ? html`<p>They changed:</p><ul class="govuk-list govuk-list--bullet">${list.map(text => html`<li>${text}</li>`)}</ul>` : nothing}
<div class="govuk-button-group"><button type="button" class="govuk-button" @click=${it.takeTheirs}>${from ? 'Begin again from theirs' : 'Open it'}</button>
<button type="button" class="govuk-button govuk-button--warning" @click=${() => it.save({over: true})}>Save mine in its place</button></div></div></div></div>`;
    }

    it.button = () => html`<button class="govuk-button" ?disabled=${it.saving}>${it.saving ? 'Saving …' : it.before ? 'Save' : 'Create'}</button>`;
    return it;
}
