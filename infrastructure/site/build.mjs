// Makes the site: node build.mjs [--out folder] [--events folder]
//
// Names carry the hash of what is in the file. The same sources give the same bytes on any machine.
import {createHash} from 'node:crypto';
import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, posix, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';
import * as esbuild from 'esbuild';
import * as sass from 'sass';
import {contract} from './build/contract.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const DEFAULT_EXIT = 'https://www.bbc.co.uk/weather';
/// What is never loaded before it is opened.
const LATER = /^src\/js\/(?:later|audit|supervise|administer)\//;
/// Kilobytes are 1,000 bytes here; what travels is compressed.
const BUDGET = {all: 60_000, javascript: 35_000};
/// Marks that only gov.uk may carry, and ways around the escaping of templates.
const FORBIDDEN_OUTPUT = /GDS Transport|crest|crown|\.woff/i;
const FORBIDDEN_SOURCE = /unsafeHTML|unsafeSVG|innerHTML|insertAdjacentHTML|document\.write|\bstyle=|\bon[a-z]+="/;

const {values: options} = parseArgs({options: {
    out: {type: 'string', default: join(HERE, 'target/classes/site')},
    events: {type: 'string', default: join(HERE, '../../events')},
    sizes: {type: 'boolean', default: false},
}});

const gzipped = bytes => gzipSync(bytes, {level: 9}).length;
const hash = bytes => createHash('sha256').update(bytes).digest('hex').slice(0, 10);
const source = path => readFileSync(join(HERE, 'src', path), 'utf8');

const out = resolve(options.out);
rmSync(out, {recursive: true, force: true});
mkdirSync(join(out, 'assets'), {recursive: true});
const written = new Map();

function write(path, content) {
    const bytes = Buffer.from(content);
    if (/\.(?:css|js|html|svg|json|webmanifest)$/.test(path) && FORBIDDEN_OUTPUT.test(bytes.toString('utf8'))) {
        throw new Error(`${path} carries ${FORBIDDEN_OUTPUT.exec(bytes.toString('utf8'))[0]}, which is for gov.uk alone`);
    }
    mkdirSync(dirname(join(out, path)), {recursive: true});
    writeFileSync(join(out, path), bytes);
    written.set(path, bytes);
    return '/' + path;
}

function asset(name, content) {
    const dot = name.lastIndexOf('.');
    return write(`assets/${name.slice(0, dot).replaceAll('/', '-')}.${hash(content)}${name.slice(dot)}`, content);
}

function licenceOf(name) {
    const folder = join(HERE, 'node_modules', name);
    const {version, license, homepage} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find(it => /^licen[cs]e/i.test(it));
    return `${name} ${version}, ${license}${homepage ? ', ' + homepage : ''}\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() + '\n' : ''}`;
}


// --- Style, contract, picture

const style = name => sass.compile(join(HERE, 'src/style', name), {
    style: 'compressed', loadPaths: [join(HERE, 'node_modules/govuk-frontend/dist')], quietDeps: true, charset: false,
}).css;
const css = style('site.scss');
const names = {'site.css': asset('site.css', css), 'icon.svg': asset('icon.svg', source('icon.svg'))};
write('assets/site.css', css);
names['later.css'] = asset('later.css', style('later.scss'));
const facts = JSON.stringify(contract(resolve(options.events)));
names['contract.json'] = asset('contract.json', facts);

// --- Scripts

function modules(folder = '') {
    return readdirSync(join(HERE, 'src/js', folder), {withFileTypes: true}).sort((a, b) => a.name < b.name ? -1 : 1)
        .flatMap(it => it.isDirectory() ? modules(posix.join(folder, it.name)) : it.name.endsWith('.js') ? [posix.join(folder, it.name)] : []);
}

for (const name of modules()) {
    const bad = FORBIDDEN_SOURCE.exec(source('js/' + name));
    if (bad) throw new Error(`src/js/${name} uses ${bad[0]}; see README.md, What is forbidden`);
}

// The sources are plain modules; on the way out they are joined, because forty small files are forty round trips on a poor
// line and compress worse: 35 KB instead of 48.
/// The breaks between the lines of a template are for the reader of the source. What is loaded later refers to the whole of
/// the first visit: otherwise each page would split off what it shares with it, into many small files.
const joinLines = {name: 'join-lines', setup: build => build.onLoad({filter: /src\/js\/.*\.js$/}, ({path}) => ({
    contents: (LATER.test(relative(HERE, path)) ? `import ${JSON.stringify(join(HERE, 'src/js/begin.js'))};` : '')
        + readFileSync(path, 'utf8').replace(/([>}])\n\s*(?=<|\$\{)/g, '$1'),
}))};

/// What runs beside the pages, by an address that they have to know first.
const prover = await esbuild.build({
    absWorkingDir: HERE, entryPoints: ['src/js/audit/prover.js'], bundle: true, format: 'esm', minify: true, target: 'es2022', write: false, legalComments: 'none',
    charset: 'utf8', logLevel: 'warning',
});
names['prover.js'] = asset('prover.js', prover.outputFiles[0].text);

const built = await esbuild.build({
    plugins: [joinLines], preserveSymlinks: true,
    absWorkingDir: HERE, entryPoints: {main: 'src/js/main.js', worker: 'src/js/worker.js'}, bundle: true, splitting: true, format: 'esm', minify: true,
    target: 'es2022', write: false, metafile: true, outdir: 'assets', entryNames: '[name].[hash]', chunkNames: '[name].[hash]', legalComments: 'none',
    charset: 'utf8', define: {CONTRACT_ADDRESS: JSON.stringify(names['contract.json']), LATER_STYLE: JSON.stringify(names['later.css']), PROVER_ADDRESS: JSON.stringify(names['prover.js'])}, logLevel: 'warning',
});
const outputs = new Map(Object.entries(built.metafile.outputs));
const texts = new Map(built.outputFiles.map(it => [posix.join('assets', posix.basename(it.path)), it.text]));
const entryOf = name => [...outputs].find(([, it]) => it.entryPoint === 'src/js/' + name)[0];

/// A script and what it imports, without or with what it imports later.
function closure(path, later, seen = new Set()) {
    if (!seen.has(path)) {
        seen.add(path);
        for (const it of outputs.get(path).imports) {
            if (it.kind === 'import-statement' || later && !LATER.test(outputs.get(it.path).entryPoint ?? '')) closure(it.path, later, seen);
        }
    }
    return [...seen];
}

const main = entryOf('main.js');
const worker = entryOf('worker.js');
const first = closure(main, false);
const kept = [...new Set([...closure(main, true), ...closure(worker, true)])].filter(path => path !== worker);
for (const [path, text] of texts) if (path !== worker) write(path, text);
names['main.js'] = '/' + main;

// The script of the quick exit stands alone, for pages that other programs write.
const exit = (await esbuild.transform(source('js/shell/exit.js'), {minify: true, target: 'es2022', format: 'iife'})).code;
names['exit.js'] = asset('exit.js', exit);
write('assets/exit.js', exit);

names.exit = DEFAULT_EXIT;
names.preload = [
    ...first.filter(path => path !== main).map(path => `<link rel="modulepreload" fetchpriority="low" href="/${path}">`),
    `<link rel="preload" href="${names['contract.json']}" as="fetch" fetchpriority="low" crossorigin>`].join('\n');
const fill = text => text.replace(/\{\{([\w.]+)\}\}/g, (all, name) => names[name] ?? (() => { throw new Error(`nothing is called ${name}`); })());
write('index.html', fill(source('index.html')));
write('manifest.webmanifest', fill(source('manifest.webmanifest')));

// --- Service worker, version

const shell = ['/', '/manifest.webmanifest', names['site.css'], names['icon.svg'], names['exit.js'], names['contract.json'], ...kept.map(path => '/' + path)].sort();
const version = hash(JSON.stringify([shell, written.get('index.html').toString('utf8'), texts.get(worker)]));
// A worker's own scripts are imported from the root, where it lies.
write('sw.js', texts.get(worker).replace('"{{files}}"', JSON.stringify(shell)).replace('{{version}}', version).replaceAll(/(from|import)\s*"\.\//g, '$1"/assets/'));
write('version.json', JSON.stringify({version}) + '\n');
const headers = readFileSync(join(HERE, 'headers.json'), 'utf8');
write('headers.json', headers);
// Flat, as the CDK app reads it.
mkdirSync(join(HERE, 'target'), {recursive: true});
writeFileSync(join(HERE, 'target/headers.json'), JSON.stringify(JSON.parse(headers).headers, null, 2) + '\n');

// --- What others wrote, and the contract itself, to read

write('licences.txt', ['govuk-frontend', 'lit-html', 'oauth4webapi'].map(licenceOf).join('\n\n'));


cpSync(join(resolve(options.events), 'openapi.yaml'), join(out, 'openapi.yaml'));
cpSync(join(resolve(options.events), 'schemas'), join(out, 'schemas'), {recursive: true});

// --- Sizes

const travel = path => gzipped(written.get(path.slice(1) || 'index.html'));
const visit = [...shell, '/sw.js'];
const total = {
    all: visit.reduce((sum, path) => sum + travel(path), 0),
    javascript: visit.filter(path => path.endsWith('.js')).reduce((sum, path) => sum + travel(path), 0),
    css: travel(names['site.css']), contract: travel(names['contract.json']),
};
writeFileSync(join(HERE, 'target/sizes.json'), JSON.stringify({total, budget: BUDGET, files: Object.fromEntries(visit.map(path => [path, travel(path)]))}, null, 2) + '\n');
if (options.sizes) console.log(Object.entries(outputs.get(main).inputs).sort((a, b) => b[1].bytesInOutput - a[1].bytesInOutput).map(([name, it]) => `${it.bytesInOutput} ${name}`).join('\n'), total);
console.log(`site ${version} in ${relative(process.cwd(), out) || '.'}: first visit ${total.all} bytes, of which JavaScript ${total.javascript}`);
for (const [what, most] of Object.entries(BUDGET)) {
    if (total[what] > most) throw new Error(`the first visit takes ${total[what]} bytes (${what}), more than ${most}`);
}
