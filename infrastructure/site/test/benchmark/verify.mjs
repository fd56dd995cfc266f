// How long the proof of an archive takes in Chromium: node test/benchmark/verify.mjs [lines ...]
//
// An archive of a month with that many submissions is made, signed and served beside the built worker; what is timed is the worker
// alone, from the message with the zip to the verdict, as the page waits for it.
import {createHash} from 'node:crypto';
import http from 'node:http';
import {readdirSync, readFileSync} from 'node:fs';
import {chromium} from 'playwright-core';
import {bytesOf, canonical, readKey, sha256} from '../../src/js/audit/proof/canonical.js';
import {csv, csvMetadata} from '../../src/js/audit/proof/csv.js';
import {inputOf} from '../../src/js/audit/proof/rendering/input.js';
import {ofCode} from '../../src/js/audit/proof/rendering/labels.js';
import {page as pageOf} from '../../src/js/audit/proof/rendering/page.js';
import {workbook} from '../../src/js/audit/proof/rendering/workbook.js';
import {recount} from '../../src/js/audit/proof/figures.js';
import {instantText, periodOf, startOf} from '../../src/js/audit/proof/period.js';
import {BREAKDOWNS, MEASURES} from '../../src/js/audit/proof/words.js';
import {key, signed, zip} from '../unit/archive.mjs';

const RUNS = 5;
const SITE = new URL('../../target/classes/site/', import.meta.url);
const period = periodOf('monthly', '2023-02');
const days = period.days();
const PLACES = Array.from({length: 20}, (_, i) => `hotspot-${String(i + 1).padStart(2, '0')}`);
const SHIFT = {from: '18:00', to: '22:00'};

const idOf = i => createHash('sha256').update(String(i)).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/// A patrol in three of four, otherwise an incident with a search; the first of each place and day lies in its shift.
function lineOf(i) {
    const place = PLACES[i % PLACES.length];
    const day = days[Math.floor(i / PLACES.length) % days.length];
    const common = {day, digest: 'sha256:' + createHash('sha256').update('d' + i).digest('hex'), operation: 'grip', place, revision: 1 + i % 2, submissionId: idOf(i)};
    if (i >= PLACES.length * days.length && i % 4 === 3) {
        return {
            ...common, adds: {arrests: 1, incidents: 1, 'stop-searches': 1, submissions: 1},
            breakdowns: {
                category: {drugs: 1}, organisation: {'essex-police': 1}, ...Object.fromEntries(BREAKDOWNS.filter(it => it.startsWith('stop-searches.')).map(it => [it, {'not-recorded': 1}])),
            },
        };
    }
    const from = startOf(day) + 12 * 3_600_000 + i % 180 * 60_000;
    return {
        ...common, adds: {engagements: 1, patrols: 1, 'patrols-of-15-minutes': 1, 'people-engaged': i % 40, 'person-minutes': 60, submissions: 1},
        breakdowns: {activity: {'foot-patrol': 1}, audience: {public: 1, students: 1}, organisation: {[i % 5 ? 'essex-police' : 'open-road']: 1}, theme: {wellbeing: 1}},
        patrol: {from: instantText(from), to: instantText(from + 30 * 60_000)},
    };
}

async function archiveOf(count) {
    const lines = Array.from({length: count}, (_, i) => lineOf(i)).sort((one, other) => one.submissionId < other.submissionId ? -1 : 1);
    for (const line of lines) for (const [measure, n] of Object.entries(line.adds)) if (n === 0) delete line.adds[measure];
    const lineage = lines.map(it => canonical(it) + '\n').join('');
    const counted = recount(lines, {operation: 'grip', period, current: true, where: 'lineage.jsonl'});
    const measures = of => Object.fromEntries(MEASURES.map(it => [it, of.get(it) ?? 0]));
    const summary = {
        operation: 'grip', period: {kind: 'month', id: period.id, from: instantText(period.from), to: instantText(period.to)}, edition: 1, status: 'provisional',
        measures: measures(counted.total), breakdowns: Object.fromEntries(BREAKDOWNS.filter(it => it !== 'priority').map(it => [it, Object.fromEntries(counted.breakdowns.get(it) ?? [])])),
        places: Object.fromEntries(PLACES.map(it => [it, {measures: measures(counted.places.get(it) ?? new Map())}])), comparison: {previous: null, yearEarlier: null},
        coverage: {expected: PLACES.length * days.length, reported: PLACES.length * days.length, missing: []},
        inputs: {submissions: count, digest: 'sha256:' + await sha256(bytesOf(counted.inputs))},
        timeliness: Object.fromEntries([...counted.organisations].map(([id, it]) => [id, {onTime: it.submissions, late: 0, revised: it.revised, withdrawn: 0, medianDelayMinutes: 30}])),
    };
    const places = PLACES.map(id => ({id, name: ofCode(id), district: 'E06000033', validFrom: '2023-02-01', validUntil: null}));
    const names = new Map(places.map(it => [it.id, it]));
    const catalogue = bytesOf(canonical({
        organisations: [], places: places.map(({id, name, district}) => ({id, name, district, revision: 1})),
        operations: [{id: 'grip', name: 'Operation Grip', revision: 1, activeFrom: '2023-02-01', activeUntil: null, organisations: [], places,
            shifts: PLACES.map(place => ({place, days: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'], ...SHIFT}))}],
    }));
    const publishedAt = '2023-03-01T07:00:00Z';
    const publisher = {name: 'Essex', licence: 'https://example.org/licence'};
    const unsigned = {
        operation: 'grip', period: summary.period, edition: 1, status: 'provisional', correction: false, files: [], publishedAt, supersedes: null, changes: [], rules: {version: '2'},
        catalogue: {version: 2, digest: 'sha256:' + await sha256(catalogue)}, sequence: 1, previous: null,
    };
    const input = inputOf(unsigned, summary, JSON.parse(Buffer.from(catalogue).toString('utf8')), publisher);
    const files = [
        ['summary.json', bytesOf(canonical(summary))], ['summary.csv', bytesOf(csv(summary, period, names))],
        ['summary.csv-metadata.json', bytesOf(csvMetadata(summary, {period, manifest: {publishedAt}}, publisher))],
        ['summary.xlsx', workbook(input)], ['lineage.jsonl', bytesOf(lineage)]];
    const listed = async ([name, bytes]) => ({name, bytes: bytes.length, sha256: await sha256(bytes)});
    unsigned.files = await Promise.all(files.map(listed));
    files.splice(4, 0, ['summary.html', bytesOf(pageOf(input))]);
    unsigned.files = await Promise.all(files.map(listed));
    const manifest = await signed(unsigned);
    const folder = `summaries/monthly/${period.id}/grip/edition-0001/`;
    const all = new Map([...files.map(([name, bytes]) => [folder + name, bytes]), [folder + 'manifest.json', manifest],
        [`summaries/keys/${key.id.slice(7)}.pem`, bytesOf(key.pem)], [`summaries/catalogue/${await sha256(catalogue)}.json`, catalogue]]);
    return {zip: Buffer.from(await zip(all).arrayBuffer()), lineage: lineage.length, head: {operation: 'grip', sequence: 1, digest: 'sha256:' + await sha256(manifest)}};
}

const prover = readdirSync(new URL('assets/', SITE)).find(it => it.startsWith('prover.'));
await readKey(key.pem);
const served = new Map([['/', ['text/html', '<!doctype html><title>Proof</title>']], ['/prover.js', ['text/javascript', readFileSync(new URL('assets/' + prover, SITE))]]]);
const server = http.createServer((request, response) => {
    const [type, body] = served.get(request.url) ?? ['text/plain', ''];
    response.writeHead(body === '' ? 404 : 200, {'content-type': type});
    response.end(body);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu']});
try {
    for (const count of process.argv.slice(2).map(Number).concat(process.argv.length > 2 ? [] : [1000, 100_000])) {
        const archive = await archiveOf(count);
        served.set('/archive.zip', ['application/zip', archive.zip]);
        const page = await browser.newPage();
        await page.goto(`http://127.0.0.1:${server.address().port}/`);
        const times = [];
        for (let i = 0; i < RUNS; i++) {
            const {level, milliseconds, what} = await page.evaluate(async known => {
                const blob = await (await fetch('/archive.zip')).blob();
                const began = performance.now();
                const worker = new Worker('/prover.js', {type: 'module'});
                const verdict = await new Promise(resolve => {
                    worker.onmessage = ({data}) => data.type === 'progress' || resolve(data.verdict ?? {level: data.what});
                    worker.postMessage({blob, known});
                });
                worker.terminate();
                return {level: verdict.level, what: `${verdict.where} ${verdict.what}`, milliseconds: performance.now() - began};
            }, {heads: [archive.head], trusted: [key.id]});
            if (level !== 'holds') throw new Error(`${count} lines: ${level} ${what}`);
            times.push(milliseconds);
        }
        times.sort((one, other) => one - other);
        console.log(`${count} lines (${(archive.lineage / 1e6).toFixed(1)} MB of lineage, ${(archive.zip.length / 1e6).toFixed(1)} MB zip): median ${(times[RUNS >> 1] / 1000).toFixed(2)} s, ${(times[0] / 1000).toFixed(2)} to ${(times.at(-1) / 1000).toFixed(2)} s of ${RUNS}`);
        await page.close();
    }
} finally {
    await browser.close();
    server.close();
}
