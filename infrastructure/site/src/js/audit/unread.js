// Whether files that one was given have been replaced, said on every page until it is read. Small: it comes with every start of those
// who may read summaries.
import {html, nothing} from 'lit-html';
import {json} from '../shell/api.js';
import {banner} from '../shell/layout.js';
import {repaint} from '../shell/router.js';
import {owner} from '../shell/session.js';

const nameOf = it => `${it.kind}/${it.period}/${it.operation}/${it.file} ${it.newest}`;
const place = () => 'patrol-ledger-notices ' + owner();

/// What this user has read on this device; only for the banner, the list stays.
function read() {
    try {
        return new Set(JSON.parse(localStorage.getItem(place()) ?? '[]'));
    } catch {
        return new Set();
    }
}

/// Without the manifests that came along with another file, to prove it.
export const ofFiles = notices => notices.filter(it => it.file !== 'manifest.json'
    || !notices.some(other => other !== it && other.kind === it.kind && other.period === it.period && other.operation === it.operation));

export const unread = notices => notices.filter(it => !read().has(nameOf(it)));

/// Shows on every page that there are any, until they are read.
export function tell(notices) {
    const count = unread(notices).length;
    banner('notices', count === 0 ? nothing : html`${count} ${count === 1 ? 'file that you downloaded has' : 'files that you downloaded have'} been replaced by a newer edition. <a class="govuk-link" href="/app/notices">See what changed</a>`);
    repaint();
}

export function markRead(notices) {
    try {
        localStorage.setItem(place(), JSON.stringify(notices.map(nameOf)));
    } catch {
        // The banner comes again, no more.
    }
    tell(notices);
}

/// Asks once. Without an answer nothing is said.
export const begin = () => json('/notices?limit=200').then(({notices}) => tell(ofFiles(notices)), () => {});
