// Files that one was given and whose edition has been superseded since.
import {html, nothing} from 'lit-html';
import {all} from './fetching.js';
import {markRead, ofFiles, tell, unread} from './unread.js';
import {at, atInWords, fileInWords, figureInWords, many, number, operationInWords, periodInWords} from './words.js';

const MOST_NAMED = 6;
export async function open(page) {
    page.title = 'Notices';
    page.nav = 'audit';
    const notices = ofFiles(await all('/notices', 'notices'));
    setTimeout(() => tell(notices));

    function read() {
        markRead(notices);
        page.refresh();
    }

    const changes = it => {
        const figures = [...new Map(it.changes.filter(of => of.coverage || of.measure && !of.place && !of.priority).map(of => [figureInWords(it.operation, of), of])).entries()];
        if (figures.length === 0) return html`<p class="govuk-body">No total changed.</p>`;
        return html`<ul class="govuk-list govuk-list--bullet">${figures.slice(0, MOST_NAMED).map(([words, of]) => {
            const same = it.changes.filter(one => figureInWords(it.operation, one) === words);
            return html`<li>${words}: ${number(same[0].old)}, now ${number(of.new)}</li>`;
        })}${figures.length > MOST_NAMED ? html`<li>and ${number(figures.length - MOST_NAMED)} more</li>` : nothing}</ul>`;
    };
    return () => html`<h1 class="govuk-heading-l">Notices</h1>
${notices.length === 0 ? html`<p class="govuk-body">Every file that you were given is of the newest edition.</p>` : html`<p class="govuk-body">You were given these files, and a newer edition has replaced them. Use the newer one, and tell those to whom you passed it on.</p>
${unread(notices).length > 0 ? html`<button type="button" class="govuk-button" @click=${read}>I have read these</button>` : html`<p class="govuk-body" role="status">Read.</p>`}
${notices.map(it => html`<section class="app-row"><h2 class="govuk-heading-s">${operationInWords(it.operation)}, ${periodInWords(it.kind, it.period)}: ${fileInWords(it.file)}</h2>
<p class="govuk-body">You have edition ${it.edition}, downloaded ${atInWords(it.downloadedAt)}. The newest is edition ${it.newest}.</p>${changes(it)}
<p class="govuk-body"><a class="govuk-link" href="${at(it.kind, it.period, it.operation)}/editions?from=${it.edition}&to=${it.newest}">All that changed<span class="govuk-visually-hidden"> in ${operationInWords(it.operation)}, ${periodInWords(it.kind, it.period)}</span></a></p></section>`)}`}`;
}
