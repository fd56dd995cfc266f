// The published weeks or months: a row for each, a column for each operation.
import {html, nothing} from 'lit-html';
import {json} from '../shell/api.js';
import {catalogue, refreshCatalogue} from '../shell/catalogue.js';
import {contract} from '../shell/contract.js';
import {addressOf, REVISED, table} from './parts.js';
import {ALL, counted, daysOf, KINDS, nameOf, periodInWords} from './words.js';

const PAGE = 26;

/// The page of one kind of period.
/// @param kind 'weekly' or 'monthly'
export async function openKind(page, kind) {
    const words = KINDS[kind];
    const other = KINDS[kind === 'weekly' ? 'monthly' : 'weekly'];
    page.title = words.title;
    page.nav = 'figures';
    const periods = [];
    let next = null;
    let reading = false;

    async function read() {
        const answer = await json(`/summaries/${kind}?limit=${PAGE}${next === null ? '' : '&next=' + encodeURIComponent(next)}`);
        for (const it of answer.periods) {
            // The operations of a nation go on in further answers.
            for (let part = it; part.next; it.operations.push(...part.operations)) part = await json(`/summaries/${kind}/${it.period.id}?next=${encodeURIComponent(part.next)}`);
        }
        periods.push(...answer.periods);
        next = answer.next;
    }

    async function more() {
        reading = true;
        page.refresh();
        await read().finally(() => { reading = false; });
        page.refresh();
    }

    await Promise.all([read(), catalogue() ?? refreshCatalogue()]);
    const operations = () => [...new Set(periods.flatMap(it => it.operations.map(op => op.operation)))].sort((a, b) => (a === ALL) - (b === ALL) || (nameOf(a) < nameOf(b) ? -1 : 1));
    const cell = (period, operation) => {
        const it = period.operations.find(op => op.operation === operation);
        return it === undefined ? html`<span class="app-none">Nothing published</span>` : html`<a class="govuk-link" href=${addressOf(kind, period.period.id, operation)}>${contract.words.status[it.status]}<span class="govuk-visually-hidden"> figures of ${nameOf(operation)}, ${periodInWords(period.period.id, {within: true})}</span></a>, edition ${it.edition}${it.correction ? html` ${REVISED}` : nothing}`;
    };

    return () => html`<h1 class="govuk-heading-l">${words.title}</h1>
<p class="govuk-body"><a class="govuk-link" href=${other.path}>${other.title}</a></p>
<p class="govuk-body"><a class="govuk-link" href="/digest">Get these figures by e-mail every Monday</a></p>
<p class="govuk-body">Figures are provisional until 14 days after the ${words.one}, then final. ${REVISED} means revised: here, final figures that were corrected. An edition is never changed or removed.</p>
${table(`Published ${words.many}`, [{text: words.one[0].toUpperCase() + words.one.slice(1)}, ...operations().map(it => ({text: nameOf(it)}))],
        periods.map(it => [html`${periodInWords(it.period.id)}<span class="app-days">${daysOf(it.period)}</span>`, ...operations().map(op => cell(it, op))]), {empty: `No ${words.one} is published yet. ${kind === 'weekly' ? 'The figures of a week come out on the Monday after it at 06:30' : 'The figures of a month come out on the 1st after it at 07:00'}.`})}
${next === null ? nothing : html`<button type="button" class="govuk-button govuk-button--secondary" ?disabled=${reading} @click=${more}>Earlier ${words.many}</button>`}
<p class="govuk-body" aria-live="polite">${next === null ? nothing : `${counted(periods.length, words.one)} shown.`}</p>`;
}
