// Where an auditor begins.
import {html} from 'lit-html';
import {mayOpen} from '../later/rights.js';

const PAGES = [
    ['/app/verify', 'Verify an archive', 'A file that you have, proved on this device'],
    ['/app/heads', 'Heads', 'To copy out and keep, so that nothing can be cut off later'],
    ['/app/downloads', 'Downloads', 'Who was given which file, and when'],
    ['/app/notices', 'Notices', 'Files that you were given and that a newer edition has replaced'],
];

export async function open(page) {
    page.title = 'Audit';
    page.nav = 'audit';
    return () => html`<h1 class="govuk-heading-l">Audit</h1><ul class="app-start">${PAGES.filter(([href]) => mayOpen(href)).map(([href, text, says]) => html`<li><a class="govuk-link govuk-link--no-visited-state" href=${href}>${text}</a><p>${says}</p></li>`)}</ul>`;
}
