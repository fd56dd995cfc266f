// Which published figure a report counts in, in words.
import {publishedAt} from '../shell/time.js';

const week = id => `week ${Number(id.split('-W')[1])}`;

/// 'Counted in week 5 of 2023', or, once that is published, in its next edition.
/// @param receipt as the API gave it
/// @param now a moment in milliseconds
export function receiptInWords(receipt, now) {
    const of = `${week(receipt.week)} of ${receipt.week.slice(0, 4)}`;
    if (receipt.late || now >= publishedAt(receipt.week) && receipt.revision > 1) return `${of[0].toUpperCase() + of.slice(1)} is published; your report makes its next edition`;
    return `Counted in ${of}`;
}
