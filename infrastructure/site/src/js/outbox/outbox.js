// What waits to be sent, on this phone. A report is stored exactly once, even where requests or answers are lost:
//
//   draft -> ready -> unknown -> accepted | refused | conflict
//
// The body is frozen as bytes. `unknown` is on the disk before the first byte leaves, and what is unknown is sent again to
// the byte, or not at all, until an answer was read whole: the API makes that exactly once. What was never tried may be
// edited; so may what was refused, because nothing was stored.
import {all, get, put, remove, transaction, update} from '../shell/database.js';

const channel = new BroadcastChannel('patrol-ledger');
const listeners = [];
const KEPT = 30 * 86_400_000;

export const onChange = listener => listeners.push(listener);
const tell = () => {
    channel.postMessage('outbox');
    listeners.forEach(it => it());
};
channel.onmessage = () => listeners.forEach(it => it());

export const WAITING = ['ready', 'unknown'];

/// Everything on this phone, oldest first, of every user.
export async function entries() {
    return (await all('outbox')).sort((a, b) => a.createdAt - b.createdAt);
}

export const entry = id => get('outbox', id);

const bytes = body => new TextEncoder().encode(JSON.stringify(body));

/// Freezes a report and puts it into the outbox; the draft it came from is gone in the same transaction.
/// @param it {id, owner, kind, method, path, headers, body, document}; body is the object to send or null
export async function submit({body, draft, ...it}) {
    const frozen = body === null ? null : bytes(body);
    await transaction(['outbox', 'drafts'], 'readwrite', stores => {
        stores.outbox.put({...it, body: frozen, state: 'ready', tries: 0, nextAt: 0, createdAt: Date.now()});
        if (draft) stores.drafts.delete(draft);
    });
    tell();
}

/// Marks an entry as on its way. What anybody took back meanwhile is not sent.
/// @return the entry, or undefined where it no longer waits
export async function begin(id) {
    let begun;
    await update('outbox', id, it => {
        begun = it && WAITING.includes(it.state) ? {...it, state: 'unknown', tries: it.tries + 1} : undefined;
        return begun;
    });
    return begun;
}

/// The API stored it, and the answer was read whole.
export async function accepted(it, receipt) {
    await transaction(['outbox', 'sent'], 'readwrite', stores => {
        stores.outbox.delete(it.id);
        stores.sent.put({
            id: it.owner + ' ' + receipt.submissionId, owner: it.owner, kind: it.kind, receipt, withdrawn: it.method === 'DELETE',
            document: withoutNotes(it.document), at: Date.now(),
        });
    });
    tell();
}

/// Notes leave the phone with the report.
function withoutNotes(document) {
    if (!document) return null;
    const {note, concerns, reason, ...rest} = document;
    return rest;
}

/// The API refused it, or has something else under its identifier.
/// @param state 'refused' or 'conflict'
export async function stopped(it, state, status, problem) {
    await update('outbox', it.id, stored => stored && {...stored, state, status, problem});
    tell();
}

/// No answer that says what became of it: it is sent again later.
export async function postponed(it, nextAt) {
    await update('outbox', it.id, stored => stored?.state === 'unknown' ? {...stored, nextAt} : undefined);
    tell();
}

/// Takes an entry back to be edited, where nothing of it can have been stored.
/// @return the entry, or undefined where it is on its way
export async function takeBack(id, draftOf) {
    let taken;
    await transaction(['outbox', 'drafts'], 'readwrite', stores => {
        const read = stores.outbox.get(id);
        read.onsuccess = () => {
            const it = read.result;
            if (!it || !(it.state === 'refused' || it.state === 'ready' && it.tries === 0)) return;
            taken = it;
            stores.drafts.put(draftOf(it));
            stores.outbox.delete(id);
        };
        return read;
    });
    tell();
    return taken;
}

export async function discard(id) {
    await remove('outbox', id);
    tell();
}

/// Reports accepted in the last 30 days; older ones are removed.
export async function sent(owner) {
    const list = await all('sent');
    const old = Date.now() - KEPT;
    for (const it of list) if (it.at < old) await remove('sent', it.id);
    return list.filter(it => it.owner === owner && it.at >= old).sort((a, b) => b.at - a.at);
}

/// What nobody owned belongs to the first person who signs in here, and is reported for their organisation: nothing of it
/// was ever sent.
export async function adopt(owner, organisation) {
    for (const store of ['drafts', 'outbox']) {
        for (const it of await all(store)) {
            if (it.owner !== '') continue;
            const document = {...it.document, organisation: it.document.organisation ?? organisation};
            await put(store, {...it, owner, document, ...it.body ? {body: bytes(document)} : {}});
        }
    }
}
