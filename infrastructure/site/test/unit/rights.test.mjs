// The rights that pages ask for, compared with those that the API asks for.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {mayOpen, NEEDS} from '../../src/js/later/rights.js';
import {keep} from '../../src/js/shell/session.js';

const source = path => readFileSync(new URL('../../src/js/' + path, import.meta.url), 'utf8');
/// Of Node; a session is kept in memory as well.
const NO_DATABASE = e => assert.match(e.message, /indexedDB/);
const RIGHTS = ['submissions.write', 'summaries.read', 'audit.read', 'catalogue.write'];

/// The calls that each page makes before it is of use: what it shows, and for a form what it sends.
const CALLS = {
    '/app/s/:kind/:period/:operation/editions': ['GET /summaries/{kind}/{period}/{operation}/editions'],
    '/app/s/:kind/:period/:operation/verify': ['GET /summaries/{kind}/{period}/{operation}, archive.zip of the period'],
    '/app/s/:kind/:period/:operation/trace': ['GET /summaries/{kind}/{period}/{operation}/{file}, lineage.jsonl', 'GET /summaries/{kind}/{period}/{operation}, the newest figures'],
    '/app/audit': [],
    '/app/verify': [],
    '/app/heads': ['GET /heads'],
    '/app/downloads': ['GET /downloads'],
    '/app/notices': ["GET /notices, the caller's own"],
    '/app/weeks': ['GET /summaries/{kind}'],
    '/app/months': ['GET /summaries/{kind}'],
    '/app/s/:kind/:period/:operation': ['GET /summaries/{kind}/{period}/{operation}, the newest figures'],
    '/app/coverage': ['GET /catalogue'],
    '/app/coverage/:operation': ['GET /coverage/{operation}'],
    '/app/submissions': ['GET /submissions, those that the caller may see'],
    '/app/submissions/:id': ['GET /submissions/{id}, one of essex-police'],
    '/app/catalogue': ['GET /catalogue'],
    '/app/catalogue/operations/:id': ['PUT /catalogue/operations/{id}, one that names essex-police', 'GET /catalogue'],
    '/app/catalogue/operations/:id/revisions': ['GET /catalogue/operations/{id}/revisions'],
    '/app/catalogue/places/:id': ['PUT /catalogue/places/{id}, one of that operation', 'GET /catalogue'],
    '/app/catalogue/organisations/:id': ['PUT /catalogue/organisations/{id}, essex-police', 'GET /catalogue'],
    '/app/import': ["POST /imports, a file of the caller's own"],
    '/app/import/:id': ['GET /imports/{id}, one of essex-police'],
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

/// The entries of the navigation: [address, needs].
const navigation = () => [...source('routes.js').matchAll(/^ {4}\{id: '(\w+)'(?:, href: '([^']+)')?, text: '\w+'(?:, needs: (\[.*\]))?\},$/gm)]
    .map(([, id, href = '/app/' + id, needs = '[]']) => [href, JSON.parse(needs.replaceAll("'", '"'))]);

const subsets = rights => rights.reduce((all, it) => [...all, ...all.map(some => [...some, it])], [[]]);
const holds = (held, needs) => needs.every(any => any.some(it => held.includes(it)));
const sorted = needs => needs.map(any => any.toSorted()).sort();

test('a page asks for the very rights that its calls ask for', () => {
    const api = asked();
    assert.deepEqual(
        Object.fromEntries(Object.entries(NEEDS).map(([path, needs]) => [path, sorted(needs)])),
        Object.fromEntries(Object.entries(CALLS).map(([path, calls]) => [path, sorted(calls.map(it => api[it] ?? [`no row ${it}`]))])));
});

test('every page that is loaded when it is opened has its rights', () => {
    const pages = [...source('later/routes.js').matchAll(/^ {4}'([^']+)': \(\) => import\(/gm)].map(([, path]) => path);
    assert.deepEqual(pages.sort(), Object.keys(NEEDS).sort());
});

test('with any set of rights the navigation leads to no page that stays closed', () => {
    const entries = navigation();
    assert.equal(entries.length, 7);
    for (const held of subsets(RIGHTS)) {
        for (const [href, needs] of entries) {
            if (holds(held, needs)) assert.ok(holds(held, NEEDS[href] ?? []), `${href} with ${held.join(' ')}`);
        }
    }
});

test('links are there for those who may open the page, and for them alone', async () => {
    for (const held of subsets(RIGHTS)) {
        await keep({access_token: `.${Buffer.from(JSON.stringify({sub: 'planner-1', scope: held.join(' ')})).toString('base64url')}.`}).catch(NO_DATABASE);
        assert.equal(mayOpen('/app/catalogue'), held.includes('summaries.read') || held.includes('submissions.write'));
        assert.equal(mayOpen('/app/catalogue/operations/new?organisation=essex-police'), held.includes('catalogue.write') && mayOpen('/app/catalogue'));
        assert.equal(mayOpen('/app/s/weekly/2023-W05/grip/trace?measure=arrests'), held.includes('audit.read') && held.includes('summaries.read'));
        assert.equal(mayOpen('/app/s/weekly/2023-W05/grip'), held.includes('summaries.read'));
        assert.ok(mayOpen('/app/verify') && mayOpen('/'));
    }
});
