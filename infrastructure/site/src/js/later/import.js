// Import of a file: which, in which shape, and what the file does not say.
import {html, nothing} from 'lit-html';
import {idOf} from '../form/pointers.js';
import {fieldset, input, select} from '../form/widgets.js';
import {api} from '../shell/api.js';
import {catalogue, operationOf} from '../shell/catalogue.js';
import {focusOn, go} from '../shell/router.js';
import {announce, check, upload} from './import-steps.js';

const LARGEST = 10_000_000;
const OWN = 'own';
const PRESETS = [
    ['patrol-ledger-xlsx', 'Our spreadsheet template'],
    ['patrol-ledger-csv', 'CSV with the fields of the form as heads'],
    ['patrol-ledger-outbox', 'Reports saved from a phone'],
    ['police-uk-stop-and-search', 'Stop and search, as on data.police.uk'],
    ['police-uk-street', 'Street crime, as on data.police.uk'],
    ['odk-central', 'ODK Central'],
    ['kobo', 'KoboToolbox'],
    ['govuk-forms', 'GOV.UK Forms'],
    [OWN, 'Another, by a mapping of our own'],
];
const ENDINGS = {'.xlsx': 'patrol-ledger-xlsx', '.jsonl': 'patrol-ledger-outbox', '.csv': 'patrol-ledger-csv'};
/// What was answered last time: a file that was mended is dropped again.
const LABELS = {'/file': 'File', '/preset': 'Shape of the file', '/mapping': 'Mapping'};
const answers = {file: null, preset: undefined, operation: undefined, place: undefined, dateFormat: undefined, mapping: '', names: []};

export async function open(page) {
    page.title = 'Import';
    page.nav = 'start';
    answers.file = null;
    let faults = [];
    let step = '';
    let over = false;

    const faultsOf = pointer => faults.filter(it => it.pointer === pointer);
    const set = name => value => {
        answers[name] = value;
        page.refresh();
    };

    function take(file) {
        answers.file = file ?? null;
        answers.preset ??= file && Object.entries(ENDINGS).find(([ending]) => file.name.toLowerCase().endsWith(ending))?.[1];
        page.refresh();
    }

    /// The mapping that the answers make, or null with faults.
    function mapping() {
        const fault = (pointer, detail) => void faults.push({pointer, detail});
        if (!answers.file) fault('/file', 'Choose a file.');
        else if (answers.file.size > LARGEST) fault('/file', 'A file has 10 MB at most. Save it in parts.');
        if (!answers.preset) fault('/preset', 'Choose the shape of the file.');
        let made = {preset: answers.preset};
        if (answers.preset === OWN) {
            try {
                made = JSON.parse(answers.mapping);
            } catch {
                fault('/mapping', 'This is not JSON.');
            }
        }
        const names = answers.names.filter(it => it.name.trim() && it.id).map(({name, id}) => ({name: name.trim(), id}));
        const more = {operation: answers.operation, place: answers.place, dateFormat: answers.dateFormat, ...names.length > 0 ? {names} : {}};
        return faults.length > 0 ? null : {...made, ...Object.fromEntries(Object.entries(more).filter(([, it]) => it !== undefined))};
    }

    function refuse(list) {
        faults = list;
        step = '';
        page.error = true;
        page.refresh();
        focusOn('.govuk-error-summary');
    }

    async function begin(event) {
        event.preventDefault();
        if (step) return;
        faults = [];
        const wanted = mapping();
        if (!wanted) return refuse(faults);
        const say = text => {
            step = text;
            page.refresh();
        };
        page.error = false;
        try {
            say('Reading the file');
            const {id, upload: to} = await announce(answers.file, wanted);
            await upload(answers.file, to, share => say(`Uploading, ${Math.round(share * 100)}%`));
            say('Asking for the check');
            await check(id);
            await go(`/app/import/${id}`);
        } catch (e) {
            if (e.name === 'SignInNeeded') return go('/app/sign-in?to=/app/import');
            if (e.name === 'Offline') return refuse([{pointer: '/file', detail: 'The connection was lost. Try again: nothing was taken in.'}]);
            if (e.name !== 'Refused') throw e;
            refuse(e.problem.errors?.map(it => ({...it, pointer: it.pointer.replace(/^\/mapping\b/, '') || '/mapping'})) ?? [{pointer: '/file', detail: e.message}]);
        }
    }

    const operations = () => catalogue()?.operations ?? [];
    const places = () => operationOf(answers.operation)?.places ?? [];
    const option = it => ({value: it.id, words: it.name});
    const known = () => [
        {words: 'Places', options: [...new Map(operations().flatMap(it => it.places).map(it => [it.id, it])).values()].map(option)},
        {words: 'Operations', options: operations().map(option)},
        {words: 'Organisations', options: (catalogue()?.organisations ?? []).map(option)},
    ].filter(it => it.options.length > 0);

    const summary = () => faults.length === 0 ? nothing : html`<div class="govuk-error-summary" tabindex="-1"><div role="alert"><h2 class="govuk-error-summary__title">There is a problem</h2>
<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">${faults.map(it => html`<li><a href="#${idOf(it.pointer)}" @click=${e => { e.preventDefault(); document.getElementById(idOf(it.pointer))?.focus(); }}>${LABELS[it.pointer] ?? it.pointer.slice(1).replaceAll('/', ' ')}: ${it.detail}</a></li>`)}</ul></div></div></div>`;

    async function template() {
        try {
            const answer = await api(`/imports/template?operation=${answers.operation}`);
            if (!answer.ok) throw new Error(`the template was answered with ${answer.status}`);
            const link = document.createElement('a');
            link.href = URL.createObjectURL(await answer.blob());
            link.download = `${answers.operation}-template.xlsx`;
            link.click();
            setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
        } catch (e) {
            console.error(e);
            refuse([{pointer: '/operation', detail: 'The template could not be had now. Try again.'}]);
        }
    }

    const drop = () => html`<div class="govuk-form-group ${faultsOf('/file').length > 0 ? 'govuk-form-group--error' : ''}">
<label class="app-drop ${over ? 'app-drop--over' : ''}" for="file" @dragover=${e => { e.preventDefault(); if (!over) { over = true; page.refresh(); } }} @dragleave=${() => { over = false; page.refresh(); }}
 @drop=${e => { e.preventDefault(); over = false; take(e.dataTransfer.files[0]); }}><span class="govuk-label govuk-label--m">File</span>
<span class="govuk-hint">${answers.file ? `${answers.file.name}, ${Math.ceil(answers.file.size / 1000).toLocaleString('en-GB')} KB` : 'Drop it here, or choose it. CSV, XLSX or JSON, 10 MB and 20,000 rows at most'}</span>
${faultsOf('/file').map(it => html`<span class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> ${it.detail}</span>`)}
<input class="app-file" type="file" id="file" name="file" accept=".csv,.xlsx,.json,.jsonl,.ndjson" @change=${e => take(e.target.files[0])}></label></div>`;

    const name = (it, i) => html`<div class="app-row"><div class="app-inline">${input(`/names/${i}/name`, {label: 'In the file', faults: faultsOf(`/names/${i}/name`), value: it.name, width: 'govuk-input--width-20', change: text => { it.name = text; page.refresh(); }})}
${select(`/names/${i}/id`, {label: 'In the catalogue', faults: faultsOf(`/names/${i}/id`), value: it.id, options: known(), change: id => { it.id = id; page.refresh(); }})}</div>
<button type="button" class="app-plain" @click=${() => { answers.names.splice(i, 1); page.refresh(); }}>Remove<span class="govuk-visually-hidden"> name ${i + 1}</span></button></div>`;

    return () => html`<h1 class="govuk-heading-l">Import reports from a file</h1>
<p class="govuk-body">First you see what would happen. Nothing is taken in before you say so, and a row that was taken in before is not counted twice.</p>
${summary()}<form novalidate @submit=${begin}>${drop()}
${select('/preset', {label: 'Shape of the file', faults: faultsOf('/preset'), value: answers.preset, options: PRESETS.map(([value, words]) => ({value, words})), change: set('preset'), size: 'govuk-label--m'})}
${answers.preset === OWN ? input('/mapping', {label: 'Mapping (JSON)', hint: 'Which column fills which field; schemas/import-mapping.schema.json says how', faults: faultsOf('/mapping'), value: answers.mapping, area: true, change: set('mapping'), size: 'govuk-label--m'}) : nothing}
${select('/operation', {label: 'Operation (optional)', hint: 'Of rows that name none', faults: faultsOf('/operation'), value: answers.operation, blank: 'Every row names its own', options: operations().map(option), change: it => { answers.place = undefined; set('operation')(it); }, size: 'govuk-label--m'})}
${answers.operation && answers.preset === 'patrol-ledger-xlsx' ? html`<p class="govuk-body"><button type="button" class="app-plain" @click=${template}>Download the template of ${operationOf(answers.operation)?.name}</button></p>` : nothing}
${answers.operation ? select('/place', {label: 'Place (optional)', hint: 'Of rows that name none', faults: faultsOf('/place'), value: answers.place, blank: 'Every row names its own', options: places().map(option), change: set('place'), size: 'govuk-label--m'}) : nothing}
${select('/dateFormat', {label: 'Dates such as 03/02/2023 (optional)', faults: faultsOf('/dateFormat'), value: answers.dateFormat, blank: 'There are none', options: [{value: 'dd/mm/yyyy', words: 'Day first: 3 February'}, {value: 'mm/dd/yyyy', words: 'Month first: 2 March'}], change: set('dateFormat'), size: 'govuk-label--m'})}
${fieldset('/names', 'Names that differ (optional)', 'What the file calls a place, an operation or an organisation', [], html`${answers.names.map(name)}
<button type="button" class="govuk-button govuk-button--secondary" @click=${() => { answers.names.push({name: '', id: undefined}); page.refresh(); focusOn(`#names-${answers.names.length - 1}-name`); }}>${answers.names.length === 0 ? 'Add a name' : 'Add another name'}</button>`)}
<p class="govuk-body" role="status">${step}</p>
<button class="govuk-button" aria-disabled=${step ? 'true' : nothing}>See what would happen</button></form>`;
}
