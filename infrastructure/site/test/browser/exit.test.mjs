import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {DESKTOP, line, seed, visitor} from './harness.mjs';

const ELSEWHERE = /^https:\/\/www\.bbc\.co\.uk\/weather/;
let wire;

before(async () => {
    await seed();
    wire = await line();
});
after(() => wire.close());

/// A report half filled, with the outside answered here: nothing leaves this machine.
async function half() {
    const desktop = await visitor(DESKTOP);
    const {page, context} = desktop;
    await context.route(ELSEWHERE, route => route.fulfill({contentType: 'text/html', body: '<title>Weather</title><h1>Weather</h1>'}));
    await page.goto(wire.url);
    await page.getByRole('link', {name: 'New incident'}).click();
    await page.getByRole('heading', {name: 'Where and when'}).waitFor();
    await page.getByLabel('Time', {exact: true}).fill('11:15');
    return desktop;
}

async function leftWithADraft({page}) {
    await page.waitForURL(ELSEWHERE);
    await page.goBack({timeout: 3_000}).catch(() => {});
    assert.doesNotMatch(page.url(), /\/app\//);
    await page.goto(wire.url);
    await page.getByRole('heading', {name: 'What happened?'}).waitFor();
    assert.equal(await page.getByLabel('Time', {exact: true}).count(), 0, 'the report is not on the screen by itself');
    await page.getByRole('link', {name: 'Incident', exact: true}).click();
    assert.equal(await page.getByLabel('Time', {exact: true}).inputValue(), '11:15');
}

test('Escape leaves the control first and then the site, and Back does not return', async () => {
    const desktop = await half();
    await desktop.page.keyboard.press('Escape');
    assert.match(desktop.page.url(), /\/app\/report\//, 'the first Escape leaves the control');
    await desktop.page.keyboard.press('Escape');
    await leftWithADraft(desktop);
    await desktop.close();
});

test('three times Shift leaves from within a control', async () => {
    const desktop = await half();
    for (let i = 0; i < 3; i++) await desktop.page.keyboard.press('Shift');
    await leftWithADraft(desktop);
    await desktop.close();
});

test('Shift for capital letters does not leave', async () => {
    const desktop = await half();
    await desktop.page.keyboard.press('Shift+A');
    await desktop.page.keyboard.press('Shift+B');
    await desktop.page.keyboard.press('Shift+C');
    await desktop.page.keyboard.press('Shift+D');
    assert.match(desktop.page.url(), /\/app\/report\//);
    await desktop.close();
});

test('Escape that closes a dialog, ends a composition or was used by somebody else does not leave', async () => {
    const desktop = await half();
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
    await leftWithADraft(desktop);
    await desktop.close();
});

test('the link leaves by a click', async () => {
    const desktop = await half();
    await desktop.page.getByRole('link', {name: 'Leave this site'}).click();
    await leftWithADraft(desktop);
    await desktop.close();
});

test('what was filled in last is kept even where the page ends in the same moment', async () => {
    const {page, context, close} = await half();
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
    await close();
});
