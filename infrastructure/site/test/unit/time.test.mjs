import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as time from '../../src/js/shell/time.js';

const at = text => Date.parse(text);

test('an hour before six belongs to the operational day before', () => {
    assert.equal(time.operationalDay(at('2023-02-04T05:59:59Z')), '2023-02-03');
    assert.equal(time.operationalDay(at('2023-02-04T06:00:00Z')), '2023-02-04');
    assert.equal(time.operationalDay(at('2023-07-04T04:59:59Z')), '2023-07-03');
    assert.equal(time.operationalDay(at('2023-07-04T05:00:00Z')), '2023-07-04');
});

test('a shift past midnight ends on the next calendar day', () => {
    assert.deepEqual(time.span('2023-02-03', '18:00', '02:00'), {from: ['2023-02-03', '18:00'], to: ['2023-02-04', '02:00']});
    assert.deepEqual(time.span('2023-02-03', '01:00', '04:00'), {from: ['2023-02-04', '01:00'], to: ['2023-02-04', '04:00']});
    assert.deepEqual(time.span('2023-02-03', '22:00', '07:00'), {from: ['2023-02-03', '22:00'], to: ['2023-02-04', '07:00']});
    assert.deepEqual(time.span('2023-02-03', '05:00', '07:00'), {from: ['2023-02-04', '05:00'], to: ['2023-02-04', '07:00']});
    assert.deepEqual(time.span('2023-02-03', '09:00', '09:00'), {from: ['2023-02-03', '09:00'], to: ['2023-02-04', '09:00']});
});

test('the hour that October repeats has two moments, the one that March skips has none', () => {
    assert.deepEqual(time.moments('2026-10-25', '01:30'), [at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')]);
    assert.deepEqual(time.moments('2026-03-29', '01:30'), []);
    assert.deepEqual(time.moments('2026-03-29', '02:00'), [at('2026-03-29T01:00:00Z')]);
    assert.deepEqual(time.moments('2026-06-01', '12:00'), [at('2026-06-01T11:00:00Z')]);
});

test('a moment is written with the offset of London', () => {
    assert.equal(time.rfc3339(at('2023-02-03T18:00:00Z')), '2023-02-03T18:00:00Z');
    assert.equal(time.rfc3339(at('2023-07-03T18:00:00Z')), '2023-07-03T19:00:00+01:00');
    for (const moment of time.moments('2026-10-25', '01:30')) assert.equal(Date.parse(time.rfc3339(moment)), moment);
});

test('a night is said in words', () => {
    assert.equal(time.spanInWords(at('2023-02-03T18:00:00Z'), at('2023-02-04T02:00:00Z')), 'Friday 3 Feb 18:00 to Saturday 4 Feb 02:00, 8 hours');
    assert.equal(time.spanInWords(at('2026-10-24T21:00:00Z'), at('2026-10-25T01:30:00Z')), 'Saturday 24 Oct 22:00 to Sunday 25 Oct 01:30 GMT, 4 hours 30 minutes, as the clocks went back');
    assert.equal(time.spanInWords(at('2026-03-28T22:00:00Z'), at('2026-03-29T01:00:00Z')), 'Saturday 28 Mar 22:00 to Sunday 29 Mar 02:00, 3 hours, as the clocks went forward');
    assert.equal(time.durationInWords(3_600_000), '1 hour');
    assert.equal(time.durationInWords(60_000), '1 minute');
});

test('weeks are those of ISO 8601 and are published on the Monday after', () => {
    assert.equal(time.week('2023-02-03'), '2023-W05');
    assert.equal(time.week('2021-01-03'), '2020-W53');
    assert.equal(time.week('2024-12-30'), '2025-W01');
    assert.equal(time.publishedAt('2023-W05'), at('2023-02-06T06:30:00Z'));
    assert.equal(time.publishedAt('2020-W53'), at('2021-01-04T06:30:00Z'));
    assert.equal(time.publishedAt('2023-W26'), at('2023-07-03T05:30:00Z'));
    assert.equal(time.publishedAt('2023-06'), at('2023-07-01T06:00:00Z'));
    assert.equal(time.publishedAt('2022-12'), at('2023-01-01T07:00:00Z'));
});
