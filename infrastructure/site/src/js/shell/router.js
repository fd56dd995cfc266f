// Which page is shown. The app lives in one entry of the history, so that Back never opens what was on the screen.
import {html, render} from 'lit-html';
import {layout} from './layout.js';
import {current} from './session.js';

let routes = [];
let more = null;
let stale = false;
let opened = null;
let generation = 0;

/// Shows the page of the current address, and follows links within the site.
/// @param table [{path: '/app/weeks/:id', page or load: () => import(...)}]; the first that fits is shown
/// @param others loads a module with `routes`, the table of what is under /app/ and not in the first, and `ready`
export async function start(table, others) {
    routes = table;
    more = others;
    document.getElementById('app').replaceChildren();
    addEventListener('click', event => {
        const link = event.target instanceof Element && event.target.closest('a[href]');
        if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        if (link.target || link.hasAttribute('download') || link.hasAttribute('data-exit') || link.origin !== location.origin) return;
        if (link.hash && link.pathname === location.pathname) return;
        if (!isOurs(link.pathname)) return;
        event.preventDefault();
        go(link.pathname + link.search);
    });
    await show({focus: false});
}

const isOurs = path => path === '/' || path.startsWith('/app/');

/// Lets the next page come from the version that has taken over; a report goes on where it is.
export const reloadNext = () => { stale = true; };

/// Goes to another page of the site.
export async function go(path) {
    if (stale && !path.startsWith('/app/report/')) return location.replace(path);
    history.replaceState(null, '', path);
    await show({focus: true});
}

function match(path, table = routes) {
    for (const route of table) {
        const names = [];
        const pattern = route.path.replace(/:(\w+)/g, (all, name) => (names.push(name), '([^/]+)'));
        const found = new RegExp(`^${pattern}/?$`).exec(path);
        if (found) return {route, params: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1])]))};
    }
    return null;
}

async function later(path) {
    if (!path.startsWith('/app/')) return null;
    const table = await more();
    await table.ready;
    return match(path, table.routes);
}

async function show({focus}) {
    const mine = ++generation;
    opened?.closed?.();
    opened = null;
    const path = location.pathname;
    const page = {
        params: {}, query: new URLSearchParams(location.search), title: '', nav: '', error: false, focus: 'h1',
        refresh: () => { if (mine === generation && page.view) paint(page); },
    };
    try {
        const found = match(path) ?? await later(path);
        page.params = found?.params ?? {};
        page.view = found ? await (found.route.page ?? await found.route.load()).open(page) : notFound(page);
    } catch (e) {
        page.title = e.name === 'SignInNeeded' ? 'Sign in' : 'This page did not open';
        page.view = e.status === 404 ? notFound(page) : () => failed(e);
    }
    if (mine !== generation) return;
    opened = page;
    scrollTo(0, 0);
    paint(page);
    if (focus) focusOn(page.focus);
}

/// Neither an address of the site nor, of what such a page reads, of the API.
function notFound(page) {
    page.title = 'Page not found';
    return () => html`<h1 class="govuk-heading-l">${page.title}</h1><p class="govuk-body"><a class="govuk-link" href="/">Go to the start page</a></p>`;
}

/// What is shown in place of a page that did not open.
function failed(e) {
    const here = location.pathname + location.search;
    if (e.name === 'SignInNeeded') return html`<h1 class="govuk-heading-l">${current()?.sub ? 'Your session has ended' : 'Sign in to see this page'}</h1><p class="govuk-body"><a class="govuk-button" href="/app/sign-in?to=${encodeURIComponent(here)}">Sign in</a></p>`;
    // What is loaded when it is opened did not come.
    const offline = e.name === 'Offline' || e instanceof TypeError && /import|module/i.test(e.message);
    if (!offline) console.error(e);
    return html`<h1 class="govuk-heading-l">This page did not open</h1>
<p class="govuk-body">${offline ? 'There is no connection.' : e.name === 'Refused' ? e.message : 'Something went wrong.'} Nothing that you saved is lost.</p>
<button type="button" class="govuk-button" @click=${() => go(here)}>Try again</button>`;
}

/// Moves the focus, so that a screen reader reads what is new.
export function focusOn(selector) {
    const it = document.querySelector(`#main ${selector}`) ?? document.getElementById('main');
    if (!it.matches('a, button, input, select, textarea')) it.setAttribute('tabindex', '-1');
    it.focus({preventScroll: selector === 'h1'});
}

function paint(page) {
    document.title = `${page.error ? 'Error: ' : ''}${page.title ? page.title + ' – ' : ''}${layout.title}`;
    render(layout.around(page), document.getElementById('app'));
}

/// Renders the page once more; after what is shown around it has changed.
export const repaint = () => opened && paint(opened);
