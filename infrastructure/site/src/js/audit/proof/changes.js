// What each edition says changed since the one before, against the lineage of both.
import {canonical, require} from './canonical.js';
import {unionMinutes} from './figures.js';
import {spellOf} from './lines.js';
import {BREAKDOWNS, CAUSES, MEASURES, NO_PRIORITY, PRIORITY, UNION, counted, order} from './words.js';

/// The first revision that can follow a withdrawal.
const RESTORED = 3;
const NAMES_NONE = ['catalogue', 'rules'];
const nothing = Object.fromEntries(MEASURES.map(measure => [measure, 0]));

export async function checkChanges(archive, findings) {
    let checked = 0;
    for (const edition of archive.all()) {
        const {manifest, name} = edition;
        if (edition.number === 1) {
            await findings.holdsFor(edition, () => require(manifest.changes.length === 0, name, 'changes nothing, yet says so'));
            continue;
        }
        const before = archive.before(edition);
        if (before?.hasFigures && edition.hasFigures && !findings.broken.has(before.name) && await findings.holdsFor(edition, () => check(edition, before))) checked++;
    }
    if (checked > 0) findings.prove(`what ${counted(checked, 'edition says', 'editions say')} to have changed is what the lineage shows`);
}

async function check(edition, before) {
    const [was, now] = [await before.summary(), await edition.summary()];
    const stated = edition.manifest.changes;
    const ofFigures = stated.filter(it => !it.coverage);
    const rows = changesBetween(was, now, await before.lines(), await edition.lines(), statedCauses(edition, ofFigures));
    require(canonical(rows) === canonical(ofFigures), edition.name, `says otherwise what changed than its lineage and that of ${before.name} do`);
    for (const figure of ['expected', 'reported']) {
        const entries = stated.filter(it => it.coverage === figure);
        const [old, is] = [was.coverage[figure], now.coverage[figure]];
        const holds = (entries.length === 0) === (old === is) && entries.every(it => it.old === old && it.new === is) && entries.reduce((sum, it) => sum + it.share, 0) === is - old;
        require(holds, edition.name, 'says otherwise how its coverage changed than its summary does');
    }
    const same = {rules: edition.manifest.rules.version === before.manifest.rules.version, catalogue: canonical(edition.manifest.catalogue ?? null) === canonical(before.manifest.catalogue ?? null)};
    for (const {cause} of stated) require(!same[cause], edition.name, `names the cause ${cause}, which the archive shows not to be one`);
}

/// Lineage shows that a submission left, not whether it was withdrawn or moved; and that one came corrected, not where from. The
/// manifest's word is taken for both.
function statedCauses(edition, stated) {
    const causes = new Map();
    for (const it of stated) for (const id of it.submissions) causes.set(id, it.cause);
    return {
        departed: id => causes.get(id) === 'withdrawn' ? 'withdrawn' : 'moved',
        arrived(id, revision) {
            const cause = causes.get(id);
            if (cause !== 'revised') return cause === 'late' ? 'late' : 'moved';
            // It had been withdrawn, which is a revision too.
            require(revision >= RESTORED, edition.name, `says that a revision restored ${id}, which had none before`);
            return 'revised';
        },
    };
}

const union = (one, other) => [...new Set([...Object.keys(one), ...Object.keys(other)])].sort(order);
const keyOf = it => canonical(it);

/// The changes from one edition to the next but those of coverage, by figure and cause, as manifests write them.
/// @param before the lines of the edition before, sorted by submission
/// @param causes {departed(id), arrived(id, revision)}: what the lines alone do not tell
export function changesBetween(was, now, before, after, causes) {
    const figures = [];
    const note = (figure, old, is) => {
        if (old !== is) figures.push({figure, key: keyOf(figure), old, is, parts: new Map()});
    };
    for (const measure of MEASURES) note({measure}, was.measures[measure], now.measures[measure]);
    for (const [name, one, other] of [['place', was.places, now.places], ['priority', was.priorities ?? {}, now.priorities ?? {}]]) {
        for (const id of union(one, other)) {
            for (const measure of MEASURES) note({measure, [name]: id}, (one[id]?.measures ?? nothing)[measure], (other[id]?.measures ?? nothing)[measure]);
        }
    }
    for (const breakdown of BREAKDOWNS) {
        const [one, other] = [was.breakdowns[breakdown] ?? {}, now.breakdowns[breakdown] ?? {}];
        for (const value of union(one, other)) note({breakdown, value}, one[value] ?? 0, other[value] ?? 0);
    }
    if (figures.length === 0) return [];
    const changed = new Map(figures.map(it => [it.key, it]));
    const time = new TimeShares(figures.map(it => it.figure).filter(it => it.measure === UNION));
    const name = (figure, cause, id, difference) => {
        const at = changed.get(keyOf(figure));
        if (!at) return;
        const ofPriority = figure.priority !== undefined || figure.breakdown === PRIORITY;
        add(at, cause === 'rules' && ofPriority ? 'catalogue' : cause, id, difference);
    };
    for (const [old, is] of merged(before, after)) {
        const cause = causeOf(old, is, causes);
        const id = (old ?? is).submissionId;
        for (const figure of time.add(cause, old, is)) name(figure, cause, id, 0);
        if (old && is && sameContribution(old, is)) continue;
        const differences = new Map();
        bear(differences, old, -1);
        bear(differences, is, 1);
        for (const {figure, sum} of differences.values()) if (sum !== 0) name(figure, cause, id, sum);
    }
    return figures.flatMap(it => rows(it, it.figure.measure === UNION ? time.shares(it.figure) : []));
}

function* merged(before, after) {
    let [left, right] = [before.next(), after.next()];
    while (!left.done || !right.done) {
        const sign = left.done ? 1 : right.done ? -1 : order(left.value.submissionId, right.value.submissionId);
        yield [sign <= 0 ? left.value : null, sign >= 0 ? right.value : null];
        if (sign <= 0) left = before.next();
        if (sign >= 0) right = after.next();
    }
}

function causeOf(old, is, causes) {
    if (!is) return causes.departed(old.submissionId);
    if (!old) return is.revision === 1 ? 'late' : causes.arrived(is.submissionId, is.revision);
    if (old.revision === is.revision && old.digest === is.digest) return 'rules';
    return old.place === is.place && old.operation === is.operation ? 'revised' : 'moved';
}

const contribution = ({operation, place, adds, breakdowns, patrol}) => canonical({operation, place, adds, breakdowns, patrol: patrol ?? null});
const sameContribution = (one, other) => one.written === other.written || contribution(one) === contribution(other);

const prioritiesOf = line => line ? Object.keys(line.breakdowns[PRIORITY] ?? {}).filter(it => it !== NO_PRIORITY) : [];

/// Adds `sign` times what a line adds to each figure, those of time patrolled apart.
function bear(sums, line, sign) {
    if (!line) return;
    const put = (figure, value) => {
        const key = keyOf(figure);
        const at = sums.get(key) ?? {figure, sum: 0};
        at.sum += sign * value;
        sums.set(key, at);
    };
    const priorities = prioritiesOf(line);
    for (const [measure, value] of Object.entries(line.adds)) {
        put({measure}, value);
        put({measure, place: line.place}, value);
        for (const priority of priorities) put({measure, priority}, value);
    }
    for (const [breakdown, values] of Object.entries(line.breakdowns)) for (const [value, count] of Object.entries(values)) put({breakdown, value}, count);
}

function add(at, cause, id, difference) {
    const part = partOf(at, cause);
    part.share += difference;
    if (!NAMES_NONE.includes(cause)) part.submissions.push(id);
}

function partOf(at, cause) {
    if (!at.parts.has(cause)) at.parts.set(cause, {share: 0, submissions: []});
    return at.parts.get(cause);
}

/// An entry for each cause. What no submission explains, the rules did.
function rows(at, shares) {
    for (const [cause, share] of shares) if (share !== 0) partOf(at, cause).share = share;
    const unexplained = at.is - at.old - [...at.parts.values()].reduce((sum, it) => sum + it.share, 0);
    if (unexplained !== 0 || at.parts.size === 0) partOf(at, 'rules').share += unexplained;
    return CAUSES.filter(cause => at.parts.has(cause)).map(cause => ({...at.figure, old: at.old, new: at.is, ...at.parts.get(cause), cause}));
}

/// What each cause added to time patrolled. That is a union, so a submission has no share of its own: the causes are taken to have
/// worked one after the other, in their order, and each has the minutes by which the union grew.
class TimeShares {
    byPlace = new Map();
    byPriority = new Map();

    constructor(figures) {
        this.places = new Set(figures.map(it => it.place).filter(Boolean));
        this.priorities = new Set(figures.map(it => it.priority).filter(Boolean));
    }

    /// @return the figures that a submission bears on differently than before
    add(cause, was, is) {
        const touched = new Map();
        const touch = figure => touched.set(keyOf(figure), figure);
        if (!was?.patrol && !is?.patrol) return [];
        const places = [...new Set([was, is].filter(Boolean).map(it => it.place))];
        for (const place of places) {
            const [before, after] = [at(place, was), at(place, is)];
            if (this.places.has(place)) work(this.byPlace, place, cause, before, after);
            if (!same(before, after)) {
                touch({measure: UNION});
                touch({measure: UNION, place});
            }
        }
        for (const priority of new Set([...prioritiesOf(was), ...prioritiesOf(is)])) {
            if (!this.priorities.has(priority)) continue;
            if (!this.byPriority.has(priority)) this.byPriority.set(priority, new Map());
            for (const place of places) {
                const before = prioritiesOf(was).includes(priority) ? at(place, was) : null;
                const after = prioritiesOf(is).includes(priority) ? at(place, is) : null;
                work(this.byPriority.get(priority), place, cause === 'rules' ? 'catalogue' : cause, before, after);
                if (!same(before, after)) touch({measure: UNION, priority});
            }
        }
        return touched.values();
    }

    /// The share of each cause in the change of a figure.
    shares(figure) {
        const stages = figure.priority ? this.byPriority.get(figure.priority) ?? new Map() : this.byPlace;
        const shares = CAUSES.map(cause => [cause, 0]);
        for (const [place, states] of stages) {
            if (figure.place && figure.place !== place) continue;
            const minutes = states.map(unionMinutes);
            for (const [i, share] of shares.entries()) share[1] += minutes[i + 1] - minutes[i];
        }
        return shares;
    }
}

const at = (place, line) => line?.place === place ? spellOf(line) : null;
const same = (one, other) => one === other || one !== null && other !== null && one[0] === other[0] && one[1] === other[1];

/// `states[i]` holds the spells after the first `i` causes have worked.
function work(stages, place, cause, before, after) {
    if (!stages.has(place)) stages.set(place, [...CAUSES, null].map(() => []));
    const works = CAUSES.indexOf(cause);
    for (const [i, state] of stages.get(place).entries()) {
        const spell = i <= works ? before : after;
        if (spell) state.push(spell);
    }
}
