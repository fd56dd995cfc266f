// The service worker: the site opens without a network, and what waits is sent when one comes, where the browser can.
import {flush} from './outbox/sender.js';
import {loadConfig} from './shell/config.js';
import {loadSession} from './shell/session.js';

const FILES = '{{files}}';
const CACHE = 'site-{{version}}';
const LATER = 'site-later';
const CONFIG = '/config.json';

addEventListener('install', event => event.waitUntil((async () => {
    await (await caches.open(CACHE)).addAll(FILES);
    await (await caches.open(LATER)).add(CONFIG).catch(() => {});
})()));

addEventListener('activate', event => event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== CACHE && name !== LATER) await caches.delete(name);
    // What was loaded when it was opened belongs to the version before; the configuration stays.
    const later = await caches.open(LATER);
    for (const request of await later.keys()) if (new URL(request.url).pathname.startsWith('/assets/')) await later.delete(request);
    await clients.claim();
})()));

addEventListener('message', event => {
    if (event.data === 'take over') skipWaiting();
});

/// Only files of the site: a call of the API goes to the network and nowhere else.
addEventListener('fetch', event => {
    const {request} = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== location.origin) return;
    if (request.mode === 'navigate') {
        if (url.pathname === '/' || url.pathname.startsWith('/app/')) event.respondWith(kept('/', request));
    } else if (url.pathname === CONFIG) {
        event.respondWith(renewed(event));
    } else if (url.pathname.startsWith('/assets/') || FILES.includes(url.pathname)) {
        event.respondWith(kept(request, request));
    }
});

async function kept(key, request) {
    const found = await caches.match(key, {cacheName: CACHE}) ?? await caches.match(key, {cacheName: LATER});
    if (found) return found;
    const answer = await fetch(request);
    if (answer.ok && new URL(request.url).pathname.startsWith('/assets/')) (await caches.open(LATER)).put(request, answer.clone());
    return answer;
}

/// What was kept, at once, and a newer one for the next time: a poor line keeps nobody waiting.
async function renewed(event) {
    const cache = await caches.open(LATER);
    const found = await cache.match(CONFIG);
    const fresh = fetch(event.request).then(async answer => {
        if (answer.ok) await cache.put(CONFIG, answer.clone());
        return answer;
    }).catch(() => Response.error());
    if (!found) return fresh;
    event.waitUntil(fresh);
    return found;
}

addEventListener('sync', event => {
    if (event.tag === 'outbox') {
        event.waitUntil(loadConfig().then(loadSession).then(() => flush({force: true})));
    }
});
