import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {bytesOf, canonical, rawSignature, readKey, sha256, textOf} from '../../src/js/audit/canonical.js';
import {unionMinutes} from '../../src/js/audit/recount.js';
import {verifyChain, verifyEdition} from '../../src/js/audit/verify.js';

const golden = name => new Uint8Array(readFileSync(new URL(`../../../../shared/formats/src/test/resources/golden/${name}`, import.meta.url)));
const NAMES = ['summary.json', 'summary.csv', 'summary.csv-metadata.json', 'summary.xlsx', 'summary.html', 'lineage.jsonl'];
const pair = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify']);
const spki = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey));
const key = await readKey(`-----BEGIN PUBLIC KEY-----\n${spki.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`);

function der(raw) {
    const integer = half => {
        let bytes = [...half];
        while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.slice(1);
        if (bytes[0] >= 0x80) bytes.unshift(0);
        return [2, bytes.length, ...bytes];
    };
    const body = [...integer(raw.subarray(0, 32)), ...integer(raw.subarray(32))];
    return Uint8Array.from([0x30, body.length, ...body]);
}

async function signed(unsigned) {
    const raw = new Uint8Array(await crypto.subtle.sign({name: 'ECDSA', hash: 'SHA-256'}, pair.privateKey, bytesOf(canonical(unsigned))));
    return bytesOf(canonical({...unsigned, signature: {algorithm: 'ECDSA_SHA_256', key: key.id, value: Buffer.from(der(raw)).toString('base64')}}));
}

async function edition(change = () => {}) {
    const summary = JSON.parse(textOf(golden('summary.json')));
    change(summary);
    const files = new Map(NAMES.map(name => [name, bytesOf(name)]));
    files.set('summary.json', bytesOf(canonical(summary)));
    files.set('lineage.jsonl', golden('lineage.jsonl'));
    const listed = await Promise.all(NAMES.map(async name => ({name, bytes: files.get(name).length, sha256: await sha256(files.get(name))})));
    const manifest = {...JSON.parse(textOf(golden('manifest-unsigned.json'))), edition: 1, status: 'provisional', files: listed, sequence: 1, previous: null};
    files.set('manifest.json', await signed(manifest));
    return files;
}

test('an edition of the golden files is proved, and its summary is canonical to the byte', async () => {
    assert.equal(canonical(JSON.parse(textOf(golden('summary.json')))), textOf(golden('summary.json')));
    assert.equal((await verifyEdition(await edition(), key)).lines, 6);
});

test('no byte of a manifest can be changed', async () => {
    const files = await edition();
    const whole = files.get('manifest.json');
    for (let at = 0; at < whole.length; at++) {
        const changed = Uint8Array.from(whole);
        changed[at] ^= 1;
        await assert.rejects(verifyEdition(new Map(files).set('manifest.json', changed), key), {name: 'Refuted'}, `byte ${at}`);
    }
});

test('a changed or missing file is found under its name', async () => {
    for (const name of NAMES) {
        const files = await edition();
        const changed = Uint8Array.from(files.get(name));
        changed[changed.length - 1] ^= 1;
        await assert.rejects(verifyEdition(files.set(name, changed), key), {name: 'Refuted', where: name});
        files.delete(name);
        await assert.rejects(verifyEdition(files, key), {name: 'Refuted', where: name});
    }
});

test('a figure that its lineage does not give is found although it is signed', async () => {
    const changes = [it => it.measures.arrests++, it => it.places['southend-high-street'].measures['patrol-minutes']--, it => it.breakdowns.activity.stall++, it => it.inputs.submissions++];
    for (const change of changes) await assert.rejects(verifyEdition(await edition(change), key), {name: 'Refuted', where: 'summary.json'});
});

test('time that patrols share counts once', () => {
    const minute = 60_000_000_000n;
    assert.equal(unionMinutes([[0n, 60n * minute], [30n * minute, 75n * minute], [90n * minute, 100n * minute - 1n]]), 84);
});

test('a chain holds from its first manifest to the head, and not when cut, mixed or exchanged', async () => {
    const base = JSON.parse(textOf(golden('manifest-unsigned.json')));
    const first = await signed({...base, sequence: 1, previous: null});
    const second = await signed({...base, sequence: 2, previous: 'sha256:' + await sha256(first)});
    const head = {sequence: 2, digest: 'sha256:' + await sha256(second)};
    assert.equal((await verifyChain([first, second], key, head)).digest, head.digest);
    for (const chain of [[first], [second], [second, first], [first, first]]) await assert.rejects(verifyChain(chain, key, head), {name: 'Refuted'});
});

test('a signature is read in the one way that DER writes it', () => {
    const good = der(Uint8Array.from({length: 64}, (_, at) => at + 1));
    assert.ok(rawSignature(good));
    assert.equal(rawSignature(Uint8Array.from([...good, 0])), null);
    assert.equal(rawSignature(Uint8Array.from([0x30, good[1] + 1, 2, good[3] + 1, 0, ...good.subarray(4)])), null);
});
