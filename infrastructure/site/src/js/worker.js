// The service worker: the site opens without a network, and what waits is sent when one comes, where the browser can.
import {flush} from './outbox/sender.js';
import {loadConfig} from './shell/config.js';
import {loadSession} from './shell/session.js';

const FILES = '{{files}}';
const CACHE = 'site-{{version}}';
const LATER = 'site-later';

addEventListener('install', event => event.waitUntil(caches.open(CACHE).then(cache => cache.addAll(FILES))));

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
    } else if (url.pathname === '/config.json') {
        event.respondWith(newest(request));
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

async function newest(request) {
    const cache = await caches.open(LATER);
    try {
        const answer = await fetch(request, {signal: AbortSignal.timeout(3_000)});
        if (answer.ok) await cache.put(request, answer.clone());
        return answer;
    } catch (e) {
        return await cache.match(request) ?? Response.error();
    }
}

addEventListener('sync', event => {
    if (event.tag === 'outbox') {
        event.waitUntil(loadConfig().then(loadSession).then(() => flush({force: true})));
    }
});
