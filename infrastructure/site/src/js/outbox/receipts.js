// Which published figures a report counts in, in words.
import {momentInWords, periodInWords, publishedAt} from '../shell/time.js';

/// 'Counted in week 5 of 2023 and in February 2023'; of figures that were due before it was received, when that was. Whether they were
/// published then, a receipt does not know.
/// @param receipt as the API gave it
export function receiptInWords(receipt) {
    const isLate = period => Date.parse(receipt.receivedAt) >= publishedAt(period) || receipt.late && period === receipt.week;
    const periods = [receipt.week, receipt.month];
    const counted = periods.filter(it => !isLate(it)).map(periodInWords).join(' and in ');
    return [counted && `Counted in ${counted}`,
        ...periods.filter(isLate).map(it => `The figures of ${periodInWords(it)} were due on ${momentInWords(publishedAt(it))}; your report counts in their next edition`),
    ].filter(Boolean).join('. ');
}
