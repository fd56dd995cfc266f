// Sends what waits. One sender at a time by a lock, as a courtesy between tabs: that a report is stored once does not
// depend on it.
import {api, Offline, SignInNeeded} from '../shell/api.js';
import {owner} from '../shell/session.js';
import {accepted, begin, entries, postponed, stopped, WAITING} from './outbox.js';

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 300_000;
/// Statuses by which the API says that it stored nothing and never will.
const REFUSALS = [400, 403, 404, 405, 413, 415, 422, 428];
const CONFLICTS = [409, 412];

let timer;
export const state = {signIn: false, sending: false};

/// 2 s doubling to 5 minutes, with jitter, so that a hall of phones does not come back at once.
export const wait = (tries, random = Math.random) => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(tries - 1, 20)) * (0.5 + random() / 2);

/// Sends everything that is due, and sets a timer for the next.
/// @param force true sends what waits for a later moment too: somebody asked, or a network came
export async function flush({force = false} = {}) {
    clearTimeout(timer);
    await navigator.locks.request('patrol-ledger-outbox', {ifAvailable: true}, async lock => {
        if (!lock) return;
        state.sending = true;
        try {
            await sendAll(force);
        } finally {
            state.sending = false;
        }
    });
    await again();
}

async function sendAll(force) {
    const mine = owner();
    if (!mine) return;
    for (const {id, owner: whose, state: was, nextAt} of await entries()) {
        if (whose !== mine || !WAITING.includes(was) || !force && nextAt > Date.now()) continue;
        const entry = await begin(id);
        if (!entry) continue;
        try {
            await sendOne(entry);
            state.signIn = false;
        } catch (e) {
            await postponed(entry, Date.now() + wait(entry.tries));
            if (e instanceof SignInNeeded) state.signIn = true;
            else if (!(e instanceof Offline)) throw e;
            return;
        }
    }
}

async function sendOne(entry) {
    const answer = await api(entry.path, {method: entry.method, headers: entry.headers, body: entry.body});
    let body;
    try {
        body = await answer.json();
    } catch {
        body = null;
    }
    // Only the API itself says what became of a report: not a captive portal, and not half an answer.
    if (answer.ok && body?.submissionId === entry.submissionId.toLowerCase()) return await accepted(entry, body);
    const problem = body && typeof body === 'object' && /^application\/problem\+json/.test(answer.headers.get('content-type') ?? '') && body.status === answer.status;
    if (problem && CONFLICTS.includes(answer.status)) return await stopped(entry, 'conflict', answer.status, body);
    if (problem && REFUSALS.includes(answer.status)) {
        if (body.errors?.some(it => it.rule === 'unknown' || it.rule === 'value')) dispatchEvent(new Event('contract-changed'));
        return await stopped(entry, 'refused', answer.status, body);
    }
    const after = Number(answer.headers.get('retry-after'));
    await postponed(entry, Date.now() + Math.max(after > 0 ? after * 1000 : 0, wait(entry.tries)));
}

/// Wakes up for the next entry that is due.
async function again() {
    const mine = owner();
    const due = (await entries()).filter(it => it.owner === mine && WAITING.includes(it.state)).map(it => it.nextAt);
    if (due.length > 0 && !state.signIn) timer = setTimeout(() => flush().catch(console.error), Math.max(500, Math.min(...due) - Date.now()));
}
