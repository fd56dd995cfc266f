// Which published figures a report counts in, in words.
import {periodInWords, publishedAt} from '../shell/time.js';

const capital = text => text[0].toUpperCase() + text.slice(1);

/// 'Counted in week 5 of 2023 and in February 2023', or, of those published before it was received, in the next edition.
/// @param receipt as the API gave it
export function receiptInWords(receipt) {
    const received = Date.parse(receipt.receivedAt);
    const isLate = period => received >= publishedAt(period) || receipt.late && period === receipt.week;
    const say = (words, periods) => periods.length > 0 && capital(words(periods.map(periodInWords)));
    const periods = [receipt.week, receipt.month];
    return [
        say(it => `counted in ${it.join(' and in ')}`, periods.filter(it => !isLate(it))),
        say(it => it.length > 1 ? `${it.join(' and ')} are published; your report makes their next editions` : `${it[0]} is published; your report makes its next edition`, periods.filter(isLate)),
    ].filter(Boolean).join('. ');
}
