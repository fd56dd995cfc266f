// What a catalogue calls the operations, places, organisations and priorities of one summary.
import {namesOf} from '../csv.js';
import {ALL, NO_PRIORITY, order} from '../words.js';
import {ofBreakdown, ofCode, ofMeasure} from './labels.js';
import {difference, isTime, valueOf} from './quantities.js';

export class Names {
    #places;
    #organisations;
    #priorities = new Map();
    #covered;

    /// @param operation of the summary, or all of them
    constructor(catalogue, operation) {
        this.#covered = catalogue.operations.filter(it => operation === ALL || it.id === operation).sort((one, other) => order(one.id, other.id));
        /// The name of the summary's operation.
        this.operation = operation === ALL || this.#covered.length === 0 ? ofCode(operation) : this.#covered[0].name;
        this.#places = namesOf(catalogue, operation, this.#covered);
        this.#organisations = new Map(catalogue.organisations.map(it => [it.id, it.name]));
        for (const {priorities} of this.#covered) for (const {id, name} of priorities ?? []) if (!this.#priorities.has(id)) this.#priorities.set(id, name);
    }

    place(id) {
        return this.#places.get(id)?.name ?? ofCode(id);
    }

    /// The GSS code of the local authority; empty where it is not known.
    district(id) {
        return this.#places.get(id)?.district ?? '';
    }

    organisation(id) {
        return this.#organisations.get(id) ?? ofCode(id);
    }

    priority(id) {
        return this.#priorities.get(id) ?? ofCode(id);
    }

    /// What funds the summary's operation on any day of a period.
    funding(period) {
        return this.#covered.flatMap(it => it.funding ?? []).filter(it => it.from <= period.last && (!it.until || period.first <= it.until));
    }

    /// The first operational day, or undefined.
    activeFrom() {
        return this.#covered.map(it => it.activeFrom).sort()[0];
    }

    /// The name of a value of a breakdown.
    value(breakdown, value) {
        switch (breakdown) {
            case 'organisation': return this.organisation(value);
            case 'priority': return value === NO_PRIORITY ? 'No priority' : this.priority(value);
            case 'stop-searches.outcomeLinkedToObject': return {true: 'Linked', false: 'Not linked'}[value] ?? ofCode(value);
            default: return ofCode(value);
        }
    }
}

/// A figure that changed: {level, of, figure, id, time, shown, difference}.
export function changeRow(change, names) {
    const row = (level, of, figure, id, measure) => ({
        level, of, figure, id, time: isTime(measure), shown: value => valueOf(measure, value), difference: (was, now) => difference(measure, was, now),
    });
    if (change.breakdown) return row('Breakdown', ofBreakdown(change.breakdown), names.value(change.breakdown, change.value), `${change.breakdown}/${change.value}`);
    if (change.coverage) return row('Shifts', '', 'Shifts ' + change.coverage, change.coverage);
    const {measure} = change;
    const of = (level, name) => row(level, name, ofMeasure(measure), measure, measure);
    if (change.place) return of('Place', names.place(change.place));
    return change.priority ? of('Priority', names.priority(change.priority)) : of('Operation', '');
}
