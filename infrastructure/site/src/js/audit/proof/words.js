// The measures and breakdowns that summaries have, in the order of the ledger, and what its sentences say of numbers.
export const MEASURES = [
    'submissions', 'engagements', 'incidents', 'patrols', 'patrols-of-15-minutes', 'patrol-minutes', 'person-minutes', 'people-engaged', 'people-engaged-estimated',
    'people-screened', 'people-safeguarded', 'flashpoints-prevented', 'items-handed-out', 'online-views', 'concerns-raised', 'arrests', 'stop-searches',
    'weapons-seized', 'powers-used'];
/// What only engagements, or only incidents, add to.
export const OF_ENGAGEMENTS = [
    'patrols', 'patrols-of-15-minutes', 'person-minutes', 'people-engaged', 'people-engaged-estimated', 'people-screened', 'items-handed-out', 'online-views',
    'concerns-raised'];
export const OF_INCIDENTS = ['arrests', 'stop-searches', 'weapons-seized', 'powers-used'];
/// The one measure that is no sum of what submissions add.
export const UNION = 'patrol-minutes';
export const TIMES = [UNION, 'person-minutes'];
export const BREAKDOWNS = [
    'activity', 'category', 'concerns-raised', 'items-handed-out', 'weapons-seized', 'powers-used', 'theme', 'audience', 'organisation',
    'stop-searches.objectOfSearch', 'stop-searches.outcome', 'stop-searches.legislation', 'stop-searches.gender', 'stop-searches.ageRange',
    'stop-searches.selfDefinedEthnicity', 'stop-searches.officerDefinedEthnicity', 'stop-searches.outcomeLinkedToObject', 'priority'];
export const PRIORITY = 'priority';
/// The value of the breakdown by priority for submissions that name none.
export const NO_PRIORITY = 'none';
export const ALL = 'all-operations';
export const CAUSES = ['late', 'revised', 'moved', 'withdrawn', 'catalogue', 'rules'];
/// The files of an edition but the manifest, in the order in which manifests list them.
export const FILES = ['summary.json', 'summary.csv', 'summary.csv-metadata.json', 'summary.xlsx', 'summary.html', 'lineage.jsonl'];
export const MANIFEST = 'manifest.json';
/// The newest version of the rules, and the one before.
export const RULES = '2';
export const FIRST_RULES = '1';

const number = n => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');
export const counted = (n, one, many) => `${number(n)} ${n === 1 ? one : many}`;

/// By UTF-16 units, as the ledger sorts.
export const order = (one, other) => one < other ? -1 : one > other ? 1 : 0;
