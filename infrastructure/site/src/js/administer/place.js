// A place of the catalogue.
import {openKind} from './named.js';

export const open = page => openKind(page, 'places');
