// An operation: its name and days, who takes part, its places, shifts, priorities and funding.
import {html, nothing} from 'lit-html';
import {idOf} from '../form/pointers.js';
import {fieldset, input, select} from '../form/widgets.js';
import {contract} from '../shell/contract.js';
import {may} from '../shell/session.js';
import {number} from '../supervise/words.js';
import {known as read, organisationOf, partOf} from './known.js';
import {districts} from './named.js';
import {rows} from './rows.js';
import {change} from './saving.js';
import {DAY_CODES, dayName, dayOr, differences, shiftInWords, validity} from './words.js';

const NEW = 'new';
const DATE = 'Year-month-day, such as 2021-04-01';
const LABELS = {
    id: 'Identifier', name: 'Name', activeFrom: 'First operational day', activeUntil: 'Last operational day', organisations: 'Organisations', places: 'Places', shifts: 'Shifts',
    priorities: 'Priorities', funding: 'Funding', district: 'District', validFrom: 'First operational day', validUntil: 'Last operational day', point: 'Latitude and longitude', place: 'Place', days: 'Days', from: 'From', to: 'To',
    fund: 'Fund', amount: 'Amount', currency: 'Currency', until: 'Last day',
};
const ONE = {organisations: 'Organisation', places: 'Place', shifts: 'Shift', priorities: 'Priority', funding: 'Funding'};

/// '/places/3/name' is 'Place 4, name'.
function labelOf(pointer) {
    const [list, index, member] = pointer.slice(1).split('/');
    if (pointer === '') return 'The operation';
    if (index === undefined) return LABELS[list] ?? list;
    return `${ONE[list] ?? list} ${Number(index) + 1}${member ? `, ${(LABELS[member] ?? member).toLowerCase()}` : ''}`;
}

export async function open(page) {
    const {id} = page.params;
    page.nav = 'catalogue';
    const part = it => it === undefined ? partOf(organisationOf(page)) : `operation=${encodeURIComponent(it)}`;
    const known = await read(part(id === NEW ? undefined : id));
    const before = id === NEW ? null : known.operations.find(it => it.id === id);
    page.title = before?.name ?? (id === NEW ? 'New operation' : 'No such operation');
    if (before === undefined) return () => html`<h1 class="govuk-heading-l">There is no such operation</h1><p class="govuk-body"><a class="govuk-link" href="/app/catalogue">Catalogue</a></p>`;
    const form = change(page, {
        before, label: labelOf, path: it => `/catalogue/operations/${encodeURIComponent(it.id ?? '')}`, reveal: pointer => lists.forEach(it => it.reveal(pointer)), settled: () => lists.forEach(it => it.close()),
        again: async it => (await read(part(it.id))).operations.find(o => o.id === it.id), differences,
    });
    if (!before) Object.assign(form.document, {activeUntil: null, organisations: [], places: [], shifts: []});

    const text = (pointer, holder, name, more = {}) => input(pointer, {label: LABELS[name], faults: form.at(pointer), value: holder[name], change: it => { holder[name] = it.trim() || more.none; }, ...more});
    const day = (pointer, holder, name, {open = false} = {}) => text(pointer, holder, name, {
        hint: open ? `${DATE}; empty while it is open` : DATE, width: 'govuk-input--width-10', label: open ? `${LABELS[name]} (optional)` : LABELS[name], none: open ? null : undefined});

    const place = (it, at) => {
        const same = known.places.find(p => p.id === it.id);
        const pick = value => {
            it.id = value.trim() || undefined;
            const found = known.places.find(p => p.id === it.id);
            if (found) Object.assign(it, {name: found.name, district: found.district});
            page.refresh();
        };
        return html`${input(at + '/id', {label: 'Identifier', hint: 'That of a place of the catalogue, or a new one', faults: form.at(at + '/id'), value: it.id, width: 'govuk-input--width-20', list: 'places', change: pick})}
<datalist id="places">${known.places.map(p => html`<option value=${p.id}>${p.name}</option>`)}</datalist>
${text(at + '/name', it, 'name', same ? {hint: 'The name that the catalogue has; it is changed on the page of the place'} : {})}
${text(at + '/district', it, 'district', {hint: 'Its GSS code, such as E07000071 for Colchester', width: 'govuk-input--width-10', list: 'districts'})}
${day(at + '/validFrom', it, 'validFrom')}${day(at + '/validUntil', it, 'validUntil', {open: true})}
${text(at + '/point', it, 'point', {label: 'Latitude and longitude (optional)', hint: 'In degrees, such as 51.5375,0.7136; the report form suggests the nearest places by it. It is for staff and never published.', width: 'govuk-input--width-20'})}`;
    };

    const placeName = it => form.document.places.find(p => p.id === it)?.name ?? it ?? 'No place';
    const shift = (it, at) => html`${select(at + '/place', {label: 'Place', faults: form.at(at + '/place'), value: it.place, change: value => { it.place = value; page.refresh(); }, options: form.document.places.filter(p => p.id).map(p => ({value: p.id, words: p.name ?? p.id}))})}
${days(it, at + '/days')}
<div class="app-inline">${text(at + '/from', it, 'from', {hint: 'Such as 18:00', width: 'govuk-input--width-5'})}${text(at + '/to', it, 'to', {hint: 'Such as 02:00', width: 'govuk-input--width-5'})}</div>
<p class="govuk-hint">An hour before 06:00 is that of the following morning.</p>`;

    const days = (it, at) => fieldset(at, 'On which operational days', '', form.at(at), html`<div class="govuk-checkboxes govuk-checkboxes--small">${DAY_CODES.map((code, i) => html`<div class="govuk-checkboxes__item">
<input class="govuk-checkboxes__input" type="checkbox" id="${idOf(at)}-${i}" .checked=${(it.days ?? []).includes(code)} @change=${e => { it.days = DAY_CODES.filter(d => d === code ? e.target.checked : (it.days ?? []).includes(d)); }}>
<label class="govuk-label govuk-checkboxes__label" for="${idOf(at)}-${i}">${dayName(code)}</label></div>`)}</div>`, {size: 's'});

    const priority = (it, at) => html`${text(at + '/id', it, 'id', {width: 'govuk-input--width-20'})}${text(at + '/name', it, 'name')}`;
    const grant = (it, at) => html`${text(at + '/fund', it, 'fund')}
${input(at + '/amount', {label: 'Amount', hint: 'In whole units of the currency', faults: form.at(at + '/amount'), value: it.amount, width: 'govuk-input--width-10', mode: 'numeric', change: value => { it.amount = /^\d{1,15}$/.test(value.trim()) ? Number(value) : value.trim() || undefined; }})}
${text(at + '/currency', it, 'currency', {hint: 'Such as GBP', width: 'govuk-input--width-5'})}
${input(at + '/from', {label: 'First day', hint: DATE, faults: form.at(at + '/from'), value: it.from, width: 'govuk-input--width-10', change: value => { it.from = value.trim() || undefined; }})}${day(at + '/until', it, 'until', {open: true})}`;

    const organisation = (it, at, set) => input(at, {label: 'Identifier', hint: 'That of an organisation of the catalogue, or a new one', faults: form.at(at), value: it, width: 'govuk-input--width-20', list: 'organisations', change: value => set(value.trim())});

    const list = (name, more) => rows(page, form, name, more);
    const lists = [
        list('organisations', {one: 'organisation', blank: () => '', name: it => known.organisations.find(o => o.id === it)?.name ?? (it || 'New organisation'), fields: organisation, about: it => it}),
        list('places', {one: 'place', blank: () => ({validFrom: form.document.activeFrom, validUntil: null}), name: it => it.name ?? it.id ?? 'New place', fields: place, about: it => `${contract.words.districts[it.district] ?? it.district ?? 'No district'}. ${validity(it.validFrom, it.validUntil)}`}),
        list('shifts', {one: 'shift', blank: () => ({days: []}), name: it => placeName(it.place), fields: shift, about: it => it.days?.length > 0 ? shiftInWords(it) : 'No day'}),
        list('priorities', {one: 'priority', many: 'priorities', blank: () => ({}), name: it => it.name ?? 'New priority', fields: priority, about: it => it.id ?? ''}),
        list('funding', {one: 'fund', title: 'Funding', blank: () => ({currency: 'GBP', until: null}), name: it => it.fund ?? 'New fund', fields: grant, about: it => `${it.currency ?? ''} ${typeof it.amount === 'number' ? number(it.amount) : it.amount ?? ''}, from ${dayOr(it.from, 'an unknown day')}`}),
    ];

    function send(event) {
        event.preventDefault();
        for (const name of ['priorities', 'funding']) if (form.document[name]?.length === 0) delete form.document[name];
        form.save();
    }

    return () => html`<a class="govuk-back-link" href="/app/catalogue">Catalogue</a>${form.said()}<h1 class="govuk-heading-l">${form.before?.name ?? 'New operation'}</h1>
${form.before ? html`<p class="govuk-body">Identifier ${form.before.id}, revision ${form.before.revision}.${may('audit.read') ? html` <a class="govuk-link" href="/app/catalogue/operations/${form.before.id}/revisions">All revisions</a>` : nothing}</p>` : nothing}
<form novalidate @submit=${send}>
<datalist id="organisations">${known.organisations.map(it => html`<option value=${it.id}>${it.name}</option>`)}</datalist>${districts()}
${form.before ? nothing : text('/id', form.document, 'id', {hint: 'Lower-case letters, digits and hyphens, such as safe-space. It is never changed.', width: 'govuk-input--width-20'})}
${text('/name', form.document, 'name')}${day('/activeFrom', form.document, 'activeFrom')}${day('/activeUntil', form.document, 'activeUntil', {open: true})}
${lists.map(it => it.view())}
<p class="govuk-body">A place that submissions used is ended with a last day, not removed. Everything is saved together, or nothing.</p>
${form.button()}</form>`;
}
