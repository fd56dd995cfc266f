// What the page and the workbook of an edition are made of, all of it found in its archive.
import {periodOf} from '../period.js';
import {CAUSES} from '../words.js';
import {ofStatus} from './labels.js';
import {Names} from './names.js';
import {dateOf} from './quantities.js';

/// @param manifest as `manifest.json` states it
/// @param summary as `summary.json` states it
/// @param catalogue the one that the manifest names
/// @param publisher {name, licence}, as `summary.csv-metadata.json` names it
export function inputOf(manifest, summary, catalogue, publisher) {
    const {kind} = summary.period;
    const measured = of => Object.keys(of ?? {}).sort().map(id => [id, of[id].measures]);
    const compared = it => it && {...it, period: periodOf(kind, it.id)};
    return {
        summary, publisher, manifest,
        period: periodOf(kind, summary.period.id),
        names: new Names(catalogue, summary.operation),
        edition: summary.edition,
        /// [[id, measures]], by id.
        places: measured(summary.places),
        priorities: measured(summary.priorities),
        timeliness: Object.keys(summary.timeliness).sort().map(id => [id, summary.timeliness[id]]),
        previous: compared(summary.comparison.previous),
        yearEarlier: compared(summary.comparison.yearEarlier),
        /// The oldest first.
        trend: (summary.trend ?? []).map(compared),
    };
}

/// The periods that a summary is compared with.
export const compared = ({previous, yearEarlier}) => [previous, yearEarlier].filter(Boolean);

export const statusOf = ({summary, manifest}) => ofStatus(summary.status) + (manifest.correction ? ', corrected' : '');

/// Whether the figures can still change.
export function standing({summary, manifest, period}) {
    if (summary.status === 'provisional') return `Provisional: late and corrected reports may still change these figures. They become final on ${dateOf(period.finalFrom)}.`;
    return manifest.correction ? 'These figures correct an edition that was already final.'
        : 'These figures are final. A later correction would make a further edition, marked as one.';
}

export const isOfTotal = change => change.measure !== undefined && !change.place && !change.priority;

/// How many different submissions stand behind each cause, over several changes: [[cause, number]].
export function causesOf(changes) {
    const submissions = new Map();
    for (const {cause, submissions: of} of changes) submissions.set(cause, of.reduce((all, id) => all.add(id), submissions.get(cause) ?? new Set()));
    return CAUSES.filter(it => submissions.has(it)).map(it => [it, submissions.get(it).size]);
}
