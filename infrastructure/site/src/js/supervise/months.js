// The published months.
import {openKind} from './periods.js';

export const open = page => openKind(page, 'monthly');
