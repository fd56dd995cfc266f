// What measures, breakdowns and codes are called in English.
import {WORDS} from './texts.js';

const capital = text => text[0].toUpperCase() + text.slice(1);
const own = (section, id) => Object.hasOwn(section, id) ? section[id] : undefined;

/// A code or slug in words, a range such as `10-17` as it is; a text that is no code stays as it is.
export function ofCode(code) {
    const worded = own(WORDS.codes, code);
    if (worded !== undefined) return worded;
    return code === '' || code !== code.toLowerCase() ? code : capital(code.replace(/(\d(?=-\d))?-/g, (it, kept) => kept ? it : ' '));
}

const label = section => id => own(WORDS[section], id) ?? ofCode(id);
export const ofMeasure = label('measures');
export const ofBreakdown = label('breakdowns');
export const ofStatus = label('status');
export const ofCause = label('causes');
/// The name of a local authority by its GSS code.
export const ofDistrict = code => own(WORDS.districts, code) ?? code;
