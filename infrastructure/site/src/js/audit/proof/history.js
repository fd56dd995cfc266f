// What several summaries say of one submission: a revision has one content, wherever it is counted, adds the same everywhere, and no
// later edition goes back to an earlier revision.
import {canonical, require} from './canonical.js';
import {PRIORITY} from './words.js';

export async function checkHistory(archive, findings) {
    const editions = archive.all().filter(it => it.isCountable && it.has('lineage.jsonl'));
    const seen = new Map();
    const newest = new Map();
    // Within one lineage nothing comes twice: its lines were checked for that.
    if (editions.length > 1) {
        for (const edition of editions) await findings.holdsFor(edition, () => check(archive, edition, seen, newest));
    }
    findings.prove('a revision has the same content and adds the same wherever it is counted, and no edition goes back to an earlier one');
}

async function check(archive, edition, seen, newest) {
    const where = edition.nameOf('lineage.jsonl');
    const earlier = await revisionsBefore(archive, edition);
    if (!newest.has(edition.summaryName)) newest.set(edition.summaryName, new Map());
    const counted = newest.get(edition.summaryName);
    const rules = edition.manifest.rules.version;
    for (const line of await edition.lines()) {
        const id = line.submissionId;
        const now = {digest: line.digest, rules, written: withoutPriorities(line), where: edition.name};
        const revision = `${id} ${line.revision}`;
        const then = seen.get(revision);
        if (!then) seen.set(revision, now);
        else {
            require(then.digest === now.digest, where, `has another digest of ${id} revision ${line.revision} than in ${then.where}`);
            require(then.rules !== rules || then.written === now.written, where, `counts ${id} revision ${line.revision} otherwise than in ${then.where}`);
        }
        const before = counted.get(id);
        require(before === undefined || before <= line.revision, where, `goes back to an earlier revision of submission ${id}`);
        require(before === undefined || earlier.size === 0 || earlier.has(id) || before < line.revision, where, `counts again the revision of submission ${id} that the edition before had left out`);
        counted.set(id, Math.max(before ?? 0, line.revision));
    }
}

/// A line without what it adds to priorities: those are in summaries of an operation only, and there from the day on that the catalogue
/// lists them.
function withoutPriorities(line) {
    if (!Object.hasOwn(line.breakdowns, PRIORITY)) return line.written;
    const {written, ...rest} = line;
    return canonical({...rest, breakdowns: Object.fromEntries(Object.entries(line.breakdowns).filter(([id]) => id !== PRIORITY))});
}

/// The submissions that the edition before this one counted.
async function revisionsBefore(archive, edition) {
    const earlier = archive.before(edition);
    if (!earlier?.isCountable || !earlier.has('lineage.jsonl')) return new Set();
    try {
        const ids = new Set();
        for (const line of await earlier.lines()) ids.add(line.submissionId);
        return ids;
    } catch (e) {
        // It is named where that edition itself is checked.
        if (e.name === 'Refuted') return new Set();
        throw e;
    }
}
