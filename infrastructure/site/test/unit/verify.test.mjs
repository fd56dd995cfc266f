import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deflateRawSync} from 'node:zlib';
import {bytesOf, canonical, rawSignature, sha256, textOf} from '../../src/js/audit/proof/canonical.js';
import {csv, csvMetadata, namesIn, publisherOf} from '../../src/js/audit/proof/csv.js';
import {unionMinutes} from '../../src/js/audit/proof/figures.js';
import {periodOf} from '../../src/js/audit/proof/period.js';
import {readHeads, readKeyIds, verify} from '../../src/js/audit/proof/verify.js';
import {zipFiles} from '../../src/js/audit/proof/zip.js';
import {archive, der, filesIn, golden, key, zip} from './archive.mjs';

const FOLDER = 'summaries/weekly/2023-W05/grip/edition-0001/';
const whole = await archive();
const head = {operation: 'grip', sequence: 1, digest: 'sha256:' + await sha256(whole.get(FOLDER + 'manifest.json'))};
const broken = async (map, where, what, known) => {
    const verdict = await verify(filesIn(map), known);
    assert.equal(verdict.level, 'broken', `${where} ${what}`);
    assert.equal(verdict.where, where);
    assert.match(verdict.what, what);
};
const turned = (map, name, at, mask = 1) => {
    const changed = Uint8Array.from(map.get(name));
    changed[at] ^= mask;
    return new Map(map).set(name, changed);
};

test('tables are made again to the byte from the golden figures', () => {
    const summary = JSON.parse(textOf(golden('summary.json')));
    const text = textOf(golden('summary.csv'));
    assert.equal(canonical(summary), textOf(golden('summary.json')));
    const period = periodOf('week', summary.period.id);
    assert.equal(csv(summary, period, namesIn(text)), text);
    const metadata = textOf(golden('summary.csv-metadata.json'));
    const issued = JSON.parse(metadata)['dc:issued'];
    assert.equal(csvMetadata(summary, {period, manifest: {publishedAt: issued + 'T12:00:00Z'}}, publisherOf(JSON.parse(metadata))), metadata);
});

test('periods begin, end and are published when those of the ledger are', () => {
    const week = periodOf('weekly', '2026-W13');
    assert.deepEqual([week.first, week.last, week.previous().id, week.yearEarlier().id], ['2026-03-23', '2026-03-29', '2026-W12', '2025-W13']);
    assert.equal(new Date(week.from).toISOString(), '2026-03-23T06:00:00.000Z');
    assert.equal(new Date(week.to).toISOString(), '2026-03-30T05:00:00.000Z');
    assert.equal(new Date(week.publishedAt).toISOString(), '2026-03-30T05:30:00.000Z');
    assert.equal(periodOf('weekly', '2020-W53').yearEarlier(), null);
    assert.equal(periodOf('weekly', '2021-W53'), null);
    assert.equal(periodOf('weekly', '2021-W01').previous().id, '2020-W53');
    assert.equal(new Date(periodOf('month', '2023-06').publishedAt).toISOString(), '2023-07-01T06:00:00.000Z');
    assert.equal(periodOf('month', '2023-01').previous().id, '2022-12');
});

test('an archive is proved, and holds only where key and head come from elsewhere', async () => {
    assert.equal((await verify(filesIn(whole))).level, 'nothing-wrong');
    assert.equal((await verify(filesIn(whole), {trusted: [key.id]})).level, 'nothing-wrong');
    assert.equal((await verify(filesIn(whole), {heads: [head]})).level, 'nothing-wrong');
    const verdict = await verify(filesIn(whole), {trusted: [key.id], heads: [head]});
    assert.equal(verdict.level, 'holds', `${verdict.where} ${verdict.what}`);
    assert.ok(verdict.proved.some(it => it.startsWith('names in summary.csv, page and workbook of 1 edition')), verdict.proved.join('\n'));
    assert.ok(verdict.proved.some(it => it.includes('of 1 edition is what 6 lines of lineage add up to')), verdict.proved.join('\n'));
});

test('page and workbook are only proved where what names the publisher is there', async () => {
    const rendered = async gone => {
        const fewer = new Map([...whole].filter(([name]) => !gone.includes(name.slice(FOLDER.length))));
        const {level, proved} = await verify(filesIn(fewer), {scope: 'only', period: 'weekly/2023-W06'});
        assert.equal(level, 'nothing-wrong');
        return proved.some(it => it.includes('page and workbook'));
    };
    assert.equal(await rendered([]), true);
    assert.equal(await rendered(['summary.csv-metadata.json']), false);
    assert.equal(await rendered(['summary.csv-metadata.json', 'summary.html']), false);
});

test('no byte of a manifest can be changed', async () => {
    const name = FOLDER + 'manifest.json';
    for (let at = 0; at < whole.get(name).length; at++) assert.equal((await verify(filesIn(turned(whole, name, at)))).level, 'broken', `byte ${at}`);
});

test('no file can be changed, shortened, emptied or left out', async () => {
    for (const [name, bytes] of whole) {
        for (const at of [0, bytes.length >> 1, bytes.length - 1]) assert.equal((await verify(filesIn(turned(whole, name, at)))).level, 'broken', `${name} ${at}`);
        for (const short of [bytes.slice(0, -1), new Uint8Array()]) assert.equal((await verify(filesIn(new Map(whole).set(name, short)))).level, 'broken', name);
        const fewer = new Map(whole);
        fewer.delete(name);
        assert.equal((await verify(filesIn(fewer))).level, 'broken', name);
    }
});

test('what a holder of the key can forge is found in the figures', async () => {
    const summary = FOLDER + 'summary.json';
    const lineage = FOLDER + 'lineage.jsonl';
    await broken(await archive(it => it.summary.measures.arrests++), summary, /states \d+ arrests in total, where its lineage gives/);
    await broken(await archive(it => it.summary.places['southend-high-street'].measures['patrol-minutes']--), summary, /patrol-minutes at southend-high-street/);
    await broken(await archive(it => it.summary.breakdowns.activity.stall++), summary, /breaks activity down otherwise/);
    await broken(await archive(it => it.summary.inputs.submissions++), summary, /counts other submissions/);
    await broken(await archive(it => { it.summary.timeliness['essex-police'].onTime++; }), summary, /timeliness of other submissions/);
    await broken(await archive(it => { it.lineage = it.lineage.replace('"arrests":1', '"arrests":2'); }), summary, /arrests/);
    await broken(await archive(it => { it.lineage = it.lineage.replace(/"foot-patrol":1/, '"fast-patrol":1'); }), lineage, /no form can have/);
    await broken(await archive(it => { it.lineage = it.lineage.replace(/"day":"2023-02-0\d"/, '"day":"2023-03-01"'); }), lineage, /is of a day of another period/);
    await broken(await archive(it => { it.lineage = it.lineage.replace('{"adds"', '{ "adds"'); }), lineage, /not as the ledger writes/);
    await broken(await archive(it => { it.lineage = it.lineage.split('\n').slice(1, -1).concat(it.lineage.split('\n')[0], '').join('\n'); }), lineage, /out of order or twice/);
    await broken(await archive(it => { it.catalogue.operations[0].places = it.catalogue.operations[0].places.filter(place => place.id !== 'southend-high-street'); }), lineage, /is of a place that its operation did not have/);
    await broken(await archive(it => { it.catalogue.operations[0].places.push({...it.catalogue.operations[0].places[0], id: 'one-more'}); }), summary, /has other places/);
});

test('what a holder of the key can forge is found by the calendar and the catalogue', async () => {
    const edition = 'weekly/2023-W05/grip/edition-0001';
    await broken(await archive(it => { it.manifest.publishedAt = '2023-02-06T06:29:59Z'; }), edition, /before its period was due/);
    await broken(await archive(it => { it.manifest.correction = true; }), edition, /corrects nothing/);
    await broken(await archive(it => { it.manifest.rules = {version: 'two'}; }), edition, /which no ledger has had/);
    await broken(await archive(it => { it.manifest.changes = [{measure: 'arrests', old: 1, new: 2, share: 1, cause: 'late', submissions: []}]; }), edition, /changes nothing, yet says so/);
    await broken(await archive(it => { it.catalogue.operations[0].activeFrom = '2023-02-07'; }), edition, /was not active in its period/);
    await broken(await archive(it => { it.catalogue.operations[0].shifts.push({place: 'southend-high-street', days: ['SUN'], from: '05:00', to: '05:30'}); }), FOLDER + 'summary.json', /expects 0 shifts, where its catalogue has 1/);
    await broken(await archive(it => { it.catalogue.operations[0].places[0].name = it.catalogue.places[0].name = 'Elsewhere'; }), FOLDER + 'summary.csv', /is not what the figures and the catalogue give/);
    const newer = await archive(it => { it.manifest.rules = {version: '3'}; });
    const verdict = await verify(filesIn(newer), {trusted: [key.id], heads: [{...head, digest: 'sha256:' + await sha256(newer.get(FOLDER + 'manifest.json'))}]});
    assert.equal(verdict.level, 'nothing-wrong', 'rules that this program lacks');
    assert.equal(verdict.complete, false);
});

test('heads and keys kept elsewhere are compared', async () => {
    await broken(whole, 'grip', /is cut off: its chain ends with manifest 1, the head is 2/, {heads: [{...head, sequence: 2}]});
    await broken(whole, 'grip', /has another manifest 1 than the head/, {heads: [{...head, digest: 'sha256:' + '0'.repeat(64)}]});
    await broken(whole, 'safe-space', /nothing of it is in the archive/, {heads: [{...head, operation: 'safe-space'}]});
    await broken(whole, 'weekly/2023-W05/grip/edition-0001', /which was not given/, {trusted: ['sha256:' + '0'.repeat(64)]});
});

test('heads are read as they were copied', () => {
    const digest = 'sha256:' + 'a'.repeat(64);
    assert.deepEqual(readHeads(`grip=7:${digest}\n safe-space=1:${digest}`).map(it => [it.operation, it.sequence]), [['grip', 7], ['safe-space', 1]]);
    assert.deepEqual(readHeads(`7:${digest}`), [{operation: null, sequence: 7, digest}]);
    assert.deepEqual(readHeads(JSON.stringify({heads: {grip: {sequence: 7, digest, key: null}}, asAt: '2023-02-06T09:00:00Z'})), [{operation: 'grip', sequence: 7, digest}]);
    for (const bad of ['grip', 'grip=x:' + digest, '{', '{"heads":{"grip":{"sequence":0,"digest":"x"}}}']) assert.throws(() => readHeads(bad), Error);
    assert.deepEqual(readKeyIds('b'.repeat(64)), ['sha256:' + 'b'.repeat(64)]);
    assert.throws(() => readKeyIds('sha256:b'));
});

test('what systems leave in a folder is no tampering, and anything else is', async () => {
    for (const name of ['.DS_Store', FOLDER + 'Thumbs.db', '__MACOSX/._summaries', FOLDER + '~$summary.xlsx', FOLDER + '.~lock.summary.xlsx#']) {
        const verdict = await verify(filesIn(new Map(whole).set(name, bytesOf('x'))));
        assert.equal(verdict.level, 'nothing-wrong', name);
        assert.ok(verdict.open.some(it => it.startsWith(name)));
    }
    await broken(new Map(whole).set(FOLDER + 'notes.txt', bytesOf('x')), FOLDER + 'notes.txt', /is no file of an edition/);
    await broken(new Map(whole).set('notes.txt', bytesOf('x')), 'notes.txt', /belongs to no edition/);
    await broken(new Map([['.DS_Store', bytesOf('x')]]), 'the archive', /holds no manifest.json/);
});

test('a zip is read as it is packed, and never beyond what such a file can be', async () => {
    assert.equal((await verify(await zipFiles(zip(whole)))).level, 'nothing-wrong');
    assert.equal((await verify(await zipFiles(zip(whole, it => Object.assign(it, {method: 0, bytes: whole.get(it.name.toString()), packed: it.size}))))).level, 'nothing-wrong');
    const unreadable = async (blob, what) => assert.rejects(async () => verify(await zipFiles(blob)), e => e.name === 'Unreadable' && what.test(e.message));
    await unreadable(new Blob(['no zip']), /it is no zip/);
    await unreadable(zip(whole).slice(0, -30), /it is no zip/);
    await unreadable(zip([...whole, [...whole][0]]), /twice/);
    await unreadable(zip(whole, it => { it.flags = 1; }), /packed in a way/);
    await unreadable(zip(whole, it => { it.method = 12; }), /packed in a way/);
    await unreadable(zip(whole, it => { it.from += 3; }), /not where the zip says/);
    await unreadable(zip([[new Uint8Array([0xff]), new Uint8Array(1)]]), /is no text/);
    for (const by of [-1, 1]) assert.equal((await verify(await zipFiles(zip(whole, it => { it.size += by; })))).level, 'nothing-wrong', 'what the list says of a length is not relied on');
    for (const [bytes, length] of [[[...whole.get(FOLDER + 'summary.csv'), 10], 1], [whole.get(FOLDER + 'summary.csv').subarray(1), -1]]) {
        const verdict = await verify(await zipFiles(zip(whole, (it, name) => {
            if (name === FOLDER + 'summary.csv') it.bytes = deflateRawSync(Uint8Array.from(bytes));
            it.packed = it.bytes.length;
        })));
        const stated = whole.get(FOLDER + 'summary.csv').length;
        assert.deepEqual([verdict.level, verdict.where, verdict.what], ['broken', FOLDER + 'summary.csv', `has ${stated + length} bytes, where its manifest states ${stated}`]);
    }
    await unreadable(zip(whole, it => { it.bytes = it.bytes.map(byte => byte ^ 0xff); }), /damaged/);
    await unreadable(zip(whole, it => { it.size = 0xfffffffe; }), /larger than this page reads/);
    const bomb = new Map([[FOLDER + 'manifest.json', new Uint8Array(2 ** 27)]]);
    const verdict = await verify(await zipFiles(zip(bomb)));
    assert.deepEqual([verdict.level, verdict.what], ['broken', 'is larger than any such file can be']);
});

test('time that patrols share counts once', () => {
    const minute = 60_000_000_000n;
    assert.equal(unionMinutes([[0n, 60n * minute], [30n * minute, 75n * minute], [90n * minute, 100n * minute - 1n]]), 84);
});

test('a signature is read in the one way that DER writes it', () => {
    const good = der(Uint8Array.from({length: 64}, (_, at) => at + 1));
    assert.ok(rawSignature(good));
    assert.equal(rawSignature(Uint8Array.from([...good, 0])), null);
    assert.equal(rawSignature(Uint8Array.from([0x30, good[1] + 1, 2, good[3] + 1, 0, ...good.subarray(4)])), null);
});
