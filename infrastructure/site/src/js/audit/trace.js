// A figure followed to the submissions that add to it, and a submission to the figures that it adds to.
import {html, nothing} from 'lit-html';
import {json} from '../shell/api.js';
import {operationOf, placeName} from '../shell/catalogue.js';
import {go} from '../shell/router.js';
import {orNull, unpublished} from '../later/unpublished.js';
import {dayInWords} from '../shell/time.js';
import {breakdownInWords, measureInWords} from '../supervise/measures.js';
import {fileOfEdition} from './fetching.js';
import {Edition} from './proof/archive.js';
import {filesOf} from './proof/zip.js';
import {MINUTE, spellOf} from './proof/lines.js';
import {MEASURES, PRIORITY, UNION} from './proof/words.js';
import {at, figureInWords, many, number, operationInWords, periodInWords, traceOf, valueOfBreakdown} from './words.js';

const PAGE = 200;

const minutes = line => line.patrol ? Number((([from, to]) => (to - from) / MINUTE)(spellOf(line))) : 0;

/// What a line adds to a figure: {measure, place, priority} or {breakdown, value}.
/// @return 0 where nothing; for patrol minutes those of its own interval, which others may overlap
export function adds(line, figure) {
    if (figure.breakdown) return line.breakdowns[figure.breakdown]?.[figure.value] ?? 0;
    if (figure.place && line.place !== figure.place) return 0;
    if (figure.priority && !line.breakdowns[PRIORITY]?.[figure.priority]) return 0;
    return figure.measure === UNION ? minutes(line) : line.adds[figure.measure] ?? 0;
}

/// The figure in a summary.
export function figureOf(summary, figure) {
    if (figure.breakdown) return summary.breakdowns[figure.breakdown]?.[figure.value] ?? 0;
    const of = figure.place ? summary.places[figure.place] : figure.priority ? summary.priorities?.[figure.priority] : summary;
    return of?.measures[figure.measure] ?? 0;
}

export async function open(page) {
    const {kind, period, operation} = page.params;
    const here = at(kind, period, operation);
    page.nav = 'figures';
    const asked = name => page.query.get(name) ?? undefined;
    const submission = asked('submission');
    const figure = asked('breakdown') ? {breakdown: asked('breakdown'), value: asked('value') ?? ''} : {measure: MEASURES.includes(asked('measure')) ? asked('measure') : 'submissions', place: asked('place'), priority: asked('priority')};
    const newest = await orNull(json(`/summaries/${kind}/${period}/${operation}`));
    if (!newest) return unpublished(page);
    const edition = Number(asked('edition')) || newest.edition;
    const lineage = await fileOfEdition(kind, period, operation, edition, 'lineage.jsonl');
    const files = [['lineage.jsonl', lineage.bytes]];
    if (edition !== newest.edition) files.push(['summary.json', (await fileOfEdition(kind, period, operation, edition, 'summary.json')).bytes]);
    const read = new Edition({read: name => filesOf(files).read(name, Infinity)}, '', lineage.manifest, '');
    const summary = edition === newest.edition ? newest : await read.summary();
    const lines = [...await read.lines()];
    let shown = PAGE;
    const name = operationInWords(operation);
    const caption = html`<span class="govuk-caption-l">${name}, ${periodInWords(kind, period)}, edition ${edition}</span>`;
    const back = html`<a class="govuk-back-link" href=${here}>${periodInWords(kind, period)}</a>`;
    const proven = html`<p class="govuk-body-s app-quiet">The lineage has the SHA-256 that the edition’s manifest states${lineage.key ? ', and the manifest’s signature fits the ledger’s key' : ''}. <a class="govuk-link" href="${here}/verify">Verify everything</a></p>`;
    const link = (to, text) => html`<a class="govuk-link" href="${here}/trace${traceOf(to, edition)}">${text}</a>`;

    if (submission) {
        page.title = `Submission ${submission.slice(0, 8)} in ${periodInWords(kind, period)}`;
        const line = lines.find(it => it.submissionId === submission);
        return () => html`${back}<h1 class="govuk-heading-l">${caption}What a submission adds</h1>
<p class="govuk-body app-wrap">Submission <a class="govuk-link" href="/app/submissions/${submission}">${submission}</a></p>
${!line ? html`<p class="govuk-body">It counts in no figure of this edition: it was withdrawn, is of another period or operation, or came after this edition.</p>` : html`
<p class="govuk-body">Revision ${line.revision}, ${placeName(line.place)}${line.day ? `, ${dayInWords(line.day)}` : ''}.</p>
<div class="app-scroll app-table" tabindex="0" role="region" aria-label="Figures that it adds to"><table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m">Figures that it adds to</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Figure</th><th scope="col" class="govuk-table__header app-figure">Adds</th><th scope="col" class="govuk-table__header app-figure">Of</th></tr></thead><tbody class="govuk-table__body">
${MEASURES.filter(measure => adds(line, {measure}) > 0).map(measure => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${link({measure}, figureInWords(operation, {measure}))}</th><td class="govuk-table__cell app-figure">${number(adds(line, {measure}))}</td><td class="govuk-table__cell app-figure">${number(figureOf(summary, {measure}))}</td></tr>`)}
${Object.entries(line.breakdowns).flatMap(([breakdown, values]) => Object.entries(values).map(([value, count]) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${link({breakdown, value}, figureInWords(operation, {breakdown, value}))}</th><td class="govuk-table__cell app-figure">${number(count)}</td><td class="govuk-table__cell app-figure">${number(figureOf(summary, {breakdown, value}))}</td></tr>`))}
</tbody></table></div>`}${proven}`;
    }

    const found = lines.map(line => ({line, adds: adds(line, figure)})).filter(it => it.adds > 0);
    const sum = found.reduce((all, it) => all + it.adds, 0);
    const stated = figureOf(summary, figure);
    const union = figure.measure === UNION;
    page.title = `${figureInWords(operation, figure)}, ${periodInWords(kind, period)}`;

    function choose(event) {
        event.preventDefault();
        const form = new FormData(event.target);
        const [what, id] = form.get('figure').split(' ');
        const [breakdown, value] = what === 'measure' ? [] : JSON.parse(form.get('figure'));
        go(`${here}/trace${traceOf(what === 'measure' ? {measure: id, place: form.get('place') || undefined} : {breakdown, value}, edition)}`);
    }

    const places = [...new Set([...Object.keys(summary.places), ...(operationOf(operation)?.places ?? []).map(it => it.id)])].filter(it => summary.places[it]);
    return () => html`${back}<h1 class="govuk-heading-l">${caption}${figureInWords(operation, figure)}: ${number(stated)}</h1>
<form class="app-inline" novalidate @submit=${choose}><div class="govuk-form-group"><label class="govuk-label" for="figure">Figure</label><select class="govuk-select" id="figure" name="figure">
<optgroup label="Measures">${MEASURES.map(measure => html`<option value="measure ${measure}" ?selected=${figure.measure === measure}>${measureInWords(measure)}</option>`)}</optgroup>
${Object.entries(summary.breakdowns).filter(([, values]) => Object.keys(values).length > 0).map(([breakdown, values]) => html`<optgroup label=${breakdownInWords(breakdown)}>${Object.keys(values).map(value => html`<option value=${JSON.stringify([breakdown, value])} ?selected=${figure.breakdown === breakdown && figure.value === value}>${valueOfBreakdown(operation, breakdown, value)}</option>`)}</optgroup>`)}</select></div>
<div class="govuk-form-group"><label class="govuk-label" for="place">Place</label><select class="govuk-select" id="place" name="place"><option value="">All places</option>${places.map(it => html`<option value=${it} ?selected=${figure.place === it}>${placeName(it)}</option>`)}</select></div>
<button class="govuk-button govuk-button--secondary">Trace</button></form>
${found.length === 0 ? html`<p class="govuk-body">No submission adds to it.</p>` : html`<p class="govuk-body">${union ? `${many(found.length, 'patrol')}, each with the minutes of its own time. Where several overlap at one place, the time counts once: together they give ${number(stated)}.`
        : `${many(found.length, 'submission')}, together ${number(sum)}${sum === stated ? ', as the summary states' : `, where the summary states ${number(stated)}`}.`}</p>
<div class="app-scroll app-table" tabindex="0" role="region" aria-label="Submissions that add to the figure"><table class="govuk-table"><caption class="govuk-visually-hidden">Submissions that add to the figure</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Submission</th><th scope="col" class="govuk-table__header">Day</th><th scope="col" class="govuk-table__header">Place</th>
<th scope="col" class="govuk-table__header app-figure">Revision</th><th scope="col" class="govuk-table__header app-figure">Adds</th></tr></thead><tbody class="govuk-table__body">
${found.slice(0, shown).map(({line, adds: count}) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><a class="govuk-link" href="/app/submissions/${line.submissionId}">${line.submissionId.slice(0, 8)}<span class="govuk-visually-hidden">${line.submissionId.slice(8)}</span></a><br><a class="govuk-link app-quiet" href="${here}/trace?submission=${line.submissionId}&edition=${edition}">what it adds<span class="govuk-visually-hidden"> of submission ${line.submissionId}</span></a></th><td class="govuk-table__cell app-short">${line.day ? dayInWords(line.day) : ''}</td><td class="govuk-table__cell">${placeName(line.place)}</td>
<td class="govuk-table__cell app-figure">${line.revision}</td><td class="govuk-table__cell app-figure">${number(count)}</td></tr>`)}</tbody></table></div>
${found.length > shown ? html`<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { shown += 5 * PAGE; page.refresh(); }}>Show more</button>` : nothing}`}${proven}`;
}
