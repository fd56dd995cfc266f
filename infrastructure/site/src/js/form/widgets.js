// How a field is asked, by its schema: few choices are radios, many a select, several checkboxes, counts steppers, lists
// "Add another". A new field of a schema needs no line here.
import {html, nothing} from 'lit-html';
import {catalogue, operationOf} from '../shell/catalogue.js';
import {valueInWords, wordsOf} from '../shell/contract.js';
import {asCount, asSlug} from './model.js';
import {idOf, setAt, valueAt} from './pointers.js';

const FEW = 5;
const LONG = 200;
const EMPTY = '';

/// The class and the description of a control with its faults.
const described = (id, hint, faults) => [hint && id + '-hint', faults.length > 0 && id + '-error'].filter(Boolean).join(' ') || nothing;
const hintOf = (id, text) => text ? html`<div id="${id}-hint" class="govuk-hint">${text}</div>` : nothing;
export const errorOf = (id, faults) => faults.length > 0
    ? html`<p id="${id}-error" class="govuk-error-message">${faults.map(it => html`<span class="govuk-visually-hidden">Error:</span> ${it.detail} `)}</p>` : nothing;

/// A group of one control, with label, hint and faults.
function group(pointer, faults, content) {
    return html`<div class="govuk-form-group ${faults.length > 0 ? 'govuk-form-group--error' : ''}" data-pointer=${pointer}>${content}</div>`;
}

/// A group of several controls, with a legend.
export function fieldset(pointer, legend, hint, faults, content, {size = 'm'} = {}) {
    const id = idOf(pointer) + '-group';
    return group(pointer, faults, html`<fieldset class="govuk-fieldset" aria-describedby=${described(id, hint, faults)}>
<legend class="govuk-fieldset__legend govuk-fieldset__legend--${size}">${legend}</legend>${hintOf(id, hint)}${errorOf(id, faults)}${content}</fieldset>`);
}

const optional = (label, required) => required ? label : `${label} (optional)`;

export function input(pointer, {label, hint = '', faults, value, change, width = 'govuk-!-width-full', mode = 'text', size = '', list, area = false, max}) {
    const id = idOf(pointer);
    const bad = faults.length > 0;
    return group(pointer, faults, html`<label class="govuk-label ${size}" for=${id}>${label}</label>${hintOf(id, hint)}${errorOf(id, faults)}${area
        ? html`<textarea class="govuk-textarea ${bad ? 'govuk-textarea--error' : ''}" id=${id} name=${id} rows="4" aria-describedby=${described(id, hint, faults)} .value=${value ?? EMPTY} @input=${e => change(e.target.value)}></textarea>
${max && [...value ?? EMPTY].length > max * 0.75 ? html`<p class="govuk-hint">${[...value].length} of ${max} characters</p>` : nothing}`
        : html`<input class="govuk-input ${width} ${bad ? 'govuk-input--error' : ''}" id=${id} name=${id} type="text" inputmode=${mode} autocomplete="off" list=${list ?? nothing} aria-describedby=${described(id, hint, faults)} .value=${String(value ?? EMPTY)} @input=${e => change(e.target.value)}>`}`);
}

export function select(pointer, {label, hint = '', faults, value, change, options, blank = 'Choose', size = ''}) {
    const id = idOf(pointer);
    const one = it => html`<option value=${it.value} .selected=${it.value === (value ?? EMPTY)}>${it.words}</option>`;
    return group(pointer, faults, html`<label class="govuk-label ${size}" for=${id}>${label}</label>${hintOf(id, hint)}${errorOf(id, faults)}
<select class="govuk-select ${faults.length > 0 ? 'govuk-select--error' : ''}" id=${id} name=${id} aria-describedby=${described(id, hint, faults)} @change=${e => change(e.target.value || undefined)}>
${blank === null ? nothing : html`<option value="" .selected=${(value ?? EMPTY) === EMPTY}>${blank}</option>`}
${options.map(it => it.options ? html`<optgroup label=${it.words}>${it.options.map(one)}</optgroup>` : one(it))}</select>`);
}

/// Radios; the first has the id of the pointer, as an error's link wants.
export function radios(pointer, {legend, hint = '', faults, value, change, options, inline = false, size = 'm'}) {
    const id = idOf(pointer);
    return fieldset(pointer, legend, hint, faults, html`<div class="govuk-radios ${inline ? 'govuk-radios--inline' : ''}">
${options.map((it, i) => html`<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id=${i === 0 ? id : `${id}-${i + 1}`} name=${id} value=${it.value ?? EMPTY} .checked=${it.value === value} @change=${() => change(it.value)}>
<label class="govuk-label govuk-radios__label" for=${i === 0 ? id : `${id}-${i + 1}`}>${it.words}</label>${it.hint ? html`<div class="govuk-hint govuk-radios__hint">${it.hint}</div>` : nothing}</div>`)}</div>`, {size});
}

function checkboxes(pointer, {legend, hint, faults, values, change, options}) {
    const id = idOf(pointer);
    const toggle = (value, on) => change(options.map(it => it.value).filter(it => it === value ? on : values.includes(it)));
    return fieldset(pointer, legend, hint, faults, html`<div class="govuk-checkboxes" data-module="govuk-checkboxes">
${options.map((it, i) => html`<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id=${i === 0 ? id : `${id}-${i + 1}`} name=${id} value=${it.value} .checked=${values.includes(it.value)} @change=${e => toggle(it.value, e.target.checked)}>
<label class="govuk-label govuk-checkboxes__label" for=${i === 0 ? id : `${id}-${i + 1}`}>${it.words}</label></div>`)}</div>`);
}

function stepper(pointer, label, faults, value, change) {
    const id = idOf(pointer);
    const count = typeof value === 'number' ? value : 0;
    return html`<div data-pointer=${pointer}>${errorOf(id, faults)}<div class="app-stepper"><label for=${id}>${label}</label><span>
<button type="button" class="app-step" aria-label="One less: ${label}" @click=${() => change(String(Math.max(0, count - 1)))}>−</button>
<input class="govuk-input ${faults.length > 0 ? 'govuk-input--error' : ''}" id=${id} name=${id} type="text" inputmode="numeric" autocomplete="off" aria-describedby=${described(id, '', faults)} .value=${String(value ?? 0)} @focus=${e => e.target.select()} @input=${e => change(e.target.value)}>
<button type="button" class="app-step" aria-label="One more: ${label}" @click=${() => change(String(count + 1))}>+</button></span></div></div>`;
}

const isCounts = schema => schema.properties && Object.values(schema.properties).every(it => it.type === 'integer');
const isEstimate = schema => schema.properties && Object.keys(schema.properties).join() === 'count,method';

/// The control of a field, and of what lies in it.
/// @param ctx {document, ui, faults, changed, widget}: faults by pointer, `changed` saves and paints again
export function control(pointer, schema, required, ctx, {size = 'm'} = {}) {
    const words = wordsOf(pointer);
    const label = optional(words.label, required);
    const faults = ctx.faults(pointer);
    const value = valueAt(ctx.document, pointer);
    const set = (at, it) => {
        setAt(ctx.document, at, it);
        ctx.changed(at);
    };
    const change = it => set(pointer, it);
    const large = size === 'm' ? 'govuk-label--m' : '';

    switch (ctx.widget?.(pointer)) {
        case 'organisations': return organisations(pointer, words, label, faults, value ?? [], change, ctx);
        case 'priorities': return priorities(pointer, words, label, faults, value ?? [], change, ctx);
        default:
    }
    if (schema.enum && schema.type === 'string') {
        const options = schema.enum.map(it => ({value: it, words: valueInWords(pointer, it)}));
        if (schema.enum.length > FEW) return select(pointer, {label, hint: words.hint, faults, value, change, options, size: large, blank: required ? 'Choose' : 'Not recorded'});
        const none = required || schema.default !== undefined ? [] : [{value: undefined, words: 'Not recorded'}];
        return radios(pointer, {legend: label, hint: words.hint, faults, value: value ?? schema.default, change, options: [...options, ...none], size});
    }
    switch (schema.type) {
        case 'boolean':
            if (schema.default === false) {
                return checkboxes(pointer, {legend: html`<span class="govuk-visually-hidden">${words.short}</span>`, hint: words.hint, faults, values: value ? ['true'] : [], change: it => change(it.length > 0 ? true : undefined), options: [{value: 'true', words: words.label}]});
            }
            return radios(pointer, {legend: label, hint: words.hint, faults, value, change, inline: true, size, options: [{value: true, words: 'Yes'}, {value: false, words: 'No'}, ...required ? [] : [{value: undefined, words: 'Not recorded'}]]});
        case 'integer':
            return input(pointer, {label, hint: words.hint, faults, value, change: it => change(asCount(it)), width: 'govuk-input--width-5', mode: 'numeric', size: large});
        case 'array':
            if (schema.items.enum) {
                return checkboxes(pointer, {legend: label, hint: words.hint, faults, values: value ?? [], change, options: schema.items.enum.map(it => ({value: it, words: valueInWords(pointer, it)}))});
            }
            return rows(pointer, schema, words, label, faults, value ?? [], change, set, ctx);
        case 'object':
            if (isEstimate(schema)) return estimate(pointer, words, label, value ?? {}, set, ctx, large);
            if (schema.names) return tally(pointer, words, label, faults, ctx);
            return fieldset(pointer, label, words.hint, faults, Object.entries(schema.properties).map(([name, it]) => {
                const at = `${pointer}/${name}`;
                return isCounts(schema) ? stepper(at, wordsOf(at).label, ctx.faults(at), valueAt(ctx.document, at), text => set(at, asCount(text)))
                    : control(at, it, schema.required?.includes(name) ?? false, ctx, {size: 's'});
            }));
        default:
            return input(pointer, {label, hint: words.hint, faults, value, change: it => change(it === '' ? undefined : it), size: large, area: schema.maxLength > LONG, max: schema.maxLength});
    }
}

/// A number and whether it is an estimate.
function estimate(pointer, words, label, value, set, ctx, large) {
    const at = pointer + '/count';
    const faults = [...ctx.faults(pointer), ...ctx.faults(at), ...ctx.faults(pointer + '/method')];
    const put = (count, method) => set(pointer, count === undefined ? undefined : {count, method});
    const box = idOf(pointer) + '-estimated';
    return html`<div data-pointer=${pointer}>${input(at, {label, hint: words.hint, faults, value: value.count, change: it => put(asCount(it), value.method ?? 'counted'), width: 'govuk-input--width-5', mode: 'numeric', size: large})}
<div class="govuk-form-group"><div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id=${box} .checked=${value.method === 'estimated'} @change=${e => { ctx.ui.estimated = e.target.checked; put(value.count ?? '', e.target.checked ? 'estimated' : 'counted'); }}>
<label class="govuk-label govuk-checkboxes__label" for=${box}>This is an estimate</label></div></div></div></div>`;
}

const removal = (name, remove) => html`<button type="button" class="app-plain" @click=${remove}>Remove<span class="govuk-visually-hidden"> ${name}</span></button>`;
const adding = (text, add) => html`<button type="button" class="govuk-button govuk-button--secondary" @click=${add}>${text}</button>`;

/// A list: one row each, and "Add another".
function rows(pointer, schema, words, label, faults, list, change, set, ctx) {
    const item = schema.items;
    const remove = i => change(list.filter((it, at) => at !== i));
    return fieldset(pointer, label, words.hint, faults, html`${list.map((it, i) => {
        const at = `${pointer}/${i}`;
        const name = `${words.item} ${i + 1}`;
        return html`<div class="app-row">${item.properties
            ? html`<h2 class="govuk-heading-s">${name}</h2>${errorOf(idOf(at), ctx.faults(at))}${Object.entries(item.properties).map(([key, one]) => control(`${at}/${key}`, one, item.required?.includes(key) ?? false, ctx, {size: 's'}))}`
            : control(at, item, true, ctx, {size: 's'})}
${removal(name, () => remove(i))}</div>`;
    })}${adding(list.length === 0 ? words.add.replace(/^Add another/, 'Add a').replace(/^Add a ([aeiou])/, 'Add an $1') : words.add, () => { set(`${pointer}/${list.length}`, item.properties ? {} : ''); ctx.focus(`${pointer}/${list.length - 1}`); })}`);
}

/// Counts of things that have no list: what, how many.
function tally(pointer, words, label, faults, ctx) {
    const value = valueAt(ctx.document, pointer) ?? {};
    const list = ctx.ui[pointer] ??= Object.entries(value).map(([name, count]) => ({name, count}));
    const store = () => {
        const counts = {};
        for (const it of list) if (it.name !== '' && it.count !== undefined) counts[asSlug(it.name) || it.name] = it.count;
        setAt(ctx.document, pointer, Object.keys(counts).length > 0 ? counts : undefined);
        ctx.changed(pointer);
    };
    return fieldset(pointer, label, words.hint, faults, html`${list.map((it, i) => {
        const key = asSlug(it.name) || it.name;
        const at = key ? `${pointer}/${key}` : `${pointer}/row${i}`;
        const id = `${idOf(pointer)}-item-${i}`;
        const bad = ctx.faults(at);
        return html`<div class="app-row">${errorOf(idOf(at), bad)}<div class="app-inline">${input('/' + id, {label: words.item, faults: [], value: it.name, width: 'govuk-input--width-20', change: text => { it.name = text; store(); }})}
${input(`/${id}-count`, {label: words.count, faults: [], value: it.count, width: 'govuk-input--width-4', mode: 'numeric', change: text => { it.count = asCount(text); store(); }})}</div>
${removal(`${words.item} ${i + 1}`, () => { list.splice(i, 1); store(); })}</div>`;
    })}${adding(list.length === 0 ? 'Add an item' : words.add, () => { list.push({name: '', count: undefined}); store(); ctx.focusId(`${idOf(pointer)}-item-${list.length - 1}`); })}`);
}

/// Organisations of the catalogue, and others by name.
function organisations(pointer, words, label, faults, list, change, ctx) {
    const known = (catalogue()?.organisations ?? []).filter(it => it.id !== ctx.document.organisation);
    const names = new Map(known.map(it => [it.name.toLowerCase(), it.id]));
    const typed = ctx.ui[pointer] ??= list.map(it => known.find(k => k.id === it)?.name ?? it);
    const store = () => change(typed.map(it => names.get(it.trim().toLowerCase()) ?? (asSlug(it) || it)));
    return fieldset(pointer, label, words.hint, faults, html`<datalist id="organisations">${known.map(it => html`<option value=${it.name}></option>`)}</datalist>
${typed.map((it, i) => html`<div class="app-row">${input(`${pointer}/${i}`, {label: `${words.item} ${i + 1}`, faults: ctx.faults(`${pointer}/${i}`), value: it, list: 'organisations', change: text => { typed[i] = text; store(); }})}
${removal(`${words.item} ${i + 1}`, () => { typed.splice(i, 1); store(); })}</div>`)}
${adding(typed.length === 0 ? 'Add an organisation' : words.add, () => { typed.push(''); store(); ctx.focus(`${pointer}/${typed.length - 1}`); })}`);
}

/// The priorities of the operation; no question where it lists none.
function priorities(pointer, words, label, faults, list, change, ctx) {
    const known = operationOf(ctx.document.operation)?.priorities ?? [];
    const options = [...known.map(it => ({value: it.id, words: it.name})), ...list.filter(it => !known.some(k => k.id === it)).map(it => ({value: it, words: it}))];
    return options.length === 0 ? nothing : checkboxes(pointer, {legend: label, hint: words.hint, faults, values: list, change, options});
}

