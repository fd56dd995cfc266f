// One submission: its revisions side by side, and for its own organisation the ways to correct or withdraw it.
import {html, nothing} from 'lit-html';
import {inWords} from '../form/answers.js';
import {screens} from '../form/model.js';
import {select} from '../form/widgets.js';
import {isSame} from '../later/same.js';
import {json} from '../shell/api.js';
import {catalogue, operationName, organisationName, placeName, refreshCatalogue} from '../shell/catalogue.js';
import {contract, wordsOf} from '../shell/contract.js';
import {current, may} from '../shell/session.js';
import {dayInWords} from '../shell/time.js';
import {table, whole} from './parts.js';
import {correct, withdrawal} from './revising.js';
import {counted, momentAt, periodInWords} from './words.js';

export async function open(page) {
    page.title = 'A submission';
    page.nav = 'coverage';
    const {id} = page.params;
    const auditor = may('audit.read');
    if (!catalogue()) await refreshCatalogue();
    const revisions = auditor ? await whole(`/submissions/${id}/revisions`, 'revisions') : [await json(`/submissions/${id}`)];
    const last = revisions.at(-1);
    const {receipt, submission} = last;
    const {kind} = receipt;
    const own = may('submissions.write') && submission.organisation === current()?.organisation;
    const leaving = withdrawal(page, last);
    const chosen = {left: Math.max(0, revisions.length - 2), right: revisions.length - 1};

    const fields = screens(kind).flatMap(it => it.fields).filter(it => it !== 'endedAt');
    const same = (name, a, b) => isSame(kind, name, a.submission, b.submission);
    const held = list => fields.filter(name => list.some(it => it.submission[name] !== undefined));
    const title = it => `Revision ${it.receipt.revision}${it.withdrawn ? ', withdrawn' : ''}`;

    /// Two revisions, field by field.
    function sideBySide() {
        const pair = [revisions[chosen.left], revisions[chosen.right]];
        const choose = (side, label) => select('/' + side, {label, faults: [], blank: null, value: String(chosen[side]), options: revisions.map((it, i) => ({value: String(i), words: title(it)})), change: it => { chosen[side] = Number(it); page.refresh(); }});
        const changed = held(pair).filter(name => !same(name, ...pair));
        return html`${revisions.length < 3 ? nothing : html`<div class="app-inline">${choose('left', 'Compare')}${choose('right', 'With')}</div>`}
${table(changed.length === 0 ? 'No answer differs' : `${counted(changed.length, 'answer')} ${changed.length === 1 ? 'differs' : 'differ'}`, [{text: 'Answer'}, ...pair.map(it => ({text: title(it)}))],
        held(pair).map(name => [html`${wordsOf('/' + name).short}${changed.includes(name) ? html` <strong class="govuk-tag govuk-tag--yellow">Changed</strong>` : nothing}`, ...pair.map(it => inWords(kind, name, it.submission))]))}`;
    }

    const alone = () => html`<dl class="govuk-summary-list">${held([last]).map(name => html`<div class="govuk-summary-list__row">
<dt class="govuk-summary-list__key">${wordsOf('/' + name).short}</dt><dd class="govuk-summary-list__value">${inWords(kind, name, submission)}</dd></div>`)}</dl>`;

    const history = () => table('History', [{text: 'Revision'}, {text: 'Received'}, {text: 'By'}, {text: 'What was done'}, {text: 'Reason'}],
        revisions.map((it, i) => [String(it.receipt.revision), momentAt(it.receipt.receivedAt), it.submittedBy, i === 0 ? `Reported${receipt.late ? ', late' : ''}` : it.withdrawn ? 'Withdrawn' : 'Corrected', it.reason ?? html`<span class="app-none">None needed</span>`]), {small: true});

    const trace = (of, period) => html`<li><a class="govuk-link" href="/app/s/${of}/${period}/${receipt.operation}/trace?submission=${id}">What it adds to ${periodInWords(period, {within: true})}</a></li>`;

    return () => html`<a class="govuk-back-link" href="/app/submissions?operation=${receipt.operation}&day=${receipt.operationalDay}&place=${receipt.place}">${dayInWords(receipt.operationalDay)}</a>
<span class="govuk-caption-l">${operationName(receipt.operation)}, ${placeName(receipt.place)}</span><h1 class="govuk-heading-l">${contract.screens[kind].title}${last.withdrawn ? ', withdrawn' : ''}</h1>
<p class="govuk-body">Reported for ${organisationName(submission.organisation)}. ${last.withdrawn ? 'It counts in no figure.' : `It counts in ${periodInWords(receipt.week, {within: true})} and in ${periodInWords(receipt.month)}${receipt.late ? '; it came after the figures of that week were due' : ''}.`} ${auditor || receipt.revision === 1 ? '' : `This is revision ${receipt.revision}, received ${momentAt(receipt.receivedAt)}.${last.reason ? ` Reason: ${last.reason}` : ''}`}</p>
${own ? html`<div class="govuk-button-group"><button type="button" class="govuk-button" @click=${() => correct(last)}>Correct</button>
${last.withdrawn || leaving.asked() ? nothing : html`<button type="button" class="govuk-button govuk-button--secondary" @click=${leaving.begin}>Withdraw</button>`}</div>${leaving.asked() ? leaving.form() : nothing}` : nothing}
${revisions.length > 1 ? html`${history()}${sideBySide()}` : html`${alone()}${auditor ? history() : nothing}`}
${auditor && may('summaries.read') && !last.withdrawn ? html`<ul class="govuk-list">${trace('weekly', receipt.week)}${trace('monthly', receipt.month)}</ul>` : nothing}
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Receipt</span></summary><div class="govuk-details__text app-wrap">Submission ${id}<br>${receipt.digest}</div></details>`;
}
