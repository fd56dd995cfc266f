// OpenID Connect: authorization code with PKCE for a public client, by oauth4webapi.
import {
    allowInsecureRequests, authorizationCodeGrantRequest, AuthorizationResponseError, calculatePKCECodeChallenge, discoveryRequest, generateRandomCodeVerifier,
    generateRandomNonce, generateRandomState, getValidatedIdTokenClaims, None, processAuthorizationCodeResponse, processDiscoveryResponse,
    processRefreshTokenResponse, refreshTokenGrantRequest, ResponseBodyError, validateAuthResponse,
} from 'oauth4webapi';
import {config} from './config.js';

const CALLBACK = '/app/signed-in';
const PENDING = 'patrol-ledger-sign-in';
const SCOPES = ['submissions.write', 'summaries.read', 'audit.read', 'catalogue.write'];

const client = () => ({client_id: config.clientId});
const callback = () => location.origin + CALLBACK;
/// Plain HTTP is for an issuer on this machine alone.
const options = () => /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/.test(config.issuer)
    ? {[allowInsecureRequests]: true, signal: AbortSignal.timeout(30_000)} : {signal: AbortSignal.timeout(30_000)};

let discovered;

async function issuer() {
    if (!config.issuer) throw new TypeError('no issuer is known');
    if (!discovered) {
        const url = new URL(config.issuer);
        discovered = await processDiscoveryResponse(url, await discoveryRequest(url, options()));
    }
    return discovered;
}

/// Leaves for the issuer's page.
/// @param to where to come back to
export async function goToSignIn(to) {
    const as = await issuer();
    const pending = {verifier: generateRandomCodeVerifier(), state: generateRandomState(), nonce: generateRandomNonce(), to};
    sessionStorage.setItem(PENDING, JSON.stringify(pending));
    const url = new URL(as.authorization_endpoint);
    const asked = SCOPES.filter(it => !as.scopes_supported || as.scopes_supported.includes(config.scopePrefix + it) || as.scopes_supported.length < 6);
    const parameters = {
        client_id: config.clientId, redirect_uri: callback(), response_type: 'code', state: pending.state, nonce: pending.nonce,
        scope: ['openid', ...(as.scopes_supported?.includes('offline_access') ? ['offline_access'] : []), ...(config.scopes ?? asked).map(it => config.scopePrefix + it)].join(' '),
        code_challenge: await calculatePKCECodeChallenge(pending.verifier), code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    location.replace(url);
}

/// Ends a sign-in that came back to this address.
/// @return {to, answer, claims} or {error} in words
export async function endSignIn() {
    const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
    sessionStorage.removeItem(PENDING);
    if (!pending) return {error: 'This sign-in was not begun here. Begin again.'};
    try {
        const as = await issuer();
        const parameters = validateAuthResponse(as, client(), new URL(location.href), pending.state);
        const response = await authorizationCodeGrantRequest(as, client(), None(), parameters, callback(), pending.verifier, options());
        const answer = await processAuthorizationCodeResponse(as, client(), response, {expectedNonce: pending.nonce, requireIdToken: true});
        return {to: pending.to, answer, claims: getValidatedIdTokenClaims(answer)};
    } catch (e) {
        if (e instanceof AuthorizationResponseError) return {error: 'The sign-in was cancelled.'};
        console.error(e);
        return {error: e instanceof TypeError ? 'There was no connection. Begin again when there is one.' : 'The sign-in did not succeed. Begin again.'};
    }
}

/// Exchanges a refresh token.
/// @return {answer}, {refused: true} where the issuer says it is of no use, or {offline: true} for all else
export async function refreshed(token) {
    try {
        const as = await issuer();
        return {answer: await processRefreshTokenResponse(as, client(), await refreshTokenGrantRequest(as, client(), None(), token, options()))};
    } catch (e) {
        return e instanceof ResponseBodyError && e.error === 'invalid_grant' ? {refused: true} : {offline: true};
    }
}

/// Leaves for the issuer's page that ends its own session, or for the start where it has none.
export async function goToSignOut(idToken) {
    try {
        const as = await issuer();
        if (as.end_session_endpoint) {
            const url = new URL(as.end_session_endpoint);
            url.searchParams.set('client_id', config.clientId);
            url.searchParams.set('post_logout_redirect_uri', location.origin + '/');
            url.searchParams.set('logout_uri', location.origin + '/');
            if (idToken) url.searchParams.set('id_token_hint', idToken);
            return location.replace(url);
        }
    } catch {
        // Offline: this phone has forgotten, which is what counts.
    }
    location.replace('/');
}
