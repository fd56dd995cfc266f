// Whether two versions of a report say the same.
import {toSend} from '../form/model.js';

/// Whether two documents answer a question alike. The ledger keeps its own order of keys, and one time has two fields.
export function isSame(kind, name, ...documents) {
    const [one, other] = documents.map(it => toSend(kind, it));
    return (name === 'startedAt' ? [name, 'endedAt'] : [name]).every(it => JSON.stringify(one[it]) === JSON.stringify(other[it]));
}
