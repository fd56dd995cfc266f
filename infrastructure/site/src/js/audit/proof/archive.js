// What an archive holds, found by its manifests. Every file must be an edition's, a public key or a catalogue, and every edition
// must lie where its manifest says it belongs.
import {Refuted, canonical, readKey, require, sha256, textOf} from './canonical.js';
import {Malformed, catalogue, checkLine, manifest, read, summary} from './documents.js';
import {periodOf} from './period.js';
import {FILES, FIRST_RULES, MANIFEST, RULES, order} from './words.js';

const KEY = /^(?:.*\/)?keys\/([0-9a-f]{64})\.pem$/;
const KEY_LIST = /^(?:.*\/)?keys\/keys\.json$/;
const CATALOGUE = /^(?:.*\/)?catalogue\/([0-9a-f]{64})\.json$/;
const SYSTEM_FILES = ['.ds_store', 'desktop.ini', 'thumbs.db', '.directory'];
const LARGEST = 2 ** 28;
const LARGEST_MANIFEST = 2 ** 26;
const LARGEST_KEY = 2 ** 14;
/// What is kept of files that were read, in bytes: several checks read the same ones.
const KEPT = 2 ** 28;

const fileName = name => name.slice(name.lastIndexOf('/') + 1);
const folder = name => name.slice(0, name.lastIndexOf('/') + 1);

/// What a file manager or an open spreadsheet leaves beside what it shows.
function isOfTheSystem(name) {
    const file = fileName(name).toLowerCase();
    return SYSTEM_FILES.includes(file) || file.startsWith('~$') || file.startsWith('._') || file.startsWith('.~lock.') || name.startsWith('__MACOSX/') || name.includes('/__MACOSX/');
}

export const nameOfEdition = (summaryName, number) => `${summaryName}/edition-${String(number).padStart(4, '0')}`;

/// An edition found in an archive.
export class Edition {
    constructor(archive, at, tree, digest) {
        this.archive = archive;
        this.folder = at;
        this.manifest = tree;
        /// Of the manifest's bytes.
        this.digest = digest;
        this.operation = tree.operation;
        this.period = periodOf(tree.period.kind, tree.period.id);
        this.number = tree.edition;
        this.sequence = tree.sequence;
        /// `weekly/2023-W05/grip`
        this.summaryName = `${this.period.name}/${tree.operation}`;
        /// `weekly/2023-W05/grip/edition-0001`
        this.name = nameOfEdition(this.summaryName, tree.edition);
    }

    nameOf(file) {
        return this.folder + file;
    }

    has(file) {
        return this.archive.has(this.nameOf(file));
    }

    get hasFiles() {
        return FILES.some(file => this.has(file));
    }

    /// Whether the newest rules made its figures.
    get isCurrent() {
        return this.manifest.rules.version === RULES;
    }

    /// Whether this program has the rules that made its figures.
    get isCountable() {
        return this.isCurrent || this.manifest.rules.version === FIRST_RULES;
    }

    /// Whether its figures and their lineage are there, and this program can count them.
    get hasFigures() {
        return this.isCountable && this.has('summary.json') && this.has('lineage.jsonl');
    }

    bytes(file) {
        return this.archive.read(this.nameOf(file), LARGEST);
    }

    /// Its `summary.json`.
    async summary() {
        this.read ??= read(await this.bytes('summary.json'), this.nameOf('summary.json'), 'summary', summary);
        return this.read;
    }

    /// The lines of its lineage.
    /// @param strict whether each is compared with what the ledger writes
    async lines(strict = false) {
        const where = this.nameOf('lineage.jsonl');
        let text;
        try {
            text = textOf(await this.bytes('lineage.jsonl'));
        } catch (e) {
            if (e instanceof TypeError) throw new Refuted(where, 'is no lineage: it is not in UTF-8');
            throw e;
        }
        return lines(text, where, strict);
    }
}

const sorted = it => {
    let before = '';
    for (const name of Object.keys(it)) {
        if (name < before) return false;
        before = name;
        if (it[name] !== null && typeof it[name] === 'object' && !sorted(it[name])) return false;
    }
    return true;
};

/// Whether a line is in canonical form. Most are in the order of their names already, and then the engine writes them as they should be.
const isCanonical = (line, written) => JSON.stringify(line) === written ? sorted(line) || canonical(line) === written : canonical(line) === written;

function* lines(text, where, strict) {
    const no = what => new Refuted(where, `is no lineage: ${what}`);
    let before = '';
    for (let at = 0; at < text.length;) {
        const end = text.indexOf('\n', at);
        if (end < 0) throw no('the last line does not end with a line feed');
        const written = text.slice(at, end);
        let line;
        try {
            line = JSON.parse(written);
            if (line === null || typeof line !== 'object' || Array.isArray(line)) throw new Malformed('expected an object');
            if (strict && !(checkLine(line) && isCanonical(line, written))) throw new Refuted(where, `has a line that is not as the ledger writes it: ${line.submissionId}`);
        } catch (e) {
            if (e instanceof Refuted) throw e;
            throw no(e instanceof Malformed ? e.message : 'a line is no JSON');
        }
        if (strict && !(before < line.submissionId)) throw no('submissions come out of order or twice');
        before = line.submissionId;
        line.written = written;
        yield line;
        at = end + 1;
    }
}

export class Archive {
    /// Editions by name, and those of each operation by their place in its chain.
    editions = new Map();
    chains = new Map();
    /// Public keys by id: {id, key}.
    keys = new Map();
    catalogues = new Map();
    keyList = null;
    kept = new Map();
    keptBytes = 0;

    constructor(files) {
        this.files = files;
        this.names = new Set(files.names);
    }

    has(name) {
        return this.names.has(name);
    }

    async read(name, most) {
        const kept = this.kept.get(name);
        if (kept) return kept;
        const bytes = await this.files.read(name, most);
        if (this.keptBytes + bytes.length <= KEPT) {
            this.kept.set(name, bytes);
            this.keptBytes += bytes.length;
        }
        return bytes;
    }

    /// What `files` hold; what is out of place is noted in `findings`.
    /// @throws Refuted where there is no manifest at all
    static async of(files, findings) {
        const archive = new Archive(files);
        const names = [];
        for (const name of files.names) {
            if (isOfTheSystem(name)) findings.leave(`${name} is a file that operating systems or programs leave behind`);
            else names.push(name);
        }
        for (const name of names) if (fileName(name) === MANIFEST) await findings.holds(() => archive.add(name));
        require(archive.editions.size > 0 || findings.refuted.length > 0, 'the archive', 'holds no manifest.json');
        archive.chains = new Map([...archive.chains].sort((one, other) => order(one[0], other[0])));
        for (const chain of archive.chains.values()) chain.sort((one, other) => one.sequence - other.sequence);
        const folders = new Set([...archive.editions.values()].map(it => it.folder));
        for (const name of names) await findings.holds(() => archive.place(name, folders));
        return archive;
    }

    async add(name) {
        const bytes = await this.read(name, LARGEST_MANIFEST);
        const edition = new Edition(this, folder(name), read(bytes, name, 'manifest', manifest), 'sha256:' + await sha256(bytes));
        const there = '/' + edition.folder;
        const belongs = `/summaries/${edition.name}/`;
        require(edition.folder === '' || there.endsWith(belongs) || belongs.endsWith(there), name, `is the manifest of ${edition.name}, which belongs elsewhere`);
        const twin = this.editions.has(edition.name);
        this.editions.set(edition.name, edition);
        require(!twin, edition.name, 'is there twice');
        if (!this.chains.has(edition.operation)) this.chains.set(edition.operation, []);
        this.chains.get(edition.operation).push(edition);
    }

    async place(name, folders) {
        const key = KEY.exec(name);
        if (folders.has(folder(name))) return require([...FILES, MANIFEST].includes(fileName(name)), name, 'is no file of an edition');
        if (key) return this.addKey(name, key[1]);
        if (CATALOGUE.test(name)) return this.addCatalogue(name);
        if (KEY_LIST.test(name)) {
            this.keyList = await this.read(name, LARGEST_MANIFEST);
            return true;
        }
        throw new Refuted(name, 'belongs to no edition: there is no manifest.json beside it');
    }

    async addKey(name, hex) {
        const bytes = await this.read(name, LARGEST_KEY);
        let found;
        try {
            found = await readKey(new TextDecoder().decode(bytes));
        } catch (e) {
            throw new Refuted(name, `is no public key: ${e.message}`);
        }
        require(found.id === 'sha256:' + hex && found.pem === textOf(bytes), name, 'is not the key it is named after');
        this.keys.set(found.id, found);
    }

    async addCatalogue(name) {
        const bytes = await this.read(name, LARGEST);
        const digest = await sha256(bytes);
        require(name.endsWith(digest + '.json'), name, 'is not the catalogue it is named after');
        try {
            this.catalogues.set('sha256:' + digest, catalogue(JSON.parse(textOf(bytes))));
        } catch (e) {
            throw new Refuted(name, `is no catalogue: ${e instanceof Malformed ? e.message : 'it is no JSON in UTF-8'}`);
        }
    }

    /// Every edition, by operation and place in its chain.
    all() {
        return [...this.chains.values()].flat();
    }

    /// Whether every manifest of a chain is there, up to the newest that is.
    isWhole(operation) {
        const chain = this.chains.get(operation) ?? [];
        return chain.length > 0 && chain.at(-1).sequence === chain.length;
    }

    edition(summaryName, number) {
        return this.editions.get(nameOfEdition(summaryName, number));
    }

    /// The edition that this one replaces, where it is there.
    before(edition) {
        return edition.number === 1 ? undefined : this.edition(edition.summaryName, edition.number - 1);
    }

    /// The newest edition of a summary that comes before `edition` in the chain, of those that are there.
    newestBefore(edition, summaryName) {
        return (this.chains.get(edition.operation) ?? []).filter(it => it.summaryName === summaryName && it.sequence < edition.sequence).at(-1);
    }

    /// The catalogue that an edition was made under, where it names one that is there.
    catalogueOf(edition) {
        return edition.manifest.catalogue && this.catalogues.get(edition.manifest.catalogue.digest);
    }
}
