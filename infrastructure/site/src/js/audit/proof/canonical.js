// Canonical JSON (RFC 8785), digests, keys and signatures: what a proof is made of. No page and no network in here.
const utf8 = new TextEncoder();
const strict = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/// Something that does not hold, with the name of the file or edition where it was found.
export class Refuted extends Error {
    constructor(where, what) {
        super(what);
        this.name = 'Refuted';
        this.where = where;
    }
}

export function require(condition, where, what) {
    if (!condition) throw new Refuted(where, what);
}

/// The canonical form: JavaScript writes numbers and strings as the RFC does, and sorts keys by UTF-16 units.
export const canonical = value => value === null || typeof value !== 'object' ? JSON.stringify(value)
    : Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
    : `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;

export const bytesOf = text => utf8.encode(text);
export const textOf = bytes => strict.decode(bytes);

/// SHA-256 in lower-case hex.
export async function sha256(bytes) {
    return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map(it => it.toString(16).padStart(2, '0')).join('');
}

function base64(text) {
    let binary;
    try {
        binary = atob(text);
    } catch {
        return null;
    }
    return btoa(binary) === text ? Uint8Array.from(binary, it => it.charCodeAt(0)) : null;
}

/// The 64 bytes r and s of a signature in DER, read strictly: there is one way to write it.
/// @return null where it is written in another
export function rawSignature(der) {
    const raw = new Uint8Array(64);
    if (der.length < 8 || der[0] !== 0x30 || der[1] !== der.length - 2) return null;
    let at = 2;
    for (const end of [32, 64]) {
        const length = der[at + 1];
        if (der[at] !== 0x02 || !length || at + 2 + length > der.length) return null;
        let number = der.subarray(at + 2, at + 2 + length);
        if (number[0] >= 0x80) return null;
        if (number[0] === 0 && number.length > 1) {
            if (number[1] < 0x80) return null;
            number = number.subarray(1);
        }
        if (number.length > 32) return null;
        raw.set(number, end - number.length);
        at += 2 + length;
    }
    return at === der.length ? raw : null;
}

/// A public key in PEM: {id, key, pem}, the id being the SHA-256 of its DER, the PEM as the ledger writes it.
export async function readKey(pem) {
    const found = /-----BEGIN PUBLIC KEY-----([^-]*)-----END PUBLIC KEY-----/.exec(pem);
    const der = found && base64(found[1].replace(/[^A-Za-z0-9+/=]/g, ''));
    if (!der) throw new Error('this is no PEM file of a public key');
    let key;
    try {
        key = await crypto.subtle.importKey('spki', der, {name: 'ECDSA', namedCurve: 'P-256'}, false, ['verify']);
    } catch {
        throw new Error('this is no P-256 public key');
    }
    const lines = btoa(String.fromCharCode(...der)).replace(/.{64}(?=.)/g, '$&\n');
    return {id: 'sha256:' + await sha256(der), key, pem: `-----BEGIN PUBLIC KEY-----\n${lines}\n-----END PUBLIC KEY-----\n`};
}

/// Whether the signature in a manifest is one of this key over the rest of it.
export async function signedBy(manifest, {id, key}) {
    const {signature, ...rest} = manifest;
    if (!signature || Object.keys(signature).sort().join() !== 'algorithm,key,value' || signature.algorithm !== 'ECDSA_SHA_256' || signature.key !== id) return false;
    const der = typeof signature.value === 'string' ? base64(signature.value) : null;
    const raw = der && rawSignature(der);
    return raw !== null && await crypto.subtle.verify({name: 'ECDSA', hash: 'SHA-256'}, key, raw, bytesOf(canonical(rest)));
}
