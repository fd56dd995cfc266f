// What is counted, in words.
import {codeInWords, contract} from '../shell/contract.js';

export const measureInWords = measure => contract.words.measures[measure] ?? codeInWords(measure);
export const breakdownInWords = breakdown => contract.words.breakdowns[breakdown] ?? codeInWords(breakdown);
