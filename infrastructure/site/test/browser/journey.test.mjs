import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {browser, call, DESKTOP, fillEngagement, idOf, line, PHONE, seed, signedIn, signIn, visitor} from './harness.mjs';

const SUBMITTER = {role: process.env.REPORTER ?? 'Submitter'};
let wire;

before(async () => {
    await seed();
    wire = await line();
});
after(() => wire.close());

test('a report that loses the network and its browser is stored once', async () => {
    let phone = await browser(PHONE);
    await phone.page.goto(wire.url);
    await signIn(phone.page, SUBMITTER);
    await fillEngagement(phone.page);
    const id = idOf(phone.page.url());
    await wire.down();
    await phone.page.getByRole('button', {name: 'Send report'}).click();
    await phone.page.getByRole('heading', {name: 'Saved on this phone'}).waitFor();
    await phone.kill();

    phone = await browser(PHONE, phone.profile);
    await phone.page.goto(wire.url);
    await phone.page.getByRole('link', {name: 'Waiting to send (1)'}).waitFor();
    await wire.up();
    await phone.page.getByRole('link', {name: 'Waiting', exact: true}).click();
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    await phone.page.getByText('Nothing of yours waits').waitFor();

    const kept = await call(`/submissions/${id}`, {role: 'auditor'});
    assert.equal(kept.status, 200);
    assert.equal(kept.body.receipt.revision, 1);
    assert.equal(kept.body.submission.peopleEngaged.count, 25);
    assert.deepEqual(phone.errors, []);
    await phone.close();
});

test('the last report is repeated in eight taps', async () => {
    const phone = await visitor(PHONE);
    const {page} = phone;
    await signedIn(page, SUBMITTER, {at: wire.url});
    await fillEngagement(page);
    await page.getByRole('button', {name: 'Send report'}).click();
    await page.getByRole('heading', {name: 'Report stored'}).waitFor();
    await page.goto(wire.url);
    await page.evaluate(() => { window.taps = 0; addEventListener('click', () => window.taps++, true); });
    await page.getByRole('button', {name: 'Repeat last'}).click();
    await page.getByText('Friday 3 Feb 18:00 to Saturday 4 Feb 02:00, 8 hours').waitFor();
    await page.getByRole('button', {name: 'Continue'}).click();
    assert.equal(await page.getByLabel('Police officers', {exact: true}).inputValue(), '2');
    assert.equal(await page.getByLabel('How many people did you speak with or reach?').inputValue(), '');
    await page.getByLabel('How many people did you speak with or reach?').click();
    await page.keyboard.type('7');
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('heading', {name: 'Anything else'}).waitFor();
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('button', {name: 'Send report'}).click();
    await page.getByRole('heading', {name: 'Report stored'}).waitFor();
    const taps = await page.evaluate(() => window.taps);
    assert.ok(taps <= 8, `${taps} taps`);
    await phone.close();
});

test('the keyboard alone sends a report', async () => {
    const desktop = await visitor(DESKTOP);
    const {page} = desktop;
    await page.goto(wire.url);
    await signIn(page, SUBMITTER);
    const to = async wanted => {
        for (let i = 0; i < 60; i++) {
            await page.keyboard.press('Tab');
            const name = await page.evaluate(() => { const it = document.activeElement; return (it.labels?.[0]?.textContent ?? it.getAttribute('aria-label') ?? it.textContent).trim(); });
            if (name === wanted) return;
        }
        assert.fail(`${wanted} is not reached by Tab`);
    };
    await to('New engagement');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'Where and when'}).waitFor();
    // Until the catalogue is there, the operation is a field to type in.
    const operation = page.getByRole('radio', {name: 'Operation Grip'});
    await operation.waitFor();
    // Tab comes to a group of radio buttons once, and arrows go through it.
    await to(await page.locator('input[type=radio][name=operation]').first().evaluate(it => it.labels[0].textContent.trim()));
    await page.keyboard.press('Space');
    for (let i = 0; i < 20 && !await operation.isChecked(); i++) await page.keyboard.press('ArrowDown');
    assert.ok(await operation.isChecked());
    await to('Place');
    await page.keyboard.type('Southend H');
    await to('What was done?');
    await page.keyboard.type('Foot');
    await to('Continue');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'Who and what'}).waitFor();
    await to('One more: Police officers');
    await page.keyboard.press('Enter');
    await to('How many people did you speak with or reach?');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'Anything else'}).waitFor();
    await to('Continue');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'Check your answers'}).waitFor();
    await to('Send report');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'Report stored'}).waitFor();
    await desktop.close();
});
