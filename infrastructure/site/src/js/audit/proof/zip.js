// A zip that somebody gives: its list is read from its end, and a file only when it is asked for. Nothing is unpacked beyond what the
// caller allows, so a small zip that would fill the memory does not.
import {Refuted} from './canonical.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 0xffff;
const IN_ZIP64 = 0xffffffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
const MOST_IN_ALL = 2 ** 33;
/// As many times its packed length as a deflated file can have.
const MOST_TIMES = 1032;

/// Something that cannot be read at all, as against something that does not hold.
export class Unreadable extends Error {
    name = 'Unreadable';
}

const part = async (blob, from, to) => new DataView(await blob.slice(from, to).arrayBuffer());

async function end(blob) {
    const from = Math.max(0, blob.size - END_LENGTH - LONGEST_COMMENT);
    const view = await part(blob, from, blob.size);
    for (let at = view.byteLength - END_LENGTH; at >= 0; at--) {
        if (view.getUint32(at, true) === END && at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength) {
            return {count: view.getUint16(at + 10, true), length: view.getUint32(at + 12, true), from: view.getUint32(at + 16, true), at: from + at};
        }
    }
    throw new Unreadable('it is no zip');
}

/// Reads the list of a zip.
/// @param blob a File or Blob
/// @return {names, size(name), read(name, most)}
/// @throws Unreadable
export async function zipFiles(blob) {
    const list = await end(blob);
    if (list.count === 0xffff || list.from === IN_ZIP64 || list.length === IN_ZIP64) throw new Unreadable('it is larger than this page reads: use verifier.jar');
    if (list.from + list.length > list.at) throw new Unreadable('its list of files is cut off');
    const view = await part(blob, list.from, list.from + list.length);
    const entries = new Map();
    const names = new TextDecoder('utf-8', {fatal: true});
    let all = 0;
    let at = 0;
    for (let i = 0; i < list.count; i++) {
        if (at + ENTRY_LENGTH > view.byteLength || view.getUint32(at, true) !== ENTRY) throw new Unreadable('its list of files is not valid');
        const lengths = [28, 30, 32].map(field => view.getUint16(at + field, true));
        const until = at + ENTRY_LENGTH + lengths[0] + lengths[1] + lengths[2];
        if (until > view.byteLength) throw new Unreadable('its list of files is cut off');
        let name;
        try {
            name = names.decode(new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_LENGTH, lengths[0]));
        } catch {
            throw new Unreadable('the name of a file in it is no text');
        }
        const entry = {
            flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true),
            from: view.getUint32(at + 42, true),
        };
        if (!name.endsWith('/')) {
            if (entries.has(name)) throw new Unreadable(`the zip holds ${name} twice`);
            if ([entry.packed, entry.size, entry.from].includes(IN_ZIP64)) throw new Unreadable('it is larger than this page reads: use verifier.jar');
            entries.set(name, entry);
            all += entry.size;
        }
        at = until;
    }
    if (all > MOST_IN_ALL) throw new Unreadable('its files are larger than this page reads: use verifier.jar');
    return {
        names: [...entries.keys()].sort(),
        size: name => entries.get(name).size,
        read: (name, most) => unpacked(blob, name, entries.get(name), most),
    };
}

async function unpacked(blob, name, entry, most) {
    if ((entry.flags & ENCRYPTED) || ![STORED, DEFLATED].includes(entry.method)) throw new Unreadable(`${name} cannot be read: it is packed in a way that this page does not know`);
    const local = await part(blob, entry.from, entry.from + LOCAL_LENGTH);
    if (local.byteLength < LOCAL_LENGTH || local.getUint32(0, true) !== LOCAL) throw new Unreadable(`${name} cannot be read: it is not where the zip says`);
    const from = entry.from + LOCAL_LENGTH + local.getUint16(26, true) + local.getUint16(28, true);
    const packed = blob.slice(from, from + entry.packed);
    if (packed.size !== entry.packed) throw new Unreadable(`${name} cannot be read: it is cut off`);
    const tooLarge = () => new Refuted(name, 'is larger than any such file can be');
    if (entry.method === STORED) {
        if (entry.packed > most) throw tooLarge();
        return new Uint8Array(await packed.arrayBuffer());
    }
    // The list is part of what may have been changed: how long a file is, is what comes out of it.
    let bytes = new Uint8Array(Math.min(entry.size, most, entry.packed * MOST_TIMES));
    let length = 0;
    const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    try {
        for (;;) {
            const {done, value} = await reader.read();
            if (done) return bytes.subarray(0, length);
            if (length + value.length > most) throw tooLarge();
            if (length + value.length > bytes.length) {
                const grown = new Uint8Array(Math.min(2 * (length + value.length), most));
                grown.set(bytes.subarray(0, length));
                bytes = grown;
            }
            bytes.set(value, length);
            length += value.length;
        }
    } catch (e) {
        reader.cancel().catch(() => {});
        throw e instanceof Refuted ? e : new Unreadable(`${name} cannot be read: what is packed is damaged`);
    }
}

/// Files in memory, by name.
export function filesOf(map) {
    const files = new Map(map);
    return {
        names: [...files.keys()].sort(),
        size: name => files.get(name).length,
        async read(name, most) {
            if (files.get(name).length > most) throw new Refuted(name, 'is larger than any such file can be');
            return files.get(name);
        },
    };
}
