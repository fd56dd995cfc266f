// Leaves for the issuer's page.
import {html} from 'lit-html';
import {goToSignIn} from '../shell/openid.js';
import {go} from '../shell/router.js';

export async function open(page) {
    page.title = 'Sign in';
    let failed = false;
    async function leave() {
        failed = false;
        page.refresh();
        try {
            await goToSignIn(page.query.get('to') ?? '/');
        } catch (e) {
            console.error(e);
            failed = true;
            page.refresh();
        }
    }
    setTimeout(leave);
    return () => failed
        ? html`<h1 class="govuk-heading-l">You cannot sign in now</h1><p class="govuk-body">The sign-in page could not be reached. Reports that you fill in wait on this phone until you have signed in.</p>
<div class="govuk-button-group"><button type="button" class="govuk-button" @click=${leave}>Try again</button><button type="button" class="govuk-button govuk-button--secondary" @click=${() => go('/')}>Go to the start page</button></div>`
        : html`<h1 class="govuk-heading-l">Signing in</h1><p class="govuk-body">One moment.</p>`;
}
