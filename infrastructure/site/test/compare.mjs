// Reads documents with the API's faults beside them, a JSON object a line: {"kind", "document", "errors"}; says where the
// site's checker finds others. The first differences and the number of documents go to the output.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {contract} from '../build/contract.mjs';
import {check, checkReason} from '../src/js/form/checker.js';

const SHOWN = 10;
const MOST_FAULTS = 100;
const EVENTS = new URL('../../../events/', import.meta.url).pathname;
const json = path => JSON.parse(readFileSync(join(EVENTS, path), 'utf8'));
const facts = contract(EVENTS);
const surroundings = {catalogue: json('samples/catalogue.json'), now: Date.parse(json('samples/now.json').now)};

const lines = readFileSync(0, 'utf8').trimEnd().split('\n');
let differences = 0;
for (const line of lines) {
    const {kind, document, errors} = JSON.parse(line);
    const found = kind === 'reason' ? checkReason(facts, document) : check(facts, kind, document, surroundings).slice(0, MOST_FAULTS);
    if (JSON.stringify(found) === JSON.stringify(errors)) continue;
    if (differences++ < SHOWN) console.log(`${kind} ${JSON.stringify(document).slice(0, 1000)}\n  site ${JSON.stringify(found)}\n  API  ${JSON.stringify(errors)}`);
}
console.log(`${lines.length} compared, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;
