// Which published figures a report counts in, in words.
import {periodInWords, publishedAt} from '../shell/time.js';

/// 'Counted in week 5 of 2023 and in February 2023', or, of those published before it was received, in the next edition.
/// @param receipt as the API gave it
export function receiptInWords(receipt) {
    const isLate = period => Date.parse(receipt.receivedAt) >= publishedAt(period) || receipt.late && period === receipt.week;
    const periods = [receipt.week, receipt.month];
    const counted = periods.filter(it => !isLate(it)).map(periodInWords).join(' and in ');
    const late = periods.filter(isLate).map(periodInWords);
    const edition = late.join(' and ') + (late.length > 1 ? ' are published; your report makes their next editions' : ' is published; your report makes its next edition');
    return [counted && `Counted in ${counted}`, late[0] && edition[0].toUpperCase() + edition.slice(1)].filter(Boolean).join('. ');
}
