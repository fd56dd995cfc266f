/* global CONTRACT_ADDRESS: the build puts the address there */
// The forms, words and screens of events/, fetched once and kept by the service worker.
export const contract = {};

export async function loadContract() {
    const answer = await fetch(CONTRACT_ADDRESS);
    return Object.assign(contract, await answer.json());
}

const capital = text => text[0].toUpperCase() + text.slice(1);

/// A code in words: `foot-patrol` is `Foot patrol`, the range `10-17` as it is. A text that is no code stays as it is.
export function codeInWords(code) {
    const {codes} = contract.words;
    if (Object.hasOwn(codes, code)) return codes[code];
    if (code === '' || code !== code.toLowerCase()) return code;
    return capital(code.replace(/(^anti|\d(?=-\d))?-/g, (it, kept) => kept ? it : ' '));
}

const key = pointer => pointer.split('/').filter(it => it && !/^\d+$/.test(it)).join('/');

/// A name of a property in words: `peopleEngaged` is `People engaged`.
const propertyInWords = name => capital(name).replace(/[A-Z]/g, (it, at) => at === 0 ? it : ' ' + it.toLowerCase()).replaceAll('-', ' ');

/// The words of a field: {label, short, hint, item, count, add, missing}; `missing` where there are words for that.
/// @param pointer into the document, such as '/concerns/2/note'
export function wordsOf(pointer) {
    const name = key(pointer);
    const last = name.split('/').at(-1);
    const found = contract.words.fields[name] ?? {};
    const label = found.label ?? (/[A-Z]/.test(last) ? propertyInWords(last) : codeInWords(last));
    return {label, short: found.short ?? label, hint: found.hint ?? '', item: found.item ?? label, count: found.count ?? 'How many', add: found.add ?? 'Add another', missing: found.missing};
}

/// A value of a field in words.
export const valueInWords = (pointer, value) => contract.words.fields[`${key(pointer)}/${value}`]?.label ?? codeInWords(value);
