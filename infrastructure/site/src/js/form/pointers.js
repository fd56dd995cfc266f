// RFC 6901 pointers into a report, and the inputs that stand for them.

/// The id of the input of a pointer: `/concerns/2/note` is `concerns-2-note`.
export const idOf = pointer => pointer.slice(1).replaceAll('/', '-');

const steps = pointer => pointer.split('/').slice(1).map(it => it.replaceAll('~1', '/').replaceAll('~0', '~'));

export function valueAt(document, pointer) {
    return steps(pointer).reduce((it, step) => it?.[step], document);
}

/// Sets, or with undefined removes, what is at a pointer; what lies between is made.
export function setAt(document, pointer, value) {
    const path = steps(pointer);
    const last = path.pop();
    let it = document;
    for (const [i, step] of path.entries()) it = it[step] ??= /^\d+$/.test(path[i + 1] ?? last) ? [] : {};
    if (value === undefined && !Array.isArray(it)) delete it[last];
    else it[last] = value;
}

/// The field of the form that a pointer lies in.
export const fieldOf = pointer => steps(pointer)[0] ?? '';

/// The first control of a pointer on the page, or of what holds it; null where no question asks for it.
export function inputOf(pointer, root = document) {
    for (let at = pointer; at; at = at.slice(0, at.lastIndexOf('/'))) {
        const exact = root.querySelector('#' + CSS.escape(idOf(at)));
        const group = root.querySelector(`[data-pointer="${CSS.escape(at)}"]`);
        const found = exact?.matches('input, select, textarea') ? exact
            : root.querySelector(`:is(input, select, textarea)[id^="${CSS.escape(idOf(at))}-"]`)
                ?? group?.querySelector(':is(input, select, textarea)') ?? group?.querySelector('button');
        if (found) return found;
    }
    return null;
}
