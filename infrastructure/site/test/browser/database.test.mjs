import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {DESKTOP, line, visitor} from './harness.mjs';

const ROUNDS = 6;
let wire;

before(async () => {
    wire = await line();
    wire.folder = new URL('../../src/js/shell', import.meta.url).pathname;
});
after(() => wire.close());

test('what is written as the browser closes the database ends, and the next is kept', async () => {
    const {context, page, errors, close} = await visitor(DESKTOP);
    await page.goto(`${wire.url}/database.js`);
    const browser = await context.newCDPSession(page);
    for (let round = 0; round < ROUNDS; round++) {
        await page.evaluate(async () => {
            window.database = await import('/database.js');
            window.written = 0;
            window.stop = false;
            window.writing = (async () => {
                while (!window.stop) {
                    await window.database.put('drafts', {id: 'draft'}).then(() => { window.written++; }, () => {});
                }
            })();
        });
        await page.waitForFunction(() => window.written > 10);
        await browser.send('Storage.clearDataForOrigin', {origin: wire.url, storageTypes: 'indexeddb'});
        const seen = await page.evaluate(() => window.written);
        await page.waitForFunction(it => window.written > it + 10, seen);
        await page.evaluate(() => { window.stop = true; return window.writing; });
        assert.deepEqual(await page.evaluate(() => window.database.all('drafts')), [{id: 'draft'}]);
    }
    assert.deepEqual(errors, []);
    await close();
});
