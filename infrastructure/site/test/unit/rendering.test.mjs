// Page and workbook made again: to the byte those of the ledger's golden files and vectors, and in every word of them. What only the
// verifier's many samples show is in its PageRenderingTest.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {archive, filesIn, key} from './archive.mjs';
import {sha256, textOf} from '../../src/js/audit/proof/canonical.js';
import {publisherOf} from '../../src/js/audit/proof/csv.js';
import {Markup, xml} from '../../src/js/audit/proof/rendering/markup.js';
import {inputOf} from '../../src/js/audit/proof/rendering/input.js';
import {ofCode} from '../../src/js/audit/proof/rendering/labels.js';
import {page} from '../../src/js/audit/proof/rendering/page.js';
import * as quantities from '../../src/js/audit/proof/rendering/quantities.js';
import {workbook} from '../../src/js/audit/proof/rendering/workbook.js';
import {verify} from '../../src/js/audit/proof/verify.js';
import {codeInWords, contract, valueInWords} from '../../src/js/shell/contract.js';
import {zipFiles} from '../../src/js/audit/proof/zip.js';

const vectors = await zipFiles(new Blob([readFileSync(new URL('../../../verifier/vectors/archive.zip', import.meta.url))]));
const bytes = name => vectors.read(name, 2 ** 28);
const json = async name => JSON.parse(textOf(await bytes(name)));
const FOLDER = 'summaries/weekly/2023-W05/grip/edition-0001/';

test('page and workbook are those of the vectors, to the byte', async () => {
    const manifests = vectors.names.filter(it => it.endsWith('/manifest.json'));
    assert.ok(manifests.length > 2);
    for (const name of manifests) {
        const folder = name.slice(0, -'manifest.json'.length);
        const manifest = await json(name);
        const catalogue = vectors.names.find(it => it.endsWith(`/catalogue/${manifest.catalogue.digest.slice('sha256:'.length)}.json`));
        const input = inputOf(manifest, await json(folder + 'summary.json'), await json(catalogue), publisherOf(await json(folder + 'summary.csv-metadata.json')));
        assert.equal(page(input), textOf(await bytes(folder + 'summary.html')));
        assert.ok(Buffer.from(workbook(input)).equals(Buffer.from(await bytes(folder + 'summary.xlsx'))), folder);
    }
});

test('any word that a holder of the key writes into a page or a workbook is found', async () => {
    const found = async files => {
        const forged = await archive(parts => { parts.files = files; });
        const head = {operation: 'grip', sequence: 1, digest: 'sha256:' + await sha256(forged.get(FOLDER + 'manifest.json'))};
        const {level, where, what} = await verify(filesIn(forged), {trusted: [key.id], pems: [key], heads: [head]});
        return [level, where, what];
    };
    for (const [file, [one, other]] of [['summary.html', ['Headline', 'Headlong']], ['summary.html', ['<td class="n">', '<td class="n"> ']], ['summary.xlsx', ['Cover', 'Clove']], ['summary.xlsx', ['<v>3</v>', '<v>4</v>']]]) {
        const change = text => {
            assert.ok(text.includes(one), one);
            return text.replace(one, other);
        };
        assert.deepEqual(await found({[file]: change}), ['broken', FOLDER + file, 'is not what the figures and the catalogue give'], `${file}: ${one}`);
    }
});

test('markup is escaped as the ledger escapes it', () => {
    const out = new Markup().open('p', 'title', '"<\'').text('a & b\u0007\ud800 🚓').names(['A', 'B', 'C']).close();
    assert.equal(out.toString(), '<p title="&quot;&lt;&#39;">a &amp; b\ufffd\ufffd 🚓<bdi>A</bdi>, <bdi>B</bdi> and <bdi>C</bdi></p>\n');
    assert.equal(xml('_x0041_ it\'s <>&"\t'), '_x005F_x0041_ it\'s &lt;&gt;&amp;&quot;\ufffd');
});

test('numbers, shares and times are in the words of the ledger', () => {
    assert.deepEqual([0, 999, 1000, 3_300_000].map(quantities.number), ['0', '999', '1,000', '3,300,000']);
    assert.deepEqual([50, 2465, 60_000].map(quantities.time), ['50\u00a0min', '41\u00a0h\u00a005\u00a0min', '1,000\u00a0h\u00a000\u00a0min']);
    assert.deepEqual([[3, 20], [23, 20], [5, 4], [1, 3]].map(it => quantities.ratio(...it)), ['0.2', '1.2', '1.3', '0.3']);
    assert.deepEqual([[0, 0], [1, 1000], [999, 1000], [1, 8], [4, 4]].map(it => quantities.share(...it)), ['', 'under 1%', 'over 99%', '13%', '100%']);
    assert.deepEqual([[9, 1], [10, 10], [1000, 1001], [1000, 1], [10, 25], [10, 0]].map(it => quantities.percentage(...it)), ['', '0%', 'under +1%', 'over \u221299%', '+150%', '\u2212100%']);
    assert.deepEqual([1, 200, 2880, 18_540].map(quantities.delay), ['1\u00a0minute', '3\u00a0hours 20\u00a0minutes', '2\u00a0days', '12\u00a0days 21\u00a0hours']);
    assert.deepEqual([quantities.money(22_511, 'GBP'), quantities.money(900, 'EUR')], ['£22,511', '900\u00a0EUR']);
    assert.deepEqual(['foot-patrol', 'Arrest', '', 'anti-spiking-kit'].map(ofCode), ['Foot patrol', 'Arrest', '', 'Anti-spiking kit']);
});

test('values of stop-and-search files are said word for word, by the proof and by the pages', () => {
    const events = name => JSON.parse(readFileSync(new URL('../../../../events/' + name, import.meta.url), 'utf8'));
    Object.assign(contract, {words: events('words.json')});
    const values = Object.values(events('schemas/incident.schema.json').$defs.form.properties.stopSearches.items.properties).flatMap(it => it.enum ?? []);
    assert.ok(['10-17', 'under 10', 'White - Irish'].every(it => values.includes(it)));
    const expected = values.map(it => it[0].toUpperCase() + it.slice(1));
    assert.deepEqual(values.map(ofCode), expected);
    assert.deepEqual(values.map(codeInWords), expected);
    assert.deepEqual(values.map(it => valueInWords('/stopSearches/0/ageRange', it)), expected);
    assert.deepEqual(['foot-patrol', 'area-2-north', 'anti-noise-device', 'new-year-2022-23'].map(codeInWords), ['Foot patrol', 'Area 2 north', 'Anti-noise device', 'New year 2022-23']);
});
