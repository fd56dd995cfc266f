import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import http from 'node:http';
import {tmpdir} from 'node:os';
import {extname, join} from 'node:path';
import {test} from 'node:test';
import {browser, DESKTOP} from './harness.mjs';

const HERE = new URL('../../', import.meta.url).pathname;
const TYPES = {'.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.json': 'application/json', '.svg': 'image/svg+xml'};

/// Builds the site from a changed copy of events/ and serves it.
async function siteOf(change) {
    const folder = mkdtempSync(join(tmpdir(), 'patrol-ledger-events-'));
    cpSync(join(HERE, '../../events'), join(folder, 'events'), {recursive: true, filter: path => !path.includes('/target')});
    const path = join(folder, 'events/schemas/engagement.schema.json');
    const schema = JSON.parse(readFileSync(path, 'utf8'));
    change(schema.$defs.form);
    writeFileSync(path, JSON.stringify(schema));
    execFileSync(process.execPath, [join(HERE, 'build.mjs'), '--out', join(folder, 'site'), '--events', join(folder, 'events')], {cwd: HERE});
    const server = http.createServer((request, response) => {
        const wanted = request.url.split('?')[0];
        const file = wanted === '/' || wanted.startsWith('/app/') ? '/index.html' : wanted;
        try {
            const bytes = readFileSync(join(folder, 'site', file));
            response.writeHead(200, {'content-type': TYPES[extname(file)] ?? 'text/plain'});
            response.end(bytes);
        } catch {
            response.writeHead(404);
            response.end();
        }
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    return {url: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); rmSync(folder, {recursive: true}); }};
}

test('a field that is added to the schema alone is asked under Anything else', async () => {
    const site = await siteOf(form => {
        form.properties.lanternsLent = {type: 'integer', minimum: 0, maximum: 50, description: 'Lanterns.'};
        form.properties.weather = {type: 'string', enum: ['dry', 'wet-and-windy'], description: 'Weather.'};
    });
    const desktop = await browser(DESKTOP);
    const {page} = desktop;
    page.setDefaultTimeout(20_000);
    await page.goto(site.url);
    await page.getByRole('link', {name: 'New engagement'}).click();
    await page.getByLabel('Operation', {exact: true}).fill('grip');
    await page.getByLabel('Place', {exact: true}).fill('southend-seafront');
    await page.getByLabel('From', {exact: true}).fill('00:10');
    await page.getByLabel('To', {exact: true}).fill('00:20');
    await page.getByLabel('Operational day').selectOption({index: 3});
    await page.getByLabel('What was done?').selectOption('foot-patrol');
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('button', {name: 'One more: Police officers'}).click();
    await page.getByLabel('How many people did you speak with or reach?').fill('2');
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('heading', {name: 'Anything else'}).waitFor();
    await page.getByLabel('Wet and windy').check();
    await page.getByLabel('Lanterns lent').fill('51');
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('link', {name: 'Lanterns lent: This must be 50 or less.'}).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'lanternsLent');
    await page.getByLabel('Lanterns lent').fill('5');
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('heading', {name: 'Check your answers'}).waitFor();
    await page.getByText('Wet and windy').waitFor();
    await desktop.close();
    site.close();
});
