// A workbook's bytes as the ledger writes them: sheets with a title, lines and at most one table, in a zip that has the same bytes on
// any machine.
import {plain, xml} from './markup.js';
import {STYLES} from './texts.js';

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml.';
const DAY_0 = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
/// How cells look, by their numbers in the styles.
const NORMAL = 0;
const TITLE = 1;
const HEADER = 2;
const FIGURE_HEADER = 3;
const WORDS = 4;
const FIGURE = 5;
const DAY = 6;
const SHORTHAND = 7;
const LINK = 8;
/// White space that is no part of a text's words.
const STRIPPED = '[\\t-\\r\\x1c-\\x1f \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]';
const AT_AN_END = new RegExp(`^${STRIPPED}|${STRIPPED}$`);

/// What cells hold.
export const text = of => ({style: WORDS, text: of});
export const shorthand = of => ({style: SHORTHAND, text: of});
export const figure = value => ({style: FIGURE, value});
export const day = of => ({style: DAY, value: (Date.parse(of + 'T00:00:00Z') - DAY_0) / DAY_MS});
/// A text that leads to another sheet.
export const link = (of, sheet) => ({style: LINK, text: of, sheet});

/// Columns.
export const words = (title, width) => ({title, width, style: HEADER});
export const figures = title => ({title, width: 16, style: FIGURE_HEADER});

const columnName = i => (i >= 26 ? columnName(Math.floor(i / 26) - 1) : '') + String.fromCharCode(65 + i % 26);
const headerRow = sheet => sheet.lines.length + 2;
const lastRow = ({lines, table}) => lines.length + 1 + (table ? 1 + table.rows.length : 0);

class Strings {
    #numbers = new Map();
    #items = [];

    number(of) {
        let number = this.#numbers.get(of);
        if (number === undefined) {
            number = this.#numbers.size;
            this.#numbers.set(of, number);
            this.#items.push(AT_AN_END.test(of) ? '<si><t xml:space="preserve">' : '<si><t>', xml(of), '</t></si>');
        }
        return number;
    }

    document() {
        return `${PROLOGUE}<sst xmlns="${MAIN}">${this.#items.join('')}</sst>`;
    }
}

function sheetDocument(sheet, strings, first) {
    const {title, lines, table} = sheet;
    const columns = table?.columns ?? [words(title, 80)];
    const header = headerRow(sheet);
    const cell = (row, column, {style, text: of, value}) =>
        `<c r="${columnName(column)}${row}" s="${style}"${of === undefined ? '' : ' t="s"'}><v>${of === undefined ? value : strings.number(of)}</v></c>`;
    const row = (number, cells) => `<row r="${number}">${cells.map((it, i) => cell(number, i, it)).join('')}</row>`;
    const out = [
        PROLOGUE, `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
        `<dimension ref="A1:${columnName(columns.length - 1)}${lastRow(sheet)}"/><sheetViews><sheetView ${first ? 'tabSelected="1" ' : ''}`,
        'workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15.75"/><cols>',
        ...columns.map((it, i) => `<col min="${i + 1}" max="${i + 1}" width="${it.width}" customWidth="1"/>`), '</cols><sheetData>',
        row(1, [{style: TITLE, text: title}]), ...lines.map((line, i) => row(i + 2, [{style: NORMAL, text: line}])),
    ];
    if (table) {
        out.push(row(header, table.columns.map(it => ({style: it.style, text: it.title}))));
        for (const [i, cells] of table.rows.entries()) out.push(row(header + 1 + i, cells));
    }
    out.push('</sheetData>');
    const links = table?.rows.flatMap((cells, i) => cells.flatMap((it, column) => it.sheet === undefined ? []
        : `<hyperlink ref="${columnName(column)}${header + 1 + i}" location="${xml(`'${it.sheet}'!A1`)}" display="${xml(it.text)}"/>`)) ?? [];
    if (links.length > 0) out.push('<hyperlinks>', ...links, '</hyperlinks>');
    out.push('<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
        '<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>');
    if (table) out.push('<tableParts count="1"><tablePart r:id="rId1"/></tableParts>');
    return out.join('') + '</worksheet>';
}

function tableDocument(sheet, number) {
    const {name, columns} = sheet.table;
    return `${PROLOGUE}<table xmlns="${MAIN}" id="${number}" name="${xml(name)}" displayName="${xml(name)}" ref="A${headerRow(sheet)}:${columnName(columns.length - 1)}${lastRow(sheet)}"`
        + ` totalsRowShown="0"><tableColumns count="${columns.length}">${columns.map((it, i) => `<tableColumn id="${i + 1}" name="${xml(it.title)}"/>`).join('')}</tableColumns>`
        + '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>';
}

function contentTypes(sheets) {
    const type = (part, of) => `<Override PartName="${part}" ContentType="${of}"/>`;
    return [
        PROLOGUE, `<Types xmlns="${PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
        '<Default Extension="xml" ContentType="application/xml"/>',
        type('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'), type('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
        type('/xl/workbook.xml', TYPES + 'sheet.main+xml'), type('/xl/styles.xml', TYPES + 'styles+xml'), type('/xl/sharedStrings.xml', TYPES + 'sharedStrings+xml'),
        ...sheets.flatMap(({table}, i) => [type(`/xl/worksheets/sheet${i + 1}.xml`, TYPES + 'worksheet+xml'), ...(table ? [type(`/xl/tables/table${i + 1}.xml`, TYPES + 'table+xml')] : [])]),
        '</Types>',
    ].join('');
}

/// @param of type and target of each
const relationships = of => `${PROLOGUE}<Relationships xmlns="${PACKAGE}relationships">${of.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`).join('')}</Relationships>`;

function core({title, subject, creator, language, created}) {
    const moment = name => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${plain(created)}</dcterms:${name}>`;
    return `${PROLOGUE}<cp:coreProperties xmlns:cp="${PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"`
        + ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${plain(title)}</dc:title><dc:subject>${plain(subject)}</dc:subject><dc:creator>${plain(creator)}</dc:creator>`
        + `${moment('created')}${moment('modified')}<dc:language>${plain(language)}</dc:language></cp:coreProperties>`;
}

function workbookDocument(sheets) {
    const titles = sheets.flatMap((sheet, i) => sheet.table
        ? `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${xml(`'${sheet.name}'!$${headerRow(sheet)}:$${headerRow(sheet)}`)}</definedName>` : []).join('');
    return `${PROLOGUE}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>`
        + sheets.map(({name}, i) => `<sheet name="${xml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')
        + `</sheets>${titles && `<definedNames>${titles}</definedNames>`}</workbook>`;
}

/// The bytes of a workbook.
/// @param properties {title, subject, creator, language, created}
/// @param sheets [{name, title, lines, table: {name, columns, rows} or nothing}]
export function workbookOf(properties, sheets) {
    const strings = new Strings();
    const parts = [
        ['[Content_Types].xml', contentTypes(sheets)],
        ['_rels/.rels', relationships([[RELATIONSHIPS + '/officeDocument', 'xl/workbook.xml'], [PACKAGE + 'relationships/metadata/core-properties', 'docProps/core.xml'],
            [RELATIONSHIPS + '/extended-properties', 'docProps/app.xml']])],
        ['docProps/core.xml', core(properties)],
        ['docProps/app.xml', `${PROLOGUE}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Patrol Ledger</Application></Properties>`],
        ['xl/workbook.xml', workbookDocument(sheets)],
        ['xl/_rels/workbook.xml.rels', relationships([...sheets.map((it, i) => [RELATIONSHIPS + '/worksheet', `worksheets/sheet${i + 1}.xml`]),
            [RELATIONSHIPS + '/styles', 'styles.xml'], [RELATIONSHIPS + '/sharedStrings', 'sharedStrings.xml']])],
        ['xl/styles.xml', STYLES],
    ];
    for (const [i, sheet] of sheets.entries()) {
        parts.push([`xl/worksheets/sheet${i + 1}.xml`, sheetDocument(sheet, strings, i === 0)]);
        if (!sheet.table) continue;
        parts.push([`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, relationships([[RELATIONSHIPS + '/table', `../tables/table${i + 1}.xml`]])],
            [`xl/tables/table${i + 1}.xml`, tableDocument(sheet, i + 1)]);
    }
    parts.push(['xl/sharedStrings.xml', strings.document()]);
    return storedZip(parts);
}

// --- The zip: entries are stored, and are of the first moment that a zip can hold

const UTF8 = 0x0800;
const VERSION = 10;
const DATE = 0x0021;
/// That moment once more, in UTC.
const EXTRA = Uint8Array.of(0x55, 0x54, 5, 0, 1, 0x00, 0xa6, 0xce, 0x12);
const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;

const CRC = Uint32Array.from({length: 256}, (_, i) => {
    let c = i;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ c >>> 1 : c >>> 1;
    return c;
});

function crc32(bytes) {
    let c = 0xffffffff;
    for (let i = 0; i < bytes.length; i++) c = CRC[(c ^ bytes[i]) & 0xff] ^ c >>> 8;
    return ~c >>> 0;
}

/// @param fields [bytes, value], little end first
function record(fields) {
    const out = new Uint8Array(fields.reduce((sum, [bytes]) => sum + bytes, 0));
    const view = new DataView(out.buffer);
    let at = 0;
    for (const [bytes, value] of fields) {
        if (bytes === 4) view.setUint32(at, value, true);
        else view.setUint16(at, value, true);
        at += bytes;
    }
    return out;
}

function storedZip(files) {
    const utf8 = new TextEncoder();
    const entries = [];
    const list = [];
    let at = 0;
    const length = parts => parts.reduce((sum, it) => sum + it.length, 0);
    for (const [name, content] of files) {
        const bytes = utf8.encode(content);
        const called = utf8.encode(name);
        const facts = [[2, VERSION], [2, UTF8], [2, 0], [2, 0], [2, DATE], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, called.length], [2, EXTRA.length]];
        const entry = [record([[4, LOCAL], ...facts]), called, EXTRA, bytes];
        list.push(record([[4, ENTRY], [2, VERSION], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), called, EXTRA);
        entries.push(...entry);
        at += length(entry);
    }
    const all = [...entries, ...list, record([[4, END], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, length(list)], [4, at], [2, 0]])];
    const out = new Uint8Array(length(all));
    let from = 0;
    for (const it of all) {
        out.set(it, from);
        from += it.length;
    }
    return out;
}
