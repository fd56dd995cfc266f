// Files of an edition, fetched and proved before anything is made of them.
import {api, json, Refused} from '../shell/api.js';
import {Offline} from '../shell/session.js';
import {config} from '../shell/config.js';
import {Refuted, readKey, require, sha256, signedBy} from './proof/canonical.js';
import {manifest, read} from './proof/documents.js';
import {readKeyIds} from './proof/verify.js';
import {MANIFEST} from './proof/words.js';

const PATIENCE = 300_000;

/// The identifiers of the keys that this site trusts.
export const pinned = () => [config.key ?? []].flat();

/// The keys that this site has, of those that are trusted.
/// @param trusted identifiers
export async function keysOf(trusted = readKeyIds(pinned().join(' '))) {
    const all = await Promise.all((config.keys ?? []).map(pem => readKey(pem)));
    return all.filter(it => trusted.includes(it.id));
}

async function bytesAt(link, progress = () => {}) {
    let answer;
    try {
        answer = await fetch(link.url, {signal: AbortSignal.timeout(PATIENCE), credentials: 'omit', referrerPolicy: 'no-referrer'});
        if (!answer.ok) throw new Refused(answer.status, null);
        const parts = [];
        let length = 0;
        const reader = answer.body.getReader();
        for (;;) {
            const {done, value} = await reader.read();
            if (done) break;
            parts.push(value);
            length += value.length;
            if (length > link.bytes) throw new Refuted('the file', `is longer than the ${link.bytes} bytes that the ledger states`);
            progress(length);
        }
        return new Blob(parts);
    } catch (e) {
        if (e instanceof Refused || e instanceof Refuted) throw e;
        throw new Offline(e.message);
    }
}

/// The archive of a period; the ledger makes it when it is asked for.
/// @param waiting called while it is being made; progress with the bytes so far and all
/// @param stopped answers whether nobody waits any more
export async function archiveOf(kind, period, {waiting, progress, stopped}) {
    for (;;) {
        const answer = await api(`/summaries/${kind}/${period}/archive.zip`, {headers: {accept: 'application/json'}});
        if (answer.status === 200) {
            const link = await answer.json();
            return bytesAt(link, length => progress(length, link.bytes));
        }
        const body = await answer.json().catch(() => null);
        if (answer.status !== 202) throw new Refused(answer.status, body);
        waiting();
        await new Promise(resolve => setTimeout(resolve, 1000 * Math.min(Number(answer.headers.get('retry-after')) || 2, 10)));
        if (stopped()) return null;
    }
}

const address = (kind, period, operation, file, edition) => `/summaries/${kind}/${period}/${operation}/${file}?edition=${edition}`;

/// A file of an edition, compared with its manifest, and that with its signature where this site knows the key.
/// @param listed the digest of the manifest as the list of editions has it, where known
/// @return {blob, bytes, manifest, key: the identifier, or null where the signature was not checked}
/// @throws Refuted where it is not what was signed
export async function fileOfEdition(kind, period, operation, edition, file, listed = null) {
    const load = async name => new Uint8Array(await (await bytesAt(await json(address(kind, period, operation, name, edition)))).arrayBuffer());
    const signedBytes = await load(MANIFEST);
    require(!listed || listed === 'sha256:' + await sha256(signedBytes), MANIFEST, 'is not the manifest that the list of editions names');
    const tree = read(signedBytes, MANIFEST, 'manifest', manifest);
    require(tree.operation === operation && tree.period.id === period && tree.edition === Number(edition), MANIFEST, 'is of another edition');
    const known = await keysOf();
    let key = null;
    if (pinned().length > 0) require(pinned().includes(tree.signature.key), MANIFEST, `is signed by key ${tree.signature.key}, which is none of this ledger's`);
    const found = known.find(it => it.id === tree.signature.key);
    if (found) {
        require(await signedBy(tree, found), MANIFEST, 'has a signature that does not fit it');
        key = found.id;
    }
    if (file === MANIFEST) return {blob: new Blob([signedBytes]), bytes: signedBytes, manifest: tree, key};
    const stated = tree.files.find(it => it.name === file);
    require(stated, file, 'is no file of this edition');
    const bytes = await load(file);
    require(bytes.length === stated.bytes, file, `has ${bytes.length} bytes, where its manifest states ${stated.bytes}`);
    require(await sha256(bytes) === stated.sha256, file, 'has another SHA-256 than its manifest states');
    return {blob: new Blob([bytes]), bytes, manifest: tree, key};
}

/// Every page of a list.
/// @param most entries that are read at most
export async function all(path, member, most = 10_000) {
    const entries = [];
    let next = null;
    do {
        const page = await json(path + (path.includes('?') ? '&' : '?') + 'limit=500' + (next ? '&next=' + encodeURIComponent(next) : ''));
        entries.push(...page[member]);
        next = page.next;
    } while (next && entries.length < most);
    return entries;
}
