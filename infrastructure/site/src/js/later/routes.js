/* global LATER_STYLE: the build puts the address there */
// Pages that are loaded when they are opened, with a style of their own (src/style/later.scss): a line each, such as
// {path: '/app/weeks/:period', load: holding(['summaries.read'], () => import('../audit/period.js'))}.
import {may, token} from '../shell/session.js';

/// A page for those who hold one of these rights. Others get a page that says so in words; what the token allows is still
/// for the API to decide.
const holding = (rights, load) => async () => {
    // A new token may hold what has been given since the last one.
    if (!rights.some(may)) await token();
    return rights.some(may) ? load() : (await import('./no-right.js')).pageOf(rights);
};

export const routes = [
    {path: '/app/s/:kind/:period/:operation/editions', load: holding(['summaries.read'], () => import('../audit/editions.js'))},
    {path: '/app/s/:kind/:period/:operation/verify', load: holding(['audit.read'], () => import('../audit/verify.js'))},
    {path: '/app/s/:kind/:period/:operation/trace', load: holding(['audit.read'], () => import('../audit/trace.js'))},
    {path: '/app/audit', load: () => import('../audit/hub.js')},
    {path: '/app/verify', load: () => import('../audit/verify.js')},
    {path: '/app/heads', load: holding(['audit.read'], () => import('../audit/heads.js'))},
    {path: '/app/downloads', load: holding(['audit.read'], () => import('../audit/record.js'))},
    {path: '/app/notices', load: holding(['summaries.read'], () => import('../audit/notices.js'))},
    {path: '/app/weeks', load: holding(['summaries.read'], () => import('../supervise/weeks.js'))},
    {path: '/app/months', load: holding(['summaries.read'], () => import('../supervise/months.js'))},
    {path: '/app/s/:kind/:period/:operation', load: holding(['summaries.read'], () => import('../supervise/figures.js'))},
    {path: '/app/coverage', load: holding(['summaries.read', 'submissions.write'], () => import('../supervise/coverage.js'))},
    {path: '/app/coverage/:operation', load: holding(['summaries.read', 'submissions.write'], () => import('../supervise/coverage-of.js'))},
    {path: '/app/submissions', load: holding(['submissions.write', 'audit.read'], () => import('../supervise/submissions.js'))},
    {path: '/app/submissions/:id', load: holding(['submissions.write', 'audit.read'], () => import('../supervise/submission.js'))},
    {path: '/app/catalogue', load: holding(['summaries.read', 'submissions.write'], () => import('../administer/catalogue.js'))},
    {path: '/app/catalogue/operations/:id', load: holding(['catalogue.write'], () => import('../administer/operation.js'))},
    {path: '/app/catalogue/operations/:id/revisions', load: holding(['audit.read'], () => import('../administer/revisions.js'))},
    {path: '/app/catalogue/places/:id', load: holding(['catalogue.write'], () => import('../administer/place.js'))},
    {path: '/app/catalogue/organisations/:id', load: holding(['catalogue.write'], () => import('../administer/organisation.js'))},
    {path: '/app/import', load: holding(['submissions.write'], () => import('./import.js'))},
    {path: '/app/import/:id', load: holding(['submissions.write'], () => import('./import-report.js'))},
];

const sheet = document.createElement('link');
sheet.rel = 'stylesheet';
sheet.href = LATER_STYLE;
/// Their style is there, or will not come.
export const ready = new Promise(resolve => { sheet.onload = sheet.onerror = resolve; });
document.head.append(sheet);
