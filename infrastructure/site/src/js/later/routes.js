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
];

const sheet = document.createElement('link');
sheet.rel = 'stylesheet';
sheet.href = LATER_STYLE;
/// Their style is there, or will not come.
export const ready = new Promise(resolve => { sheet.onload = sheet.onerror = resolve; });
document.head.append(sheet);
