// A spreadsheet from the file to the published submissions, as somebody at a desk does it.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {accessible, call, DESKTOP, line, picture, seed, signedIn, visitor} from './harness.mjs';

const SUBMITTER = {role: process.env.REPORTER ?? 'Submitter', person: 'desk'};
const SEARCHES = new URL('../../../../functions/import-submissions/src/test/resources/imports/police-uk-stop-and-search.csv', import.meta.url).pathname;
const HEADS = 'kind,operation,place,organisation,startedAt,endedAt,activity,staff.officer,peopleEngaged.count,peopleEngaged.method';
let wire;

before(async () => {
    await seed();
    wire = await line();
});
after(() => wire.close());

/// Rows of an hour each, told apart by the minute that they begin at; the counts are as given.
const rows = (counts, from) => [HEADS, ...counts.map((count, i) => `engagement,grip,High Street of Southend,essex-police,03/02/2023 18:${String(from + i).padStart(2, '0')},03/02/2023 19:00,Foot patrol,2,${count},counted`)].join('\n') + '\n';
const count = async (page, words) => Number(await page.locator('.govuk-summary-list__row', {hasText: words}).locator('dd').textContent());

/// Takes what was checked in, checked again as often as other suites change the catalogue meanwhile.
async function takeIn(page, take) {
    const again = page.getByRole('button', {name: 'Check again'});
    const imported = page.getByRole('heading', {name: 'Imported'});
    while (!await imported.isVisible()) {
        if (await again.isVisible()) {
            const checked = page.waitForResponse(async it => it.request().method() === 'GET' && /\/imports\/[^/]+\?/.test(it.url()) && (await it.json()).state === 'checked');
            await again.click();
            await checked;
        }
        await take.click();
        await imported.or(again).first().waitFor();
    }
}

test('a file is dropped, checked, mended and taken in once', async () => {
    const desktop = await visitor(DESKTOP);
    const {page} = desktop;
    await signedIn(page, SUBMITTER, {at: wire.url});
    await page.getByRole('link', {name: 'Import reports from a file'}).click();
    await page.getByRole('heading', {name: 'Import reports from a file'}).waitFor();
    await page.getByRole('button', {name: 'See what would happen'}).click();
    await page.getByRole('link', {name: /Choose a file/}).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'file');
    await accessible(page, 'import', {everywhere: true});

    // Dropped on the page, as from a folder. One of 30 rows is right; on a stack that was used before they are new too.
    const from = Math.floor(Math.random() * 29);
    const people = 1 + Math.floor(Math.random() * 900_000);
    const counts = Array.from({length: 30}, (_, i) => i === 4 ? people : i % 2 ? 'x' : '-1');
    const mended = Buffer.from(rows(counts.map((_, i) => i === 4 ? people : people + i), from));
    const dropped = await page.evaluateHandle(text => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'patrols.csv', {type: 'text/csv'}));
        return data;
    }, rows(counts, from));
    await page.dispatchEvent('.app-drop', 'drop', {dataTransfer: dropped});
    await page.getByText('patrols.csv').waitFor();
    assert.equal(await page.getByLabel('Shape of the file').inputValue(), 'patrol-ledger-csv', 'its ending says the shape');
    await page.getByLabel('Dates such as 03/02/2023 (optional)').selectOption('dd/mm/yyyy');
    await page.getByRole('button', {name: 'Add a name'}).click();
    await page.getByLabel('In the file').fill('High Street of Southend');
    await page.getByLabel('In the catalogue').selectOption('southend-high-street');
    await page.getByRole('button', {name: 'See what would happen'}).click();
    await page.getByRole('heading', {name: 'What would happen'}).waitFor();
    assert.equal(await count(page, 'Rows in the file'), 30);
    assert.equal(await count(page, 'Rows with something wrong'), 29);
    await page.getByRole('cell', {name: 'I3', exact: true}).waitFor();
    await page.getByRole('cell', {name: 'This must be a whole number.'}).first().waitFor();
    const links = page.getByRole('listitem').getByRole('link', {name: /csv$/});
    assert.ok(await links.count() >= 2, 'the faults and the rows with what is wrong can be had');
    const said = await (await fetch(await page.getByRole('link', {name: 'faults.csv', exact: true}).getAttribute('href'))).text();
    assert.match(said, /peopleEngaged/);
    await accessible(page, 'what would happen');
    await picture(page, 'desktop-13-import');

    // The mended file: what was answered is still there.
    await page.getByRole('link', {name: 'Choose the mended file'}).click();
    await page.locator('#file').setInputFiles({name: 'patrols-mended.csv', mimeType: 'text/csv', buffer: mended});
    assert.equal(await page.getByLabel('In the file').inputValue(), 'High Street of Southend');
    await page.getByRole('button', {name: 'See what would happen'}).click();
    const take = page.getByRole('button', {name: 'Take in 30 rows'});
    await take.waitFor();
    // What was checked by a catalogue that has changed since is not taken in unseen.
    const changed = await call(`/catalogue/operations/desk-${randomUUID().slice(0, 8)}`, {role: 'administrator', method: 'PUT', headers: {'if-none-match': '*'}, body: {
        name: 'Operation Desk', activeFrom: '2021-04-01', activeUntil: '2021-04-30', organisations: ['essex-police'], places: [], shifts: [],
    }});
    assert.equal(changed.status, 201, JSON.stringify(changed.body));
    await take.click();
    await page.getByRole('button', {name: 'Check again'}).waitFor();
    await takeIn(page, take);
    await page.getByText('30 rows taken in').waitFor();
    const {body} = await call('/submissions?operation=grip&from=2023-02-03&to=2023-02-03&place=southend-high-street&limit=1000', {role: 'auditor'});
    const taken = body.submissions.filter(it => it.startedAt === `2023-02-03T18:${String(from + 4).padStart(2, '0')}:00Z` && it.endedAt === '2023-02-03T19:00:00Z');
    assert.ok(taken.length >= 1);

    // The same file again, by another name, counts nothing twice.
    await page.getByRole('link', {name: 'Import another file'}).click();
    await page.locator('#file').setInputFiles({name: 'renamed.csv', mimeType: 'text/csv', buffer: mended});
    await page.getByRole('button', {name: 'See what would happen'}).click();
    await page.getByText('There is nothing to take in.').waitFor();
    assert.equal(await count(page, 'Already there, the same'), 30);
    assert.deepEqual(desktop.errors, []);
    await desktop.close();
});

test('a file as forces publish it is read by its preset, and one that is no such file is refused in words', async () => {
    const desktop = await visitor(DESKTOP);
    const {page} = desktop;
    await signedIn(page, SUBMITTER, {at: wire.url});
    await page.goto(`${wire.url}/app/import`);
    await page.locator('#file').setInputFiles({name: 'essex-stop-and-search.csv', mimeType: 'text/csv', buffer: readFileSync(SEARCHES)});
    await page.getByLabel('Shape of the file').selectOption('police-uk-stop-and-search');
    await page.getByLabel('Operation (optional)').selectOption('grip');
    await page.getByLabel('Place (optional)').selectOption('southend-seafront');
    await page.getByRole('button', {name: 'See what would happen'}).click();
    await page.getByRole('heading', {name: 'What would happen'}).waitFor();
    const total = await count(page, 'Rows in the file');
    const good = await count(page, 'New reports');
    // On a stack that was used before they are there already.
    const there = await count(page, 'Already there, the same');
    assert.ok(total > 10 && good + there > 0, `${good} and ${there} of ${total}`);
    if (good > 0) {
        await takeIn(page, page.getByRole('button', {name: new RegExp(`^Take in (the )?${good}`)}));
        await page.getByText(`${good} row`).first().waitFor();
    }
    await page.goto(`${wire.url}/app/import`);
    await page.locator('#file').setInputFiles({name: 'holiday.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('This is no workbook.')});
    await page.getByLabel('Shape of the file').selectOption('patrol-ledger-xlsx');
    await page.getByRole('button', {name: 'See what would happen'}).click();
    await page.getByRole('heading', {name: 'This file cannot be read'}).waitFor();
    assert.deepEqual(desktop.errors, []);
    await desktop.close();
});
