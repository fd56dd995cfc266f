import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {accessible, call, DESKTOP, follow, PHONE, picture, signedIn, signIn, visitor} from './harness.mjs';

const ID = 'lantern';
let desktop;

before(async () => {
    desktop = await visitor(DESKTOP);
    await signedIn(desktop.page, {role: 'Administrator'});
});
after(() => desktop.close());

const stored = async () => (await call('/catalogue', {role: 'lead'})).body.operations.find(it => it.id === ID);
const heading = (page, name) => page.getByRole('heading', {name, level: 1}).waitFor();
const faultsOn = async page => (await page.locator('.govuk-error-summary li').allInnerTexts()).map(it => it.trim());
const focused = page => page.evaluate(() => document.activeElement.id);

test('an operation is created, and its faults are those of the API, each a link to its input', async () => {
    const {page} = desktop;
    await page.getByRole('link', {name: 'Catalogue', exact: true}).click();
    await heading(page, 'Catalogue');
    await page.getByRole('link', {name: 'Create an operation'}).click();
    await heading(page, 'New operation');
    for (const bad of ['', 'Night Watch!']) {
        await page.getByLabel('Identifier').fill(bad);
        await page.getByRole('button', {name: 'Create'}).click();
        await page.getByRole('link', {name: /^Identifier.*lower-case letters, digits and hyphens/}).click();
        await page.waitForFunction(() => document.activeElement.id === 'id');
    }
    await page.getByLabel('Identifier').fill(ID);
    await page.getByRole('button', {name: 'Add a place'}).click();
    await page.getByLabel('Identifier').last().fill('lantern-quay');
    await page.getByLabel('District').fill('Southend');
    await page.getByRole('button', {name: 'Add a shift'}).click();
    await page.getByRole('button', {name: 'Create'}).click();
    await page.getByRole('link', {name: /^Place 1, district/}).waitFor();
    const refused = await call(`/catalogue/operations/${ID}`, {role: 'administrator', method: 'PUT', headers: {'if-none-match': '*'},
        body: {id: ID, activeUntil: null, organisations: [], places: [{validUntil: null, id: 'lantern-quay', district: 'Southend'}], shifts: [{days: []}], priorities: undefined}});
    assert.equal(refused.status, 422);
    assert.deepEqual((await faultsOn(page)).map(it => it.slice(it.indexOf(': ') + 2)), refused.body.errors.map(it => it.detail));
    assert.match(await page.title(), /^Error: /);
    await accessible(page, 'operation with faults');
    await picture(page, 'catalogue-01-faults');
    await page.getByRole('link', {name: /^Place 1, district/}).click();
    await page.waitForFunction(() => document.activeElement.id === 'places-0-district');
    await page.getByLabel('District').fill('E06000033');
    await page.getByLabel('Name').last().fill('Lantern quay');
    await page.getByLabel('Latitude and longitude (optional)').fill('51.5375,0.7136');
    await page.getByLabel('First operational day').last().fill('2021-04-01');
    await page.getByRole('link', {name: /^Name/}).first().click();
    await page.waitForFunction(() => document.activeElement.id === 'name');
    await page.keyboard.type('Operation Lantern');
    await page.getByLabel('First operational day').first().fill('2021-04-01');
    await page.getByRole('link', {name: /^Shift 1, days/}).click();
    await page.waitForFunction(() => document.activeElement.id.startsWith('shifts-0-days'));
    await page.getByLabel('Friday').check();
    await page.getByLabel('Place', {exact: true}).selectOption('lantern-quay');
    await page.getByLabel('From', {exact: true}).fill('18:00');
    await page.getByLabel('To', {exact: true}).fill('02:00');
    await page.getByRole('button', {name: 'Add an organisation'}).click();
    await page.locator('#organisations-0').fill('essex-police');
    await page.getByRole('button', {name: 'Create'}).click();
    await page.getByText('Saved as revision 1.').waitFor();
    await heading(page, 'Operation Lantern');
    // What is said keeps its distance from the heading.
    await page.waitForFunction(() => document.querySelector('h1').getBoundingClientRect().top - document.querySelector('.app-saved').getBoundingClientRect().bottom >= 20);
    await page.getByText('0 funds', {exact: true}).waitFor();
    assert.deepEqual(await stored(), {
        id: ID, name: 'Operation Lantern', revision: 1, activeFrom: '2021-04-01', activeUntil: null, organisations: ['essex-police'],
        places: [{id: 'lantern-quay', name: 'Lantern quay', district: 'E06000033', validFrom: '2021-04-01', validUntil: null, point: '51.5375,0.7136'}],
        shifts: [{place: 'lantern-quay', days: ['FRI'], from: '18:00', to: '02:00'}],
    });
});

test('a change that crosses another is explained, and nothing is lost by chance', async () => {
    const {page} = desktop;
    await follow(page, `/app/catalogue/operations/${ID}`);
    await heading(page, 'Operation Lantern');
    const {revision, ...other} = await stored();
    const crossed = await call(`/catalogue/operations/${ID}`, {role: 'administrator', method: 'PUT', headers: {'if-match': `"${revision}"`}, body: {...other, activeUntil: '2024-03-31'}});
    assert.equal(crossed.status, 200);
    await page.getByRole('button', {name: /^Change shift/}).click();
    await page.getByLabel('Saturday').check();
    await page.getByRole('button', {name: 'Save'}).click();
    await page.getByRole('heading', {name: 'Somebody else has changed it meanwhile'}).waitFor();
    assert.match(await page.locator('.govuk-error-summary').innerText(), /You began from revision 1; the catalogue now has revision 2.*Last day: open before, 31 March 2024 now/s);
    await accessible(page, 'conflict');
    await picture(page, 'catalogue-02-conflict');
    assert.equal((await stored()).revision, 2);
    await page.getByRole('button', {name: 'Begin again from theirs'}).click();
    assert.equal(await page.getByLabel('Last operational day (optional)').first().inputValue(), '2024-03-31');
    await page.getByRole('button', {name: /^Change shift/}).click();
    await page.getByLabel('Saturday').check();
    await page.getByRole('button', {name: 'Save'}).click();
    await page.getByText('Saved as revision 3.').waitFor();
    const now = await stored();
    assert.deepEqual([now.activeUntil, now.shifts[0].days], ['2024-03-31', ['FRI', 'SAT']]);
});

test('a place is renamed for every operation, and another organisation is not', async () => {
    const {page} = desktop;
    await follow(page, '/app/catalogue/places/lantern-quay');
    await page.getByLabel('Name').fill('Lantern quay, east');
    await page.getByRole('button', {name: 'Save'}).click();
    await page.getByText('Saved as revision').waitFor();
    assert.equal((await stored()).places[0].name, 'Lantern quay, east');
    await follow(page, '/app/catalogue/organisations/new');
    await page.getByLabel('Identifier').fill('lantern-wardens');
    await page.getByLabel('Name').fill('Lantern wardens');
    await page.getByRole('button', {name: 'Create'}).click();
    await page.getByText('not for this organisation').waitFor();
    await accessible(page, 'organisation');
    assert.deepEqual(desktop.errors, [], 'no script failed and no rule of the content policy was broken');
});

test('on a phone the catalogue is accessible, and its revisions say who changed what', async () => {
    const phone = await visitor(PHONE);
    const {page} = phone;
    await signedIn(page, {role: 'Administrator'});
    await follow(page, '/app/catalogue');
    await heading(page, 'Catalogue');
    await picture(page, 'phone-catalogue');
    await accessible(page, 'catalogue');
    await follow(page, `/app/catalogue/operations/${ID}`);
    await page.getByRole('button', {name: /^Change place/}).click();
    await picture(page, 'phone-operation');
    await accessible(page, 'operation', {everywhere: true});
    await follow(page, '/app/sign-out');
    await page.getByRole('button', {name: /sign out/i}).click();
    await signIn(page, {role: 'Auditor'});
    await follow(page, '/app/catalogue');
    await page.getByRole('link', {name: 'all revisions of Operation Lantern'}).click();
    await heading(page, 'Revisions');
    const rows = await page.getByRole('row').allInnerTexts();
    assert.match(rows[1], /^3.*administrator-of-essex-police.*Shift added: Lantern quay, Friday and Saturday, 18:00 to 02:00/s);
    assert.match(rows.at(-1), /^1.*Created/s);
    assert.equal(await page.getByRole('link', {name: 'Create an operation'}).count(), 0);
    await picture(page, 'phone-revisions');
    await accessible(page, 'revisions');
    assert.deepEqual(phone.errors, []);
    await phone.close();
});

test('of a catalogue that is too large for one answer, an administrator sees and changes the part of one organisation', async () => {
    const {page} = desktop;
    const tooLarge = JSON.stringify({type: 'urn:patrol-ledger:problem:not-valid', status: 422, detail: 'Too large.', errors: [{pointer: '/organisation', rule: 'required', detail: 'This query narrows it.'}]});
    const whole = url => url.pathname === '/catalogue' && !url.search;
    await page.route(whole, route => route.fulfill({status: 422, contentType: 'application/problem+json', body: tooLarge}));
    await follow(page, '/app/catalogue');
    await page.getByText('This is the part of one organisation.').waitFor();
    await page.getByRole('link', {name: 'Operation Lantern', exact: true}).waitFor();
    await accessible(page, 'part of the catalogue');
    await page.getByLabel('Organisation', {exact: true}).fill('Essex Police');
    await page.getByRole('button', {name: 'Show its part'}).click();
    await page.getByText('There is no operation yet.').waitFor();
    await page.locator('.govuk-error-message').waitFor();
    await page.getByLabel('Organisation', {exact: true}).fill('essex-police');
    await page.getByRole('button', {name: 'Show its part'}).click();
    await page.getByRole('link', {name: 'Operation Lantern', exact: true}).click();
    await page.getByLabel('Name').first().fill('Operation Lantern, east');
    await page.getByRole('button', {name: 'Save'}).click();
    await page.getByText('Saved as revision').waitFor();
    const {revision, ...other} = await stored();
    assert.equal(other.name, 'Operation Lantern, east');
    const crossed = await call(`/catalogue/operations/${ID}`, {role: 'administrator', method: 'PUT', headers: {'if-match': `"${revision}"`}, body: {...other, name: 'Operation Lantern'}});
    assert.equal(crossed.status, 200);
    await page.getByRole('button', {name: 'Save'}).click();
    await page.getByRole('heading', {name: 'Somebody else has changed it meanwhile'}).waitFor();
    await follow(page, '/app/catalogue?organisation=essex-police');
    await page.getByRole('link', {name: 'Lantern quay, east'}).click();
    await page.getByLabel('Name').waitFor();
    await page.unroute(whole);
    assert.deepEqual(desktop.errors, []);
});
