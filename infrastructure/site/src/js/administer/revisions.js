// Every revision of an operation: who made it, when, and what it changed.
import {html} from 'lit-html';
import {back} from '../later/rights.js';
import {organisationName} from '../shell/catalogue.js';
import {table, whole} from '../supervise/parts.js';
import {momentAt} from '../supervise/words.js';
import {differences} from './words.js';

export async function open(page) {
    page.nav = 'catalogue';
    const {id} = page.params;
    const revisions = await whole(`/catalogue/operations/${id}/revisions`, 'revisions');
    const {name} = revisions.at(-1).operation;
    page.title = `Revisions of ${name}`;
    const changes = i => {
        const list = differences(revisions[i - 1]?.operation, revisions[i].operation);
        return list.length === 0 ? 'Nothing' : html`<ul class="govuk-list">${list.map(it => html`<li>${it}</li>`)}</ul>`;
    };
    const rows = revisions.map((it, i) => [String(it.operation.revision), momentAt(it.at), html`${it.subject}, ${organisationName(it.organisation)}`, changes(i)]).reverse();
    return () => html`${back('/app/catalogue', 'Catalogue')}<span class="govuk-caption-l">${name}</span><h1 class="govuk-heading-l">Revisions</h1>
${table('Newest first', [{text: 'Revision'}, {text: 'When'}, {text: 'By'}, {text: 'What changed'}], rows)}`;
}
