// IndexedDB, in promises. One database, opened per transaction, so that no tab keeps an upgrade waiting.
const NAME = 'patrol-ledger';
const VERSION = 1;
/// Stores and their keys.
const STORES = {drafts: 'id', outbox: 'id', sent: 'id', catalogue: 'id', session: 'id'};

const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(STORES)) {
            if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, {keyPath});
        }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});

/// Runs `work` in one transaction; what it wrote is on the disk once the promise resolves.
/// @param work gets the stores by name and returns a request or nothing
export async function transaction(stores, mode, work) {
    const database = await open();
    try {
        return await new Promise((resolve, reject) => {
            const it = database.transaction(stores, mode, mode === 'readwrite' ? {durability: 'strict'} : {});
            const request = work(Object.fromEntries(stores.map(name => [name, it.objectStore(name)])));
            it.oncomplete = () => resolve(request?.result);
            it.onerror = it.onabort = () => reject(it.error ?? new Error('the transaction was aborted'));
        });
    } finally {
        database.close();
    }
}

export const get = (store, id) => transaction([store], 'readonly', it => it[store].get(id));
export const all = store => transaction([store], 'readonly', it => it[store].getAll());
export const put = (store, value) => transaction([store], 'readwrite', it => it[store].put(value));
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
