import assert from 'node:assert/strict';
import {test} from 'node:test';
import {receiptInWords} from '../../src/js/outbox/receipts.js';

const receipt = (receivedAt, more = {}) => ({week: '2023-W05', month: '2023-02', receivedAt, late: false, ...more});

test('a receipt names the published figures that the report counts in', () => {
    assert.equal(receiptInWords(receipt('2023-02-04T09:00:00Z')), 'Counted in week 5 of 2023 and in February 2023');
});

test('of figures that were published before, it names their next edition', () => {
    assert.equal(receiptInWords(receipt('2023-02-06T06:30:00Z', {late: true})), 'Counted in February 2023. Week 5 of 2023 is published; your report makes its next edition');
    assert.equal(receiptInWords(receipt('2023-03-01T07:00:00Z', {late: true})), 'Week 5 of 2023 and February 2023 are published; your report makes their next editions');
});

test('a correction after the publication makes the next edition, although the report was not late', () => {
    assert.equal(receiptInWords(receipt('2023-02-07T09:00:00Z', {revision: 2})), 'Counted in February 2023. Week 5 of 2023 is published; your report makes its next edition');
});
