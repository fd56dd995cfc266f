// Answers in words, the same before a report is sent and wherever it is shown afterwards.
import {html} from 'lit-html';
import {operationName, organisationName, placeName} from '../shell/catalogue.js';
import {codeInWords, valueInWords, wordsOf} from '../shell/contract.js';
import {momentInWords, spanInWords} from '../shell/time.js';
import {toSend, widgetOf} from './model.js';

/// An answer in words, its parts in the order of the form.
export function inWords(kind, name, document) {
    const value = toSend(kind, document)[name];
    if (value === undefined) return html`<span class="govuk-hint">Not given</span>`;
    switch (widgetOf(kind, name)) {
        case 'operation': return operationName(value);
        case 'place': return placeName(value);
        case 'shift': return document.endedAt ? spanInWords(Date.parse(value), Date.parse(document.endedAt)) : momentInWords(Date.parse(value));
        case 'moment': return momentInWords(Date.parse(value));
        case 'organisations': return value.map(it => codeInWords(organisationName(it))).join(', ');
        default: return typeof value !== 'object' || typeof value[0] === 'string' || typeof value.method === 'string' ? anyInWords('/' + name, value)
            : html`<ul class="govuk-list">${partsOf('/' + name, value).map(it => html`<li>${it}</li>`)}</ul>`;
    }
}

function anyInWords(pointer, value) {
    if (typeof value === 'boolean') return value ? 'Yes' : 'No';
    if (typeof value === 'number') return value.toLocaleString('en-GB');
    if (typeof value === 'string') return /^[a-z][a-z0-9-]*$/.test(value) ? valueInWords(pointer, value) : value;
    return typeof value.method === 'string' ? anyInWords(pointer, value.count) + (value.method === 'estimated' ? ', estimated' : '') : partsOf(pointer, value).join(', ');
}

/// The entries of a list; of anything else 'label: answer'.
const partsOf = (pointer, value) => Array.isArray(value) ? value.map(it => anyInWords(pointer, it))
    : Object.entries(value).map(([name, it]) => `${wordsOf(`${pointer}/${name}`).short}: ${anyInWords(`${pointer}/${name}`, it)}`);
