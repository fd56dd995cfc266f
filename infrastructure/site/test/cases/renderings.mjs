// Renders editions that the ledger rendered: node test/cases/renderings.mjs <folder>
//
// Each folder in it holds what an archive holds of an edition, and the catalogue. Page and workbook must be those that are there, to the byte.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {bytesOf} from '../../src/js/audit/proof/canonical.js';
import {publisherOf} from '../../src/js/audit/proof/csv.js';
import * as documents from '../../src/js/audit/proof/documents.js';
import {inputOf} from '../../src/js/audit/proof/rendering/input.js';
import {page} from '../../src/js/audit/proof/rendering/page.js';
import {workbook} from '../../src/js/audit/proof/rendering/workbook.js';

const [folder] = process.argv.slice(2);
const editions = readdirSync(folder, {withFileTypes: true}).filter(it => it.isDirectory()).map(it => it.name);
let same = 0;
for (const edition of editions) {
    const bytes = name => readFileSync(join(folder, edition, name));
    const json = name => JSON.parse(bytes(name).toString('utf8'));
    const input = inputOf(json('manifest.json'), documents.summary(json('summary.json')), documents.catalogue(json('catalogue.json')), publisherOf(json('summary.csv-metadata.json')));
    const differs = Object.entries({'summary.html': bytesOf(page(input)), 'summary.xlsx': workbook(input)}).flatMap(([name, made]) => {
        const there = bytes(name);
        if (there.equals(made)) return [];
        const at = there.findIndex((it, i) => it !== made[i]);
        const around = it => Buffer.from(it).subarray(Math.max(0, at - 80), at + 60).toString('utf8');
        return [`${edition}/${name} at ${at}: has ${around(there)}, made ${around(made)}`];
    });
    if (differs.length === 0) same++;
    differs.forEach(it => console.log(it));
}
console.log(`${editions.length} editions, ${same} as they are`);
process.exitCode = same === editions.length && same > 0 ? 0 : 1;
