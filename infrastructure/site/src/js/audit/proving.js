/* global PROVER_ADDRESS: the build puts the address there */
// Proves an archive in a worker, and hands out files of it only after that.
import {sha256} from './proof/canonical.js';
import {Unreadable, zipFiles} from './proof/zip.js';

export {Unreadable};

/// A script is run by its address only where that is this one.
const policy = globalThis.trustedTypes?.createPolicy('prover-url', {createScriptURL: url => {
    if (url !== PROVER_ADDRESS) throw new TypeError('not the prover');
    return url;
}});

/// @param blob an archive.zip
/// @param known {trusted, pems, heads} as of proof/verify.js
/// @param progress called with {done, all, lines}
/// @return {answer: a promise of the verdict, stop}
/// @throws Unreadable where it is no archive
export function prove(blob, known, progress) {
    const worker = new Worker(policy?.createScriptURL(PROVER_ADDRESS) ?? PROVER_ADDRESS, {type: 'module'});
    const answer = new Promise((resolve, reject) => {
        worker.onmessage = ({data}) => {
            if (data.type === 'progress') return progress(data);
            worker.terminate();
            return data.type === 'verdict' ? resolve(data.verdict) : reject(new Unreadable(data.what));
        };
        worker.onerror = e => {
            worker.terminate();
            reject(new Error(e.message || 'the proof did not run'));
        };
        worker.postMessage({blob, known});
    });
    return {answer, stop: () => worker.terminate()};
}

/// A file of a proved archive. Its bytes are compared once more with what its manifest states: those were proved, and nothing else is
/// handed out.
/// @param edition of the verdict
/// @return a Blob
export async function fileOf(blob, edition, name) {
    const stated = edition.files.find(it => it.name === name);
    const files = await zipFiles(blob);
    const bytes = await files.read(edition.folder + name, stated.bytes);
    if (edition.broken || bytes.length !== stated.bytes || await sha256(bytes) !== stated.sha256) throw new Unreadable(`${name} is not what was signed`);
    return new Blob([bytes], {type: TYPES[name] ?? 'application/octet-stream'});
}

export const TYPES = {
    'summary.json': 'application/json', 'summary.csv': 'text/csv', 'summary.csv-metadata.json': 'application/csvm+json', 'summary.html': 'text/html',
    'summary.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'lineage.jsonl': 'application/x-ndjson', 'manifest.json': 'application/json',
};

/// Saves a blob under a name, as a download.
export function save(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
