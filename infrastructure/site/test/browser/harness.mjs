// What the browser tests share: Chromium, a stack that answers at STACK, and a proxy in front of it whose line can be cut.
import assert from 'node:assert/strict';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import http from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after} from 'node:test';
import {AxeBuilder} from '@axe-core/playwright';
import {chromium} from 'playwright-core';

export const STACK = process.env.STACK;
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const PICTURES = process.env.PICTURES ?? new URL('../../target/pictures/', import.meta.url).pathname;
if (!STACK) throw new Error('STACK is the address of a running local stack');
if (!existsSync(CHROMIUM)) throw new Error(`there is no Chromium at ${CHROMIUM}`);
mkdirSync(PICTURES, {recursive: true});

const PATIENCE = 20_000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];
export const PHONE = {viewport: {width: 360, height: 740}, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'en-GB', timezoneId: 'America/New_York'};
export const DESKTOP = {viewport: {width: 1280, height: 900}, locale: 'en-GB', timezoneId: 'Europe/London'};

/// Calls the stack itself, as an administrator or as another role.
export async function call(path, {role, method = 'GET', body, headers = {}} = {}) {
    if (role) {
        const tokens = await (await fetch(`${STACK}/local/tokens`)).json();
        headers = {...headers, authorization: `Bearer ${tokens[role]}`};
    }
    if (body !== undefined) headers = {...headers, 'content-type': 'application/json'};
    const answer = await fetch(STACK + path, {method, headers, body: body === undefined ? undefined : JSON.stringify(body)});
    return {status: answer.status, headers: answer.headers, body: answer.headers.get('content-type')?.includes('json') ? await answer.json() : await answer.text()};
}

/// Puts the sample's operation with its shifts into the catalogue, unless it is there.
export async function seed() {
    const known = await call('/catalogue', {role: 'administrator'});
    assert.equal(known.status, 200);
    if (known.body.operations.some(it => it.id === 'grip')) return;
    const places = [['southend-high-street', 'Southend High Street', 'E06000033'], ['southend-seafront', 'Southend seafront', 'E06000033'],
        ['basildon-town-centre', 'Basildon town centre', 'E07000066'], ['colchester-high-street', 'Colchester High Street', 'E07000071']]
        .map(([id, name, district]) => ({id, name, district, validFrom: '2021-04-01', validUntil: null}));
    const made = await call('/catalogue/operations/grip', {role: 'administrator', method: 'PUT', headers: {'if-none-match': '*'}, body: {
        name: 'Operation Grip', activeFrom: '2021-04-01', activeUntil: null, organisations: ['essex-police'], places,
        shifts: places.map(it => ({place: it.id, days: ['FRI', 'SAT'], from: '18:00', to: '02:00'})),
    }});
    assert.equal(made.status, 201, JSON.stringify(made.body));
}

/// A line to the stack that can be cut, and that spoils what passes. Same origin for the browser: its own port.
export async function line() {
    const target = new URL(STACK);
    const seen = [];
    const it = {
        seen, faults: null, delay: 0,
        async up() {
            if (!server.listening) await new Promise(resolve => server.listen(port, '127.0.0.1', resolve));
        },
        async down() {
            server.closeAllConnections();
            await new Promise(resolve => server.close(resolve));
        },
    };
    const server = http.createServer((request, response) => {
        const chunks = [];
        request.on('data', chunk => chunks.push(chunk)).on('end', async () => {
            const body = Buffer.concat(chunks);
            const fate = it.faults?.(request) ?? 'pass';
            seen.push({method: request.method, url: request.url, headers: request.headers, body, fate});
            if (fate === 'lose-request') return request.socket.destroy();
            if (fate === 'away') {
                response.writeHead(503, {'content-type': 'application/problem+json', 'retry-after': '1'});
                return response.end('{"type":"urn:patrol-ledger:problem:storage-away","title":"Storage is away","status":503,"detail":"Storage is away."}');
            }
            if (fate === 'portal') {
                response.writeHead(200, {'content-type': 'text/html'});
                return response.end('<h1>Welcome to the station Wi-Fi</h1>');
            }
            const out = http.request({host: target.hostname, port: target.port, method: request.method, path: request.url, headers: {...request.headers, host: target.host}}, answer => {
                const parts = [];
                answer.on('data', part => parts.push(part)).on('end', () => {
                    const whole = Buffer.concat(parts);
                    if (fate === 'lose-answer') return request.socket.destroy();
                    response.writeHead(answer.statusCode, answer.headers);
                    if (fate === 'half-answer') {
                        response.write(whole.subarray(0, whole.length / 2));
                        return setTimeout(() => request.socket.destroy(), 10);
                    }
                    response.end(whole);
                });
            });
            out.on('error', () => request.socket.destroy());
            out.end(body);
        });
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    const {port} = server.address();
    it.url = `http://127.0.0.1:${port}`;
    it.close = () => it.down().catch(() => {});
    return it;
}

// A test that fails leaves its browser open, which would keep this process from ending.
const opened = [];
after(() => Promise.all(opened.map(it => it.close().catch(() => {}))));

/// What a context's scripts throw, and which rules of the content policy they break.
function watched(context) {
    const errors = [];
    const watch = page => {
        page.setDefaultTimeout(PATIENCE);
        page.on('pageerror', e => errors.push(String(e)));
        page.on('console', message => {
            if (/Content Security Policy|Trusted/i.test(message.text())) errors.push(message.text());
            if (process.env.TALK && message.type() === 'error') console.error(message.text());
        });
    };
    context.pages().forEach(watch);
    context.on('page', watch);
    return errors;
}

let shared;

/// A visitor with nothing stored, in the one browser of this process: quick to open, gone once closed.
/// @return {context, page, errors, close()}
export async function visitor(options = DESKTOP) {
    if (!shared) {
        shared = chromium.launch({executablePath: CHROMIUM, args: FLAGS});
        opened.push(await shared);
    }
    const context = await (await shared).newContext(options);
    const errors = watched(context);
    return {context, errors, page: await context.newPage(), close: () => context.close()};
}

/// A browser with a profile of its own that outlives it: for what is closed or killed and comes back.
export async function browser(options = PHONE, profile = mkdtempSync(join(tmpdir(), 'patrol-ledger-'))) {
    const context = await chromium.launchPersistentContext(profile, {executablePath: CHROMIUM, args: FLAGS, ...options});
    opened.push(context);
    const errors = watched(context);
    return {
        context, profile, errors, page: context.pages()[0] ?? await context.newPage(),
        async close({forget = true} = {}) {
            await context.close();
            if (forget) rmSync(profile, {recursive: true, force: true, maxRetries: 5});
        },
        /// SIGKILL, as a phone does.
        async kill() {
            const mine = readdirSync('/proc').filter(it => /^\d+$/.test(it)).filter(pid => {
                try {
                    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
                    return command.includes(profile) && !command.includes('--type=');
                } catch {
                    return false;
                }
            });
            for (const pid of mine) process.kill(Number(pid), 'SIGKILL');
            await new Promise(resolve => setTimeout(resolve, 500));
        },
    };
}

/// Signs in on the issuer's page as a person would.
export async function signIn(page, {role = 'Submitter', organisation = 'essex-police', person = ''} = {}) {
    await page.getByRole('link', {name: 'Sign in', exact: true}).first().click();
    await page.getByRole('heading', {name: 'Who are you?'}).waitFor();
    await page.getByLabel(role, {exact: true}).check();
    await page.getByLabel('Organisation').fill(organisation);
    if (person) await page.getByLabel('Person').fill(person);
    await page.getByRole('button', {name: 'Sign in'}).click();
    await page.getByRole('link', {name: 'Sign out'}).waitFor();
}

/// Nothing that axe finds on the page as it is; on a phone also at 320 pixels, with large text, forced colours and in the dark.
/// @param what names the page where something is found
/// @param everywhere true looks at all of these
export async function accessible(page, what, {everywhere = false} = {}) {
    const find = async how => {
        const {violations} = await new AxeBuilder({page}).setLegacyMode(true).analyze();
        assert.deepEqual(violations.map(it => `${it.id}: ${it.nodes.map(n => n.target).join(' ')}`), [], `${what}${how}`);
    };
    await find('');
    if (!everywhere) return;
    const size = page.viewportSize();
    await page.setViewportSize({width: 320, height: 740});
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), `${what} scrolls sideways at 320 pixels`);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await find(', large text');
    await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
    const session = await page.context().newCDPSession(page);
    for (const [name, value] of [['forced-colors', 'active'], ['prefers-color-scheme', 'dark']]) {
        await session.send('Emulation.setEmulatedMedia', {features: [{name, value}]});
        await find(`, ${name}`);
    }
    await session.send('Emulation.setEmulatedMedia', {features: []});
    await session.detach();
    await page.setViewportSize(size);
}

export const picture = (page, name) => page.screenshot({path: join(PICTURES, `${name}.png`), fullPage: true});

/// Fills an engagement's first two screens by their labels.
export async function fillEngagement(page, {people = 25, day} = {}) {
    await page.getByRole('link', {name: 'New engagement'}).click();
    await page.getByLabel('Operation Grip').check();
    if (day) await page.getByLabel('Operational day').selectOption(day);
    await page.getByLabel('Place').selectOption('southend-high-street');
    await chooseHours(page);
    await page.getByLabel('What was done?').selectOption('foot-patrol');
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('heading', {name: 'Who and what'}).waitFor();
    await page.getByRole('button', {name: 'One more: Police officers'}).click();
    await page.getByRole('button', {name: 'One more: Police officers'}).click();
    await page.getByLabel('How many people did you speak with or reach?').fill(String(people));
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('heading', {name: 'Anything else'}).waitFor();
    await page.getByRole('button', {name: 'Continue'}).click();
    await page.getByRole('heading', {name: 'Check your answers'}).waitFor();
}

/// Hours by hand where no shift was chosen.
export async function chooseHours(page, from = '18:00', to = '02:00') {
    const other = page.getByLabel('Other hours');
    if (await other.isVisible()) await other.check();
    await page.getByLabel('From', {exact: true}).fill(from);
    await page.getByLabel('To', {exact: true}).fill(to);
}
