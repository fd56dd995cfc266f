// What was sent: the receipts on this phone, and what the server knows of the last days.
import {html, nothing} from 'lit-html';
import {sent} from '../outbox/outbox.js';
import {receiptInWords} from '../outbox/receipts.js';
import {json} from '../shell/api.js';
import {catalogue, operationName, placeName} from '../shell/catalogue.js';
import {now} from '../shell/clock.js';
import {contract, valueInWords} from '../shell/contract.js';
import {current, may, owner} from '../shell/session.js';
import {addDays, dayInWords, operationalDay} from '../shell/time.js';

const DAYS = 14;

export async function open(page) {
    page.title = 'Sent';
    page.nav = 'sent';
    const here = new Map((await sent(owner())).map(it => [it.receipt.submissionId, {
        receipt: it.receipt, place: it.receipt.place, activity: it.document?.activity, category: it.document?.category, withdrawn: it.withdrawn,
    }]));
    let unread = '';
    let asking = may('submissions.write') || !owner();

    async function ask() {
        const today = operationalDay(now());
        const own = (catalogue()?.operations ?? []).filter(it => it.organisations.includes(current()?.organisation)).map(it => it.id);
        for (const operation of new Set([...own, ...[...here.values()].map(it => it.receipt.operation)])) {
            for (let next = ''; next !== null;) {
                const answer = await json(`/submissions?operation=${operation}&from=${addDays(today, 1 - DAYS)}&to=${today}&limit=1000${next}`);
                for (const it of answer.submissions) if (it.mine) here.set(it.receipt.submissionId, it);
                next = answer.next ? `&next=${encodeURIComponent(answer.next)}` : null;
            }
        }
    }

    if (owner()) {
        ask().catch(e => {
            unread = e.name === 'Refused' ? '' : 'Without a connection this list is of this phone alone.';
        }).finally(() => {
            asking = false;
            page.refresh();
        });
    } else {
        asking = false;
    }
    const list = () => [...here.values()].sort((a, b) => a.receipt.operationalDay < b.receipt.operationalDay ? 1 : a.receipt.operationalDay > b.receipt.operationalDay ? -1 : 0);
    const what = it => it.activity ? valueInWords('/activity', it.activity) : it.category ? valueInWords('/category', it.category) : contract.screens[it.receipt.kind].title;
    return () => html`<h1 class="govuk-heading-l">Sent</h1>
${unread ? html`<p class="govuk-body">${unread}</p>` : nothing}
${list().length === 0 ? html`<p class="govuk-body">${asking ? 'One moment.' : 'Nothing was sent in the last days.'}</p>` : html`<ul class="app-start">${list().map(it => html`<li>
<a class="govuk-link govuk-link--no-visited-state" href="/app/mine/${it.receipt.submissionId}">${what(it)}, ${placeName(it.place)}</a>
<p>${dayInWords(it.receipt.operationalDay, operationalDay(now()))}, ${operationName(it.receipt.operation)}. ${it.withdrawn ? html`<strong class="govuk-tag govuk-tag--grey">Withdrawn</strong>` : receiptInWords(it.receipt) + '.'}${it.receipt.revision > 1 && !it.withdrawn ? ' Corrected.' : ''}</p></li>`)}</ul>`}`;
}
