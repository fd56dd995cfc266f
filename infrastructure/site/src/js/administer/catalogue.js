// What the catalogue holds, with the ways to change it.
import {html, nothing} from 'lit-html';
import {input} from '../form/widgets.js';
import {contract} from '../shell/contract.js';
import {go} from '../shell/router.js';
import {may} from '../shell/session.js';
import {table} from '../supervise/parts.js';
import {number} from '../supervise/words.js';
import {known, organisationOf, partOf} from './known.js';
import {validity} from './words.js';

export async function open(page) {
    page.title = 'Catalogue';
    page.nav = 'catalogue';
    let organisation = organisationOf(page);
    const {operations, places, organisations, narrowed} = await known(partOf(organisation));
    const query = narrowed ? '?' + partOf(organisation) : '';
    const writes = may('catalogue.write');
    const audits = may('audit.read');
    const link = (kind, it) => writes ? html`<a class="govuk-link" href="/app/catalogue/${kind}/${it.id}${query}">${it.name}</a>` : it.name;
    const create = (kind, words) => writes ? html`<p class="govuk-body"><a class="govuk-link" href="/app/catalogue/${kind}/new">${words}</a></p>` : nothing;
    const revision = it => audits ? html`<a class="govuk-link" href="/app/catalogue/operations/${it.id}/revisions">${it.revision}<span class="govuk-visually-hidden">, all revisions of ${it.name}</span></a>` : it.revision;
    const used = new Map();
    for (const operation of operations) for (const place of operation.places) used.set(place.id, [...used.get(place.id) ?? [], operation.name]);

    const choose = event => {
        event.preventDefault();
        go('/app/catalogue?' + partOf(organisation));
    };
    const narrow = () => html`<p class="govuk-body">The whole catalogue is too large for one page. This is the part of one organisation.</p>
<form novalidate @submit=${choose}>${input('/organisation', {label: 'Organisation', hint: 'Its identifier, such as essex-police', faults: narrowed, value: organisation, width: 'govuk-input--width-20', change: it => { organisation = it.trim(); }})}
<button class="govuk-button govuk-button--secondary">Show its part</button></form>`;

    return () => html`<h1 class="govuk-heading-l">Catalogue</h1>${narrowed ? narrow() : nothing}
${table('Operations', [{text: 'Operation'}, {text: 'Active'}, {text: 'Places', figure: true}, {text: 'Shifts', figure: true}, {text: 'Revision', figure: true}],
        operations.map(it => [link('operations', it), validity(it.activeFrom, it.activeUntil), number(it.places.length), number(it.shifts.length), revision(it)]), {empty: 'There is no operation yet.'})}
${create('operations', 'Create an operation')}
${table('Organisations', [{text: 'Organisation'}, {text: 'Identifier'}, {text: 'Revision', figure: true}], organisations.map(it => [link('organisations', it), it.id, it.revision]), {empty: 'There is no organisation yet.'})}
${create('organisations', 'Create an organisation')}
${table('Places', [{text: 'Place'}, {text: 'District'}, {text: 'Used by'}, {text: 'Revision', figure: true}],
        places.map(it => [link('places', it), contract.words.districts[it.district] ?? it.district, used.get(it.id)?.join(', ') ?? html`<span class="app-none">No operation</span>`, it.revision]), {empty: 'There is no place yet.'})}
${create('places', 'Create a place')}`;
}
