import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {beat, OPERATION as BEACON} from './beat.mjs';
import {accessible, call, DESKTOP, follow, line, PHONE, picture, seed, signedIn, visitor} from './harness.mjs';

/// Of its own, so that the tests can run again on the same stack.
const OWN = randomUUID().slice(0, 8);
const OPERATION = `night-watch-${OWN}`;
const WEEK = '2023-W05';
const PLACES = [`watch-quay-${OWN}`, `watch-market-${OWN}`];
const HERE = `/app/s/weekly/${WEEK}/${OPERATION}`;
const AUDITOR = {role: 'Auditor', person: `auditor-${OWN}`};
const CLOCKS = {'2022-W12': ['2022-03-26T22:00:00Z', '2022-03-27T01:00:00Z'], '2022-W43': ['2022-10-29T21:00:00Z', '2022-10-30T01:30:00Z']};
const first = randomUUID();
const folder = mkdtempSync(join(tmpdir(), 'patrol-ledger-'));
let wire;

const post = async (path, body) => {
    const answer = await call(path, {role: 'submitter', method: 'POST', body});
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
};
const patrol = (submissionId, place, from, to, people) => ({
    submissionId, operation: OPERATION, place, organisation: 'essex-police', startedAt: `2023-02-0${from}:00Z`, endedAt: `2023-02-0${to}:00Z`, activity: 'foot-patrol',
    staff: {officer: 2}, peopleEngaged: {count: people, method: 'counted'},
});

/// Moves the stack's clock to a moment, or a minute on where that has passed.
async function until(moment) {
    const {body: {now}} = await call('/local/clock');
    const next = new Date(Math.max(Date.parse(moment), Date.parse(now) + 60_000)).toISOString();
    assert.equal((await call('/local/clock', {method: 'POST', body: {now: next}})).status, 200);
}

/// Waits until an edition is published; the stack's clock has to go on for that.
async function published(edition, week = WEEK, operation = OPERATION) {
    for (let i = 0; i < 60; i++) {
        const {status, body} = await call(`/summaries/weekly/${week}/${operation}`, {role: 'auditor'});
        if (status === 200 && body.edition >= edition) return body;
        await new Promise(resolve => setTimeout(resolve, 200));
        if (i % 5 === 4) await until('2023-02-06T06:41:00Z');
    }
    return assert.fail(`edition ${edition} of ${week} was not published`);
}

/// The operation that the tests are about, with a week's reports.
async function watched() {
    const places = PLACES.map((id, i) => ({id, name: ['Watch Quay', 'Watch Market'][i], district: 'E06000033', validFrom: '2021-04-01', validUntil: null}));
    const made = await call(`/catalogue/operations/${OPERATION}`, {role: 'administrator', method: 'PUT', headers: {'if-none-match': '*'}, body: {
        name: 'Night Watch', activeFrom: '2021-04-01', activeUntil: null, organisations: ['essex-police'], places,
        shifts: places.map(it => ({place: it.id, days: ['FRI'], from: '18:00', to: '02:00'})), priorities: [{id: 'night-safety', name: 'Night-time safety'}],
    }});
    assert.equal(made.status, 201, JSON.stringify(made.body));
    await new Promise(resolve => setTimeout(resolve, 1100));
    await Promise.all([
        post('/engagements', {...patrol(first, PLACES[0], '3T18:00', '3T19:00', 12), priorities: ['night-safety']}),
        post('/engagements', patrol(randomUUID(), PLACES[0], '3T18:30', '3T20:00', 30)),
        post('/engagements', patrol(randomUUID(), PLACES[1], '3T21:00', '3T21:10', 4)),
        post('/incidents', {submissionId: randomUUID(), operation: OPERATION, place: PLACES[1], organisation: 'essex-police', occurredAt: '2023-02-03T22:00:00Z', category: 'drugs', arrests: 1,
            stopSearches: [{type: 'Person search', legislation: 'Criminal Justice and Public Order Act 1994 (section 60)'}]}),
    ]);
}

/// Other operations and periods to prove: two editions of a week, a month, and the weeks in which the clocks change.
async function others() {
    await seed();
    await Promise.all(Object.values(CLOCKS).map(([from, to]) => post('/engagements', {...patrol(randomUUID(), 'southend-high-street', '3T18:00', '3T19:00', 4), operation: 'grip', startedAt: from, endedAt: to})));
}

before(async () => {
    const isThere = (await call(`/catalogue/operations/${BEACON}/revisions`, {role: 'auditor'})).status !== 404;
    await Promise.all([watched(), others(), isThere || beat()]);
    await until('2023-02-06T06:40:00Z');
    await published(1);
    for (const week of Object.keys(CLOCKS)) await published(1, week, 'grip');
    wire = await line();
});
after(() => {
    rmSync(folder, {recursive: true});
    return wire?.close();
});

async function asAuditor(options = DESKTOP) {
    const it = await visitor(options);
    await signedIn(it.page, AUDITOR, {at: wire.url});
    return it;
}

/// The archive of a period, made and fetched as a program would.
async function archiveOf(kind, period) {
    for (let i = 0; i < 100; i++) {
        const {status, body} = await call(`/summaries/${kind}/${period}/archive.zip`, {role: 'auditor', headers: {accept: 'application/json'}});
        if (status === 200) return Buffer.from(await (await fetch(body.url)).arrayBuffer());
        assert.equal(status, 202);
        await new Promise(resolve => setTimeout(resolve, 200));
    }
    return assert.fail(`the archive of ${period} was not made`);
}

const verdict = (page, text) => page.getByRole('heading', {name: text}).waitFor();
const openHeads = page => page.evaluate(() => document.getElementById('lines').value);

test('an auditor keeps the heads, proves the week, reads what a correction changed and finds its submissions', async () => {
    const {page, errors, close} = await asAuditor();
    await follow(page, '/app/heads');
    await page.getByRole('heading', {name: 'Heads', exact: true}).waitFor();
    const heads = await openHeads(page);
    assert.match(heads, new RegExp(`^${OPERATION}=1:sha256:[0-9a-f]{64}$`, 'm'));
    await picture(page, 'audit-heads');
    await accessible(page, 'heads');

    await follow(page, `${HERE}/editions`);
    await page.getByText('Files of edition 1').click();
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Table (CSV) of edition 1'}).click()]);
    assert.equal(saved.suggestedFilename(), `${OPERATION}-${WEEK}-edition-1-summary.csv`);
    assert.match(readFileSync(await saved.path(), 'utf8'), /^operation,period,/);
    await page.getByText('the manifest’s signature fits the ledger’s key').waitFor();

    const corrected = await call(`/submissions/${first}`, {role: 'submitter', method: 'PUT', headers: {'if-match': '"1"'}, body: {...patrol(first, PLACES[0], '3T18:00', '3T19:00', 15), priorities: ['night-safety'], reason: 'Counted again'}});
    assert.equal(corrected.status, 200, JSON.stringify(corrected.body));
    await published(2);

    await page.goto(`${wire.url}/`);
    await page.getByText('1 file that you downloaded has been replaced by a newer edition.').waitFor();
    await page.getByRole('link', {name: 'See what changed'}).click();
    await page.getByText('You have edition 1').waitFor();
    await page.getByText('People engaged: 46, now 49').waitFor();
    await picture(page, 'audit-notices');
    await accessible(page, 'notices');
    await page.getByRole('button', {name: 'I have read these'}).click();
    await page.getByText('been replaced by a newer edition.').waitFor({state: 'detached'});
    await page.reload();
    await page.getByText('You have edition 1').waitFor();
    assert.equal(await page.getByText('been replaced by a newer edition.').count(), 0, 'read notices are not announced again');

    await page.getByRole('link', {name: 'All that changed'}).first().click();
    const row = page.getByRole('row', {name: /^People engaged 46 49 \+3 Corrected/});
    await row.waitFor();
    await picture(page, 'audit-editions');
    await accessible(page, 'editions', {everywhere: true});
    await row.getByRole('link', {name: 'People engaged'}).click();
    await page.getByRole('heading', {name: /People engaged: 49/}).waitFor();
    await page.getByText('3 submissions, together 49, as the summary states.').waitFor();
    await picture(page, 'audit-trace');
    await accessible(page, 'trace', {everywhere: true});
    await page.locator(`a[href="/app/submissions/${first}"]`).click();
    await page.getByRole('heading', {name: 'Engagement', level: 1}).waitFor();
    await page.getByRole('row', {name: /^2 .* Corrected Counted again$/}).waitFor();
    await page.getByRole('link', {name: /^What it adds to week 5/}).click();
    await page.getByRole('heading', {name: 'What a submission adds'}).waitFor();
    await page.getByRole('link', {name: 'People engaged', exact: true}).click();
    await page.getByRole('heading', {name: /People engaged: 49/}).waitFor();
    await page.getByLabel('Figure', {exact: true}).selectOption('measure patrol-minutes');
    await page.getByLabel('Place', {exact: true}).selectOption(PLACES[0]);
    await page.getByRole('button', {name: 'Trace'}).click();
    await page.getByText('2 patrols, each with the minutes of its own time. Where several overlap at one place, the time counts once: together they give 120.').waitFor();
    await page.locator(`a[href*="submission=${first}"]`).click();
    await page.getByRole('heading', {name: 'What a submission adds'}).waitFor();
    await page.getByRole('row', {name: 'Patrol time (minutes) 60 130'}).waitFor();
    await page.getByRole('row', {name: /Submissions by priority: Night-time safety 1 1/}).waitFor();

    await follow(page, `${HERE}/verify`);
    await page.getByLabel('Heads that you kept').fill(heads);
    await page.getByRole('button', {name: 'Fetch and verify'}).click();
    await verdict(page, 'The archive holds.');
    await page.getByText('nothing is cut off up to the head given, manifest 1').first().waitFor();
    await page.getByText('names in summary.csv, page and workbook of').waitFor();
    await picture(page, 'audit-verified');
    await accessible(page, 'verified', {everywhere: true});
    await page.getByText('Night Watch, Week 5 of 2023, edition 2').click();
    const [lineage] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Lineage: what each submission adds'}).last().click()]);
    assert.equal(readFileSync(await lineage.path(), 'utf8').trim().split('\n').length, 4);

    await follow(page, '/app/downloads');
    await page.getByRole('cell', {name: 'Archive of the period'}).first().waitFor();
    const today = await page.getByLabel('To', {exact: true}).inputValue();
    const show = async from => {
        await page.getByLabel('From', {exact: true}).fill(from);
        await page.getByRole('button', {name: 'Show'}).click();
    };
    await show('2099-01-01');
    await page.getByText('Enter two days, the earlier one first.').waitFor();
    // The last day is one of those that are shown.
    await show(today);
    await page.getByRole('cell', {name: 'Archive of the period'}).first().waitFor();
    await picture(page, 'audit-downloads');
    await accessible(page, 'downloads');
    assert.deepEqual(errors, []);
    await close();
});

test('a file that is not what was signed is not saved', async () => {
    const {page, close} = await asAuditor();
    await page.route(/edition-0001\/summary\.csv/, async route => {
        const answer = await route.fetch();
        const bytes = Buffer.from(await answer.body());
        bytes[bytes.length >> 1] ^= 1;
        await route.fulfill({response: answer, body: bytes});
    });
    let downloads = 0;
    page.on('download', () => downloads++);
    await follow(page, `${HERE}/editions`);
    await page.getByText('Files of edition 1').click();
    await page.getByRole('button', {name: 'Table (CSV) of edition 1'}).click();
    await page.getByText('Not saved: summary.csv has another SHA-256 than its manifest states.').waitFor();
    assert.equal(downloads, 0);
    await close();
});

test('an archive is proved without signing in, and one with a byte turned is not', async () => {
    const zip = await archiveOf('weekly', WEEK);
    const whole = join(folder, 'archive.zip');
    const turned = join(folder, 'archive-turned.zip');
    writeFileSync(whole, zip);
    zip[zip.indexOf('summary.csv') + 400] ^= 1;
    writeFileSync(turned, zip);

    const {page, errors, close} = await visitor(PHONE);
    await page.goto(`${wire.url}/app/verify`);
    await page.getByRole('heading', {name: 'Verify an archive'}).waitFor();
    await page.getByLabel('Archive', {exact: true}).setInputFiles(whole);
    await verdict(page, 'Nothing wrong was found.');
    await page.getByText('an archive made up from end to end would pass too').waitFor();
    await picture(page, 'audit-dropped');
    await page.getByLabel('Archive', {exact: true}).setInputFiles(turned);
    await page.getByRole('heading', {name: /This archive does not hold\.|This file was not understood\./}).waitFor();
    assert.equal(await page.getByText('Nothing wrong was found.').count(), 0);
    await picture(page, 'audit-turned');
    await page.getByLabel('Heads that you kept').fill(`${OPERATION}=9:sha256:${'0'.repeat(64)}`);
    await page.getByLabel('Archive', {exact: true}).setInputFiles(whole);
    await verdict(page, 'This archive does not hold.');
    await page.getByText('is cut off: its chain ends with manifest').first().waitFor();
    await accessible(page, 'refuted');
    await picture(page, 'audit-refuted');
    await page.getByLabel('Heads that you kept').fill('something else');
    await page.getByLabel('Archive', {exact: true}).setInputFiles(whole);
    await page.getByText('A head is written as grip=7:sha256:…').waitFor();
    assert.equal(await page.locator('.app-verdict').count(), 0, 'what was found before stands beside no new fault');
    await accessible(page, 'a head that cannot be read');
    assert.deepEqual(errors, []);
    await close();
});

test('a submitter reads no summary, and the page says so', async () => {
    const {page, close} = await visitor();
    await signedIn(page, {role: 'Submitter'}, {at: wire.url});
    for (const path of [`${HERE}/editions`, `${HERE}/trace`, '/app/heads', '/app/downloads', '/app/notices', `/app/s/monthly/2023-01/${OPERATION}/editions`]) {
        await follow(page, path);
        await page.getByRole('heading', {name: 'You may not see this page'}).waitFor();
    }
    await close();
});

test('everything that the ledger has published for any period is proved', async () => {
    const {body: {heads}} = await call('/heads', {role: 'auditor'});
    const kept = Object.entries(heads).map(([operation, it]) => `${operation}=${it.sequence}:${it.digest}`);
    const {page, errors, close} = await visitor();
    await page.goto(`${wire.url}/app/verify`);
    await page.getByRole('heading', {name: 'Verify an archive'}).waitFor();
    const proved = [];
    for (const kind of ['weekly', 'monthly']) {
        const {body: {periods}} = await call(`/summaries/${kind}?limit=1000`, {role: 'auditor'});
        for (const {period, operations} of periods) {
            const file = join(folder, `${kind}-${period.id}.zip`);
            writeFileSync(file, await archiveOf(kind, period.id));
            await page.getByLabel('Heads that you kept').fill(kept.filter(it => operations.some(of => it.startsWith(of.operation + '='))).join('\n'));
            await page.getByLabel('Archive', {exact: true}).setInputFiles(file);
            await page.getByText(`${kind}-${period.id}.zip,`).waitFor();
            assert.equal(await page.locator('#verdict').textContent(), 'The archive holds.', `${kind} ${period.id}: ${await page.locator('.app-verdict').textContent()}`);
            rmSync(file);
            proved.push(period.id);
        }
    }
    for (const wanted of [WEEK, '2023-W03', '2023-W04', '2023-01', ...Object.keys(CLOCKS)]) assert.ok(proved.includes(wanted), `${wanted} is not among ${proved}`);
    if (process.env.TALK) console.log(`${proved.length} periods proved`);
    assert.deepEqual(errors, []);
    await close();
});
