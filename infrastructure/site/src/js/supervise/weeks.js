// The published weeks.
import {openKind} from './periods.js';

export const open = page => openKind(page, 'weekly');
