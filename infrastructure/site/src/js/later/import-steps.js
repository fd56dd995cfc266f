// The steps of an import: announce, upload, check, read, commit.
import {api, json, Offline, Refused} from '../shell/api.js';

const EVERY = 1_000;
const FAULTS = 100;
export const RUNNING = ['checking', 'committing'];

async function posted(path, body, headers = {}) {
    const answer = await api(path, {method: 'POST', headers: {...body === undefined ? {} : {'content-type': 'application/json'}, ...headers}, body: body === undefined ? undefined : JSON.stringify(body)});
    const said = await answer.json().catch(() => null);
    if (!answer.ok) throw new Refused(answer.status, said);
    return said;
}

const hex = buffer => [...new Uint8Array(buffer)].map(it => it.toString(16).padStart(2, '0')).join('');

/// Announces a file.
/// @return {id, upload: {url, headers}}
/// @throws Refused with the faults of the mapping
export async function announce(file, mapping) {
    const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    return posted('/imports', {mapping, fileName: file.name, bytes: file.size, sha256});
}

/// Puts the file where it was announced.
/// @param progress gets the share that has gone, 0 to 1
export const upload = (file, {url, headers}, progress) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = it => it.lengthComputable && progress(it.loaded / it.total);
    request.onload = () => request.status < 300 ? resolve() : reject(new Refused(request.status, {detail: 'The file was not taken. Choose it again.'}));
    request.onerror = request.ontimeout = () => reject(new Offline('the upload was cut'));
    request.send(file);
});

export const check = id => posted(`/imports/${id}/check`);
export const commit = (id, report, rows) => posted(`/imports/${id}/commit`, {rows}, {'if-match': `"${report}"`});

/// The import with a page of its faults.
export const status = (id, next) => json(`/imports/${id}?limit=${FAULTS}${next ? `&next=${encodeURIComponent(next)}` : ''}`);

/// Asks until the import stands still, and tells of every answer. A line that fails for a while ends nothing.
/// @param stopped answers whether nobody waits any more
export async function follow(id, told, stopped) {
    for (;;) {
        try {
            const it = await status(id);
            told(it);
            if (!RUNNING.includes(it.state)) return it;
        } catch (e) {
            if (!(e instanceof Offline)) throw e;
        }
        if (stopped()) return null;
        await new Promise(resolve => setTimeout(resolve, EVERY));
    }
}
