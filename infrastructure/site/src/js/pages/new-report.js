// Begins a report and goes to its first screen.
import {html} from 'lit-html';
import {newDraft, saveDraft} from '../form/drafts.js';
import {operationsOn} from '../shell/catalogue.js';
import {now} from '../shell/clock.js';
import {contract} from '../shell/contract.js';
import {go} from '../shell/router.js';
import {current, owner} from '../shell/session.js';
import {operationalDay} from '../shell/time.js';

export async function open(page) {
    const kind = page.query.get('kind');
    if (!Object.hasOwn(contract.screens, kind)) {
        setTimeout(() => go('/'));
        return () => html`<h1 class="govuk-heading-l">New report</h1>`;
    }
    const draft = newDraft(kind, owner(), current()?.organisation);
    const day = operationalDay(now());
    const own = operationsOn(day).filter(it => it.organisations.includes(current()?.organisation));
    if (own.length === 1) draft.document.operation = own[0].id;
    draft.ui.time = {day};
    await saveDraft(draft);
    setTimeout(() => go(`/app/report/${draft.id}`));
    page.title = contract.screens[kind].title;
    return () => html`<h1 class="govuk-heading-l">New ${contract.screens[kind].title.toLowerCase()}</h1>`;
}
