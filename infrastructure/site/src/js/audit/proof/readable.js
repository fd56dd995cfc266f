// The figures in the files that people read: the page's table of totals, the workbook's figures, places, priorities and breakdowns. What
// else those files say, only verifier.jar compares, which makes them again.
import {require, textOf} from './canonical.js';
import {MEASURES, TIMES} from './words.js';
import {zipFiles} from './zip.js';

const LARGEST = 2 ** 26;
const FIRST_ROW = 4;
const ENTITIES = {'&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&apos;': "'", '&amp;': '&'};
const plain = text => text.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|quot|#39|apos|amp);/g, it => ENTITIES[it]);
const grouped = n => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');

/// A measure as the page writes it: `1,204`, `41 h 05 min`, `50 min`.
function written(measure, value) {
    if (!TIMES.includes(measure)) return grouped(value);
    return value < 60 ? `${value} min` : `${grouped(Math.floor(value / 60))} h ${String(value % 60).padStart(2, '0')} min`;
}

/// Compares the totals on the page.
/// @return whether it has such a table
/// @throws Refuted where one differs
export function checkPage(bytes, summary, where) {
    const table = /<h2 id="all">[\s\S]*?<tbody>([\s\S]*?)<\/tbody>/.exec(new TextDecoder().decode(bytes));
    const rows = table ? [...table[1].matchAll(/<th scope="row">([\s\S]*?)<\/th>\s*<td class="n(?: [a-z ]*)?">([\s\S]*?)<\/td>/g)] : [];
    if (rows.length !== MEASURES.length) return false;
    for (const [i, [, label, cell]] of rows.entries()) {
        const measure = MEASURES[i];
        const found = /^\s*([\d,]+(?:\sh\s\d\d)?(?:\smin)?)/.exec(plain(cell))?.[1].replace(/\s/g, ' ');
        require(found === written(measure, summary.measures[measure]), where, `shows ${found ?? 'no figure'} as ${plain(label).trim()}, where summary.json states ${summary.measures[measure]} ${measure}`);
    }
    return true;
}

/// The cells of each sheet by its name: rows of Map of column to value.
async function sheetsOf(bytes) {
    const files = await zipFiles(new Blob([bytes])).catch(() => null);
    if (!files?.names.includes('xl/workbook.xml')) return null;
    const read = async name => textOf(await files.read(name, LARGEST));
    const texts = [...(await read('xl/sharedStrings.xml')).matchAll(/<si>([\s\S]*?)<\/si>/g)].map(it => plain(it[1]));
    const targets = new Map([...(await read('xl/_rels/workbook.xml.rels')).matchAll(/<Relationship ([^>]*)\/>/g)].map(([, it]) => [/Id="([^"]*)"/.exec(it)?.[1], /Target="\/?(?:xl\/)?([^"]*)"/.exec(it)?.[1]]));
    const sheets = new Map();
    for (const [, name, id] of (await read('xl/workbook.xml')).matchAll(/<sheet name="([^"]*)"[^>]*r:id="([^"]*)"/g)) {
        const rows = [];
        for (const [, number, cells] of (await read('xl/' + targets.get(id))).matchAll(/<row r="(\d+)"[^>]*>([\s\S]*?)<\/row>/g)) {
            if (Number(number) < FIRST_ROW - 1) continue;
            rows.push(new Map([...cells.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(?:<f>[^<]*<\/f>)?<v>([^<]*)<\/v>/g)].map(([, column, about, value]) => [column, about.includes('t="s"') ? texts[Number(value)] : Number(value)])));
        }
        sheets.set(plain(name), rows);
    }
    return sheets;
}

const column = i => (i >= 26 ? String.fromCharCode(64 + Math.floor(i / 26)) : '') + String.fromCharCode(65 + i % 26);

/// Compares the workbook's sheets.
/// @return whether it has them
/// @throws Refuted where a figure differs, is missing or is one too many
export async function checkWorkbook(bytes, summary, where) {
    const sheets = await sheetsOf(bytes);
    if (!sheets || !['Figures', 'Places', 'Breakdowns'].every(it => sheets.has(it))) return false;
    const compare = (sheet, stated) => {
        const rows = sheets.get(sheet);
        if (!rows) return;
        const [header, ...body] = rows;
        const found = new Map(body.filter(it => it.size > 1).flatMap(row => figuresOf[sheet](row, header)));
        for (const [name, value] of stated) require(found.get(name) === value, where, `has ${found.get(name) ?? 'no figure'} for ${name} in sheet ${sheet}, where summary.json states ${value}`);
        for (const name of found.keys()) require(stated.has(name), where, `has ${name} in sheet ${sheet}, which summary.json has not`);
    };
    const groups = of => new Map(Object.entries(of ?? {}).flatMap(([id, {measures}]) => MEASURES.map(measure => [`${id} ${measure}`, measures[measure]])));
    compare('Figures', new Map(MEASURES.map(measure => [measure, summary.measures[measure]])));
    compare('Places', groups(summary.places));
    compare('Breakdowns', new Map(Object.entries(summary.breakdowns).flatMap(([id, values]) => Object.entries(values).map(([value, count]) => [`${id} ${value}`, count]))));
    return true;
}

const figuresOf = {
    Figures: row => [[row.get('B'), row.get('D')]],
    Places: row => MEASURES.map((measure, i) => [`${row.get('B')} ${measure}`, row.get(column(4 + i))]),
    Breakdowns: row => [[`${row.get('B')} ${row.get('D')}`, row.get('E')]],
};
