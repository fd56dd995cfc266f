// Markup as the ledger writes it, to the byte: HTML that is XML too, and the XML of a workbook.
const NO_TEXT = /[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const REPLACEMENT = '\ufffd';
const ENTITIES = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;'};
const INLINE = ['a', 'abbr', 'b', 'bdi', 'code', 'em', 'small', 'span', 'strong', 'time', 'tspan'];

const escaped = text => text.replace(NO_TEXT, REPLACEMENT).replace(/[&<>"']/g, it => ENTITIES[it]);

/// A text within the XML of a workbook's properties.
export const plain = text => text.replace(NO_TEXT, REPLACEMENT).replace(/[&<>"]/g, it => ENTITIES[it]);

/// A text within the XML of a workbook: what a spreadsheet would take for an escaped character is escaped once more.
export const xml = text => plain(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));

/// An HTML page. Elements are closed in the order in which they were opened; every text is escaped.
export class Markup {
    #out = [];
    #opened = [];

    doctype() {
        this.#out.push('<!DOCTYPE html>\n');
        return this;
    }

    /// @param attributes names and values, in turn
    open(tag, ...attributes) {
        this.#start(tag, attributes);
        this.#out.push('>');
        this.#opened.push(tag);
        return this;
    }

    close() {
        const tag = this.#opened.pop();
        this.#out.push('</', tag, INLINE.includes(tag) ? '>' : '>\n');
        return this;
    }

    empty(tag, ...attributes) {
        this.#start(tag, attributes);
        this.#out.push('/>');
        return this;
    }

    element(tag, text, ...attributes) {
        return this.open(tag, ...attributes).text(text).close();
    }

    text(text) {
        this.#out.push(escaped(text));
        return this;
    }

    /// A name that others gave, set apart.
    name(name) {
        return this.element('bdi', name);
    }

    /// `A`, `A and B`, `A, B and C`.
    names(names) {
        for (const [i, name] of names.entries()) {
            if (i > 0) this.text(i < names.length - 1 ? ', ' : ' and ');
            this.name(name);
        }
        return this;
    }

    style(css) {
        this.#out.push('<style>', css, '</style>');
        return this;
    }

    #start(tag, attributes) {
        this.#out.push('<', tag);
        for (let i = 0; i < attributes.length; i += 2) this.#out.push(' ', attributes[i], '="', escaped(attributes[i + 1]), '"');
    }

    toString() {
        return this.#out.join('');
    }
}
