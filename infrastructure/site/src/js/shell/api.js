// Calls of the API with the token of the signed-in user.
import {compare} from './clock.js';
import {Offline, SignInNeeded, token} from './session.js';

export {Offline, SignInNeeded};
const PATIENCE = 30_000;

/// Calls the API. A 401 is answered by one refresh and one repeat.
/// @param path as the contract has it, such as '/catalogue'
/// @param options those of fetch
/// @return the Response, of any status
/// @throws Offline where no answer comes, SignInNeeded where a person has to sign in
export async function api(path, options = {}) {
    for (const again of [false, true]) {
        const bearer = await token(again);
        let answer;
        try {
            answer = await fetch(path, {...options, headers: {...options.headers, authorization: 'Bearer ' + bearer}, signal: options.signal ?? AbortSignal.timeout(PATIENCE)});
        } catch (e) {
            throw new Offline(e.message);
        }
        compare(answer);
        if (answer.status !== 401 || again) {
            if (answer.status === 401) throw new SignInNeeded();
            return answer;
        }
    }
}

/// An answer that is not what was asked for, with the problem in words.
export class Refused extends Error {
    name = 'Refused';

    constructor(status, problem) {
        super(problem?.detail ?? `The server answered ${status}.`);
        this.status = status;
        this.problem = problem ?? {};
    }
}

/// GETs JSON.
/// @throws Refused for any status but 200, and what #api throws
export async function json(path, options = {}) {
    const answer = await api(path, {...options, headers: {accept: 'application/json', ...options.headers}});
    let body;
    try {
        body = await answer.json();
    } catch (e) {
        if (answer.ok) throw new Offline(e.message);
    }
    if (!answer.ok) throw new Refused(answer.status, body);
    return body;
}
