// Whether a line of lineage can be that of one submission. A key holder can make lines up, and figures add up from any lines; but one
// form reports one thing, and its parts have to agree.
import {Refuted} from './canonical.js';
import {nanoseconds} from './documents.js';
import {dayOf} from './period.js';
import {BREAKDOWNS, OF_ENGAGEMENTS, OF_INCIDENTS} from './words.js';

export const MINUTE = 60_000_000_000n;
const DAY = 24n * 60n * MINUTE;
const MILLISECOND = 1_000_000n;
const VISIT_MINUTES = 15;
/// Breakdowns whose counts add up to a measure.
const WHOLE = {
    'activity': 'engagements', 'organisation': 'submissions', 'concerns-raised': 'concerns-raised', 'items-handed-out': 'items-handed-out',
    'weapons-seized': 'weapons-seized', 'powers-used': 'powers-used'};
/// Those of searches, which add up from version 2 of the rules on.
const OF_SEARCHES = BREAKDOWNS.filter(it => it.startsWith('stop-searches.'));
/// Values that the contract lists.
const LISTED = {
    'activity': ['foot-patrol', 'vehicle-patrol', 'cycle-patrol', 'safe-space', 'weapons-detection', 'event', 'community-meeting', 'school-visit', 'venue-visit', 'stall', 'online', 'survey'],
    'category': ['anti-social-behaviour', 'bicycle-theft', 'burglary', 'criminal-damage-arson', 'drugs', 'other-theft', 'possession-of-weapons', 'public-order', 'robbery', 'shoplifting',
        'theft-from-the-person', 'vehicle-crime', 'violent-crime', 'other-crime'],
    'concerns-raised': ['street-lighting', 'cctv', 'anti-social-behaviour', 'drugs', 'spiking', 'violence', 'harassment', 'gangs', 'exploitation', 'hate', 'transport', 'other'],
    'weapons-seized': ['knife', 'bladed-article', 'firearm', 'bludgeon', 'corrosive', 'other'],
    'powers-used': ['informal-warning', 'community-protection-warning', 'community-protection-notice', 'dispersal', 'public-spaces-protection-order', 'fixed-penalty-notice', 'community-resolution'],
    'theme': ['early-intervention', 'problem-solving', 'trust-and-confidence', 'wellbeing', 'crime-prevention'],
    'audience': ['public', 'women-and-girls', 'young-people', 'school-pupils', 'students', 'older-residents', 'venue-staff', 'taxi-drivers', 'commuters', 'residents', 'businesses'],
};
for (const [breakdown, values] of Object.entries(LISTED)) LISTED[breakdown] = new Set(values);

function total(values) {
    let sum = 0;
    for (const value in values) sum += values[value];
    return sum;
}

/// A patrol's interval in nanoseconds, or null.
export const spellOf = line => line.patrol ? [nanoseconds(line.patrol.from), nanoseconds(line.patrol.to)] : null;

/// @param current whether the newest rules counted it
/// @throws Refuted if `line` cannot be the line of a submission of `period`
export function checkSubmission(line, spell, period, current, where) {
    const holds = (condition, what) => {
        if (!condition) throw new Refuted(where, `has a line that cannot be: ${line.submissionId} ${typeof what === 'function' ? what() : what}`);
    };
    const adds = measure => line.adds[measure] ?? 0;
    const {breakdowns} = line;
    const engagement = adds('engagements') === 1;
    holds(line.revision >= 1, 'has a revision below 1');
    holds(adds('submissions') === 1, 'counts as another number than one');
    holds(adds('engagements') <= 1 && adds('engagements') + adds('incidents') === 1, 'is neither one engagement nor one incident');
    for (const measure of engagement ? OF_INCIDENTS : OF_ENGAGEMENTS) holds(adds(measure) === 0, () => `is an ${engagement ? 'engagement' : 'incident'} with ${measure}`);
    const estimated = adds('people-engaged-estimated');
    holds(estimated === 0 || estimated === adds('people-engaged'), 'estimates a part of the people it engaged');
    for (const breakdown in WHOLE) holds(total(breakdowns[breakdown]) === adds(WHOLE[breakdown]), () => `adds other figures to ${WHOLE[breakdown]} than to the breakdown ${breakdown}`);
    const categories = total(breakdowns.category);
    holds(engagement ? categories === 0 : categories === 1 || categories === 0 && adds('stop-searches') > 0, 'has another number of categories than its kind of submission');
    for (const once of ['theme', 'audience']) {
        const values = Object.values(breakdowns[once] ?? {});
        holds(values.every(n => n === 1), () => `counts a value of ${once} more than once`);
        holds(engagement || values.length === 0, () => `is an incident with ${once}`);
    }
    for (const breakdown in LISTED) for (const value in breakdowns[breakdown]) holds(LISTED[breakdown].has(value), () => `has a value under ${breakdown} that no form can have`);
    const searches = adds('stop-searches');
    for (const breakdown of OF_SEARCHES) {
        const sum = total(breakdowns[breakdown]);
        holds(current ? sum === searches : sum <= searches, () => `adds other figures to stop-searches than to the breakdown ${breakdown}`);
    }
    holds((line.day !== undefined) === current, 'has no day, or one that its rules do not give');
    holds(line.day === undefined || period.contains(line.day), 'is of a day of another period');
    patrol(line, spell, period, holds, adds);
}

function patrol(line, spell, period, holds, adds) {
    const patrols = Object.keys(line.breakdowns.activity ?? {}).some(activity => activity.endsWith('-patrol'));
    holds(Boolean(spell) === patrols && adds('patrols') === (patrols ? 1 : 0), 'is counted as a patrol without being one, or the other way round');
    if (spell) {
        const [from, to] = spell;
        const day = days(from);
        holds(to - from <= DAY, 'lasts longer than a day');
        holds(period.contains(day), 'is a patrol of another period');
        holds(line.day === undefined || line.day === day, 'is a patrol of another day than its own');
        const minutes = Number((to - from) / MINUTE);
        const persons = adds('person-minutes');
        holds(adds('patrols-of-15-minutes') === (minutes >= VISIT_MINUTES ? 1 : 0), 'counts otherwise as a visit than its time');
        holds(minutes === 0 ? persons === 0 : persons >= minutes && persons % minutes === 0, 'has person-minutes that no number of people make of its time');
    }
    holds(patrols || adds('patrols-of-15-minutes') === 0 && adds('person-minutes') === 0, 'has minutes without a patrol');
}

/// The operational day of a moment in nanoseconds. Clocks are asked once an hour, for they change on the hour.
const known = new Map();
function days(moment) {
    const hour = moment / (3600n * 1000n * MILLISECOND);
    let day = known.get(hour);
    if (day === undefined) {
        if (known.size > 100_000) known.clear();
        known.set(hour, day = dayOf(Number(hour) * 3_600_000));
    }
    return day;
}
