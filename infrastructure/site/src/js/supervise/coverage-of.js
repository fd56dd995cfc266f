// The calendar of one operation.
export {openOperation as open} from './coverage.js';
