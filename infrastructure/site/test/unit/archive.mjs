// A small archive as the ledger publishes it, made of the golden files and signed by a key of this test's own; and a zip of it.
import {readFileSync} from 'node:fs';
import {deflateRawSync} from 'node:zlib';
import {bytesOf, canonical, readKey, sha256, textOf} from '../../src/js/audit/proof/canonical.js';
import {csv, csvMetadata, namesIn, publisherOf} from '../../src/js/audit/proof/csv.js';
import {periodOf} from '../../src/js/audit/proof/period.js';
import {inputOf} from '../../src/js/audit/proof/rendering/input.js';
import {page} from '../../src/js/audit/proof/rendering/page.js';
import {workbook} from '../../src/js/audit/proof/rendering/workbook.js';
import {filesOf} from '../../src/js/audit/proof/zip.js';

export const golden = name => new Uint8Array(readFileSync(new URL(`../../../../shared/formats/src/test/resources/golden/${name}`, import.meta.url)));
const pair = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify']);
const spki = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey));
export const key = await readKey(`-----BEGIN PUBLIC KEY-----\n${spki.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`);

/// r and s in DER.
export function der(raw) {
    const integer = half => {
        let bytes = [...half];
        while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.slice(1);
        if (bytes[0] >= 0x80) bytes.unshift(0);
        return [2, bytes.length, ...bytes];
    };
    const body = [...integer(raw.subarray(0, 32)), ...integer(raw.subarray(32))];
    return Uint8Array.from([0x30, body.length, ...body]);
}

export async function signed(unsigned) {
    const raw = new Uint8Array(await crypto.subtle.sign({name: 'ECDSA', hash: 'SHA-256'}, pair.privateKey, bytesOf(canonical(unsigned))));
    return bytesOf(canonical({...unsigned, signature: {algorithm: 'ECDSA_SHA_256', key: key.id, value: Buffer.from(der(raw)).toString('base64')}}));
}

/// An archive of one edition of the week of the golden files.
/// @param forge changes {summary, lineage (text), catalogue, manifest, files (what changes each, byte for character)} before it is signed, as a holder of the key could
/// @return Map of name to bytes
export async function archive(forge = () => {}) {
    const summary = JSON.parse(textOf(golden('summary.json')));
    Object.assign(summary, {edition: 1, status: 'provisional', comparison: {previous: null, yearEarlier: null}, coverage: {expected: 0, reported: 0, missing: []}});
    delete summary.trend;
    const names = namesIn(textOf(golden('summary.csv')));
    const places = Object.keys(summary.places).map(id => ({id, ...names.get(id), validFrom: '2021-04-01', validUntil: null}));
    const parts = {
        summary, lineage: textOf(golden('lineage.jsonl')), manifest: {},
        catalogue: {
            organisations: [], places: places.map(({id, name, district}) => ({id, name, district, revision: 1})),
            operations: [{id: 'grip', name: 'Operation Grip', revision: 1, activeFrom: '2023-01-01', activeUntil: null, organisations: [], places, shifts: [], priorities: Object.keys(summary.priorities ?? {}).map(id => ({id, name: id}))}],
        },
    };
    forge(parts);
    const period = periodOf(summary.period.kind, summary.period.id);
    const publishedAt = '2023-02-06T06:30:00Z';
    const catalogue = bytesOf(canonical(parts.catalogue));
    const publisher = publisherOf(JSON.parse(textOf(golden('summary.csv-metadata.json'))));
    const {operation} = summary;
    const manifest = {
        operation, period: summary.period, edition: 1, status: 'provisional', correction: false, files: [], publishedAt, supersedes: null, changes: [],
        rules: {version: '2'}, catalogue: {version: 2, digest: 'sha256:' + await sha256(catalogue)}, sequence: 1, previous: null, ...parts.manifest,
    };
    const listed = async ([name, bytes]) => ({name, bytes: bytes.length, sha256: await sha256(bytes)});
    const input = inputOf(manifest, summary, parts.catalogue, publisher);
    const files = new Map([
        ['summary.json', bytesOf(canonical(summary))], ['summary.csv', bytesOf(csv(summary, period, names))],
        ['summary.csv-metadata.json', bytesOf(csvMetadata(summary, {period, manifest: {publishedAt}}, publisher))],
        ['summary.xlsx', workbook(input)], ['summary.html', null], ['lineage.jsonl', bytesOf(parts.lineage)]]);
    manifest.files = await Promise.all([...files].filter(([, bytes]) => bytes).map(listed));
    files.set('summary.html', bytesOf(page(input)));
    for (const [name, change] of Object.entries(parts.files ?? {})) files.set(name, new Uint8Array(Buffer.from(change(Buffer.from(files.get(name)).toString('latin1')), 'latin1')));
    manifest.files = await Promise.all([...files].map(listed));
    const folder = `summaries/weekly/2023-W05/${operation}/edition-0001/`;
    const all = new Map([...files].map(([name, bytes]) => [folder + name, bytes]));
    all.set(folder + 'manifest.json', await signed(manifest));
    all.set(`summaries/keys/${key.id.slice(7)}.pem`, bytesOf(key.pem));
    all.set(`summaries/catalogue/${await sha256(catalogue)}.json`, catalogue);
    return all;
}

export const filesIn = map => filesOf(map);

/// A zip. @param lie changes what its list says of an entry
export function zip(map, lie = () => {}) {
    const parts = [];
    const list = [];
    let at = 0;
    for (const [name, bytes] of map) {
        const packed = deflateRawSync(bytes);
        const entry = {name: Buffer.from(name), method: 8, packed: packed.length, size: bytes.length, from: at, bytes: packed, flags: 0};
        lie(entry, name);
        const local = Buffer.alloc(30);
        local.writeUInt32LE(0x04034b50, 0);
        local.writeUInt16LE(entry.method, 8);
        local.writeUInt16LE(entry.name.length, 26);
        parts.push(local, entry.name, entry.bytes);
        at += local.length + entry.name.length + entry.bytes.length;
        const of = Buffer.alloc(46);
        of.writeUInt32LE(0x02014b50, 0);
        of.writeUInt16LE(entry.flags, 8);
        of.writeUInt16LE(entry.method, 10);
        of.writeUInt32LE(entry.packed, 20);
        of.writeUInt32LE(entry.size, 24);
        of.writeUInt16LE(entry.name.length, 28);
        of.writeUInt32LE(entry.from, 42);
        list.push(Buffer.concat([of, entry.name]));
    }
    const central = Buffer.concat(list);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(list.length, 8);
    end.writeUInt16LE(list.length, 10);
    end.writeUInt32LE(central.length, 12);
    end.writeUInt32LE(at, 16);
    return new Blob([...parts, central, end]);
}
