// A list of a form whose entries are many: one line each, and the inputs of the one that is open.
import {html, nothing} from 'lit-html';
import {errorOf} from '../form/widgets.js';
import {focusOn} from '../shell/router.js';
import {counted} from '../supervise/words.js';

/// @param list the member of the document
/// @param one, many, title what an entry, the entries and all of them are called
/// @param blank makes a new entry
/// @param name, about an entry in words
/// @param fields the inputs of an entry: (entry, pointer, set)
export function rows(page, form, list, {one, many = one + 's', title = many[0].toUpperCase() + many.slice(1), blank, name, about, fields}) {
    let open = -1;
    const entries = () => form.document[list] ??= [];

    function show(i) {
        open = i;
        page.refresh();
        if (i >= 0) setTimeout(() => document.querySelector(`#${list}-open :is(input, select)`)?.focus());
        else focusOn(`#${list}-heading`);
    }

    function add() {
        entries().push(blank());
        show(entries().length - 1);
    }

    function remove(i) {
        entries().splice(i, 1);
        // Faults name entries by their place in the list, which has moved.
        form.faults = form.faults.filter(it => !it.pointer.startsWith(`/${list}/`));
        show(-1);
    }

    const faulty = i => form.faults.some(it => it.pointer === `/${list}/${i}` || it.pointer.startsWith(`/${list}/${i}/`));
    const line = (it, i) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name(it)}${faulty(i) ? html` <strong class="govuk-tag govuk-tag--red">Problem</strong>` : nothing}</dt>
<dd class="govuk-summary-list__value">${about(it)}</dd><dd class="govuk-summary-list__actions">
<button type="button" class="app-plain" @click=${() => show(i)}>Change<span class="govuk-visually-hidden"> ${one} ${name(it)}, ${about(it)}</span></button>
<button type="button" class="app-plain" @click=${() => remove(i)}>Remove<span class="govuk-visually-hidden"> ${one} ${name(it)}, ${about(it)}</span></button></dd></div>`;
    const opened = (it, i) => html`<div class="app-row" id="${list}-open" role="group" aria-label="${title}, ${i + 1}">${fields(it, `/${list}/${i}`, value => { entries()[i] = value; })}
<div class="govuk-button-group"><button type="button" class="govuk-button govuk-button--secondary" @click=${() => show(-1)}>Done</button>
<button type="button" class="app-plain" @click=${() => remove(i)}>Remove this ${one}</button></div></div>`;

    return {
        close: () => { open = -1; },
        reveal(pointer) {
            const [of, index] = pointer.slice(1).split('/');
            if (of === list && index !== undefined && /^\d+$/.test(index)) open = Number(index);
        },
        view() {
            const own = form.at('/' + list);
            return html`<div data-pointer="/${list}" class="govuk-form-group ${own.length > 0 ? 'govuk-form-group--error' : ''}"><h2 class="govuk-heading-m" id="${list}-heading">${title}</h2>${errorOf(list, own)}
<p class="govuk-hint">${counted(entries().length, one, many)}</p>
${entries().length === 0 ? nothing : html`<dl class="govuk-summary-list">${entries().map((it, i) => i === open ? nothing : line(it, i))}</dl>`}
${open >= 0 && open < entries().length ? opened(entries()[open], open) : nothing}
<button type="button" class="govuk-button govuk-button--secondary" @click=${add}>Add ${one === 'organisation' ? 'an' : 'a'} ${one}</button></div>`;
        },
    };
}
