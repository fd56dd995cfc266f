// The weekly mails as a reader meets them: pages to sign up, confirm and leave, without script too, and the mails themselves.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {before, test} from 'node:test';
import {HtmlValidate} from 'html-validate';
import {DESKTOP, PHONE, STACK, accessible, call, picture, seed, visitor} from './harness.mjs';

const ELSEWHERE = /^https:\/\/www\.bbc\.co\.uk\/weather/;
const LINK = /http:\/\/\S+\/digest\/([cu])\/[A-Za-z0-9_-]{22}/g;
const WEEK = 7 * 24 * 60 * 60 * 1000;
// Pages and mails are written as XML too, which is a matter of style; a group of boxes shares its name.
const validator = new HtmlValidate({
    root: true, extends: ['html-validate:recommended'],
    rules: {'void-style': 'off', 'attribute-boolean-style': 'off', 'form-dup-name': ['error', {shared: ['radio', 'checkbox']}]},
});

before(seed);

async function valid(html, what) {
    const {results} = await validator.validateString(html);
    assert.deepEqual(results.flatMap(it => it.messages).map(it => `${it.ruleId} ${it.line}:${it.column} ${it.message}`), [], what);
}

/// The page as the server sends it, and as it looks.
async function good(page, what) {
    await accessible(page, what, {everywhere: true});
    await picture(page, `dispatch-${what}`);
}

const here = link => link.replace(/^http:\/\/[^/]+/, STACK);
const mails = async () => (await call('/local/mail')).body;
const part = async (number, name) => (await call(`/local/mail/${number}/${name}`)).body;

/// The numbers of an address's mails, newest first.
async function numbers(address) {
    const all = await mails();
    return all.map((mail, i) => [mail.to, all.length - i]).filter(([to]) => to === address).map(([, number]) => number);
}

const linkIn = async number => here((await part(number, 'text')).match(LINK)[0]);

async function submit(arrests, before) {
    const {body: {now}} = await call('/local/clock');
    const answer = await call('/incidents', {role: 'submitter', method: 'POST', body: {
        submissionId: randomUUID(), operation: 'grip', place: 'southend-high-street', organisation: 'essex-police',
        occurredAt: new Date(Date.parse(now) - before).toISOString(), category: 'public-order', arrests,
    }});
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
}

/// Half an hour after the mails of the next Monday, wherever the clock is. London has no summer time in these weeks.
async function nextMonday() {
    const {body: {now}} = await call('/local/clock');
    const monday = new Date(now);
    monday.setUTCHours(8, 30, 0, 0);
    while (monday.getUTCDay() !== 1 || monday.getTime() <= Date.parse(now)) monday.setUTCDate(monday.getUTCDate() + 1);
    const moved = await call('/local/clock', {method: 'POST', body: {now: monday.toISOString()}});
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
}

test('without script a reader signs up, sees a mistake, confirms and leaves', async () => {
    const address = `plain-${randomUUID()}@example.org`;
    const {page, close} = await visitor({...PHONE, javaScriptEnabled: false});
    await page.goto(`${STACK}/digest`);
    await page.getByLabel('Your e-mail address').fill('somebody');
    await page.getByRole('button', {name: 'Sign up'}).click();
    await page.getByRole('link', {name: /Enter an e-mail address/}).click();
    assert.equal(await page.getByLabel('Your e-mail address').inputValue(), 'somebody', 'nobody types it twice');
    assert.match(page.url(), /#email$/);

    await page.getByLabel('Your e-mail address').fill(address);
    await page.getByLabel('All operations', {exact: true}).check();
    await page.getByRole('button', {name: 'Sign up'}).click();
    await page.getByRole('heading', {name: 'Check your inbox'}).waitFor();
    const [confirmation] = await numbers(address);
    await page.goto(await linkIn(confirmation));
    await page.getByRole('button', {name: 'Start the e-mails'}).click();
    await page.getByRole('heading', {name: 'You are signed up'}).waitFor();
    await page.getByText('All operations').waitFor();
    await nextMonday();
    const [issue, ...older] = await numbers(address);
    assert.deepEqual(older, [confirmation], 'one issue, of the one list');

    await page.goto(await linkIn(issue));
    await page.getByText(address).waitFor();
    await page.getByRole('button', {name: 'Stop the e-mails'}).click();
    await page.getByRole('heading', {name: 'You will get no more e-mails'}).waitFor();
    await close();
});

test('every page and mail is accessible and valid, narrow, large, in forced colours and in the dark', async () => {
    const address = `reader-${randomUUID()}@example.org`;
    const {page, errors, close} = await visitor({...PHONE, deviceScaleFactor: 1});
    await page.goto(`${STACK}/digest`);
    await valid(await (await fetch(`${STACK}/digest`)).text(), 'sign-up');
    await good(page, 'sign-up');
    await page.getByRole('button', {name: 'Sign up'}).click();
    await page.getByRole('heading', {name: 'There is a problem'}).waitFor();
    assert.match(await page.title(), /^Error: /);
    await valid(await page.content(), 'mistakes');
    await good(page, 'mistakes');
    await page.getByLabel('Your e-mail address').fill(address);
    await page.getByLabel('Operation Grip', {exact: true}).check();
    await page.getByRole('button', {name: 'Sign up'}).click();
    await page.getByRole('heading', {name: 'Check your inbox'}).waitFor();
    await good(page, 'asked');
    const [confirmation] = await numbers(address);
    const confirm = await linkIn(confirmation);
    await valid(await (await fetch(confirm)).text(), 'invitation');
    await page.goto(confirm);
    await good(page, 'invitation');
    await page.getByRole('button', {name: 'Start the e-mails'}).click();
    await page.getByRole('heading', {name: 'You are signed up'}).waitFor();
    await good(page, 'confirmed');

    await submit(3, 60 * 60 * 1000);
    await nextMonday();
    await submit(5, 60 * 60 * 1000);
    await submit(1, WEEK + 60 * 60 * 1000);
    await nextMonday();
    const [issue, before] = await numbers(address);
    for (const number of [confirmation, before, issue]) {
        const html = await part(number, 'html');
        await valid(html, `mail ${number}`);
        assert.ok(Buffer.byteLength(html) <= 20 * 1024, 'at most 20 KB');
        await page.goto(`${STACK}/local/mail/${number}/html`);
        await page.setViewportSize({width: 320, height: 740});
        assert.deepEqual(await broken(page), [], 'no number or word of a figure breaks on a small phone');
        await page.setViewportSize(PHONE.viewport);
        await good(page, number === issue ? 'issue' : number === before ? 'issue-before' : 'confirmation');
    }
    await page.setViewportSize({width: 600, height: 900});
    await page.goto(`${STACK}/local/mail/${issue}/html`);
    assert.equal(await page.evaluate(() => document.querySelectorAll('img, script, link').length), 0, 'nothing is fetched');
    await picture(page, 'dispatch-issue-600');
    assert.deepEqual(numbersIn(await page.evaluate(() => document.body.innerText)), numbersIn(await part(issue, 'text')), 'text and page have the same numbers');
    assert.match(await part(issue, 'text'), /was corrected[^]*late report/);

    await page.setViewportSize({width: 360, height: 740});
    const leave = await linkIn(issue);
    await valid(await (await fetch(leave)).text(), 'held');
    await page.goto(leave);
    await good(page, 'held');
    await page.getByRole('button', {name: 'Stop the e-mails'}).click();
    await page.getByRole('heading', {name: 'You will get no more e-mails'}).waitFor();
    await valid(await page.content(), 'left');
    await good(page, 'left');
    await page.goto(confirm);
    await good(page, 'expired');

    await valid(await (await fetch(`${STACK}/local/mail`, {headers: {accept: 'text/html'}})).text(), 'list of mails');
    await page.goto(`${STACK}/local/mail`);
    await good(page, 'local-mail');
    await page.goto(`${STACK}/local/mail/${issue}`);
    await good(page, 'local-mail-one');
    assert.deepEqual(errors, []);
    await close();
});

/// Numbers, and words beside them, that begin on one line and end on another.
const broken = page => page.evaluate(() => [...document.querySelectorAll('td, thead th')].flatMap(cell => {
    const text = cell.firstChild;
    return [...text.data.matchAll(/[\d,]+(\u00a0\p{L}+)?|\p{L}+/gu)].filter(({0: it, index}) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + it.length);
        return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
    }).map(([it]) => it);
}));

/// In the order in which they are read.
const numbersIn = text => text.replace(LINK, '').match(/\d+/g);

test('the quick exit leaves the pages by link and by Escape', async () => {
    for (const leave of [page => page.getByRole('link', {name: 'Leave this site'}).click(), page => page.keyboard.press('Escape')]) {
        const {page, context, close} = await visitor(DESKTOP);
        await context.route(ELSEWHERE, route => route.fulfill({contentType: 'text/html', body: '<title>Weather</title><h1>Weather</h1>'}));
        await page.goto(`${STACK}/digest`);
        await page.getByRole('heading', {name: /by e-mail/}).waitFor();
        await leave(page);
        await page.waitForURL(ELSEWHERE);
        await page.goBack({timeout: 3_000}).catch(() => {});
        assert.doesNotMatch(page.url(), /\/digest/, 'Back does not return');
        await close();
    }
});

test('a page of another site cannot send the form, and the link stays with this one', async () => {
    const {page, close} = await visitor(DESKTOP);
    const answer = await fetch(`${STACK}/digest`);
    assert.equal(answer.headers.get('referrer-policy'), 'same-origin');
    assert.match(answer.headers.get('content-security-policy'), /frame-ancestors 'none'/);
    await page.goto(`${STACK}/digest`);
    await page.getByLabel('Your e-mail address').fill('x');
    const sent = page.waitForRequest(request => request.method() === 'POST');
    await page.getByRole('button', {name: 'Sign up'}).click();
    assert.equal((await (await sent).allHeaders()).origin, new URL(STACK).origin);
    await close();
});
