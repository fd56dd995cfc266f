// What stands around every page: the header with the way out, the navigation, what has to be said.
import {html, nothing} from 'lit-html';
import {organisationName} from './catalogue.js';
import {config} from './config.js';
import {current, holds, signedIn} from './session.js';

const banners = new Map();
const navigation = [];

/// Shows a sentence on every page, or with nothing takes it away.
/// @param content a template or nothing
export function banner(name, content, {bad = false} = {}) {
    if (content === nothing) banners.delete(name);
    else banners.set(name, {content, bad});
}

/// Adds an entry to the navigation.
/// @param it {id, href or else it is /app/ and the id, text, needs}: shown to those who hold a scope of each list in `needs`
export const addNavigation = it => navigation.push(it);

const around = page => html`
<a href="#main" class="govuk-skip-link">Skip to main content</a>
<div class="app-page">
<header class="govuk-generic-header"><div class="govuk-generic-header__container govuk-width-container app-bar">
<a class="app-title" href="/">${config.title}</a>
<a class="govuk-button govuk-button--warning app-exit" href=${config.exit} rel="nofollow noreferrer" data-exit>Leave this site</a>
</div></header>
<nav class="govuk-width-container" aria-label="Pages"><ul class="app-nav">
${navigation.filter(it => holds(it.needs ?? [])).map(it => html`<li><a class="govuk-link govuk-link--no-visited-state" href=${it.href ?? '/app/' + it.id} aria-current=${page.nav === it.id ? 'page' : nothing}>${it.text}</a></li>`)}
<li class="app-nav__end"><a class="govuk-link govuk-link--no-visited-state" href="/app/sign-${signedIn() ? 'out' : 'in'}">Sign ${signedIn() ? 'out' : 'in'}</a></li>
</ul></nav>
<div class="govuk-width-container" aria-live="polite">
${[...banners.values()].map(it => html`<div class="app-banner ${it.bad ? 'app-banner--bad' : ''}"><p>${it.content}</p></div>`)}
</div>
<main class="govuk-width-container govuk-main-wrapper" id="main">${page.view()}</main>
<footer class="app-footer"><div class="govuk-width-container">
${current()?.sub ? html`<p>Signed in for ${organisationName(current().organisation) || 'no organisation'}.</p>` : nothing}
<p>Press Escape, or Shift three times, to leave this site quickly.</p>
</div></footer>
</div>`;

export const layout = {around, get title() { return config.title; }};
