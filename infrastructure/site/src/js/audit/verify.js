// An edition and the chain it stands in, proved from their bytes alone.
import {Refuted, bytesOf, readCanonical, require, sha256, signedBy} from './canonical.js';
import {compare, recount} from './recount.js';

const FILES = ['summary.json', 'summary.csv', 'summary.csv-metadata.json', 'summary.xlsx', 'summary.html', 'lineage.jsonl'];

/// Proves one edition.
/// @param files Map of file name to bytes, manifest.json among them
/// @param key of readKey, whose id the caller has compared with the pinned one
/// @return {manifest, digest, lines}
/// @throws Refuted with the first thing that does not hold
export async function verifyEdition(files, key, progress) {
    require(files.has('manifest.json'), 'manifest.json', 'is missing');
    const manifest = readCanonical(files.get('manifest.json'), 'manifest.json');
    require(await signedBy(manifest, key), 'manifest.json', 'has a signature that does not fit it, or is signed by another key');
    require(manifest.files.map(it => it.name).join() === FILES.join(), 'manifest.json', 'lists other files than an edition has');
    for (const {name, bytes, sha256: stated} of manifest.files) {
        const found = files.get(name);
        require(found, name, 'is missing');
        require(found.length === bytes, name, `has ${found.length} bytes, where its manifest states ${bytes}`);
        require(await sha256(found) === stated, name, 'has another SHA-256 than its manifest states');
    }
    const summary = readCanonical(files.get('summary.json'), 'summary.json');
    for (const member of ['operation', 'edition', 'status']) require(summary[member] === manifest[member], 'summary.json', `has another ${member} than its manifest`);
    for (const member of ['kind', 'id', 'from', 'to']) require(summary.period[member] === manifest.period[member], 'summary.json', 'is of another period than its manifest');
    const counted = recount(files.get('lineage.jsonl'), summary, 'lineage.jsonl', progress);
    require(summary.inputs.submissions === counted.lines && summary.inputs.digest === 'sha256:' + await sha256(bytesOf(counted.inputs)),
        'summary.json', 'counts other submissions than its lineage names');
    compare(summary, counted);
    return {manifest, digest: 'sha256:' + await sha256(files.get('manifest.json')), lines: counted.lines};
}

/// Proves a chain of one operation from its first manifest on.
/// @param manifests the bytes of each manifest, in order
/// @param head optional {sequence, digest}, kept from earlier
/// @throws Refuted
export async function verifyChain(manifests, key, head = null) {
    const digests = [];
    let operation = null;
    for (const bytes of manifests) {
        const number = digests.length + 1;
        const where = `manifest ${number}`;
        const manifest = readCanonical(bytes, where);
        require(await signedBy(manifest, key), where, 'has a signature that does not fit it, or is signed by another key');
        operation ??= manifest.operation;
        require(manifest.operation === operation, where, 'is of another operation');
        require(manifest.sequence === number, where, `has number ${manifest.sequence} in its chain`);
        require(manifest.previous === (digests.at(-1) ?? null), where, 'names another manifest before it');
        digests.push('sha256:' + await sha256(bytes));
    }
    if (head) {
        require(digests.length >= head.sequence, operation, `is cut off: its chain ends with manifest ${digests.length}, the head is ${head.sequence}`);
        require(digests[head.sequence - 1] === head.digest, operation, `has another manifest ${head.sequence} than the head`);
    }
    return {operation, sequence: digests.length, digest: digests.at(-1) ?? null};
}

export {Refuted};
