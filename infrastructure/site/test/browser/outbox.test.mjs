import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {browser, call, fillEngagement, line, PHONE, seed, signedIn, signIn, visitor} from './harness.mjs';

const FORMS = Number(process.env.FORMS ?? 60);
const SEED = Number(process.env.SEED ?? 7);
const SUBMITTER = {role: process.env.REPORTER ?? 'Submitter'};
let wire;

before(async () => {
    await seed();
    wire = await line();
});
after(() => wire.close());

function random(seed) {
    let x = seed;
    return () => (x = x * 1103515245 + 12345 & 0x7fffffff) / 0x7fffffff;
}

/// Puts a report into the outbox as the form does, and wakes the sender.
const queue = (page, id, people) => page.evaluate(async ([id, people]) => {
    const open = () => new Promise((resolve, reject) => { const r = indexedDB.open('patrol-ledger'); r.onsuccess = () => resolve(r.result); r.onerror = () => reject(r.error); });
    const database = await open();
    const {sub} = await new Promise(resolve => { const r = database.transaction('session').objectStore('session').get('current'); r.onsuccess = () => resolve(r.result); });
    const document = {submissionId: id, operation: 'grip', place: 'southend-seafront', organisation: 'essex-police', startedAt: '2023-02-03T18:00:00Z', endedAt: '2023-02-03T19:00:00Z', activity: 'foot-patrol', staff: {volunteer: 1, officer: 2}, peopleEngaged: {count: people, method: 'counted'}};
    await new Promise((resolve, reject) => {
        const t = database.transaction('outbox', 'readwrite', {durability: 'strict'});
        t.objectStore('outbox').put({id, submissionId: id, owner: sub, kind: 'engagement', method: 'POST', path: '/engagements', headers: {'content-type': 'application/json'}, document, body: new TextEncoder().encode(JSON.stringify(document)), state: 'ready', tries: 0, nextAt: 0, createdAt: Date.now()});
        t.oncomplete = resolve;
        t.onerror = () => reject(t.error);
    });
    database.close();
    dispatchEvent(new Event('outbox-filled'));
}, [id, people]);

const wake = page => page.evaluate(() => dispatchEvent(new Event('outbox-filled')));
const states = page => page.evaluate(async () => {
    const database = await new Promise(resolve => { const r = indexedDB.open('patrol-ledger'); r.onsuccess = () => resolve(r.result); });
    const list = await new Promise(resolve => { const r = database.transaction('outbox').objectStore('outbox').getAll(); r.onsuccess = () => resolve(r.result); });
    database.close();
    return list.map(it => it.state);
});

test(`a storm over ${FORMS} reports loses none and doubles none`, {timeout: 60_000 + FORMS * 3_000}, async () => {
    const next = random(SEED);
    const posts = [];
    wire.faults = request => {
        if (request.method !== 'POST' || request.url !== '/engagements') return 'pass';
        const it = next();
        const fate = it < 0.2 ? 'lose-request' : it < 0.3 ? 'away' : it < 0.5 ? 'lose-answer' : it < 0.6 ? 'half-answer' : it < 0.65 ? 'portal' : 'pass';
        posts.push(fate);
        return fate;
    };
    let phone = await browser(PHONE);
    await signedIn(phone.page, SUBMITTER, {at: wire.url});
    await phone.page.waitForFunction(() => navigator.serviceWorker?.ready.then(it => Boolean(it.active)));
    const ids = [];
    let kills = 0;
    for (let i = 0; i < FORMS; i++) {
        const id = crypto.randomUUID();
        ids.push(id);
        if (i % 20 === 10) {
            await wire.down();
            await phone.page.reload();
            await phone.page.getByRole('heading', {name: 'What happened?'}).waitFor();
        }
        await queue(phone.page, id, i);
        if (i % 20 === 14) await wire.up();
        if (i % 15 === 7 && i % 20 < 10) {
            const second = await phone.context.newPage();
            await second.goto(wire.url);
            await wake(second);
            await second.close();
        }
        if (i % 25 === 24) {
            kills++;
            await wake(phone.page);
            await phone.kill();
            phone = await browser(PHONE, phone.profile);
            await phone.page.goto(wire.url);
            await phone.page.getByRole('heading', {name: 'What happened?'}).waitFor();
        }
    }
    await wire.up();
    // The storm goes on until the last of them is acknowledged.
    let left = [];
    for (let i = 0; i < FORMS * 10; i++) {
        await wake(phone.page);
        await new Promise(resolve => setTimeout(resolve, 200));
        left = await states(phone.page);
        if (left.length === 0) break;
        // A phone that dies between the issuer's answer and keeping it has a refresh token that was used: the page asks, and a person signs in.
        if (await phone.page.getByText('Nothing is lost.').isVisible()) await signIn(phone.page, SUBMITTER);
    }
    wire.faults = null;
    assert.deepEqual(left, [], 'all are acknowledged');
    for (const id of ids) {
        const {status, body} = await call(`/submissions/${id}`, {role: 'auditor'});
        assert.equal(status, 200, `${id} is stored`);
        assert.equal(body.receipt.revision, 1);
    }
    const spoilt = posts.filter(it => it !== 'pass').length;
    assert.ok(spoilt > FORMS / 3, `${spoilt} requests or answers were spoilt`);
    assert.ok(kills >= Math.floor(FORMS / 25));
    console.log(`storm: ${FORMS} reports, ${posts.length} posts, ${spoilt} spoilt, ${kills} kills`);
    await phone.close();
});

test('a session whose renewal was lost asks for a sign-in, and then sends what waited', async () => {
    const phone = await visitor(PHONE);
    const {page} = phone;
    await signedIn(page, SUBMITTER, {at: wire.url});
    // The answer that holds the next refresh token never arrives, and the one at hand is good once.
    let lost = 0;
    await page.route('**/local/oidc/token', async route => {
        await route.fetch();
        lost++;
        // The page may have gone on meanwhile, which ends the request as well.
        await route.abort('connectionreset').catch(() => {});
    });
    await page.reload();
    const id = crypto.randomUUID();
    await queue(page, id, 5);
    for (let i = 0; i < 50 && lost === 0; i++) await page.waitForTimeout(100);
    assert.ok(lost > 0, 'the session was renewed and nobody heard of it');
    await page.unroute('**/local/oidc/token');
    await wake(page);
    await page.getByText('Nothing is lost.').waitFor();
    assert.equal((await states(page)).length, 1, 'the report waits');
    assert.equal((await call(`/submissions/${id}`, {role: 'auditor'})).status, 404);
    await signIn(page, SUBMITTER);
    for (let i = 0; i < 50 && (await states(page)).length > 0; i++) await page.waitForTimeout(200);
    assert.equal((await call(`/submissions/${id}`, {role: 'auditor'})).status, 200);
    await phone.close();
});

test('a refused report opens as a form with the faults linked, and is mended', async () => {
    const phone = await visitor(PHONE);
    const {page} = phone;
    await signedIn(page, SUBMITTER, {at: wire.url});
    await fillEngagement(page);
    let refuse = true;
    await page.route('**/engagements', async route => refuse ? route.fulfill({status: 422, contentType: 'application/problem+json', body: JSON.stringify({type: 'urn:patrol-ledger:problem:not-valid', title: 'Not valid', status: 422, detail: 'The document was read and has the faults listed in errors.', errors: [{pointer: '/staff', rule: 'nobody', detail: 'At least one person must have been on duty.'}]})}) : route.continue());
    await page.getByRole('button', {name: 'Send report'}).click();
    await page.getByRole('heading', {name: 'Not stored'}).waitFor();
    await page.getByText('The server did not take it.').waitFor();
    assert.equal(await page.getByText('It is sent as soon as there is a connection').count(), 0, 'nothing says that it will be sent');
    await page.getByRole('button', {name: 'Mend it'}).click();
    await page.getByRole('link', {name: /At least one person/}).click();
    await page.getByRole('heading', {name: 'Who and what'}).waitFor();
    await page.waitForFunction(() => document.activeElement.id === 'staff-officer');
    refuse = false;
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('button', {name: 'Send report'}).click();
    await page.getByRole('heading', {name: 'Report stored'}).waitFor();
    await phone.close();
});

test('another version under the same identifier is shown beside it and sent as a correction', async () => {
    const phone = await visitor(PHONE);
    const {page} = phone;
    await signedIn(page, SUBMITTER, {at: wire.url});
    const id = crypto.randomUUID();
    await queue(page, id, 5);
    await page.waitForFunction(async () => true);
    for (let i = 0; i < 50 && (await states(page)).length > 0; i++) await new Promise(resolve => setTimeout(resolve, 200));
    await queue(page, id, 6);
    await page.getByRole('link', {name: 'See what to do'}).click();
    await page.goto(`${wire.url}/app/waiting?saved=${id}`);
    await page.getByRole('heading', {name: 'Not stored'}).waitFor();
    await page.getByRole('link', {name: 'See both'}).click();
    await page.getByRole('cell', {name: '6', exact: true}).waitFor();
    assert.deepEqual(await page.locator('tbody th').allInnerTexts(), ['People engaged'], 'the ledger keeps keys in an order of its own, which is no difference');
    await page.getByRole('button', {name: 'Send mine as a correction'}).click();
    await page.getByLabel('Why is this corrected?').fill('The second count is right');
    await page.getByRole('button', {name: 'Send correction'}).click();
    await page.getByRole('heading', {name: 'Report stored'}).waitFor();
    const {body} = await call(`/submissions/${id}`, {role: 'auditor'});
    assert.equal(body.receipt.revision, 2);
    assert.equal(body.submission.peopleEngaged.count, 6);
    await phone.close();
});

test('somebody else on the same phone can neither read nor send what waits', async () => {
    const phone = await visitor(PHONE);
    const {page} = phone;
    await signedIn(page, {...SUBMITTER, person: 'sam'}, {at: wire.url});
    wire.faults = request => request.method === 'POST' && request.url === '/engagements' ? 'lose-request' : 'pass';
    const id = crypto.randomUUID();
    await queue(page, id, 5);
    await page.getByRole('link', {name: 'Sign out'}).click();
    await page.getByText('only you can read and send them').waitFor();
    await page.getByRole('button', {name: 'Sign out'}).click();
    await page.getByRole('link', {name: 'Sign in', exact: true}).first().waitFor();
    await page.getByText('Reports that wait here until the person who wrote them signs in: 1.').waitFor();
    await signIn(page, {...SUBMITTER, person: 'alex'});
    wire.faults = null;
    await page.getByText('Reports that wait here until the person who wrote them signs in: 1.').waitFor();
    await wake(page);
    await page.getByRole('link', {name: 'Waiting', exact: true}).click();
    await page.getByText('Nothing of yours waits').waitFor();
    await page.waitForTimeout(1_000);
    assert.equal((await call(`/submissions/${id}`, {role: 'auditor'})).status, 404);
    await page.getByRole('link', {name: 'Sign out'}).click();
    await page.getByRole('button', {name: 'Sign out'}).click();
    await signIn(page, {...SUBMITTER, person: 'sam'});
    for (let i = 0; i < 50 && (await states(page)).length > 0; i++) await new Promise(resolve => setTimeout(resolve, 200));
    assert.equal((await call(`/submissions/${id}`, {role: 'auditor'})).status, 200);
    await phone.close();
});
