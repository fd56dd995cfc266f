import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bytesOf, textOf} from '../../src/js/audit/proof/canonical.js';
import {checkPage, checkWorkbook} from '../../src/js/audit/proof/readable.js';
import {MEASURES, TIMES} from '../../src/js/audit/proof/words.js';
import {golden, zip} from './archive.mjs';

const summary = JSON.parse(textOf(golden('summary.json')));
const TIME = {'patrol-minutes': [87, '1 h 27 min'], 'person-minutes': [59, '59 min']};
for (const measure of TIMES) summary.measures[measure] = TIME[measure][0];
summary.measures['online-views'] = 12_345;
const refuted = what => e => e.name === 'Refuted' && what.test(e.message);

const page = (change = it => it) => bytesOf(change(`<h2 id="all">All figures</h2><table><thead><tr><th scope="col">Figure</th></tr></thead><tbody>
${MEASURES.map(it => `<tr><th scope="row">${it}</th>\n<td class="n${summary.measures[it] ? '' : ' zero'}">${TIME[it]?.[1] ?? summary.measures[it].toLocaleString('en-GB')}</td>\n<td class="n">1</td></tr>`).join('\n')}</tbody></table>`));

/// A workbook of three sheets. @param figures changes their rows
async function workbook(figures = () => {}) {
    const sheets = {
        Figures: MEASURES.map(it => [it, it, 'count', summary.measures[it]]),
        Places: Object.entries(summary.places).map(([id, it]) => [id, id, 'Southend', 'E06000033', ...MEASURES.map(measure => it.measures[measure])]),
        Breakdowns: Object.entries(summary.breakdowns).flatMap(([id, values]) => Object.entries(values).map(([value, count]) => [id, id, value, value, count])),
    };
    figures(sheets);
    const texts = [];
    const textAt = text => texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1;
    const column = i => (i >= 26 ? 'A' : '') + String.fromCharCode(65 + i % 26);
    const rowOf = (row, number) => `<row r="${number}">${row.map((value, i) => typeof value === 'number' ? `<c r="${column(i)}${number}" s="1"><v>${value}</v></c>` : `<c r="${column(i)}${number}" t="s"><v>${textAt(value)}</v></c>`).join('')}</row>`;
    const names = Object.keys(sheets);
    const files = new Map(names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, `<worksheet><sheetData>${[['Figures'], ['One table'], ['Header'], ...sheets[name]].map((row, at) => rowOf(row, at + 1)).join('')}</sheetData></worksheet>`]));
    files.set('xl/workbook.xml', `<workbook>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</workbook>`);
    files.set('xl/_rels/workbook.xml.rels', `<Relationships>${names.map((name, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`);
    files.set('xl/sharedStrings.xml', `<sst>${texts.map(it => `<si><t>${it}</t></si>`).join('')}</sst>`);
    return new Uint8Array(await zip(new Map([...files].map(([name, text]) => [name, Buffer.from(text)]))).arrayBuffer());
}

test('the totals on a page are those of the summary', () => {
    assert.equal(checkPage(page(), summary, 'summary.html'), true);
    assert.throws(() => checkPage(page(it => it.replace('12,345', '12,346')), summary, 'summary.html'), refuted(/shows 12,346 as online-views, where summary.json states 12345/));
    assert.throws(() => checkPage(page(it => it.replace('1 h 27 min', '2 h 27 min')), summary, 'summary.html'), refuted(/shows 2 h 27 min as patrol-minutes/));
    assert.throws(() => checkPage(page(it => it.replace('59 min', 'none')), summary, 'summary.html'), refuted(/shows no figure as person-minutes/));
    assert.equal(checkPage(bytesOf('<p>a page</p>'), summary, 'summary.html'), false, 'a page without the table is not compared');
});

test('the figures in a workbook are those of the summary', async () => {
    const differs = async (change, what) => assert.rejects(checkWorkbook(await workbook(change), summary, 'summary.xlsx'), refuted(what));
    assert.equal(await checkWorkbook(await workbook(), summary, 'summary.xlsx'), true);
    await differs(it => { it.Figures.find(row => row[1] === 'arrests')[3]++; }, /for arrests in sheet Figures/);
    await differs(it => { it.Places[0][4]++; }, /submissions in sheet Places/);
    await differs(it => { it.Places.pop(); }, /no figure for .* in sheet Places/);
    await differs(it => { it.Breakdowns[0][4]++; }, /in sheet Breakdowns/);
    await differs(it => { it.Breakdowns.push(['activity', 'activity', 'flight', 'flight', 1]); }, /has activity flight in sheet Breakdowns, which summary.json has not/);
    assert.equal(await checkWorkbook(bytesOf('a workbook'), summary, 'summary.xlsx'), false, 'what is no workbook is not compared');
});
