// Who is signed in. The access token lives in memory, the refresh token in IndexedDB; a network failure drops neither,
// only a refusal by the issuer does.
import {get, put, update} from './database.js';
import {config} from './config.js';
import {refreshed} from './openid.js';

export class Offline extends Error {
    name = 'Offline';
}
export class SignInNeeded extends Error {
    name = 'SignInNeeded';
}

const EARLY = 30_000;
const ID = 'current';
let access = null;
let session = null;
const listeners = [];

/// The claims of a token, not verified: they say what to show, the API decides.
function claims(token) {
    try {
        const part = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
        return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), it => it.charCodeAt(0))));
    } catch {
        return {};
    }
}

/// Scopes as the API names them, without the prefix of the stage.
function scopes(token, granted) {
    const said = claims(token);
    const list = [said.scope ?? said.scp ?? granted ?? ''].flat().join(' ').split(/\s+/);
    return list.filter(Boolean).map(it => it.startsWith(config.scopePrefix) ? it.slice(config.scopePrefix.length) : it);
}

export const onSession = listener => listeners.push(listener);
const tell = () => listeners.forEach(it => it(session));

/// {sub, organisation, scopes, expired} or null where nobody has signed in on this phone.
export const current = () => session;
export const owner = () => session?.sub ?? '';
export const signedIn = () => session?.sub && !session.expired;
export const may = scope => session?.scopes?.includes(scope);
/// Whether one scope of each list is held.
export const holds = needs => needs.every(any => any.some(may));

export async function loadSession() {
    session = await get('session', ID).catch(() => null) ?? null;
    return session;
}

/// Keeps what the issuer answered.
export async function keep(answer, claimsOfId = {}) {
    const said = {...claimsOfId, ...claims(answer.access_token)};
    access = {token: answer.access_token, until: Date.now() + (answer.expires_in ?? 3600) * 1000};
    session = {
        id: ID, sub: said.sub, organisation: said.organisation ?? said['custom:organisation'] ?? '', scopes: scopes(answer.access_token, answer.scope),
        refresh: answer.refresh_token ?? session?.refresh ?? null, idToken: answer.id_token ?? session?.idToken ?? null, expired: false,
    };
    await put('session', session);
    tell();
}

/// The refresh token is of no use any more. What waits stays, and still belongs to the same person.
async function expire() {
    access = null;
    session = session && {...session, refresh: null, expired: true};
    if (session) await put('session', session);
    tell();
}

export async function forget() {
    access = null;
    session = null;
    await update('session', ID, () => ({id: ID, sub: null}));
    tell();
}

/// A good access token.
/// @throws Offline where the issuer cannot be reached, SignInNeeded where it refuses
export async function token(force = false) {
    if (!session?.sub) throw new SignInNeeded();
    const before = access;
    const isFresh = () => access && Date.now() < access.until - EARLY;
    if (isFresh() && !force) return access.token;
    return await navigator.locks.request('patrol-ledger-token', async () => {
        // Another call of this page may have: two refresh once.
        if (access !== before && isFresh()) return access.token;
        // Another tab may have refreshed meanwhile: a refresh token is good once.
        const stored = await get('session', ID);
        if (stored?.sub !== session.sub) throw new SignInNeeded();
        session = stored;
        if (!session.refresh) throw new SignInNeeded();
        const outcome = await refreshed(session.refresh);
        if (outcome.refused) {
            await expire();
            throw new SignInNeeded();
        }
        if (outcome.offline) throw new Offline();
        await keep(outcome.answer);
        return access.token;
    });
}
