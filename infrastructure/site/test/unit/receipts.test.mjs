import assert from 'node:assert/strict';
import {test} from 'node:test';
import {receiptInWords} from '../../src/js/outbox/receipts.js';

const receipt = (receivedAt, more = {}) => ({week: '2023-W05', month: '2023-02', receivedAt, late: false, ...more});

test('a receipt names the published figures that the report counts in', () => {
    assert.equal(receiptInWords(receipt('2023-02-04T09:00:00Z')), 'Counted in week 5 of 2023 and in February 2023');
});

test('of figures that were due before, it says when, and claims no publication', () => {
    assert.equal(receiptInWords(receipt('2023-02-06T06:30:00Z', {late: true})), 'Counted in February 2023. The figures of week 5 of 2023 were due on Monday 6 Feb 06:30; your report counts in their next edition');
    assert.equal(receiptInWords(receipt('2023-03-01T07:00:00Z', {late: true})), 'The figures of week 5 of 2023 were due on Monday 6 Feb 06:30; your report counts in their next edition. '
        + 'The figures of February 2023 were due on Wednesday 1 Mar 07:00; your report counts in their next edition');
});

test('a correction after the publication makes the next edition, although the report was not late', () => {
    assert.equal(receiptInWords(receipt('2023-02-07T09:00:00Z', {revision: 2})), 'Counted in February 2023. The figures of week 5 of 2023 were due on Monday 6 Feb 06:30; your report counts in their next edition');
});
