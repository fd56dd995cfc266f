// The verdicts of the page on the case files that verifier.jar is tested with: node test/cases/verdicts.mjs <folder>
//
// The folder holds cases.json, key.pem and the archives. Every verdict must be that of the jar, and say what the jar says.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {readKey} from '../../src/js/audit/proof/canonical.js';
import {verify} from '../../src/js/audit/proof/verify.js';
import {Unreadable, zipFiles} from '../../src/js/audit/proof/zip.js';

const AT_ONCE = 6;
const [folder] = process.argv.slice(2);
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'));
const key = await readKey(readFileSync(join(folder, 'key.pem'), 'utf8'));

/// @return what differs, or null
async function differs(it) {
    const heads = Object.entries(it.heads).map(([operation, {sequence, digest}]) => ({operation, sequence, digest}));
    const verdict = await zipFiles(new Blob([readFileSync(join(folder, it.file))])).then(files => verify(files, {trusted: [key.id], pems: [key], heads})).catch(e => {
        if (e instanceof Unreadable) return {level: 'unreadable', what: e.message};
        throw e;
    });
    const says = `${verdict.level}: ${verdict.where ?? ''} ${verdict.what ?? ''}`;
    if (it.verdict === 'holds') return verdict.level === 'holds' ? null : says;
    if (it.verdict === 'not-shown') return verdict.level === 'nothing-wrong' ? null : says;
    if (it.verdict === 'unreadable') return verdict.level === 'unreadable' ? null : says;
    return verdict.level === 'broken' && verdict.what.includes(it.what) ? null : says;
}

const wrong = [];
const left = [...cases];
await Promise.all(Array.from({length: AT_ONCE}, async () => {
    for (let it = left.shift(); it; it = left.shift()) {
        const found = await differs(it).catch(e => `${e.name}: ${e.message}`);
        if (found) wrong.push(`${it.name}: the jar says ${it.verdict} (${it.what}), the page ${found}`);
    }
}));
console.log(`${cases.length} cases, ${cases.length - wrong.length} with the same verdict`);
wrong.forEach(it => console.log(it));
process.exitCode = wrong.length === 0 && cases.length > 0 ? 0 : 1;
