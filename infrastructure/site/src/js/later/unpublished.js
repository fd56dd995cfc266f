// In place of a page about a summary that is not published.
import {html} from 'lit-html';
import {catalogue, refreshCatalogue} from '../shell/catalogue.js';
import {operationInWords, periodInWords} from '../audit/words.js';

/// What `read` gives; null where the ledger has nothing at that address.
export const orNull = read => read.catch(e => {
    if (e.status === 404) return null;
    throw e;
});

/// @param page whose parameters name the summary
export async function unpublished(page) {
    const {kind, period, operation} = page.params;
    if (!catalogue()) await refreshCatalogue();
    page.title = 'Nothing is published';
    page.nav = 'figures';
    return () => html`<h1 class="govuk-heading-l"><span class="govuk-caption-l">${operationInWords(operation)}, ${periodInWords(kind, period)}</span>Nothing is published</h1>
<p class="govuk-body">The figures of a week are published on the Monday after it at 06:30, those of a month on the 1st after it at 07:00, for each operation that was active in it.</p>
<ul class="govuk-list"><li><a class="govuk-link" href="/app/weeks">Published weeks</a></li><li><a class="govuk-link" href="/app/months">Published months</a></li></ul>`;
}
