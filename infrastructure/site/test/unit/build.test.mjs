import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {test} from 'node:test';

const HERE = new URL('../../', import.meta.url).pathname;
const SOURCES = ['build', 'build.mjs', 'headers.json', 'package.json', 'src'];

/// Every file of a folder with its bytes.
const files = folder => new Map(readdirSync(folder, {recursive: true, withFileTypes: true}).filter(it => it.isFile())
    .map(it => join(it.parentPath ?? it.path, it.name)).map(path => [relative(folder, path), readFileSync(path).toString('base64')]).sort(([a], [b]) => a < b ? -1 : 1));

test('the same sources give the same bytes, in any folder and time zone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'patrol-ledger-build-'));
    try {
        const elsewhere = join(folder, 'another', 'place');
        mkdirSync(elsewhere, {recursive: true});
        for (const it of SOURCES) cpSync(join(HERE, it), join(elsewhere, it), {recursive: true});
        symlinkSync(join(HERE, 'node_modules'), join(elsewhere, 'node_modules'));
        const build = (where, out, env) => execFileSync(process.execPath, ['build.mjs', '--out', out, '--events', join(HERE, '../../events')], {cwd: where, env: {...process.env, ...env}});
        build(HERE, join(folder, 'one'), {TZ: 'Europe/London'});
        build(elsewhere, join(folder, 'two'), {TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8'});
        const [one, two] = [files(join(folder, 'one')), files(join(folder, 'two'))];
        assert.ok(one.size > 10);
        assert.deepEqual([...one.keys()], [...two.keys()]);
        assert.deepEqual([...one.keys()].filter(it => one.get(it) !== two.get(it)), []);
    } finally {
        rmSync(folder, {recursive: true});
    }
});
