// Reports that are not sent yet. Each has its identifier from the start.
import {all, get, put, remove} from '../shell/database.js';

/// A report, empty or with what `document` says.
export const newDraft = (kind, owner, organisation, document = {}, more = {}) => {
    const id = document.submissionId ?? crypto.randomUUID();
    return {id, kind, owner, document: {submissionId: id, organisation, ...document}, ui: {}, screen: 0, savedAt: Date.now(), ...more};
};

export const saveDraft = draft => put('drafts', {...draft, savedAt: Date.now()});
export const draft = id => get('drafts', id);
export const discardDraft = id => remove('drafts', id);

/// Those of one person, the last touched first.
export async function drafts(owner) {
    return (await all('drafts')).filter(it => it.owner === owner).sort((a, b) => b.savedAt - a.savedAt);
}
