/* global LATER_STYLE: the build puts the address there */
// Pages that are loaded when they are opened, with a style of their own (src/style/later.scss): a line each, such as
// {path: '/app/weeks/:period', load: () => import('../audit/period.js')}.
export const routes = [
];

const sheet = document.createElement('link');
sheet.rel = 'stylesheet';
sheet.href = LATER_STYLE;
/// Their style is there, or will not come.
export const ready = new Promise(resolve => { sheet.onload = sheet.onerror = resolve; });
document.head.append(sheet);
