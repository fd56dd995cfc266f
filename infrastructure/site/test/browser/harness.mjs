// What the browser tests share: Chromium, a stack that answers at STACK, and a proxy in front of it whose line can be cut.
import assert from 'node:assert/strict';
import {createHash, randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import http from 'node:http';
import {tmpdir} from 'node:os';
import {extname, join} from 'node:path';
import {after} from 'node:test';
import {gzipSync} from 'node:zlib';
import {chromium} from 'playwright-core';

export const STACK = process.env.STACK;
/// Files of the site that are tried without building the stack anew; null for the stack's own.
export const SITE = process.env.SITE ?? null;
/// The engine without windows, where it is installed: it does the same in half the processor time.
export const CHROMIUM = process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync);
/// Where pictures of the screens are left; without it none are taken.
const PICTURES = process.env.PICTURES ?? null;
if (!STACK) throw new Error('STACK is the address of a running local stack');
if (!CHROMIUM || !existsSync(CHROMIUM)) throw new Error(`there is no Chromium ${CHROMIUM ? `at ${CHROMIUM}` : 'in /usr/bin'}`);
if (PICTURES) mkdirSync(PICTURES, {recursive: true});

/// Milliseconds. Long, since a busy machine is no fault of the page; tests that promise a time measure it.
const PATIENCE = 60_000;
/// Shortened, as a page takes half the time to read it.
const AXE = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];
export const PHONE = {viewport: {width: 360, height: 740}, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'en-GB', timezoneId: 'America/New_York'};
export const DESKTOP = {viewport: {width: 1280, height: 900}, locale: 'en-GB', timezoneId: 'Europe/London'};

/// The stack's tokens by role, good for longer than any test.
let tokens;

/// Calls the stack itself, as an administrator or as another role.
export async function call(path, {role, method = 'GET', body, headers = {}} = {}) {
    if (role) {
        tokens ??= await (await fetch(`${STACK}/local/tokens`)).json();
        headers = {...headers, authorization: `Bearer ${tokens[role]}`};
    }
    if (body !== undefined) headers = {...headers, 'content-type': 'application/json'};
    const answer = await fetch(STACK + path, {method, headers, body: body === undefined ? undefined : JSON.stringify(body)});
    return {status: answer.status, headers: answer.headers, body: answer.headers.get('content-type')?.includes('json') ? await answer.json() : await answer.text()};
}

/// Puts the sample's operation with its shifts into the catalogue, unless it is there.
export async function seed() {
    const isThere = async () => (await call('/catalogue', {role: 'administrator'})).body.operations.some(it => it.id === 'grip');
    if (await isThere()) return;
    const places = [['southend-high-street', 'Southend High Street', 'E06000033', '51.5372,0.7143'], ['southend-seafront', 'Southend seafront', 'E06000033', '51.5331,0.7101'],
        ['basildon-town-centre', 'Basildon town centre', 'E07000066', '51.5703,0.4571'], ['colchester-high-street', 'Colchester High Street', 'E07000071', '51.8898,0.9013']]
        .map(([id, name, district, point]) => ({id, name, district, validFrom: '2021-04-01', validUntil: null, point}));
    const made = await call('/catalogue/operations/grip', {role: 'administrator', method: 'PUT', headers: {'if-none-match': '*'}, body: {
        name: 'Operation Grip', activeFrom: '2021-04-01', activeUntil: null, organisations: ['essex-police'], places,
        shifts: places.map(it => ({place: it.id, days: ['FRI', 'SAT'], from: '18:00', to: '02:00'})),
    }});
    // Another suite may have put it there meanwhile.
    assert.ok(made.status === 201 || await isThere(), JSON.stringify(made.body));
}

const CONTENT = {'.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.json': 'application/json', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json'};

const HASHED = /\.[\w-]{8,10}\.\w+$/;

/// The file of a folder of the site at an address; null where there is none.
function fileOf(folder, address) {
    const path = address.split('?')[0];
    const file = join(folder, path === '/' || path.startsWith('/app/') ? 'index.html' : path);
    return Object.hasOwn(CONTENT, extname(file)) && existsSync(file) ? file : null;
}

/// A line to the stack that can be cut, and that spoils what passes. Same origin for the browser: its own port.
export async function line() {
    const target = new URL(STACK);
    const pages = Object.fromEntries([...(await fetch(STACK)).headers].filter(([name]) => !/^(?:etag|content-.*(?<!policy)|cache-control|date|transfer-encoding|connection)$/.test(name)));
    const seen = [];
    const it = {
        /// `folder` holds files of the site that are served in place of the stack's; `date` what answers say that the time is.
        seen, faults: null, folder: SITE, date: null,
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
            const entry = {method: request.method, url: request.url, headers: request.headers, body, fate, status: 0, received: 0};
            seen.push(entry);
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
                    let whole = Buffer.concat(parts);
                    if (fate === 'lose-answer') return request.socket.destroy();
                    let {headers} = answer;
                    let status = answer.statusCode;
                    const file = it.folder && request.method === 'GET' ? fileOf(it.folder, request.url) : null;
                    if (file) {
                        whole = gzipSync(readFileSync(file), {level: 9});
                        const etag = `"${createHash('sha256').update(whole).digest('hex').slice(0, 20)}"`;
                        status = request.headers['if-none-match'] === etag ? 304 : 200;
                        if (status === 304) whole = Buffer.alloc(0);
                        headers = {...pages, etag, 'content-type': CONTENT[extname(file)], 'content-encoding': 'gzip', 'cache-control': HASHED.test(file) ? 'max-age=31536000, immutable' : 'no-cache'};
                    }
                    entry.status = status;
                    entry.received = whole.length;
                    response.writeHead(status, {...headers, ...it.date ? {date: it.date} : {}});
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

// A test that fails leaves its page open: what it shows is said, and the browser closed, which would keep this process from ending.
const opened = [];
after(async () => {
    for (const it of await Promise.all(opened)) {
        for (const page of it.contexts?.().flatMap(context => context.pages()) ?? []) {
            const shown = await page.locator('body').innerText({timeout: 1000}).catch(String);
            if (shown) console.log(`left open: ${page.url()}\n${shown}`);
        }
        await it.close().catch(() => {});
    }
});

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
        opened.push(shared);
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

/// The identifier of the report that a form's address names.
export const idOf = url => /report\/([0-9a-f-]{36})/.exec(url)[1];

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

/// Opens the site as somebody who comes back from the issuer's page, which is half the work of going there first.
/// @param at where the site is
/// @param to the page that was left for it
export async function signedIn(page, {role = 'Submitter', organisation = 'essex-police', person = ''} = {}, {at = STACK, to = '/'} = {}) {
    const secret = () => randomBytes(32).toString('base64url');
    const pending = {verifier: secret(), state: secret(), nonce: secret(), to};
    const callback = `${new URL(at).origin}/app/signed-in`;
    const form = {
        client_id: 'patrol-ledger-site', redirect_uri: callback, state: pending.state, nonce: pending.nonce, scope: 'openid submissions.write summaries.read audit.read catalogue.write',
        code_challenge: createHash('sha256').update(pending.verifier).digest('base64url'), role: role.toLowerCase(), organisation, person,
    };
    const answer = await fetch(`${STACK}/local/oidc/authorize`, {method: 'POST', body: new URLSearchParams(form), redirect: 'manual'});
    assert.equal(answer.status, 303, await answer.text());
    await page.addInitScript(it => { if (location.search.includes(it.state)) sessionStorage.setItem('patrol-ledger-sign-in', JSON.stringify(it)); }, pending);
    await page.goto(answer.headers.get('location'));
    await page.getByRole('link', {name: 'Sign out'}).waitFor();
}

/// Goes to another page of the site as a link of it does, which loads nothing anew.
export async function follow(page, path) {
    await page.evaluate(href => {
        document.activeElement.blur();
        const link = Object.assign(document.createElement('a'), {href});
        document.body.append(link);
        link.click();
        link.remove();
    }, path);
    // The page that opens takes the focus.
    await page.waitForFunction(() => document.getElementById('main').contains(document.activeElement));
}

/// Makes all of a page look as it does under a pointer, or no longer: which element a pointer happens to rest on is chance.
const pointed = (page, all = true) => page.evaluate(on => {
    // Both weigh the same in the cascade.
    const [from, to] = on ? [':hover', ':not(.app-never)'] : [':not(.app-never)', ':hover'];
    const change = rules => {
        for (const rule of rules) {
            if (rule.selectorText?.includes(from)) rule.selectorText = rule.selectorText.replaceAll(from, to);
            if (rule.cssRules) change(rule.cssRules);
        }
    };
    for (const sheet of document.styleSheets) change(sheet.cssRules);
}, all);

/// How wide a page is that scrolls sideways, and what of it is wider than its place; empty where it does not.
const sideways = page => page.evaluate(() => {
    const {clientWidth, scrollWidth} = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.body.querySelectorAll('*')].filter(it => it.getBoundingClientRect().right > clientWidth || it.scrollWidth > it.clientWidth);
    return [`${scrollWidth} pixels`, ...beyond.map(it => `${it.localName}.${it.className}: ${it.textContent.slice(0, 40)}`)];
});

/// Sets styles of the whole page, as a reader's own style sheet does.
const styled = (page, styles) => page.evaluate(it => { Object.assign(document.documentElement.style, it); }, styles);

/// The spacing that WCAG 2.2 has a page bear (1.4.12).
const SPACED = {letterSpacing: '0.12em', wordSpacing: '0.16em', lineHeight: '1.5'};

/// Nothing that axe finds on the page as it is; on a phone also at 320 pixels, with spaced text, large text, forced colours and in the dark, there
/// under a pointer too; as wide as on a desk.
/// Nothing is loaded again for it: no page has sound or film, which alone would need that.
/// @param what names the page where something is found
/// @param everywhere true looks at all of these but the wide one
export async function accessible(page, what, {everywhere = false, wide = false} = {}) {
    const find = async (how, rules) => {
        if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE);
        const found = await page.evaluate(async runOnly => {
            const {violations} = await window.axe.run(document, {resultTypes: ['violations'], preload: false, ...runOnly ? {runOnly} : {}});
            return violations.flatMap(it => it.nodes.map(n => `${it.id}: ${n.target}: ${n.failureSummary.replaceAll(/\s+/g, ' ')}`));
        }, rules);
        assert.deepEqual(found, [], `${what}${how}`);
    };
    await find('');
    const size = page.viewportSize();
    if (wide) {
        await page.setViewportSize(DESKTOP.viewport);
        await find(', wide');
        await page.setViewportSize(size);
    }
    if (!everywhere) return;
    await page.setViewportSize({width: 320, height: 740});
    assert.deepEqual(await sideways(page), [], `${what} scrolls sideways at 320 pixels`);
    await styled(page, SPACED);
    assert.deepEqual(await sideways(page), [], `${what} scrolls sideways at 320 pixels with spaced text`);
    await styled(page, {letterSpacing: '', wordSpacing: '', lineHeight: '', fontSize: '200%'});
    assert.deepEqual(await sideways(page), [], `${what} scrolls sideways at 320 pixels with large text`);
    await page.emulateMedia({forcedColors: 'active'});
    await find(', 320 pixels, large text, forced colours');
    await styled(page, {fontSize: ''});
    await page.emulateMedia({forcedColors: null, colorScheme: 'dark'});
    await find(', dark', ['color-contrast']);
    await pointed(page);
    await find(', dark, under a pointer', ['color-contrast']);
    await pointed(page, false);
    await page.emulateMedia({colorScheme: null});
    await page.setViewportSize(size);
}

/// A picture of the screen for people to look at, where `PICTURES` names a folder for it.
export const picture = async (page, name) => PICTURES && page.screenshot({path: join(PICTURES, `${name}.png`), fullPage: true});

/// The site's font as pictures show it, the same with any fonts installed.
const LETTERS = [400, 700].map(weight => ({weight, base64: readFileSync(new URL(import.meta.resolve(`@fontsource/arimo/files/arimo-latin-${weight}-normal.woff2`)), 'base64')}));

/// A picture that a document shows: GOLDEN_WRITE=true writes it anew; without, it looks as the page does now, but for what
/// another version of Chromium changes.
/// @param path from the folder of this module
export async function illustration(page, path) {
    const file = new URL(`../../${path}`, import.meta.url).pathname;
    await page.evaluate(async letters => {
        for (const {weight, base64} of letters) {
            const face = new FontFace('Helvetica', Uint8Array.from(atob(base64), it => it.charCodeAt(0)), {weight});
            document.fonts.add(await face.load());
        }
    }, LETTERS);
    const now = await page.screenshot({fullPage: true});
    await page.evaluate(() => document.fonts.clear());
    if (process.env.GOLDEN_WRITE === 'true') return writeFileSync(file, now);
    const plain = await page.context().newPage();
    const [size, other] = await plain.evaluate(async pictures => {
        const [a, b] = await Promise.all(pictures.map(async it => {
            const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + it)).blob());
            const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
            canvas.drawImage(image, 0, 0);
            return canvas.getImageData(0, 0, image.width, image.height);
        }));
        let different = 0;
        for (let i = 0; i < Math.min(a.data.length, b.data.length); i += 4) different += [0, 1, 2].some(k => Math.abs(a.data[i + k] - b.data[i + k]) > 64) ? 1 : 0;
        return [[a.width === b.width, Math.abs(a.height - b.height)], different / (a.data.length / 4)];
    }, [now, readFileSync(file)].map(it => it.toString('base64')));
    await plain.close();
    assert.ok(size[0] && size[1] < 20 && other < 0.05, `${path} differs from the page by ${size[1]} rows and ${Math.round(other * 100)}% of its pixels; see CONTRIBUTING.md, golden files`);
}

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
