// In place of a page that somebody has no right to: what is missing, in words, and whom to ask.
import {html} from 'lit-html';
import {organisationName} from '../shell/catalogue.js';
import {current, may} from '../shell/session.js';

const RIGHTS = {
    'submissions.write': 'send and correct reports',
    'summaries.read': 'read published figures',
    'audit.read': 'audit: read every report, follow figures to them, and see who downloaded what',
    'catalogue.write': 'change operations, places and organisations',
};

/// @param needs the rights, of each list one
export const pageOf = needs => ({
    open(page) {
        page.title = 'You may not see this page';
        const held = Object.keys(RIGHTS).filter(may);
        const organisation = organisationName(current().organisation);
        return () => html`<h1 class="govuk-heading-l">You may not see this page</h1>
<p class="govuk-body">It is for people who may ${needs.filter(any => !any.some(may)).map(any => any.map(it => RIGHTS[it]).join(', or ')).join('; and ')}.</p>
${held.length === 0 ? html`<p class="govuk-body">Your account has been given no right here yet.</p>`
        : html`<p class="govuk-body">Signed in${organisation ? ` for ${organisation}` : ''}, you may:</p><ul class="govuk-list govuk-list--bullet">${held.map(it => html`<li>${RIGHTS[it]}</li>`)}</ul>`}
<p class="govuk-body">If you need it for your work, ask the people who manage accounts in your organisation. Once they have given you the right, sign out and sign in again.</p>
<p class="govuk-body"><a class="govuk-link" href="/">Go to the start page</a></p>
<p class="govuk-body"><a class="govuk-link" href="/app/sign-out">Sign out</a></p>`;
    },
});
