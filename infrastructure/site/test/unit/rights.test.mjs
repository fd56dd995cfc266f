// The rights that pages ask for, compared with those that the API asks for.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

const source = path => readFileSync(new URL('../../src/js/' + path, import.meta.url), 'utf8');
const RIGHTS = ['submissions.write', 'summaries.read', 'audit.read', 'catalogue.write'];

/// The call that each page is about: what it shows, or for a form what it sends. Null where no call needs a right.
const CALLS = {
    '/app/s/:kind/:period/:operation/editions': 'GET /summaries/{kind}/{period}/{operation}/editions',
    '/app/s/:kind/:period/:operation/verify': 'GET /summaries/{kind}/{period}/{operation}, archive.zip of the period',
    '/app/s/:kind/:period/:operation/trace': 'GET /summaries/{kind}/{period}/{operation}/{file}, lineage.jsonl',
    '/app/audit': null,
    '/app/verify': null,
    '/app/heads': 'GET /heads',
    '/app/downloads': 'GET /downloads',
    '/app/notices': "GET /notices, the caller's own",
    '/app/weeks': 'GET /summaries/{kind}',
    '/app/months': 'GET /summaries/{kind}',
    '/app/s/:kind/:period/:operation': 'GET /summaries/{kind}/{period}/{operation}, the newest figures',
    '/app/coverage': 'GET /catalogue',
    '/app/coverage/:operation': 'GET /coverage/{operation}',
    '/app/submissions': 'GET /submissions, those that the caller may see',
    '/app/submissions/:id': 'GET /submissions/{id}, one of essex-police',
    '/app/catalogue': 'GET /catalogue',
    '/app/catalogue/operations/:id': 'PUT /catalogue/operations/{id}, one that names essex-police',
    '/app/catalogue/operations/:id/revisions': 'GET /catalogue/operations/{id}/revisions',
    '/app/catalogue/places/:id': 'PUT /catalogue/places/{id}, one of that operation',
    '/app/catalogue/organisations/:id': 'PUT /catalogue/organisations/{id}, essex-police',
    '/app/import': "POST /imports, a file of the caller's own",
    '/app/import/:id': 'GET /imports/{id}, one of essex-police',
};

/// The rights of which one is enough, by call, as `events/authorisation.md` has them: a test of the real functions made that table.
function asked() {
    const rows = readFileSync(new URL('../../../../events/authorisation.md', import.meta.url), 'utf8').split('\n')
        .filter(it => it.startsWith('|')).map(it => it.split('|').slice(1, -1).map(cell => cell.trim()));
    const [head, , ...calls] = rows;
    return Object.fromEntries(calls.map(([call, of, ...answers]) => [
        [call, of].filter(Boolean).map(it => it.replaceAll('`', '')).join(', '),
        RIGHTS.filter(it => !['401', '403'].includes(answers[head.indexOf(it) - 2])),
    ]));
}

/// The rights of which one is enough, by page; null where a page asks for none.
const pages = () => Object.fromEntries([...source('later/routes.js').matchAll(/^ {4}\{path: '([^']+)', load: (?:holding\(\[([^\]]*)\], )?\(\) => import\(/gm)]
    .map(([, path, rights]) => [path, rights === undefined ? null : rights.split(', ').map(it => it.slice(1, -1)).sort()]));

/// Links that are shown to those who hold a right: [address, right].
const links = () => [
    ...[...source('routes.js').matchAll(/href: '([^']+)', text: '[^']+', scope: '([^']+)'/g)],
    ...[...source('audit/hub.js').matchAll(/\['(\/app\/[^']+)', '[^']+', '[^']+', '([^']+)'\]/g)],
].map(([, href, right]) => [href, right]);

test('a page asks for the very rights of which the API asks for one', () => {
    const api = asked();
    const wanted = Object.fromEntries(Object.entries(CALLS).map(([path, call]) => [path, call === null ? null : api[call]?.toSorted() ?? `no row ${call}`]));
    assert.deepEqual(pages(), wanted);
});

test('a link that is shown for a right leads to a page that the right opens', () => {
    const opens = pages();
    const shown = links();
    assert.equal(shown.length, 7);
    // To change the catalogue is one right, to read it another, and one without the other is told so on the page.
    const closed = shown.filter(([href, right]) => opens[href] !== null && !opens[href]?.includes(right));
    assert.deepEqual(closed, [['/app/catalogue', 'catalogue.write']]);
});
