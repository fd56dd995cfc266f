// A place or an organisation: its name, and for a place its district.
import {html, nothing} from 'lit-html';
import {input} from '../form/widgets.js';
import {contract} from '../shell/contract.js';
import {known, organisationOf, partOf} from './known.js';
import {change} from './saving.js';

const NEW = 'new';
const KINDS = {
    places: {one: 'place', note: 'A place has one name and one district in every operation. Its name is changed here, by an organisation of an operation that uses it.'},
    organisations: {one: 'organisation', note: 'An organisation has one name everywhere. Only the organisation itself changes it.'},
};
const LABELS = {'/id': 'Identifier', '/name': 'Name', '/district': 'District'};

/// @param kind 'places' or 'organisations'
export async function openKind(page, kind) {
    const {one, note} = KINDS[kind];
    const {id} = page.params;
    page.nav = 'catalogue';
    const read = async of => (await known(partOf(kind === 'organisations' ? of : organisationOf(page))))[kind].find(it => it.id === of);
    const before = id === NEW ? null : await read(id);
    page.title = before?.name ?? (id === NEW ? `New ${one}` : `No such ${one}`);
    if (before === undefined) return () => html`<h1 class="govuk-heading-l">There is no such ${one}</h1><p class="govuk-body"><a class="govuk-link" href="/app/catalogue">Catalogue</a></p>`;
    const form = change(page, {
        before, again: it => read(it.id), label: pointer => LABELS[pointer] ?? `The ${one}`, path: it => `/catalogue/${kind}/${encodeURIComponent(it.id ?? '')}`,
        differences: (a, b) => Object.keys(LABELS).map(it => it.slice(1)).filter(it => a[it] !== b[it]).map(it => `${LABELS['/' + it]}: ${a[it]} before, ${b[it]} now`),
    });
    const field = (name, more = {}) => input('/' + name, {label: LABELS['/' + name], faults: form.at('/' + name), value: form.document[name], change: it => { form.document[name] = it.trim() || undefined; }, ...more});

    function send(event) {
        event.preventDefault();
        form.save();
    }

    return () => html`<a class="govuk-back-link" href="/app/catalogue">Catalogue</a>${form.said()}<h1 class="govuk-heading-l">${form.before?.name ?? `New ${one}`}</h1>
<p class="govuk-body">${note}</p>
<form novalidate @submit=${send}>
${form.before ? html`<p class="govuk-body">Identifier ${form.before.id}, revision ${form.before.revision}.</p>` : field('id', {hint: 'Lower-case letters, digits and hyphens, such as southend-high-street. It is never changed.', width: 'govuk-input--width-20'})}
${field('name')}
${kind === 'places' ? html`${field('district', {hint: 'Its GSS code, such as E07000071 for Colchester', width: 'govuk-input--width-10', list: 'districts'})}${districts()}` : nothing}
${form.button()}</form>`;
}

/// The districts whose names are known, to choose from while typing.
export const districts = () => html`<datalist id="districts">${Object.entries(contract.words.districts).map(([code, name]) => html`<option value=${code}>${name}</option>`)}</datalist>`;
