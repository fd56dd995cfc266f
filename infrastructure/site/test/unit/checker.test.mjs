import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {contract} from '../../build/contract.mjs';
import {check, isPersonal} from '../../src/js/form/checker.js';

const EVENTS = new URL('../../../../events/', import.meta.url).pathname;
const json = path => JSON.parse(readFileSync(join(EVENTS, path), 'utf8'));
const facts = contract(EVENTS);
const surroundings = {catalogue: json('samples/catalogue.json'), now: Date.parse(json('samples/now.json').now)};

for (const kind of ['engagement', 'incident']) {
    test(`an invalid ${kind} of the samples has the faults of the API, in its order and words`, () => {
        const differences = [];
        let compared = 0;
        for (const name of readdirSync(join(EVENTS, 'samples/invalid', kind))) {
            const problem = json(`samples/invalid/${kind}/${name}/problem.json`);
            if (problem.status !== 422) continue;
            const found = check(facts, kind, json(`samples/invalid/${kind}/${name}/submission.json`), surroundings).slice(0, 100);
            compared++;
            if (JSON.stringify(found) !== JSON.stringify(problem.errors)) differences.push({name, found, expected: problem.errors});
        }
        assert.ok(compared > 15, `${compared} samples`);
        assert.deepEqual(differences, []);
    });

    test(`a valid ${kind} of the samples has no fault`, () => {
        const names = readdirSync(join(EVENTS, 'samples/valid', kind));
        assert.ok(names.length > 5);
        for (const name of names) assert.deepEqual(check(facts, kind, json(`samples/valid/${kind}/${name}`), surroundings), [], name);
    });
}

test('personal data is seen however it is written, and nothing else is', () => {
    const {personal, notPersonal} = json('personal-data.json');
    assert.ok(personal.length > 20 && notPersonal.length > 20);
    assert.deepEqual(personal.filter(it => !isPersonal(facts, it)), []);
    assert.deepEqual(notPersonal.filter(it => isPersonal(facts, it)), []);
});
