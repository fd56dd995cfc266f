// Ends the session on this phone. What waits stays, for the same person.
import {html, nothing} from 'lit-html';
import {drafts} from '../form/drafts.js';
import {entries} from '../outbox/outbox.js';
import {goToSignOut} from '../shell/openid.js';
import {current, forget, owner} from '../shell/session.js';

export async function open(page) {
    page.title = 'Sign out';
    const waiting = (await entries()).filter(it => it.owner === owner()).length + (await drafts(owner())).length;
    async function leave() {
        const token = current()?.idToken;
        await forget();
        await goToSignOut(token);
    }
    return () => html`<h1 class="govuk-heading-l">Sign out?</h1>
${waiting > 0 ? html`<p class="govuk-body">Reports that are not stored yet: ${waiting}. They stay on this phone, and only you can read and send them once you sign in again.</p>` : nothing}
<div class="govuk-button-group"><button type="button" class="govuk-button" @click=${leave}>Sign out</button><a class="govuk-link" href="/">Cancel</a></div>`;
}
