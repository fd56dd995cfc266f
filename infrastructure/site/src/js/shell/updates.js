// A new version waits until nothing is half filled: it takes over at the start page with no draft open, or when asked.
import {html, nothing} from 'lit-html';
import {banner} from './layout.js';
import {reloadNext, repaint} from './router.js';

const EVERY = 3_600_000;

/// @param idle answers whether nothing would be disturbed
export async function watchForUpdates(idle) {
    if (!('serviceWorker' in navigator)) return;
    // The one script that is loaded by an address; the policy gives no other, for any input.
    const policy = globalThis.trustedTypes?.createPolicy('worker-url', {createScriptURL: () => '/sw.js'});
    // Refused where a browser keeps nothing of a site, and where the line broke: the site then does without until the next visit.
    const registration = await navigator.serviceWorker.register(policy?.createScriptURL('/sw.js') ?? '/sw.js', {type: 'module', updateViaCache: 'none'}).catch(() => null);
    if (!registration) return;
    let hadOne = Boolean(navigator.serviceWorker.controller);
    let asked = false;
    // Another tab may have let the new version in: here it comes with the next page, unless nothing would be disturbed.
    navigator.serviceWorker.addEventListener('controllerchange', async () => {
        if (!hadOne) hadOne = true;
        else if (asked || await idle()) location.reload();
        else reloadNext();
    });
    const take = () => registration.waiting?.postMessage('take over');
    const update = () => {
        asked = true;
        dispatchEvent(new Event('leaving'));
        take();
    };
    const offer = async () => {
        if (!registration.waiting || !navigator.serviceWorker.controller) return;
        if (await idle()) return take();
        banner('update', html`A new version is here. <button type="button" class="app-plain" @click=${update}>Update</button> Drafts stay.`);
        repaint();
    };
    registration.addEventListener('updatefound', () => {
        const next = registration.installing;
        // A small version, or a busy page: it is installed before this is called.
        next ? next.addEventListener('statechange', () => next.state === 'installed' && offer()) : offer();
    });
    const look = () => registration.update().catch(() => {});
    addEventListener('contract-changed', look);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
    setInterval(look, EVERY);
    addEventListener('at-start', offer);
    banner('update', nothing);
    await offer();
}
