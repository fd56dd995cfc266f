// Answers as they are shown before a report is sent, and wherever it is shown afterwards.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {contract as made} from '../../build/contract.mjs';
import {inWords} from '../../src/js/form/answers.js';
import {isRequired} from '../../src/js/form/model.js';
import {isSame} from '../../src/js/later/same.js';
import {contract, wordsOf} from '../../src/js/shell/contract.js';

const EVENTS = new URL('../../../../events/', import.meta.url).pathname;
Object.assign(contract, made(EVENTS));
const sample = (kind, name) => JSON.parse(readFileSync(`${EVENTS}samples/valid/${kind}/${name}.json`, 'utf8'));

/// The text of a template; entries of a list end with a line.
function textOf(it) {
    if (Array.isArray(it)) return it.map(textOf).join('');
    return it?.strings ? it.strings.map((part, i) => part.replaceAll('</li>', '\n').replace(/<[^>]*>/g, '') + textOf(it.values[i] ?? '')).join('') : String(it);
}
/// The same document with the keys of every object the other way round.
const turned = it => Array.isArray(it) ? it.map(turned)
    : it !== null && typeof it === 'object' ? Object.fromEntries(Object.entries(it).reverse().map(([name, value]) => [name, turned(value)])) : it;

test('a search is shown answer by answer, each with its label, in the order of the form', () => {
    const search = {gender: 'Female', removalOfMoreThanOuterClothing: false, outcomeLinkedToObject: true, officerDefinedEthnicity: 'White', type: 'Person search', objectOfSearch: 'Controlled drugs'};
    assert.equal(textOf(inWords('incident', 'stopSearches', {stopSearches: [search, {type: 'Vehicle search'}]})),
        'Type: Person search, Object of search: Controlled drugs, Gender: Female, Officer-defined ethnicity: White, Outcome linked to object: Yes, More than outer clothing removed: No\nType: Vehicle search\n');
});

test('counts and lists are told in words', () => {
    assert.equal(textOf(inWords('engagement', 'staff', {staff: {volunteer: 2, officer: 1, pcso: 0}})), 'Police officers: 1\nVolunteers: 2\n');
    assert.equal(textOf(inWords('engagement', 'staff', {staff: {officer: 0}})), 'Not given');
    assert.equal(textOf(inWords('engagement', 'peopleEngaged', {peopleEngaged: {method: 'estimated', count: 1200}})), '1,200, estimated');
    assert.equal(textOf(inWords('engagement', 'peopleEngaged', {peopleEngaged: {count: 3, method: 'counted'}})), '3');
    assert.equal(textOf(inWords('engagement', 'itemsHandedOut', {itemsHandedOut: {'safety-leaflet': 4, 'attack-alarm': 1}})), 'Attack alarm: 1\nSafety leaflet: 4\n');
    assert.equal(textOf(inWords('engagement', 'themes', {themes: []})), 'Not given');
});

for (const kind of ['engagement', 'incident']) {
    test(`an ${kind} reads the same and is the same with its keys in any order`, () => {
        const document = sample(kind, 'every-field');
        for (const name of Object.keys(contract.forms[kind].properties)) {
            assert.ok(isSame(kind, name, document, turned(document)), name);
            assert.equal(textOf(inWords(kind, name, document)), textOf(inWords(kind, name, turned(document))), name);
        }
    });
}

test('an answer that differs is no longer the same', () => {
    const document = sample('incident', 'every-field');
    const other = structuredClone(document);
    other.stopSearches[0].outcomeLinkedToObject = !other.stopSearches[0].outcomeLinkedToObject;
    assert.ok(!isSame('incident', 'stopSearches', document, other));
    assert.ok(isSame('incident', 'weaponsSeized', document, other));
    const shift = sample('engagement', 'every-field');
    assert.ok(!isSame('engagement', 'startedAt', shift, {...shift, endedAt: '2023-02-04T01:59:00Z'}), 'a shift that ends at another time');
});

test('a question has to be answered unless another answer stands in for it', () => {
    assert.ok(isRequired('incident', 'category', {}));
    assert.ok(isRequired('incident', 'category', {stopSearches: []}));
    assert.ok(!isRequired('incident', 'category', {stopSearches: [{type: 'Person search'}]}));
    assert.ok(isRequired('incident', 'place', {}) && !isRequired('incident', 'note', {}));
});

test('every question of a form has words for being left out', () => {
    const silent = [];
    const look = (schema, at) => {
        for (const name of [...schema.required ?? [], ...schema.unless?.slice(0, 1) ?? []]) if (!wordsOf(`${at}/${name}`).missing) silent.push(`${at}/${name}`);
        for (const [name, it] of Object.entries(schema.properties ?? {})) look(it.items ?? it, `${at}/${name}`);
    };
    for (const it of Object.values(contract.forms)) look(it, '');
    // Nobody is asked for these.
    assert.deepEqual([...new Set(silent)].sort(), ['/organisation', '/peopleEngaged/method', '/submissionId']);
    assert.equal(wordsOf('/category').missing, 'Choose a kind of crime, or add a search.');
});
