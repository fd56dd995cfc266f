// The editions of a summary, and what changed between any two of them.
import {html, nothing} from 'lit-html';
import {organisationName} from '../shell/catalogue.js';
import {orNull, unpublished} from '../later/unpublished.js';
import {contract} from '../shell/contract.js';
import {go} from '../shell/router.js';
import {may} from '../shell/session.js';
import {all, fileOfEdition} from './fetching.js';
import {canonical} from './proof/canonical.js';
import {save, TYPES} from './proving.js';
import {at, atInWords, causeInWords, daysInWords, fileInWords, figureInWords, many, number, operationInWords, periodInWords, savedAs, signed, size, traceOf} from './words.js';

const FIGURE = ['measure', 'place', 'priority', 'breakdown', 'value', 'coverage'];
const MOST_NAMED = 10;

/// What changed between two editions: of each figure its value in both, and what each cause between them did.
/// @param editions as GET …/editions lists them
/// @return [{figure, old, new, causes: [{cause, share, submissions}]}]; figures that came back to what they were are left out
export function difference(editions, from, to) {
    const figures = new Map();
    for (const edition of editions.filter(it => it.edition > from && it.edition <= to)) {
        for (const change of edition.changes) {
            const figure = Object.fromEntries(FIGURE.filter(name => change[name] !== undefined).map(name => [name, change[name]]));
            const key = canonical(figure);
            if (!figures.has(key)) figures.set(key, {figure, old: change.old, causes: new Map()});
            const of = figures.get(key);
            of.new = change.new;
            const cause = of.causes.get(change.cause) ?? {cause: change.cause, share: 0, submissions: new Set()};
            cause.share += change.share;
            change.submissions.forEach(id => cause.submissions.add(id));
            of.causes.set(change.cause, cause);
        }
    }
    return [...figures.values()].filter(it => it.old !== it.new).map(it => ({...it, causes: [...it.causes.values()].map(cause => ({...cause, submissions: [...cause.submissions].sort()}))}));
}

export async function open(page) {
    const {kind, period, operation} = page.params;
    const editions = await orNull(all(`/summaries/${kind}/${period}/${operation}/editions`, 'editions'));
    if (!editions) return unpublished(page);
    const here = at(kind, period, operation);
    page.title = `Editions of ${operationInWords(operation)}, ${periodInWords(kind, period)}`;
    page.nav = 'figures';
    const newest = editions.length;
    const chosen = name => Math.min(Math.max(Number(page.query.get(name)) || 0, 0), newest);
    const to = chosen('to') || newest;
    const from = chosen('from') || Math.max(1, to - 1);
    const [first, last] = from <= to ? [from, to] : [to, from];
    const changed = difference(editions, first, last);
    const saved = new Map();
    let busy = '';

    async function download(edition, file) {
        const name = `${edition.edition} ${file}`;
        if (busy) return;
        busy = name;
        page.refresh();
        try {
            const {blob, key} = await fileOfEdition(kind, period, operation, edition.edition, file, edition.manifest);
            save(new Blob([blob], {type: TYPES[file]}), savedAs(operation, period, edition.edition, file));
            saved.set(name, {text: key ? 'Saved. Its SHA-256 is the one in the manifest, and the manifest’s signature fits the ledger’s key.'
                : 'Saved. Its SHA-256 is the one in the manifest. The signature was not checked: this site was given no key.'});
        } catch (e) {
            saved.set(name, {bad: true, text: e.name === 'Refuted' ? `Not saved: ${e.where} ${e.message}. Tell the ledger’s administrator.` : e.name === 'Offline' ? 'Not saved: the connection failed.' : `Not saved: ${e.message}`});
        }
        busy = '';
        page.refresh();
    }

    function compare(event) {
        event.preventDefault();
        const form = new FormData(event.target);
        go(`${here}/editions?from=${form.get('from')}&to=${form.get('to')}`);
    }

    const choose = (name, label, value) => html`<div class="govuk-form-group"><label class="govuk-label" for=${name}>${label}</label><select class="govuk-select" id=${name} name=${name}>
${editions.map(it => html`<option value=${it.edition} ?selected=${it.edition === value}>Edition ${it.edition}</option>`)}</select></div>`;
    const shortly = id => html`${id.slice(0, 8)}<span class="govuk-visually-hidden">${id.slice(8)}</span>`;
    const submissions = ids => ids.length === 0 ? nothing : html`<ul class="govuk-list app-ids">${ids.slice(0, MOST_NAMED).map(id => html`<li>${may('audit.read') ? html`<a class="govuk-link" href="/app/submissions/${id}">${shortly(id)}</a>` : shortly(id)}</li>`)}${ids.length > MOST_NAMED ? html`<li>and ${number(ids.length - MOST_NAMED)} more</li>` : nothing}</ul>`;
    const row = it => it.causes.map((cause, i) => html`<tr class="govuk-table__row">${i === 0 ? html`<th scope="rowgroup" rowspan=${it.causes.length} class="govuk-table__header">${it.figure.coverage || !may('audit.read') ? figureInWords(operation, it.figure)
        : html`<a class="govuk-link" href="${here}/trace${traceOf(it.figure, last)}">${figureInWords(operation, it.figure)}</a>`}</th>
<td rowspan=${it.causes.length} class="govuk-table__cell app-figure">${number(it.old)}</td><td rowspan=${it.causes.length} class="govuk-table__cell app-figure">${number(it.new)}</td>` : nothing}
<td class="govuk-table__cell app-figure">${signed(cause.share)}</td><td class="govuk-table__cell">${causeInWords(cause.cause)}</td><td class="govuk-table__cell">${submissions(cause.submissions)}</td></tr>`);

    const files = edition => html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Files of edition ${edition.edition}</span></summary><div class="govuk-details__text">
<ul class="govuk-list">${edition.files.filter(it => it.name !== 'lineage.jsonl' || may('audit.read')).map(it => {
        const said = saved.get(`${edition.edition} ${it.name}`);
        return html`<li><button type="button" class="app-plain" ?disabled=${Boolean(busy)} @click=${() => download(edition, it.name)}>${fileInWords(it.name)}<span class="govuk-visually-hidden"> of edition ${edition.edition}</span></button> <span class="app-quiet">${it.name}, ${size(it.bytes)}</span>
${busy === `${edition.edition} ${it.name}` ? html`<p class="govuk-body-s" role="status">Fetched and checked before it is saved.</p>` : said ? html`<p class="govuk-body-s ${said.bad ? 'app-bad' : ''}" role="status">${said.text}</p>` : nothing}</li>`;
    })}</ul></div></details>`;

    return () => html`<a class="govuk-back-link" href=${here}>${periodInWords(kind, period)}</a>
<h1 class="govuk-heading-l"><span class="govuk-caption-l">${operationInWords(operation)}, ${daysInWords(kind, period)}</span>Editions</h1>
${[...editions].reverse().map(it => html`<section class="app-row" aria-labelledby="edition-${it.edition}"><h2 class="govuk-heading-m" id="edition-${it.edition}">Edition ${it.edition} <strong class="govuk-tag ${it.status === 'final' ? '' : 'govuk-tag--grey'}">${contract.words.status[it.status]}</strong>${it.correction ? html` <strong class="govuk-tag govuk-tag--yellow">Correction</strong>` : nothing}</h2>
<p class="govuk-body">Published ${atInWords(it.publishedAt)}. ${it.edition === 1 ? 'The first edition.' : it.changes.length === 0 ? 'No figure changed.' : html`<a class="govuk-link" href="${here}/editions?from=${it.edition - 1}&to=${it.edition}">${many(new Set(it.changes.map(of => figureInWords(operation, of))).size, 'figure')} changed<span class="govuk-visually-hidden"> with edition ${it.edition}</span></a>.`}
${it.downloadedBy.length > 0 ? ` Downloaded ${many(it.downloadedBy.length, 'time')}.` : ''}${it.notify.length > 0 ? ` To be told of it: ${it.notify.map(of => `${of.subject} (${organisationName(of.organisation)})`).join(', ')}.` : ''}</p>${files(it)}</section>`)}
${may('audit.read') ? html`<p class="govuk-body"><a class="govuk-link" href="${here}/verify">Verify all of this in your browser</a></p>` : nothing}
${newest < 2 ? nothing : html`<h2 class="govuk-heading-m" id="difference">Difference of two editions</h2>
<form class="app-inline" novalidate @submit=${compare}>${choose('from', 'From', first)}${choose('to', 'To', last)}<button class="govuk-button govuk-button--secondary">Compare</button></form>
${changed.length === 0 ? html`<p class="govuk-body">No figure differs between edition ${first} and edition ${last}.</p>` : html`<div class="app-scroll app-table" tabindex="0" role="region" aria-labelledby="difference"><table class="govuk-table"><caption class="govuk-visually-hidden">What changed from edition ${first} to edition ${last}</caption><thead class="govuk-table__head"><tr class="govuk-table__row">
<th scope="col" class="govuk-table__header">Figure</th><th scope="col" class="govuk-table__header app-figure">Edition ${first}</th><th scope="col" class="govuk-table__header app-figure">Edition ${last}</th><th scope="col" class="govuk-table__header app-figure">Change</th>
<th scope="col" class="govuk-table__header">Cause</th><th scope="col" class="govuk-table__header">Submissions</th></tr></thead>${changed.map(it => html`<tbody class="govuk-table__body">${row(it)}</tbody>`)}</table></div>`}`}`;
}
