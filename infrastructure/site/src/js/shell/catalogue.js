// The catalogue, kept on the phone so that a form opens without a network.
import {get, put} from './database.js';
import {api} from './api.js';
import {current} from './session.js';

const ID = 'current';
let known = null;

/// The last catalogue, or null where none was ever fetched on this phone.
export const catalogue = () => known?.body ?? null;

export async function loadCatalogue() {
    known = await get('catalogue', ID).catch(() => null) ?? null;
    return catalogue();
}

/// Asks for a newer one. Failing to is no fault: the last one stays.
/// @return whether it changed
export async function refreshCatalogue() {
    try {
        const ask = (part = '') => api('/catalogue' + part, known?.etag ? {headers: {'if-none-match': known.etag}} : {});
        let answer = await ask();
        // That of a nation is too large for one answer.
        if (answer.status === 422) answer = await ask('?organisation=' + current().organisation);
        if (answer.status !== 200) return false;
        known = {id: ID, etag: answer.headers.get('etag'), body: await answer.json()};
        await put('catalogue', known);
        return true;
    } catch {
        return false;
    }
}

const holds = (from, until, day) => from <= day && (until === null || until === undefined || day <= until);
export const operationsOn = day => (known?.body.operations ?? []).filter(it => holds(it.activeFrom, it.activeUntil, day));
export const operationOf = id => known?.body.operations.find(it => it.id === id);
export const placesOn = (operation, day) => (operationOf(operation)?.places ?? []).filter(it => holds(it.validFrom, it.validUntil, day));

export const operationName = id => operationOf(id)?.name ?? id;
export const placeName = id => known?.body.operations.flatMap(it => it.places).find(it => it.id === id)?.name ?? id;
export const organisationName = id => known?.body.organisations.find(it => it.id === id)?.name ?? id;

/// The nearest of some places: of degrees as of a plane, which is near enough.
export function nearest(places, {latitude, longitude}, count = 3) {
    const scale = Math.cos(latitude * Math.PI / 180);
    const distance = ({point}) => {
        const [lat, lon] = point.split(',');
        return Math.hypot(lat - latitude, (lon - longitude) * scale);
    };
    return places.filter(it => it.point).sort((a, b) => distance(a) - distance(b)).slice(0, count);
}
