import assert from 'node:assert/strict';
import {test} from 'node:test';
import {differences} from '../../src/js/administer/words.js';
import {daysOf, difference, expectedInWords, listed, momentAt, percentage, periodInWords, quantity, share, shortPeriod} from '../../src/js/supervise/words.js';

test('periods and moments are in words, in London wherever the reader is', () => {
    assert.equal(periodInWords('2023-W05'), 'Week 5 of 2023');
    assert.equal(periodInWords('2023-W05', {within: true}), 'week 5 of 2023');
    assert.equal(periodInWords('2023-02', {within: true}), 'February 2023');
    assert.equal(shortPeriod('2023-12'), 'Dec 2023');
    assert.equal(daysOf({from: '2023-01-30T06:00:00Z', to: '2023-02-06T06:00:00Z'}), 'Monday 30 January to Sunday 5 February 2023');
    // Over a new year, and over the nights on which the clocks change.
    assert.equal(daysOf({from: '2024-12-30T06:00:00Z', to: '2025-01-06T06:00:00Z'}), 'Monday 30 December 2024 to Sunday 5 January 2025');
    assert.equal(daysOf({from: '2023-03-20T06:00:00Z', to: '2023-03-27T05:00:00Z'}), 'Monday 20 March to Sunday 26 March 2023');
    assert.equal(daysOf({from: '2023-10-23T05:00:00Z', to: '2023-10-30T06:00:00Z'}), 'Monday 23 October to Sunday 29 October 2023');
    assert.equal(momentAt('2023-07-03T05:30:00Z'), '3 July 2023 at 06:30');
});

test('a change is said in words, and in per cent only where that means something', () => {
    assert.equal(difference('arrests', 5, 8), '3 more');
    assert.equal(difference('arrests', 8, 5), '3 fewer');
    assert.equal(difference('arrests', 5, 5), 'No change');
    assert.equal(difference('patrol-minutes', 200, 70), '2\u00a0h\u00a010\u00a0min less');
    assert.equal(quantity('person-minutes', 2465), '41\u00a0h\u00a005\u00a0min');
    assert.equal(quantity('online-views', 3_300_000), '3,300,000');
    assert.equal(percentage(9, 90), '');
    assert.equal(percentage(10, 39), '+290%');
    assert.equal(percentage(1000, 1), 'over \u221299%');
    assert.equal(percentage(1000, 0), '\u2212100%');
    assert.equal(percentage(1000, 1001), 'under +1%');
    assert.equal(share(104, 105), '99%');
    assert.equal(share(999, 1000), 'over 99%');
    assert.equal(share(1, 1000), 'under 1%');
});

test('days are listed and shifts counted as a sentence wants it', () => {
    assert.deepEqual([[], ['Monday'], ['Monday', 'Tuesday', 'Sunday']].map(listed), ['', 'Monday', 'Monday, Tuesday and Sunday']);
    assert.deepEqual([[1, true], [2, true], [1, false], [0, false]].map(it => expectedInWords(...it)), ['has ended or is reported', 'have ended or are reported', 'was expected', 'were expected']);
});

test('two revisions of an operation differ by what was done, not by how it is written', () => {
    const before = {name: 'Grip', activeFrom: '2021-04-01', activeUntil: null, organisations: ['essex-police'], places: [{id: 'pier', name: 'Pier', district: 'E06000033', validFrom: '2021-04-01', validUntil: null}],
        shifts: [{place: 'pier', days: ['FRI'], from: '18:00', to: '02:00'}]};
    assert.deepEqual(differences(null, before), ['Created']);
    assert.deepEqual(differences(before, structuredClone(before)), []);
    const after = {...structuredClone(before), activeUntil: '2024-03-31', organisations: ['essex-police', 'open-road'], priorities: [{id: 'asb', name: 'Nuisance'}]};
    after.places[0].validUntil = '2023-12-31';
    after.shifts[0].days = ['FRI', 'SAT'];
    assert.deepEqual(differences(before, after), ['Last day: open before, 31 March 2024 now', 'Organisation added: open-road', 'Place changed: Pier, from 1 April 2021 to 31 December 2023',
        'Shift added: Pier, Friday and Saturday, 18:00 to 02:00', 'Shift removed: Pier, Friday, 18:00 to 02:00', 'Priority added: Nuisance']);
});
