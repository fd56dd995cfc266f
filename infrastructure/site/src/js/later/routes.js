/* global LATER_STYLE: the build puts the address there */
// Pages that are loaded when they are opened, with a style of their own (src/style/later.scss): a line each here, and one in
// rights.js with the rights that it asks for.
import {holds, token} from '../shell/session.js';
import {NEEDS} from './rights.js';

const LOADS = {
    '/app/s/:kind/:period/:operation/editions': () => import('../audit/editions.js'),
    '/app/s/:kind/:period/:operation/verify': () => import('../audit/verify.js'),
    '/app/s/:kind/:period/:operation/trace': () => import('../audit/trace.js'),
    '/app/audit': () => import('../audit/hub.js'),
    '/app/verify': () => import('../audit/verify.js'),
    '/app/heads': () => import('../audit/heads.js'),
    '/app/downloads': () => import('../audit/record.js'),
    '/app/notices': () => import('../audit/notices.js'),
    '/app/weeks': () => import('../supervise/weeks.js'),
    '/app/months': () => import('../supervise/months.js'),
    '/app/s/:kind/:period/:operation': () => import('../supervise/figures.js'),
    '/app/coverage': () => import('../supervise/coverage.js'),
    '/app/coverage/:operation': () => import('../supervise/coverage-of.js'),
    '/app/submissions': () => import('../supervise/submissions.js'),
    '/app/submissions/:id': () => import('../supervise/submission.js'),
    '/app/catalogue': () => import('../administer/catalogue.js'),
    '/app/catalogue/operations/:id': () => import('../administer/operation.js'),
    '/app/catalogue/operations/:id/revisions': () => import('../administer/revisions.js'),
    '/app/catalogue/places/:id': () => import('../administer/place.js'),
    '/app/catalogue/organisations/:id': () => import('../administer/organisation.js'),
    '/app/import': () => import('./import.js'),
    '/app/import/:id': () => import('./import-report.js'),
};

/// A page; for those who lack a right one that says so in words.
async function pageOf(path) {
    // A new token may hold what has been given since the last one.
    if (!holds(NEEDS[path])) await token();
    return holds(NEEDS[path]) ? LOADS[path]() : (await import('./no-right.js')).pageOf(NEEDS[path]);
}

export const routes = Object.keys(LOADS).map(path => ({path, load: () => pageOf(path)}));

const sheet = document.createElement('link');
sheet.rel = 'stylesheet';
sheet.href = LATER_STYLE;
/// Their style is there, or will not come.
export const ready = new Promise(resolve => { sheet.onload = sheet.onerror = resolve; });
document.head.append(sheet);
