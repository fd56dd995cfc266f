// Ends a sign-in: the issuer sent the browser back here.
import {html} from 'lit-html';
import {endSignIn} from '../shell/openid.js';
import {go} from '../shell/router.js';
import {keep} from '../shell/session.js';

export async function open(page) {
    page.title = 'Sign in';
    const outcome = await endSignIn();
    history.replaceState(null, '', '/app/signed-in');
    if (outcome.answer) {
        await keep(outcome.answer, outcome.claims);
        setTimeout(() => go(outcome.to));
        return () => html`<h1 class="govuk-heading-l">You are signed in</h1>`;
    }
    return () => html`<h1 class="govuk-heading-l">You are not signed in</h1><p class="govuk-body">${outcome.error}</p>
<p class="govuk-body"><a class="govuk-button" href="/app/sign-in">Sign in</a></p>`;
}
