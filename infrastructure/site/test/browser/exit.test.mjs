import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {DESKTOP, line, seed, visitor} from './harness.mjs';

const ELSEWHERE = /^https:\/\/www\.bbc\.co\.uk\/weather/;
let wire;
let desktop;

/// One visitor for all: a report half filled, which each test leaves and opens again, with the outside answered here: nothing leaves
/// this machine.
before(async () => {
    await seed();
    wire = await line();
    desktop = await visitor(DESKTOP);
    const {page, context} = desktop;
    await context.route(ELSEWHERE, route => route.fulfill({contentType: 'text/html', body: '<title>Weather</title><h1>Weather</h1>'}));
    await page.goto(wire.url);
    await page.getByRole('link', {name: 'New incident'}).click();
    await page.getByRole('heading', {name: 'Where and when'}).waitFor();
    await page.getByLabel('Time', {exact: true}).fill('11:15');
});
after(() => wire.close());

async function leftWithADraft() {
    const {page} = desktop;
    await page.waitForURL(ELSEWHERE);
    await page.goBack({timeout: 3_000}).catch(() => {});
    assert.doesNotMatch(page.url(), /\/app\//);
    await page.goto(wire.url);
    await page.getByRole('heading', {name: 'What happened?'}).waitFor();
    assert.equal(await page.getByLabel('Time', {exact: true}).count(), 0, 'the report is not on the screen by itself');
    await page.getByRole('link', {name: 'Incident', exact: true}).click();
    await page.getByLabel('Time', {exact: true}).focus();
    assert.equal(await page.getByLabel('Time', {exact: true}).inputValue(), '11:15');
}

test('Escape leaves the control first and then the site, and Back does not return', async () => {
    await desktop.page.keyboard.press('Escape');
    assert.match(desktop.page.url(), /\/app\/report\//, 'the first Escape leaves the control');
    await desktop.page.keyboard.press('Escape');
    await leftWithADraft();
});

test('three times Shift leaves from within a control', async () => {
    for (let i = 0; i < 3; i++) await desktop.page.keyboard.press('Shift');
    await leftWithADraft();
});

test('Shift for capital letters does not leave', async () => {
    const {page} = desktop;
    for (const letter of 'ABCD') await page.keyboard.press(`Shift+${letter}`);
    assert.match(page.url(), /\/app\/report\//);
    assert.equal(await page.getByLabel('Time', {exact: true}).inputValue(), '11:15ABCD');
    await page.getByLabel('Time', {exact: true}).fill('11:15');
});

test('Escape that closes a dialog, ends a composition or was used by somebody else does not leave', async () => {
    const {page} = desktop;
    await page.evaluate(() => {
        document.activeElement.blur();
        document.body.append(document.createElement('dialog'));
        document.querySelector('dialog').showModal();
    });
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('dialog').open);
    await page.evaluate(() => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, isComposing: true}));
        addEventListener('keydown', event => event.preventDefault(), {capture: true, once: true});
    });
    await page.keyboard.press('Escape');
    assert.match(page.url(), /\/app\/report\//);
    await page.getByRole('heading', {name: 'Where and when'}).waitFor();
    await page.keyboard.press('Escape');
    await leftWithADraft();
});

test('the link leaves by a click', async () => {
    await desktop.page.getByRole('link', {name: 'Leave this site'}).click();
    await leftWithADraft();
});

test('what was filled in last is kept even where the page ends in the same moment', async () => {
    const {page, context} = desktop;
    const session = await context.browser().newBrowserCDPSession();
    const renderers = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo.filter(it => it.type === 'renderer');
    const before = new Map((await renderers()).map(it => [it.id, it.cpuTime]));
    page.getByLabel('Time', {exact: true}).evaluate(it => {
        it.value = '11:45';
        for (const name of ['input', 'change']) it.dispatchEvent(new Event(name, {bubbles: true}));
        document.querySelector('a[data-exit]').click();
        // Nothing that comes back to this page later is heard.
        for (;;);
    }).catch(() => {});
    await new Promise(resolve => setTimeout(resolve, 500));
    const spun = it => it.cpuTime - (before.get(it.id) ?? 0);
    process.kill((await renderers()).sort((a, b) => spun(b) - spun(a))[0].id, 'SIGKILL');
    const next = await context.newPage();
    await next.goto(wire.url);
    await next.getByRole('link', {name: 'Incident', exact: true}).click();
    assert.equal(await next.getByLabel('Time', {exact: true}).inputValue(), '11:45');
    await desktop.close();
});
