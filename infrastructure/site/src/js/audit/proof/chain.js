// Manifests: their chain, their signatures, the files they state, when they were published and by which rules.
import {Refuted, require, sha256, signedBy, textOf} from './canonical.js';
import {FILES, counted} from './words.js';

/// The chain of each operation's manifests: no gap, none exchanged, none cut off.
/// @param given {heads, scope}
export async function checkChains(archive, given, findings) {
    const periods = new Set(archive.all().map(it => it.period.name));
    const whole = given.scope !== 'extract';
    const unbroken = whole && !(periods.size === 1 && given.heads.length === 0);
    const heads = new Map();
    for (const head of given.heads) await findings.holds(() => assign(archive, head, heads));
    for (const [operation, chain] of archive.chains) await findings.holds(() => link(operation, chain, unbroken, heads.get(operation), findings));
    for (const edition of archive.all()) await findings.holdsFor(edition, () => succession(archive, edition, whole));
}

function assign(archive, head, heads) {
    require(head.operation || archive.chains.size === 1, 'the archive', 'holds several operations, so a head must name its own');
    const operation = head.operation || [...archive.chains.keys()][0];
    require(archive.chains.has(operation), operation, 'has a head, yet nothing of it is in the archive');
    require(!heads.has(operation), operation, 'cannot have two heads');
    heads.set(operation, head);
}

function link(operation, chain, unbroken, head, findings) {
    const first = chain[0].sequence;
    require(!unbroken || first === 1, operation, `lacks the beginning of its chain: the first manifest there is number ${first}`);
    let gaps = 0;
    for (let i = 1; i < chain.length; i++) {
        const [from, to] = [chain[i - 1].sequence, chain[i].sequence];
        require(from !== to, operation, `has two manifests of number ${from} in its chain`);
        if (to === from + 1) {
            require(chain[i].manifest.previous === chain[i - 1].digest, chain[i].name, `does not follow ${chain[i - 1].name}: it names another manifest before it`);
        } else {
            require(!unbroken, operation, `has a gap in its chain: manifest ${from} is followed by ${to}`);
            gaps++;
        }
    }
    const manifests = counted(chain.length, 'manifest', 'manifests');
    const all = gaps === 0 && first === 1;
    if (!all) findings.leave(`${operation}: manifests of other editions in its chain are not there`);
    findings.prove(all ? `${operation}: the chain is whole, ${manifests}, each after the first naming the one before`
        : `${operation}: of the chain there are ${manifests}, each naming the one before where that is there`);
    if (!head) return findings.leave(`${operation}: no head was given, so newer editions may have been cut off`);
    const last = chain.at(-1).sequence;
    require(last >= head.sequence, operation, `is cut off: its chain ends with manifest ${last}, the head is ${head.sequence}`);
    require(chain.find(it => it.sequence === head.sequence)?.digest === head.digest, operation, `has another manifest ${head.sequence} than the head`);
    findings.prove(`${operation}: nothing is cut off up to the head given, manifest ${head.sequence}`);
}

/// Each edition replaces the one before it, and says truly whether that one was final.
function succession(archive, edition, whole) {
    const {manifest, name, number} = edition;
    if (number === 1) return require(!manifest.correction, name, 'corrects nothing, being the first');
    const before = archive.before(edition);
    if (!before) return require(!whole, name, 'replaces an edition that is not there');
    const wasFinal = before.manifest.status === 'final';
    require(manifest.supersedes?.manifest === before.digest, name, `does not replace ${before.name}: it names another manifest`);
    require(manifest.correction === wasFinal, name, 'says wrongly whether it corrects a final edition');
    require(!wasFinal || manifest.status === 'final', name, 'is provisional after a final edition');
}

/// The signature of each manifest.
/// @param given {trusted: ids, pems: keys as of readKey}; where there are none, keys that lie in the archive are used, which proves that
///     one key signed everything but not whose it is
export async function checkSignatures(archive, given, findings) {
    const trusted = given.trusted.length > 0;
    const known = new Map([...archive.keys, ...given.pems.map(it => [it.id, it])].filter(([id]) => !trusted || given.trusted.includes(id)));
    const counts = new Map();
    for (const edition of archive.all()) {
        const {signature} = edition.manifest;
        const held = await findings.holdsFor(edition, async () => {
            const key = known.get(signature.key);
            const hex = signature.key.slice('sha256:'.length);
            if (!key) {
                throw new Refuted(edition.name, `is signed by key ${hex}, which was ${!trusted ? 'neither given nor found in the archive'
                    : given.trusted.includes(signature.key) ? 'not found in the archive' : 'not given'}`);
            }
            require(await signedBy(edition.manifest, key), edition.name, 'has a signature that does not fit its manifest');
        });
        if (held) counts.set(signature.key, (counts.get(signature.key) ?? 0) + 1);
    }
    for (const [id, n] of [...counts].sort()) {
        const key = id.slice('sha256:'.length);
        findings.prove(`${counted(n, 'manifest is', 'manifests are')} signed by key ${key}, ${trusted ? 'which was given' : 'found in the archive'}`);
        if (!trusted) findings.leave(`key ${key} was taken from the archive itself: whose it is, is not proved`);
    }
}

/// The files of each edition: all there, each of the size and digest its manifest states.
/// @param progress called with the bytes of each file that was read
export async function checkFiles(archive, given, findings, progress) {
    let files = 0;
    for (const edition of archive.all()) {
        await findings.holdsFor(edition, async () => {
            require(edition.manifest.files.map(it => it.name).join() === FILES.join(), edition.name, 'lists other files than an edition has');
            const needed = given.scope !== 'only' || edition.period.name === given.period;
            let held = 0;
            for (const {name, bytes, sha256: stated} of edition.manifest.files) {
                const where = edition.nameOf(name);
                if (!edition.has(name)) {
                    require(!needed, where, 'is missing');
                    continue;
                }
                const found = await edition.bytes(name);
                require(found.length === bytes, where, `has ${found.length} bytes, where its manifest states ${bytes}`);
                require(await sha256(found) === stated, where, 'has another SHA-256 than its manifest states');
                held++;
                progress(bytes);
            }
            files += held;
        });
    }
    findings.prove(`${counted(files, 'file has', 'files have')} the size and SHA-256 that manifests state`);
}

/// When each edition was published, by which key, and with what it was compared: by the calendar and by its place in the chain.
export async function checkPublication(archive, findings) {
    for (const chain of archive.chains.values()) {
        await findings.holds(() => keysInOrder(chain));
        if (archive.keyList) await findings.holds(() => keysListed(chain, archive.keyList));
        for (const [at, edition] of chain.entries()) {
            await findings.holdsFor(edition, () => moment(edition, chain.slice(0, at)));
            if (edition.isCountable && edition.has('summary.json')) await findings.holdsFor(edition, () => comparisons(archive, edition));
        }
    }
    findings.prove('every edition was published after its period, after those before it in the chain, with the status of that day, and is compared with the newest edition there was');
}

const comparable = written => written.replace(/Z$/, '').padEnd(20, '.').padEnd(29, '0');

function moment(edition, before) {
    const {manifest, name, period} = edition;
    const at = Date.parse(manifest.publishedAt.replace(/(\.\d{3})\d*Z$/, '$1Z'));
    require(at >= period.publishedAt, name, `was published at ${manifest.publishedAt}, before its period was due to be`);
    const last = before.at(-1);
    if (last) require(comparable(manifest.publishedAt) >= comparable(last.manifest.publishedAt), name, `was published before ${last.name}, which it follows in the chain`);
    const wasFinal = before.some(it => it.summaryName === edition.summaryName && it.manifest.status === 'final');
    require(wasFinal || manifest.status === (at < period.finalFrom ? 'provisional' : 'final'), name, `is ${manifest.status}, which it was not on that day`);
}

/// A key that another has followed is retired: a later signature by it is not the ledger's.
function keysInOrder(chain) {
    const retired = new Set();
    let current = null;
    for (const edition of chain) {
        const {key} = edition.manifest.signature;
        require(!retired.has(key), edition.name, `is signed by key ${key.slice(7)}, which another had followed by then`);
        if (current !== null && current !== key) retired.add(current);
        current = key;
    }
}

/// The archive lists which numbers of each chain each key signed.
function keysListed(chain, bytes) {
    let list;
    try {
        list = JSON.parse(textOf(bytes)).keys;
    } catch {
        throw new Refuted('keys.json', 'is no list of keys');
    }
    for (const {manifest, name, operation, sequence} of chain) {
        const key = manifest.signature.key.slice(7);
        const range = Array.isArray(list) ? list.find(it => it?.id === key && it.operations?.[operation])?.operations[operation] : null;
        const holds = range && Number.isInteger(range.from) && range.from <= sequence && (!Number.isInteger(range.to) || sequence <= range.to);
        require(holds, name, `is signed by key ${key}, which keys.json does not list for its number`);
    }
}

async function comparisons(archive, edition) {
    const {comparison} = await edition.summary();
    for (const [compared, period] of [[comparison.previous, edition.period.previous()], [comparison.yearEarlier, edition.period.yearEarlier()]]) {
        if (!compared || !period) continue;
        const where = edition.nameOf('summary.json');
        const summaryName = `${period.name}/${edition.operation}`;
        const name = `${edition.period.path}/${compared.id}/${edition.operation}/edition-${String(compared.edition).padStart(4, '0')}`;
        const newest = archive.newestBefore(edition, summaryName);
        if (archive.isWhole(edition.operation)) require(newest?.name === name, where, `compares with ${name}, which was not the newest edition before it in the chain`);
        else require(!newest || newest.number <= compared.edition, where, `compares with ${name}, which a newer one had followed by then`);
    }
}

/// The rules and the catalogue that each edition names. Without either its figures cannot be counted again, and that nothing wrong was
/// found of them means nothing.
export async function checkRules(archive, given, findings) {
    const versions = new Map();
    for (const edition of archive.all()) {
        await findings.holdsFor(edition, () => {
            const {name, manifest} = edition;
            const {version} = manifest.rules;
            require(/^[1-9]\d{0,8}$/.test(version), name, `was counted by rules "${version}", which no ledger has had`);
            if (!edition.isCountable) {
                return findings.lack(`${name} was counted by version ${version} of the rules, which this program lacks: its figures, changes, page and workbook were not checked`);
            }
            if (!edition.isCurrent) {
                return findings.lack(`${name} was counted by version 1 of the rules, which names no catalogue: its places, coverage, names, page and workbook were not checked`);
            }
            require(manifest.catalogue, name, 'names no catalogue, which its rules want');
            const first = versions.get(manifest.catalogue.version) ?? {digest: manifest.catalogue.digest, name};
            versions.set(manifest.catalogue.version, first);
            require(first.digest === manifest.catalogue.digest, name, `names another version ${manifest.catalogue.version} of the catalogue than ${first.name}`);
            if (archive.catalogueOf(edition) || !edition.hasFigures) return undefined;
            require(given.scope === 'extract', name, `was made under catalogue ${manifest.catalogue.digest.slice(7)}, which is missing`);
            return findings.lack(`${name}: the catalogue it was made under is not there, so places, coverage, names, page and workbook were not checked`);
        });
    }
}

