// The rights that pages ask for, and links that are there for those who may open the page.
import {html, nothing} from 'lit-html';
import {holds} from '../shell/session.js';

const READS_CATALOGUE = ['summaries.read', 'submissions.write'];
const READS_SUBMISSIONS = ['submissions.write', 'audit.read'];

/// The rights by page, as its calls ask for them: one of each list. What the token allows is still for the API to decide.
export const NEEDS = {
    '/app/s/:kind/:period/:operation/editions': [['summaries.read']],
    '/app/s/:kind/:period/:operation/verify': [['audit.read']],
    '/app/s/:kind/:period/:operation/trace': [['audit.read'], ['summaries.read']],
    '/app/audit': [],
    '/app/verify': [],
    '/app/heads': [['audit.read']],
    '/app/downloads': [['audit.read']],
    '/app/notices': [['summaries.read']],
    '/app/weeks': [['summaries.read']],
    '/app/months': [['summaries.read']],
    '/app/s/:kind/:period/:operation': [['summaries.read']],
    '/app/coverage': [READS_CATALOGUE],
    '/app/coverage/:operation': [READS_CATALOGUE],
    '/app/submissions': [READS_SUBMISSIONS],
    '/app/submissions/:id': [READS_SUBMISSIONS],
    '/app/catalogue': [READS_CATALOGUE],
    '/app/catalogue/operations/:id': [['catalogue.write'], READS_CATALOGUE],
    '/app/catalogue/operations/:id/revisions': [['audit.read']],
    '/app/catalogue/places/:id': [['catalogue.write'], READS_CATALOGUE],
    '/app/catalogue/organisations/:id': [['catalogue.write'], READS_CATALOGUE],
    '/app/import': [['submissions.write']],
    '/app/import/:id': [['submissions.write']],
};

const pages = Object.entries(NEEDS).map(([path, needs]) => [new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`), needs]);

/// Whether the page of an address is for who is signed in. Any other is for everybody.
export function mayOpen(address) {
    const [path] = address.split(/[?#]/);
    return holds(pages.find(([pattern]) => pattern.test(path))?.[1] ?? []);
}

/// A link for those who may open the page, the words alone for others.
export const link = (address, words) => mayOpen(address) ? html`<a class="govuk-link" href=${address}>${words}</a>` : words;

/// The way back to the page above, for those who may open it.
export const back = (address, words) => mayOpen(address) ? html`<a class="govuk-back-link" href=${address}>${words}</a>` : nothing;
