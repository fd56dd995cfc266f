import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {beat, engagement, OPERATION, post} from './beat.mjs';
import {accessible, call, DESKTOP, follow, PHONE, picture, signedIn, signIn, STACK, visitor} from './harness.mjs';

const MOST_BYTES = 25_000;
const MOST_CALLS = 2;
const ADDRESS = `/app/s/weekly/2023-W04/${OPERATION}`;
let facts;
let desktop;

before(async () => {
    [facts, desktop] = await Promise.all([beat(), visitor(DESKTOP)]);
    await signedIn(desktop.page, {role: 'Supervisor', person: 'sam'});
});
after(() => desktop.close());

const heading = (page, name) => page.getByRole('heading', {name, level: 1}).waitFor();

test('the weeks are listed, and a week says its figures, their change and what the edition changed', async () => {
    const {page} = desktop;
    await page.getByRole('link', {name: 'Figures', exact: true}).click();
    await heading(page, 'Weeks');
    const row = page.getByRole('row', {name: /Week 4 of 2023/});
    assert.match(await row.innerText(), /Monday 23 January to Sunday 29 January 2023/);
    assert.match(await page.locator('main').innerText(), /\[r\] means revised: here, final figures that were corrected\./);
    await accessible(page, 'weeks');
    await picture(page, 'figures-01-weeks');
    await row.getByRole('link', {name: 'figures of Operation Beacon'}).click();
    await heading(page, 'Week 4 of 2023');
    const people = page.getByRole('row', {name: /^People engaged/}).first();
    assert.match(await people.innerText(), /39.*\[r\].*29 more \(10, \+290%\)/s);
    assert.match(await page.locator('main').innerText(), /People engaged: 14 before, 39 now\. Received late, submission/);
    assert.match(await page.locator('main').innerText(), /2 of 6 expected shifts were reported \(33%\)/);
    assert.match(await page.locator('main').innerText(), /\[r\] means revised: here, a figure that differs from edition 1\./);
    await page.getByRole('heading', {name: 'The last 2 weeks'}).waitFor();
    await accessible(page, 'figures');
    await picture(page, 'figures-02-week');
    await page.emulateMedia({media: 'print'});
    const printed = await page.evaluate(() => [getComputedStyle(document.querySelector('nav')).display, getComputedStyle(document.querySelector('td a'), '::after').content]);
    assert.deepEqual(printed, ['none', 'none'], 'on paper there are neither ways around the page nor addresses');
    await page.emulateMedia({media: null});
    await page.getByRole('link', {name: 'Weeks', exact: true}).click();
    await page.getByRole('link', {name: 'Months', exact: true}).click();
    await heading(page, 'Months');
    await page.getByRole('row', {name: /January 2023/}).waitFor();
    for (const more of ['', '/editions', '/trace']) {
        await follow(page, `/app/s/weekly/2022-W01/${OPERATION}${more}`);
        await heading(page, /Week 1 of 2022 *Nothing is published$/);
    }
});

test('a correction of final figures is marked in the list', async () => {
    const {page} = desktop;
    // Final figures are two weeks away by the clock of these tests.
    await page.route('**/summaries/weekly?*', async route => {
        const response = await route.fetch();
        const json = await response.json();
        const week = json.periods.find(it => it.period.id === '2023-W04');
        Object.assign(week.operations.find(it => it.operation === OPERATION), {status: 'final', correction: true});
        // The operations of a nation take several answers.
        const rest = {period: week.period, operations: week.operations.splice(0)};
        week.next = 'more';
        await page.route('**/summaries/weekly/2023-W04?next=more', it => it.fulfill({json: rest}));
        await route.fulfill({response, json});
    });
    await page.getByRole('link', {name: 'Figures', exact: true}).click();
    await heading(page, 'Weeks');
    assert.match(await page.getByRole('row', {name: /Week 4 of 2023/}).innerText(), /Final.*, edition 2 \[r\]/s);
    assert.doesNotMatch(await page.getByRole('row', {name: /Week 3 of 2023/}).innerText(), /\[r\]/);
    await page.unrouteAll();
});

test(`the page of a period takes ${MOST_CALLS} calls and at most ${MOST_BYTES} bytes`, async () => {
    const {page} = desktop;
    await follow(page, '/app/weeks');
    await page.getByRole('row', {name: /Week 4 of 2023/}).waitFor();
    await page.waitForLoadState('networkidle');
    const answers = [];
    const seen = response => answers.push(response);
    page.on('response', seen);
    await page.getByRole('link', {name: 'figures of Operation Beacon, week 4 of 2023'}).click();
    await heading(page, 'Week 4 of 2023');
    page.off('response', seen);
    const calls = answers.filter(it => /^\/(?:summaries|catalogue|submissions|coverage|downloads|notices)/.test(new URL(it.url()).pathname));
    assert.ok(calls.length <= MOST_CALLS, calls.map(it => it.url()).join('\n'));
    const bytes = await Promise.all(answers.map(async it => gzipSync(await it.body()).length));
    const total = bytes.reduce((sum, n) => sum + n, 0);
    assert.ok(calls.length > 0 && total <= MOST_BYTES, `${total} bytes: ${answers.map((it, i) => `${it.url()} ${bytes[i]}`).join('\n')}`);
});

test('the calendar of coverage shows what is reported, missing and to come, and follows what is reported', async () => {
    const {page} = desktop;
    await page.getByRole('link', {name: 'Coverage', exact: true}).first().click();
    await page.getByRole('link', {name: 'Operation Beacon'}).click();
    await heading(page, /Shifts of Monday 30 January to Sunday 5 February 2023/);
    const pier = page.getByRole('row', {name: /^Beacon pier/});
    assert.match(await pier.innerText(), /18:00 to 02:00\s+REPORTED.*18:00 to 02:00\s+TO COME/is);
    const missing = page.getByRole('table', {name: 'Missing'});
    assert.match(await missing.innerText(), /Friday 3 February\s+Beacon market\s+18:00 to 02:00/i);
    await page.getByText(/Expected of any one of these.*: essex.police, open.road\./i).waitFor();
    assert.deepEqual(await page.getByRole('table', {name: /^Shifts by place/}).getByRole('columnheader').allInnerTexts(), ['Place', 'Friday 3 February', 'Saturday 4 February\ntoday']);
    await page.getByText('No shifts on Monday, Tuesday, Wednesday, Thursday and Sunday.').waitFor();
    await accessible(page, 'coverage');
    await picture(page, 'figures-03-coverage');
    await post(engagement('beacon-station', '2023-02-03', 3));
    await page.getByRole('button', {name: 'Check again'}).click();
    await page.getByRole('row', {name: /^Beacon station/}).getByText('Reported').waitFor();
    await pier.getByRole('link').click();
    await heading(page, 'Friday 3 February 2023');
    await accessible(page, 'submissions of a day');
    await picture(page, 'figures-04-submissions');
    await page.getByRole('link', {name: 'Foot patrol'}).click();
    await heading(page, 'Engagement');
    await page.getByRole('button', {name: 'Correct'}).waitFor();
});

test('the calendar of an operation that has ended opens with its last week', async () => {
    const {page} = desktop;
    const place = {id: 'ended-quay', name: 'Ended quay', district: 'E06000033', validFrom: '2021-04-01', validUntil: null};
    const made = await call('/catalogue/operations/ended', {role: 'administrator', method: 'PUT', headers: {'if-none-match': '*'}, body: {
        name: 'Operation Ended', activeFrom: '2021-04-01', activeUntil: '2021-05-02', organisations: ['essex-police'], places: [place], shifts: [{place: place.id, days: ['FRI'], from: '18:00', to: '02:00'}],
    }});
    assert.ok([201, 412].includes(made.status), JSON.stringify(made.body));
    await follow(page, '/app/coverage/ended');
    await heading(page, /^Shifts of Monday 26 April to Sunday 2 May 2021/);
    await page.getByText('0 of 1 shift that was expected (0').waitFor();
    await page.getByRole('link', {name: 'The week after'}).click();
    await page.getByText('No shifts are expected in this week.').waitFor();
    assert.equal(await page.getByText(/that ha(?:s|ve) ended|No shift has ended/).count(), 0);
    await page.getByRole('link', {name: 'The last week of the operation'}).click();
    await heading(page, /^Shifts of Monday 26 April to Sunday 2 May 2021/);
});

test('a supervisor corrects with a reason, reads the revisions side by side, and withdraws', async () => {
    const {page} = desktop;
    const {submissionId} = await post(engagement('beacon-market', '2023-02-03', 12));
    await follow(page, `/app/submissions/${submissionId}`);
    await page.getByRole('button', {name: 'Correct'}).click();
    await page.getByRole('link', {name: 'Change people engaged'}).click();
    await page.getByLabel('How many people did you speak with or reach?').fill('13');
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('button', {name: 'Send correction'}).click();
    await page.getByRole('link', {name: /^Reason/}).waitFor();
    await page.getByLabel('Why is this corrected?').fill('Counted again');
    await page.getByRole('button', {name: 'Send correction'}).click();
    await page.getByRole('heading', {name: 'Report stored'}).waitFor();
    await page.getByRole('link', {name: 'See what is stored'}).click();
    await heading(page, 'Engagement');
    assert.equal(new URL(page.url()).pathname, `/app/submissions/${submissionId}`);
    const row = page.getByRole('row', {name: /^People engaged/});
    assert.match(await row.innerText(), /People engaged\s+CHANGED\s+12\s+13/i);
    assert.match(await page.getByRole('table', {name: 'History'}).innerText(), /supervisor-of-essex-police.*Corrected\s+Counted again/is);
    await accessible(page, 'revisions');
    await picture(page, 'figures-05-revisions');
    await page.getByRole('button', {name: 'Withdraw'}).click();
    await page.getByRole('button', {name: 'Withdraw the report'}).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'reason');
    await page.getByLabel('Why is this withdrawn?').fill('Reported twice');
    await page.getByRole('button', {name: 'Withdraw the report'}).click();
    await page.getByRole('heading', {name: 'Report withdrawn'}).waitFor();
    const {body} = await call(`/submissions/${submissionId}`, {role: 'auditor'});
    assert.deepEqual([body.receipt.revision, body.withdrawn, body.reason], [3, true, 'Reported twice']);
    assert.deepEqual(desktop.errors, [], 'no script failed and no rule of the content policy was broken');
});

test('on a phone the pages are accessible at 320 pixels, with large text and forced colours, and the keyboard is enough', async () => {
    const phone = await visitor(PHONE);
    const {page} = phone;
    await signedIn(page, {role: 'Supervisor', person: 'alex'});
    for (const [path, name, what] of [['/app/weeks', 'Weeks', 'weeks'], [ADDRESS, 'Week 4 of 2023', 'figures'], [`/app/coverage/${OPERATION}`, /^Shifts of/, 'coverage'],
        [`/app/submissions?operation=${OPERATION}&day=2023-02-03`, 'Friday 3 February 2023', 'submissions'], [`/app/submissions/${facts.late.submissionId}`, 'Engagement', 'submission']]) {
        await follow(page, path);
        await heading(page, name);
        await picture(page, `phone-figures-${what}`);
        // Those with the widest tables; the others are of the same parts.
        await accessible(page, what, {everywhere: ['figures', 'coverage'].includes(what)});
    }
    await follow(page, ADDRESS);
    await heading(page, 'Week 4 of 2023');
    await page.evaluate(() => document.activeElement.blur());
    const reached = new Set();
    for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()));
    }
    for (const wanted of ['Figures', 'Editions and files', 'Verify this edition', 'Places', 'Engagements by activity']) assert.ok(reached.has(wanted), `${wanted} is not reached by Tab`);
    for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({colorScheme});
        assert.deepEqual(await shaded(page, 'Places'), {start: true, middle: true, end: false}, `${colorScheme}: the edge is shaded where there is more beyond it`);
    }
    assert.deepEqual(phone.errors, []);
    await phone.close();
});

/// Whether the right edge of a region that is wider than the screen is shaded, as it scrolls by: a line beneath its caption,
/// where no words are, compared with the middle of that line.
async function shaded(page, name) {
    const region = page.getByRole('region', {name, exact: true});
    const found = {};
    for (const [at, share] of [['start', 0], ['middle', 0.5], ['end', 1]]) {
        const clip = await region.evaluate((it, part) => {
            it.scrollLeft = part * (it.scrollWidth - it.clientWidth);
            it.scrollIntoView();
            const {left, right} = it.getBoundingClientRect();
            return {x: left, y: it.querySelector('caption').getBoundingClientRect().bottom - 4, width: right - left, height: 2};
        }, share);
        const picture = (await page.screenshot({clip, scale: 'css'})).toString('base64');
        found[at] = await page.evaluate(async data => {
            const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), it => it.charCodeAt(0))], {type: 'image/png'}));
            const context = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height}).getContext('2d');
            context.drawImage(image, 0, 0);
            const [edge, plain] = [image.width - 2, image.width >> 1].map(x => context.getImageData(x, 0, 1, 1).data[0]);
            return Math.abs(edge - plain) > 20;
        }, picture);
    }
    return found;
}

test('a page says whether a session has ended or there was none, and comes back after signing in', async () => {
    const {page, close, errors} = await visitor(DESKTOP);
    await page.goto(STACK + ADDRESS);
    await heading(page, 'Sign in to see this page');
    await page.goto(`${STACK}/app/new?kind=engagement`);
    await page.getByText('No operation is known here yet: type its identifier, or sign in.').waitFor();
    await page.goto(STACK);
    await page.route('**/catalogue', it => it.fulfill({json: {organisations: [], places: [], operations: []}}));
    await signIn(page, {role: 'Supervisor', person: 'kim'});
    await page.goto(`${STACK}/app/new?kind=engagement`);
    await page.getByText('No operation is known here yet: type its identifier.').waitFor();
    await page.unrouteAll();
    await page.route('**/local/oidc/token', it => it.fulfill({status: 400, json: {error: 'invalid_grant'}}));
    await page.goto(STACK + ADDRESS);
    await heading(page, 'Your session has ended');
    assert.match(await page.title(), /^Sign in /);
    await accessible(page, 'session ended');
    await page.unrouteAll();
    await page.getByRole('link', {name: 'Sign in'}).last().click();
    await page.getByLabel('Supervisor', {exact: true}).check();
    await page.getByRole('button', {name: 'Sign in'}).click();
    await heading(page, 'Week 4 of 2023');
    await page.getByRole('link', {name: 'Sign out'}).click();
    await page.getByRole('button', {name: 'Sign out'}).click();
    await page.getByRole('link', {name: 'Sign in', exact: true}).first().waitFor();
    await page.goto(STACK + ADDRESS);
    await heading(page, 'Sign in to see this page');
    assert.deepEqual(errors, []);
    await close();
});

test('a submitter sees no figures, and only what the own organisation reported', async () => {
    const {page, close, errors} = await visitor(DESKTOP);
    await signedIn(page, {role: 'Submitter', organisation: 'open-road'});
    for (const name of ['Figures', 'Catalogue']) assert.equal(await page.getByRole('link', {name, exact: true}).count(), 0, name);
    await follow(page, '/app/weeks');
    await heading(page, 'You may not see this page');
    await page.getByText('It is for people who may read published figures.').waitFor();
    await page.getByRole('listitem').filter({hasText: /^send and correct reports$/}).waitFor();
    await accessible(page, 'no right');
    await follow(page, ADDRESS);
    await heading(page, 'You may not see this page');
    await follow(page, '/app/catalogue/operations/new');
    await page.getByText('It is for people who may change operations, places and organisations.').waitFor();
    await follow(page, `/app/submissions?operation=${OPERATION}&day=2023-02-03`);
    await page.getByText('None that you may see.').waitFor();
    await follow(page, `/app/submissions/${facts.late.submissionId}`);
    await page.getByText('Your account may not do this').waitFor();
    await follow(page, '/app/coverage/no-such-operation');
    await heading(page, 'Page not found');
    await follow(page, `/app/coverage/${OPERATION}`);
    await page.getByRole('table', {name: 'Missing'}).waitFor();
    assert.deepEqual(errors, []);
    await close();
});
