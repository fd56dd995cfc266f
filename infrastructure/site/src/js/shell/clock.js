// The time by which a report is judged: the phone's own. Where it differs from the server's by more than two minutes the
// page says so and changes nothing. A stack on one machine may keep a clock of its own, which the page then follows.
import {config} from './config.js';

const TOLERATED = 120_000;
const PATIENCE = 1_000;
let offset = 0;
let difference = 0;

export const now = () => Date.now() + offset;

/// Minutes by which the phone is ahead (or, negative, behind) the server; 0 within two minutes.
export const minutesOff = () => Math.abs(difference) > TOLERATED ? Math.round(difference / 60_000) : 0;

/// Compares with the Date of an answer.
export function compare(answer) {
    const server = Date.parse(answer.headers.get('date') ?? '');
    if (!Number.isNaN(server)) difference = Date.now() - server;
}

export async function followClock() {
    if (!config.clock) return;
    try {
        const answer = await fetch(config.clock, {signal: AbortSignal.timeout(PATIENCE)});
        offset = Date.parse((await answer.json()).now) - Date.now();
    } catch {
        // Not reached: the last offset stays.
    }
}
