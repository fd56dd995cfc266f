// Tables and shapes of the published page.
const WIDTH = 100;
const BAR_HEIGHT = 10;
const COLUMN = 10;
const COLUMN_GAP = 2;
const COLUMNS_HEIGHT = 48;

/// A column's header: of words, or of figures.
export const words = title => ({title, number: false});
export const figures = title => ({title, number: true});

export function begin(out, caption, columns) {
    out.open('table').element('caption', caption);
    header(out, columns);
}

export const end = out => out.close().close();

/// A table in a region of its own that scrolls.
export function beginWide(out, id, caption, columns) {
    out.open('div', 'class', 'scroll', 'role', 'region', 'aria-labelledby', id, 'tabindex', '0').open('table', 'class', 'wide').open('caption')
        .element('span', caption, 'id', id, 'class', 'caption').close();
    header(out, columns);
}

export const endWide = out => end(out).close();

function header(out, columns) {
    out.open('thead').open('tr');
    for (const {title, number} of columns) out.element('th', title, 'scope', 'col', ...(number ? ['class', 'n'] : []));
    out.close().close().open('tbody');
}

export const head = (out, text) => out.element('th', text, 'scope', 'row');
/// The same where somebody else gave the name.
export const headName = (out, name) => out.open('th', 'scope', 'row').name(name).close();
export const cell = (out, text) => out.element('td', text);
/// @param zero whether it is lighter, as where there is none
export const figure = (out, text, zero = false) => out.element('td', text, 'class', zero ? 'n zero' : 'n');

export function barCell(out, part, whole) {
    out.open('td', 'class', 'bar');
    bar(out, part, whole);
    out.close();
}

/// A bar filled for a part of a whole.
export function bar(out, part, whole) {
    shapes(out, 'micro', WIDTH, BAR_HEIGHT);
    rect(out, 'ground', 0, 0, WIDTH, BAR_HEIGHT);
    rect(out, 'now', 0, 0, length(part, whole, WIDTH), BAR_HEIGHT);
    out.close();
}

/// Up to three bars above one another; `before` and `earlier` may be missing.
export function compare(out, now, before, earlier) {
    const longest = Math.max(now, before ?? -1, earlier ?? -1);
    shapes(out, 'micro', WIDTH, 14);
    rect(out, 'now', 0, 0, length(now, longest, WIDTH), 5);
    if (before !== undefined) rect(out, 'before', 0, 6, length(before, longest, WIDTH), 3);
    if (earlier !== undefined) rect(out, 'earlier', 0, 10, length(earlier, longest, WIDTH), 3);
    out.close();
}

/// A column for each value, the last one marked; a gap where there is none.
export function columns(out, values) {
    const highest = Math.max(0, ...values.filter(it => it !== undefined));
    shapes(out, 'columns', values.length * COLUMN, COLUMNS_HEIGHT);
    for (const [i, value] of values.entries()) {
        if (value === undefined) continue;
        const height = length(value, highest, COLUMNS_HEIGHT - 1);
        rect(out, i === values.length - 1 ? 'now' : 'before', i * COLUMN + 1, COLUMNS_HEIGHT - 1 - height, COLUMN - COLUMN_GAP, height);
    }
    rect(out, 'axis', 0, COLUMNS_HEIGHT - 1, values.length * COLUMN, 1);
    out.close();
}

const shapes = (out, kind, width, height) => out.open('svg', 'class', kind, 'viewBox', `0 0 ${width} ${height}`, 'preserveAspectRatio', 'none', 'aria-hidden', 'true', 'focusable', 'false');

const rect = (out, kind, x, y, width, height) => out.empty('rect', 'class', kind, 'x', String(x), 'y', String(y), 'width', String(width), 'height', String(height));

/// At least 1 for what is not 0.
const length = (value, longest, most) => value === 0 ? 0 : Math.max(1, Math.round(value * most / longest));
