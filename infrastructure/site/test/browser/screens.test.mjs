// Every screen of a report, from the start to its withdrawal, as axe judges it.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {accessible, call, DESKTOP, illustration, line, PHONE, picture, seed, signIn, visitor} from './harness.mjs';

const SUBMITTER = {role: process.env.REPORTER ?? 'Submitter'};
let wire;

before(async () => {
    await seed();
    wire = await line();
});
after(() => wire.close());

const idOf = url => /report\/([0-9a-f-]{36})/.exec(url)[1];

for (const [name, options] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    test(`every screen is accessible on a ${name}, at 320 pixels, with large text and forced colours`, async () => {
        const device = await visitor(options);
        const {page} = device;
        const check = async what => {
            await picture(page, `${name}-${what}`);
            await accessible(page, what, {everywhere: name === 'phone'});
        };
        await page.goto(wire.url);
        await page.getByRole('heading', {name: 'What happened?'}).waitFor();
        await check('01-start');
        await page.getByRole('link', {name: 'Sign in', exact: true}).first().click();
        await page.getByRole('heading', {name: 'Who are you?'}).waitFor();
        await check('02-sign-in');
        await page.goto(wire.url);
        await signIn(page, SUBMITTER);
        await page.getByRole('link', {name: 'New engagement'}).click();
        await page.getByRole('button', {name: 'Continue'}).click();
        await page.getByRole('heading', {name: 'There is a problem'}).waitFor();
        assert.match(await page.title(), /^Error: /);
        await check('03-where-and-when-faults');
        await page.getByLabel('Operation Grip').check();
        await page.getByLabel('Place').selectOption('southend-high-street');
        await page.getByText('Friday 3 Feb 18:00 to Saturday 4 Feb 02:00, 8 hours').waitFor();
        await page.getByLabel('What was done?').selectOption('foot-patrol');
        await page.getByRole('button', {name: 'Continue'}).click();
        await page.getByRole('heading', {name: 'Who and what'}).waitFor();
        await page.getByRole('link', {name: 'Back', exact: true}).click();
        await page.getByRole('heading', {name: 'Where and when'}).waitFor();
        await check('04-where-and-when');
        await page.getByRole('button', {name: 'Continue'}).click();
        await page.getByRole('heading', {name: 'Who and what'}).waitFor();
        await page.getByRole('button', {name: 'One more: Police officers'}).click();
        await page.getByLabel('How many people did you speak with or reach?').fill('about 20');
        await page.getByRole('button', {name: 'Continue'}).click();
        await page.getByRole('link', {name: /whole number/}).click();
        assert.equal(await page.evaluate(() => document.activeElement.id), 'peopleEngaged-count');
        await check('05-who-and-what-faults');
        await page.getByLabel('How many people did you speak with or reach?').fill('20');
        await page.getByLabel('This is an estimate').check();
        await page.getByRole('button', {name: 'Continue'}).click();
        await page.getByRole('button', {name: 'Add a concern'}).click();
        await page.getByLabel('Concern', {exact: true}).selectOption('spiking');
        await page.getByRole('button', {name: 'Add an item'}).click();
        await page.getByLabel('Item', {exact: true}).fill('Personal alarms');
        await page.getByLabel('How many', {exact: true}).fill('30');
        await page.getByRole('button', {name: 'Add an organisation'}).click();
        await page.getByLabel('Organisation 1').fill('Street Pastors');
        await page.getByLabel('Women and girls').check();
        await check('06-anything-else');
        await page.getByRole('button', {name: 'Continue'}).click();
        await page.getByRole('heading', {name: 'Check your answers'}).waitFor();
        await check('07-check');
        if (name === 'phone') await illustration(page, 'form-on-a-phone.png');
        const id = idOf(page.url());
        await page.getByRole('button', {name: 'Send report'}).click();
        await page.getByRole('heading', {name: 'Report stored'}).waitFor();
        await check('08-stored');
        const {body} = await call(`/submissions/${id}`, {role: 'auditor'});
        assert.deepEqual(body.submission.itemsHandedOut, {'personal-alarms': 30});
        assert.deepEqual(body.submission.partners, ['street-pastors']);
        assert.equal(body.submission.peopleEngaged.method, 'estimated');
        assert.equal(body.submission.startedAt, '2023-02-03T18:00:00Z');
        await page.getByRole('link', {name: 'Sent'}).first().click();
        await page.getByRole('link', {name: /Foot patrol/}).first().waitFor();
        await check('09-sent');
        await page.goto(`${wire.url}/app/mine/${id}`);
        await page.getByRole('button', {name: 'Correct'}).waitFor();
        await check('10-mine');
        await page.getByRole('button', {name: 'Correct'}).click();
        await page.getByRole('heading', {name: 'Check your answers'}).waitFor();
        await page.getByRole('link', {name: 'Change people engaged'}).click();
        await page.getByLabel('How many people did you speak with or reach?').fill('21');
        await page.getByRole('button', {name: 'Continue'}).click();
        await page.getByLabel('Why is this corrected?').fill('Counted again');
        await check('11-correct');
        await page.getByRole('button', {name: 'Send correction'}).click();
        await page.getByRole('heading', {name: 'Report stored'}).waitFor();
        const corrected = await call(`/submissions/${id}`, {role: 'auditor'});
        assert.equal(corrected.body.receipt.revision, 2);
        assert.equal(corrected.body.submission.peopleEngaged.count, 21);
        await page.goto(`${wire.url}/app/mine/${id}`);
        await page.getByRole('button', {name: 'Withdraw'}).click();
        await page.getByLabel('Why is this withdrawn?').fill('Reported twice');
        await check('12-withdraw');
        await page.getByRole('button', {name: 'Withdraw the report'}).click();
        await page.getByRole('heading', {name: 'Report withdrawn'}).waitFor();
        await page.getByText('It counts in no figure').waitFor();
        assert.equal((await call(`/submissions/${id}`, {role: 'auditor'})).body.withdrawn, true);
        assert.deepEqual(device.errors, [], 'no script failed and no rule of the content policy was broken');
        await device.close();
    });
}
