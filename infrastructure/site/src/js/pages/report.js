// A report: its screens, the check of the answers, and sending it.
import {html, nothing} from 'lit-html';
import {inWords} from '../form/answers.js';
import {checkReason} from '../form/checker.js';
import {discardDraft, draft as readDraft, saveDraft} from '../form/drafts.js';
import {faultsOf, isAsked, isBlank, isRequired, schemaOf, screenOf, screens, toSend, widgetOf} from '../form/model.js';
import {fieldOf, inputOf, setAt} from '../form/pointers.js';
import {answersOf} from '../form/when.js';
import {moment, operation, place, shift} from '../form/where-and-when.js';
import {control, input} from '../form/widgets.js';
import {sent, submit} from '../outbox/outbox.js';
import {catalogue, organisationName} from '../shell/catalogue.js';
import {now} from '../shell/clock.js';
import {contract, wordsOf} from '../shell/contract.js';
import {focusOn, go} from '../shell/router.js';
import {current, owner} from '../shell/session.js';

const SAVE_AFTER = 300;
/// The widgets of fields that the catalogue and the clock answer half.
const OWN = {operation, place, shift, moment, end: () => nothing};

/// In place of what the browser would do.
const instead = act => event => {
    event.preventDefault();
    act();
};

export async function open(page) {
    const draft = await readDraft(page.params.id);
    if (!draft || draft.owner !== owner()) {
        page.title = 'No such report';
        return () => html`<h1 class="govuk-heading-l">There is no such report on this phone</h1><p class="govuk-body"><a class="govuk-link" href="/">Go to the start page</a></p>`;
    }
    page.nav = 'start';
    draft.document.organisation ||= current()?.organisation || undefined;
    const start = draft.kind === 'engagement' ? 'startedAt' : 'occurredAt';
    if (draft.document[start] && draft.ui.time?.from === undefined) draft.ui.time = answersOf(draft.document[start], draft.document.endedAt ?? draft.document[start]);
    const all = screens(draft.kind);
    const recent = [...new Set((await sent(owner())).map(it => it.receipt.place))].slice(0, 3);
    let shown = [];
    let timer;
    let saved = true;

    const save = () => {
        clearTimeout(timer);
        saved = true;
        return saveDraft(draft);
    };
    const leaving = () => void save();
    addEventListener('leaving', leaving);
    addEventListener('pagehide', leaving);
    page.closed = () => {
        removeEventListener('leaving', leaving);
        removeEventListener('pagehide', leaving);
        if (!saved) save();
    };

    const ctx = {
        kind: draft.kind, document: draft.document, ui: draft.ui, recent, near: undefined,
        widget: pointer => widgetOf(draft.kind, fieldOf(pointer)),
        faults: pointer => shown.filter(it => it.pointer === pointer),
        changed() {
            saved = false;
            clearTimeout(timer);
            timer = setTimeout(save, SAVE_AFTER);
            page.refresh();
        },
        focus: pointer => setTimeout(() => inputOf(pointer)?.focus()),
        focusId: id => setTimeout(() => document.getElementById(id)?.focus()),
    };

    const faults = () => {
        const found = faultsOf(draft, {catalogue: catalogue(), now: now()});
        const reason = draft.revises === undefined ? [] : checkReason(contract, draft.reason);
        // A user not signed in yet reports for the organisation of the sign-in.
        return [...found.filter(it => !(it.pointer === '/organisation' && it.rule === 'required')), ...reason];
    };
    const onScreen = (list, i) => i < all.length ? list.filter(it => screenOf(draft.kind, it.pointer) === i) : list;

    /// Moves to a screen; the faults of the server stay until they are mended.
    async function show(i) {
        draft.screen = i;
        page.error = false;
        page.title = i < all.length ? all[i].title : 'Check your answers';
        await save();
        page.refresh();
        scrollTo(0, 0);
        focusOn('h1');
    }

    /// A screen again, and then back to the check.
    function change(i) {
        draft.ui.checked = true;
        return show(i);
    }

    function refuse(list) {
        // What the API says of what is missing is put as the form asks for it.
        shown = list.map(it => it.rule === 'required' ? {...it, detail: wordsOf(it.pointer).missing ?? it.detail} : it);
        page.error = true;
        page.refresh();
        scrollTo(0, 0);
        focusOn('.govuk-error-summary');
    }

    async function next() {
        for (const pointer of Object.keys(draft.ui)) if (pointer.startsWith('/') && Array.isArray(draft.ui[pointer])) draft.ui[pointer] = draft.ui[pointer].filter(it => it !== '' && it.name !== '');
        // A row that nobody filled in is none.
        for (const [name, it] of Object.entries(draft.document)) if (Array.isArray(it)) draft.document[name] = it.filter(row => !isBlank(row));
        const found = onScreen(faults(), draft.screen);
        if (found.length > 0) return refuse(found);
        shown = [];
        const returning = draft.ui.checked && draft.screen < all.length;
        await show(returning ? all.length : draft.screen + 1);
    }

    async function send() {
        const found = faults();
        if (found.length > 0) return refuse(found);
        const body = toSend(draft.kind, {...draft.document, organisation: draft.document.organisation || current()?.organisation});
        const json = {'content-type': 'application/json'};
        const correction = draft.revises !== undefined;
        await submit({
            id: correction ? `${draft.id} ${draft.revises}` : draft.id, submissionId: draft.id, owner: owner(), kind: draft.kind, draft: draft.id, document: body,
            method: correction ? 'PUT' : 'POST', path: correction ? `/submissions/${draft.id}` : contract.screens[draft.kind].path,
            headers: correction ? {...json, 'if-match': `"${draft.revises}"`} : json,
            body: correction ? {...body, reason: draft.reason.trim()} : body, revises: draft.revises, reason: draft.reason,
        });
        clearTimeout(timer);
        saved = true;
        navigator.serviceWorker?.ready.then(it => it.sync?.register('outbox')).catch(() => {});
        dispatchEvent(new Event('outbox-filled'));
        await go(`/app/waiting?saved=${draft.id}`);
    }

    async function withoutField(pointer) {
        setAt(draft.document, pointer, undefined);
        shown = shown.filter(it => it.pointer !== pointer);
        page.error = shown.length > 0;
        await save();
        page.refresh();
    }

    function follow(pointer) {
        const here = inputOf(pointer);
        if (here) return void here.focus();
        const screen = screenOf(draft.kind, pointer);
        if (screen < 0) return;
        show(screen).then(() => {
            page.error = shown.length > 0;
            page.refresh();
            inputOf(pointer)?.focus();
        });
    }

    /// Of something in a list, which entry it is in.
    const label = pointer => {
        const [name, i, part] = pointer.split('/').slice(1);
        const short = wordsOf(pointer).short.replace(/\?$/, '');
        return !name ? 'The report' : i && Array.isArray(draft.document[name]) ? `${wordsOf('/' + name).item} ${+i + 1}${part ? ', ' + short : ''}` : short;
    };
    const summary = () => shown.length === 0 ? nothing : html`<div class="govuk-error-summary" tabindex="-1"><div role="alert"><h2 class="govuk-error-summary__title">There is a problem</h2>
<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">${shown.map(it => html`<li>${screenOf(draft.kind, it.pointer) >= 0 || it.pointer === '/reason'
        ? html`<a href="#${it.pointer}" @click=${instead(() => follow(it.pointer))}>${label(it.pointer)}: ${it.detail}</a>`
        : html`${label(it.pointer)}: ${it.detail} ${it.rule === 'unknown' ? html`<button type="button" class="app-plain" @click=${() => withoutField(it.pointer)}>Send without it</button>` : nothing}`}</li>`)}</ul></div></div></div>`;

    function field(name) {
        if (!isAsked(draft.kind, name, draft.document)) return nothing;
        const own = OWN[widgetOf(draft.kind, name)];
        return own ? own(ctx) : control('/' + name, schemaOf(draft.kind, name), isRequired(draft.kind, name, draft.document), ctx);
    }

    const back = () => draft.screen === 0
        ? html`<a class="govuk-back-link" href="/">Back</a>`
        : html`<a class="govuk-back-link" href="#" @click=${instead(() => { shown = []; show(draft.screen - 1); })}>Back</a>`;
    const caption = () => html`<span class="govuk-caption-l">${draft.revises === undefined ? '' : 'Correct: '}${contract.screens[draft.kind].title}, ${draft.screen < all.length ? `step ${draft.screen + 1} of ${all.length + 1}` : 'last step'}</span>`;

    const asked = () => html`${back()}${summary()}${caption()}<h1 class="govuk-heading-l">${all[draft.screen].title}</h1>
<form novalidate @submit=${instead(next)}>
${all[draft.screen].fields.map(field)}
<div class="govuk-button-group"><button class="govuk-button">Continue</button></div>
<p class="govuk-body"><a class="govuk-link" href="/">Save and finish later</a></p></form>`;

    const answers = () => html`${back()}${summary()}${caption()}<h1 class="govuk-heading-l">Check your answers</h1>
${all.map((screen, i) => html`<h2 class="govuk-heading-m">${screen.title}</h2><dl class="govuk-summary-list">
${screen.fields.filter(it => widgetOf(draft.kind, it) !== 'end' && isAsked(draft.kind, it, draft.document) && (draft.document[it] !== undefined || isRequired(draft.kind, it, draft.document))).map(it => html`<div class="govuk-summary-list__row">
<dt class="govuk-summary-list__key">${label('/' + it)}</dt><dd class="govuk-summary-list__value">${inWords(draft.kind, it, draft.document)}</dd>
<dd class="govuk-summary-list__actions"><a class="govuk-link" href="#" @click=${instead(() => change(i).then(() => inputOf('/' + it)?.focus()))}>Change<span class="govuk-visually-hidden"> ${label('/' + it).toLowerCase()}</span></a></dd></div>`)}</dl>
${i === all.length - 1 ? html`<p class="govuk-body"><a class="govuk-link" href="#" @click=${instead(() => change(i))}>Add to “${screen.title}”</a></p>` : nothing}`)}
<form novalidate @submit=${instead(send)}>
${draft.revises === undefined ? nothing : input('/reason', {label: wordsOf('/reason').label, hint: wordsOf('/reason').hint, faults: ctx.faults('/reason'), value: draft.reason, size: 'govuk-label--m', area: true, max: contract.reason.maxLength, change: it => { draft.reason = it; ctx.changed(); }})}
<p class="govuk-body">${current()?.organisation ? `It is reported for ${organisationName(current().organisation)}.` : 'You can send it now: it waits on this phone until you sign in.'}</p>
<div class="govuk-button-group"><button class="govuk-button">${draft.revises === undefined ? 'Send report' : 'Send correction'}</button></div></form>
<p class="govuk-body"><a class="govuk-link" href="/">Save and finish later</a></p>
<p class="govuk-body"><button type="button" class="app-plain" @click=${async () => { if (draft.ui.discarding) { saved = true; clearTimeout(timer); await discardDraft(draft.id); await go('/'); } else { draft.ui.discarding = true; page.refresh(); } }}>${draft.ui.discarding ? 'Yes, discard this report' : 'Discard'}</button></p>`;

    delete draft.ui.discarding;
    if (draft.problem) {
        shown = draft.problem.errors ?? [{...draft.problem, pointer: ''}];
        draft.screen = all.length;
        page.error = true;
        page.focus = '.govuk-error-summary';
    }
    page.title = draft.screen < all.length ? all[draft.screen].title : 'Check your answers';
    return () => draft.screen < all.length ? asked() : answers();
}
