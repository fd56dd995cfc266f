// Proves that an archive is what was published: every manifest in its chain and signed, every file as its manifest states it, every
// figure what the lineage adds up to. The same checks in the same words as verifier.jar, in another language: each is an oracle for the
// other.
import {Refuted} from './canonical.js';
import {Archive} from './archive.js';
import {checkCatalogues, checkRenderings} from './catalogue.js';
import {checkChains, checkFiles, checkPublication, checkRules, checkSignatures} from './chain.js';
import {checkChanges} from './changes.js';
import {checkFigures} from './figures.js';
import {Findings} from './findings.js';
import {checkHistory} from './history.js';
import {counted} from './words.js';

export {Refuted};

/// Reads heads as they were kept: lines such as `grip=7:sha256:…`, or what GET /heads answered.
/// @return [{operation, sequence, digest}]; an operation may be left out where there is one only
/// @throws Error in words
export function readHeads(text) {
    const written = text.trim();
    if (written === '') return [];
    if (written.startsWith('{')) {
        let said;
        try {
            said = JSON.parse(written);
        } catch {
            throw new Error('This is no JSON.');
        }
        return Object.entries(said.heads ?? said).map(([operation, it]) => head(operation, it?.sequence, it?.digest, operation));
    }
    return written.split(/[\s,]+/).filter(Boolean).map(line => {
        const found = /^(?:([a-z][a-z0-9-]{1,62}[a-z0-9])=)?(\d{1,15}):(sha256:[0-9a-f]{64})$/.exec(line);
        if (!found) throw new Error(`A head is written as grip=7:sha256:… and not as ${line}`);
        return head(found[1] ?? null, Number(found[2]), found[3], line);
    });
}

function head(operation, sequence, digest, named) {
    if (!Number.isSafeInteger(sequence) || sequence < 1 || !/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`The head of ${named} has no number, or no digest.`);
    return {operation, sequence, digest};
}

/// Reads identifiers of keys: `sha256:` and the digits, or the digits alone.
/// @throws Error in words
export function readKeyIds(text) {
    return text.split(/[\s,]+/).filter(Boolean).map(it => {
        if (!/^(?:sha256:)?[0-9a-f]{64}$/.test(it)) throw new Error(`A key is named by sha256: and 64 digits, and not by ${it}`);
        return it.startsWith('sha256:') ? it : 'sha256:' + it;
    });
}

function anchors(archive, {trusted, heads}) {
    const operations = [...archive.chains.keys()];
    const oneOfOne = operations.length === 1 && heads.length === 1 && !heads[0].operation;
    return trusted.length > 0 && (oneOfOne || operations.every(operation => heads.some(it => it.operation === operation)));
}

/// The archive of a period, as the API makes it, holds the manifests of all other periods without their files.
function narrowed(archive, given, findings) {
    const all = archive.all();
    const withFiles = new Set(all.filter(it => it.hasFiles).map(it => it.period.name));
    if (given.scope || withFiles.size !== 1 || all.every(it => it.hasFiles)) return given;
    const [period] = withFiles;
    findings.leave(`of the periods, only ${period} has its files in this archive: of all others the manifests were checked, and no figure`);
    return {...given, scope: 'only', period};
}

/// Verifies files by what is known from elsewhere.
/// @param files {names, size(name), read(name, most)}
/// @param known {trusted: ids of keys that may have signed, pems: keys as of readKey, heads: as of readHeads, scope: 'extract' or
///     nothing}; the more is given, the more is proved
/// @param progress called with {bytes} or {lines} as they are done
/// @return {level: 'holds' or 'nothing-wrong', proved, open} or {level: 'broken', where, what, more}, and editions
/// @throws Unreadable where a file cannot be read
export async function verify(files, known = {}, progress = () => {}) {
    const given = {trusted: [], pems: [], heads: [], ...known};
    const findings = new Findings();
    let archive;
    try {
        archive = await Archive.of(files, findings);
        const inputs = narrowed(archive, given, findings);
        findings.prove(`${counted(archive.editions.size, 'edition lies', 'editions lie')} where the manifest says`);
        await checkChains(archive, inputs, findings);
        await checkSignatures(archive, inputs, findings);
        await checkFiles(archive, inputs, findings, bytes => progress({bytes}));
        await checkPublication(archive, findings);
        await checkRules(archive, inputs, findings);
        await checkFigures(archive, findings, lines => progress({lines}));
        await checkCatalogues(archive, findings);
        await checkHistory(archive, findings);
        await checkChanges(archive, findings);
        await checkRenderings(archive, findings);
        findings.leave('no submissions were given: that the lineage is of what was submitted, shifts and timeliness were not checked');
    } catch (e) {
        if (!(e instanceof Refuted)) throw e;
        return {level: 'broken', where: e.where, what: e.message, more: 0, refuted: [{where: e.where, what: e.message}], editions: []};
    }
    return {...findings.verdict(anchors(archive, given)), editions: archive.all().map(it => editionOf(it, findings))};
}

const editionOf = (it, findings) => ({
    name: it.name, folder: it.folder, kind: it.period.path, period: it.period.id, operation: it.operation, edition: it.number, sequence: it.sequence, digest: it.digest,
    broken: findings.broken.has(it.name), files: it.manifest.files.filter(file => it.has(file.name)).map(file => ({...file})),
});
