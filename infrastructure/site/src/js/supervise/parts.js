// What the pages of figures share: lists that come in pages, tables, the head of a period, faults of a form.
import {html, nothing} from 'lit-html';
import {json} from '../shell/api.js';
import {contract} from '../shell/contract.js';
import {daysOf, KINDS, momentAt, nameOf, periodInWords} from './words.js';

/// As many pages as are read of a list that is shown whole.
const MOST_PAGES = 50;

/// A list of the API with all its pages. The browser's own cache asks with If-None-Match, as answers say `no-cache`.
/// @param member what the answer calls the list
/// @return the entries; `more` on the array where the list goes on beyond what is read
export async function whole(path, member) {
    const list = [];
    let next = null;
    for (let i = 0; i < MOST_PAGES; i++) {
        const answer = await json(next === null ? path : `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`);
        list.push(...answer[member]);
        next = answer.next ?? null;
        if (next === null) return list;
    }
    return Object.assign(list, {more: true});
}

/// A table whose columns have real headers, in a region that scrolls by keyboard where it is wider than the screen.
/// @param columns [{text, figure}]
/// @param rows [[head, ...cells]]: texts or templates; the first cell heads its row
export function table(caption, columns, rows, {small = false, empty = 'None.'} = {}) {
    const size = small ? 's' : 'm';
    if (rows.length === 0) return html`<h2 class="govuk-heading-${size}">${caption}</h2><p class="govuk-body">${empty}</p>`;
    return html`<div class="app-scroll app-table" tabindex="0" role="region" aria-label=${caption}><table class="govuk-table ${small ? 'govuk-table--small-text-until-tablet' : ''}">
<caption class="govuk-table__caption govuk-table__caption--${size}"><span class="app-caption">${caption}</span></caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${columns.map(it => html`<th scope="col" class="govuk-table__header ${it.figure ? 'govuk-table__header--numeric' : ''}">${it.text}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${rows.map(row => html`<tr class="govuk-table__row">${row.map((cell, i) => i === 0
        ? html`<th scope="row" class="govuk-table__header">${cell}</th>`
        : html`<td class="govuk-table__cell ${columns[i].figure ? 'govuk-table__cell--numeric' : ''}">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

/// The mark of what differs from an earlier edition.
export const REVISED = html`<abbr class="app-revised" title="revised">[r]</abbr>`;

/// 'Provisional' or 'Final'.
export const statusTag = status => html`<strong class="govuk-tag ${status === 'final' ? '' : 'govuk-tag--grey'}">${contract.words.status[status]}</strong>`;

/// The address of a summary's pages.
export const addressOf = (kind, period, operation) => `/app/s/${kind}/${period}/${operation}`;

/// The head of every page about one summary.
/// @param period {id, from, to}
/// @param edition {edition, status, correction, publishedAt} or nothing
export function head({kind, period, operation}, edition, title) {
    const name = html`<span class="govuk-caption-l">${nameOf(operation)}${title ? `, ${periodInWords(period.id, {within: true})}` : ''}</span>`;
    return html`<a class="govuk-back-link" href=${title ? addressOf(kind, period.id, operation) : KINDS[kind].path}>${title ? periodInWords(period.id) : KINDS[kind].title}</a>
${name}<h1 class="govuk-heading-l">${title ?? periodInWords(period.id)}</h1>
${period.from ? html`<p class="govuk-body">${daysOf(period)}${edition ? html`. Edition ${edition.edition}, published ${momentAt(edition.publishedAt)}. ${statusTag(edition.status)}${edition.correction ? html` <strong class="govuk-tag govuk-tag--yellow">Correction</strong>` : nothing}` : '.'}</p>` : nothing}`;
}

/// What went wrong with a call, as a sentence.
export const inSentence = e => e.name === 'Offline' ? 'There is no connection. Nothing was changed.' : e.name === 'Refused' ? e.message : 'Something went wrong. Nothing was changed.';

/// Faults of a form, each a link to its input.
/// @param faults [{pointer, detail}]
/// @param label of a pointer, in words
/// @param follow goes to the input of a pointer
export const errorSummary = (faults, label, follow) => faults.length === 0 ? nothing : html`<div class="govuk-error-summary" tabindex="-1"><div role="alert"><h2 class="govuk-error-summary__title">There is a problem</h2>
<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">${faults.map(it => html`<li>${it.pointer
        ? html`<a href="#${it.pointer}" @click=${event => { event.preventDefault(); follow(it.pointer); }}>${label(it.pointer)}: ${it.detail}</a>`
        : it.detail}</li>`)}</ul></div></div></div>`;
