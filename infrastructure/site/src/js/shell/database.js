// IndexedDB, in promises. The connection stays open, so that what is written as the page goes needs to wait for nothing; it closes
// where another tab brings an upgrade.
const NAME = 'patrol-ledger';
const VERSION = 1;
const STORES = ['drafts', 'outbox', 'sent', 'catalogue', 'session'];

let kept;
/// Transactions that have not ended.
const underWay = new Set();

const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
        for (const name of STORES) request.result.createObjectStore(name, {keyPath: 'id'});
    };
    request.onsuccess = () => {
        kept = request.result;
        kept.onversionchange = it => it.target.close();
        // The browser closes it where its files fail or somebody clears them, and a transaction may then never hear of its end.
        kept.onclose = () => underWay.forEach(it => it.onabort());
        resolve();
    };
    request.onerror = () => reject(request.error);
});

/// Runs `work` in one transaction; what it wrote is on the disk once the promise resolves. With a connection open, `work` is done
/// before this returns.
/// @param work gets the stores by name and returns a request or nothing
export async function transaction(stores, mode, work) {
    const begin = () => kept.transaction(stores, mode, {durability: 'strict'});
    let it;
    try {
        it = begin();
    } catch {
        // None is open yet, or it was closed: by another tab's upgrade, or by a phone while the page slept.
        await open();
        it = begin();
    }
    return new Promise((resolve, reject) => {
        const request = work(Object.fromEntries(stores.map(name => [name, it.objectStore(name)])));
        it.oncomplete = () => {
            underWay.delete(it);
            resolve(request?.result);
        };
        it.onabort = () => {
            underWay.delete(it);
            reject(it.error ?? new Error('closed'));
        };
        underWay.add(it);
    });
}

export const get = (store, id) => transaction([store], 'readonly', it => it[store].get(id));
export const all = store => transaction([store], 'readonly', it => it[store].getAll());
/// Stores a value, also where the page goes at this moment.
export const put = (store, value) => transaction([store], 'readwrite', it => {
    const request = it[store].put(value);
    request.transaction.commit();
    return request;
});
export const remove = (store, id) => transaction([store], 'readwrite', it => it[store].delete(id));

/// Changes a value by what is stored at that moment, in one transaction.
/// @param change gets the value stored, and returns the next one or undefined to leave it
export const update = (store, id, change) => transaction([store], 'readwrite', it => {
    const read = it[store].get(id);
    read.onsuccess = () => {
        const next = change(read.result);
        if (next !== undefined) it[store].put(next);
    };
    return read;
});
