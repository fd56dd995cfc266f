// An operation of its own with two published weeks and a week under way, for the tests of the pages of figures.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {call} from './harness.mjs';

export const OPERATION = 'beacon';
export const PLACES = [['beacon-pier', 'Beacon pier', 'E06000033'], ['beacon-market', 'Beacon market', 'E07000066'], ['beacon-station', 'Beacon station', 'E07000071']];
const FRIDAYS = {before: '2023-01-20', last: '2023-01-27', current: '2023-02-03'};
const PATIENCE = 60_000;

/// An engagement of Friday night at a place.
export const engagement = (place, day, people, more = {}) => ({
    submissionId: randomUUID(), operation: OPERATION, place, organisation: 'essex-police', startedAt: `${day}T18:30:00Z`, endedAt: `${day}T20:00:00Z`, activity: 'foot-patrol',
    staff: {officer: 2}, peopleEngaged: {count: people, method: 'counted'}, ...more,
});

export async function post(document, kind = 'engagements', role = 'submitter') {
    const {status, body} = await call('/' + kind, {role, method: 'POST', body: document});
    assert.equal(status, 201, JSON.stringify(body));
    return body;
}

/// Waits until a summary counts so many submissions.
export async function published(kind, period, submissions) {
    const end = Date.now() + PATIENCE;
    for (;;) {
        const {status, body} = await call(`/summaries/${kind}/${period}/${OPERATION}`, {role: 'lead'});
        if (status === 200 && body.inputs.submissions === submissions) return body;
        assert.ok(Date.now() < end, `${period} does not count ${submissions} submissions: ${JSON.stringify(body).slice(0, 200)}`);
        await new Promise(resolve => setTimeout(resolve, 200));
    }
}

/// Makes it all, once.
/// @return {late}: the submission that made the second edition of week 4
export async function beat() {
    const {status} = await call(`/catalogue/operations/${OPERATION}/revisions`, {role: 'auditor'});
    assert.equal(status, 404, 'the stack is fresh');
    const places = PLACES.map(([id, name, district]) => ({id, name, district, validFrom: '2021-04-01', validUntil: null}));
    const made = await call(`/catalogue/operations/${OPERATION}`, {role: 'administrator', method: 'PUT', headers: {'if-none-match': '*'}, body: {
        name: 'Operation Beacon', activeFrom: '2021-04-01', activeUntil: null, organisations: ['essex-police', 'open-road'], places,
        shifts: places.map(it => ({place: it.id, days: ['FRI', 'SAT'], from: '18:00', to: '02:00'})),
    }});
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const [pier, market] = PLACES.map(it => it[0]);
    await post(engagement(pier, FRIDAYS.before, 10));
    await post(engagement(pier, FRIDAYS.last, 14));
    await post({submissionId: randomUUID(), operation: OPERATION, place: pier, organisation: 'essex-police', occurredAt: '2023-01-27T22:00:00Z', category: 'drugs', arrests: 1, stopSearches: [{type: 'Person search'}]}, 'incidents');
    await Promise.all([published('weekly', '2023-W03', 1), published('weekly', '2023-W04', 2)]);
    const late = await post(engagement(market, FRIDAYS.last, 25));
    await published('weekly', '2023-W04', 3);
    await post(engagement(pier, FRIDAYS.current, 7));
    return {late};
}
