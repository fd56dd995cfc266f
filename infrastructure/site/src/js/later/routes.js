/* global LATER_STYLE: the build puts the address there */
// Pages that are loaded when they are opened, with a style of their own (src/style/later.scss): a line each, such as
// {path: '/app/weeks/:period', load: () => import('../audit/period.js')}.
export const routes = [
    {path: '/app/s/:kind/:period/:operation/editions', load: () => import('../audit/editions.js')},
    {path: '/app/s/:kind/:period/:operation/verify', load: () => import('../audit/verify.js')},
    {path: '/app/s/:kind/:period/:operation/trace', load: () => import('../audit/trace.js')},
    {path: '/app/audit', load: () => import('../audit/hub.js')},
    {path: '/app/verify', load: () => import('../audit/verify.js')},
    {path: '/app/heads', load: () => import('../audit/heads.js')},
    {path: '/app/downloads', load: () => import('../audit/record.js')},
    {path: '/app/notices', load: () => import('../audit/notices.js')},
    {path: '/app/weeks', load: () => import('../supervise/weeks.js')},
    {path: '/app/months', load: () => import('../supervise/months.js')},
    {path: '/app/s/:kind/:period/:operation', load: () => import('../supervise/figures.js')},
    {path: '/app/coverage', load: () => import('../supervise/coverage.js')},
    {path: '/app/coverage/:operation', load: () => import('../supervise/coverage-of.js')},
    {path: '/app/submissions', load: () => import('../supervise/submissions.js')},
    {path: '/app/submissions/:id', load: () => import('../supervise/submission.js')},
    {path: '/app/catalogue', load: () => import('../administer/catalogue.js')},
    {path: '/app/catalogue/operations/:id', load: () => import('../administer/operation.js')},
    {path: '/app/catalogue/operations/:id/revisions', load: () => import('../administer/revisions.js')},
    {path: '/app/catalogue/places/:id', load: () => import('../administer/place.js')},
    {path: '/app/catalogue/organisations/:id', load: () => import('../administer/organisation.js')},
    {path: '/app/import', load: () => import('./import.js')},
    {path: '/app/import/:id', load: () => import('./import-report.js')},
];

const sheet = document.createElement('link');
sheet.rel = 'stylesheet';
sheet.href = LATER_STYLE;
/// Their style is there, or will not come.
export const ready = new Promise(resolve => { sheet.onload = sheet.onerror = resolve; });
document.head.append(sheet);
