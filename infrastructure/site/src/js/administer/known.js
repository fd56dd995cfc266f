// The catalogue as the server has it now; of one that is too large for one answer, the part that a page needs.
import {json} from '../shell/api.js';
import {current} from '../shell/session.js';

/// Of the whole, that it is too large; of a part, that the query is none.
const REFUSED = 422;

/// The organisation whose part a page shows of a large catalogue: that of its address, or of the sign-in.
export const organisationOf = page => page.query.get('organisation') ?? current().organisation ?? '';

/// @param query that narrows a large catalogue, such as `operation=grip`
/// @return the catalogue; of such a part `narrowed` is the faults of the query, which leave it empty
export async function known(query) {
    try {
        return await json('/catalogue');
    } catch (whole) {
        if (whole.status !== REFUSED) throw whole;
        try {
            return {...await json('/catalogue?' + query), narrowed: []};
        } catch (part) {
            if (part.status !== REFUSED) throw part;
            return {operations: [], places: [], organisations: [], narrowed: part.problem.errors};
        }
    }
}

/// What narrows it to the part of one organisation.
export const partOf = organisation => `organisation=${encodeURIComponent(organisation)}`;
