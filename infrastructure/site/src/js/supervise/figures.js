// One summary: its figures with their change in words, places, coverage, and the last twelve periods.
import {html, nothing, svg} from 'lit-html';
import {json} from '../shell/api.js';
import {catalogue, organisationName, placeName, refreshCatalogue} from '../shell/catalogue.js';
import {codeInWords, contract, valueInWords} from '../shell/contract.js';
import {may} from '../shell/session.js';
import {dayInWords} from '../shell/time.js';
import {breakdownInWords, measureInWords} from './measures.js';
import {addressOf, head, REVISED, table, whole} from './parts.js';
import {ALL, counted, difference, firstDay, KINDS, nameOf, number, percentage, periodInWords, quantity, share, shortPeriod} from './words.js';

/// What is asked about first, in the order in which it is asked.
const HEADLINES = ['arrests', 'stop-searches', 'weapons-seized', 'patrols', 'patrol-minutes', 'people-engaged', 'people-safeguarded', 'concerns-raised', 'engagements', 'flashpoints-prevented',
    'people-screened', 'items-handed-out', 'online-views', 'powers-used'];
const MOST_COLUMNS = 10;
const MOST_TRENDS = 4;
const TREND = 12;

export async function open(page) {
    const {kind, period, operation} = page.params;
    page.nav = 'figures';
    const base = `/summaries/${kind}/${period}/${operation}`;
    const read = await Promise.all([json(base), whole(base + '/editions?limit=1000', 'editions'), catalogue() ?? refreshCatalogue()]).catch(e => {
        if (e.status === 404) return null;
        throw e;
    });
    // What few readers see is loaded for them alone.
    if (!read) return (await import('../later/unpublished.js')).unpublished(page);
    const [summary, editions] = read;
    page.title = `${periodInWords(period)}, ${nameOf(operation)}`;
    const edition = editions.find(it => it.edition === summary.edition) ?? editions.at(-1);
    const address = addressOf(kind, period, operation);
    const auditor = may('audit.read');
    const order = Object.keys(contract.words.measures).filter(it => it in summary.measures);
    const {previous, yearEarlier} = summary.comparison;
    const compared = [previous, yearEarlier].filter(Boolean);

    const revised = (measure, place) => edition.changes.some(it => it.measure === measure && it.place === place && it.priority === undefined) ? html` ${REVISED}` : nothing;
    const value = (measure, measures, place) => {
        const words = quantity(measure, measures[measure]);
        const where = place ? '&place=' + place : '';
        return html`${auditor && measures[measure] > 0 ? html`<a class="govuk-link govuk-link--no-visited-state" href="${address}/trace?measure=${measure}${where}">${words}</a>` : words}${revised(measure, place)}`;
    };
    const change = (measure, other) => {
        const was = other.measures[measure];
        const percent = percentage(was, summary.measures[measure]);
        return html`${difference(measure, was, summary.measures[measure])} <span class="app-was">(${quantity(measure, was)}${percent ? `, ${percent}` : ''})</span>`;
    };

    function figures() {
        const zero = it => summary.measures[it] === 0 && compared.every(other => other.measures[it] === 0);
        const shown = order.filter(it => !zero(it));
        const none = order.filter(zero);
        return html`${table('Figures', [{text: 'Figure'}, {text: periodInWords(period), figure: true}, ...compared.map(it => ({text: `Against ${periodInWords(it.id, {within: true})}`}))],
            shown.map(it => [measureInWords(it), value(it, summary.measures), ...compared.map(other => change(it, other))]), {empty: 'Nothing was reported.'})}
${previous ? nothing : html`<p class="govuk-body">There is nothing to compare with: the ${KINDS[kind].one} before has no summary that covers all of it.</p>`}
${none.length === 0 ? nothing : html`<p class="govuk-body">0${compared.length > 0 ? ' then and now' : ''}: ${none.map(measureInWords).join(', ')}.</p>`}`;
    }

    /// What this edition changed, cause by cause.
    function changes() {
        const marked = edition.changes.filter(it => it.measure && it.priority === undefined);
        const own = marked.filter(it => it.place === undefined);
        if (edition.edition === 1) return nothing;
        return html`<h2 class="govuk-heading-m">What edition ${edition.edition} changed</h2>
${marked.length === 0 ? nothing : html`<p class="govuk-body">${REVISED} means revised: here, a figure that differs from edition ${edition.edition - 1}.</p>`}
${own.length === 0 ? html`<p class="govuk-body">No total${edition.changes.length > 0 ? '; some figures of places or kinds' : ''}. ${edition.status === 'final' ? 'It is the final edition.' : ''}</p>` : html`<ul class="govuk-list govuk-list--bullet">${own.map(it => html`<li>${measureInWords(it.measure)}: ${quantity(it.measure, it.old)} before, ${quantity(it.measure, it.new)} now. ${contract.words.causes[it.cause]}${it.submissions.length > 0 ? html`, ${auditor && it.submissions.length <= 3 ? it.submissions.map((id, i) => html`${i > 0 ? ', ' : ''}<a class="govuk-link" href="/app/submissions/${id}">submission ${id.slice(0, 8)}</a>`) : counted(it.submissions.length, 'submission')}` : nothing}.</li>`)}</ul>`}
<p class="govuk-body"><a class="govuk-link" href="${address}/editions">All editions, and the difference of any two</a></p>`;
    }

    function places() {
        const told = HEADLINES.filter(it => summary.measures[it] > 0);
        const columns = [...new Set(['engagements', ...told])].slice(0, MOST_COLUMNS);
        const list = Object.entries(summary.places).sort((a, b) => placeName(a[0]) < placeName(b[0]) ? -1 : 1);
        return table('Places', [{text: 'Place'}, ...columns.map(it => ({text: measureInWords(it), figure: true}))],
            [...list.map(([id, it]) => [placeName(id), ...columns.map(m => value(m, it.measures, id))]), ...list.length > 1 ? [['All places', ...columns.map(m => value(m, summary.measures))]] : []],
            {empty: 'The operation had no places.'});
    }

    function coverage() {
        const {expected, reported, missing} = summary.coverage;
        const byPlace = new Map();
        for (const it of missing) byPlace.set(it.place, [...byPlace.get(it.place) ?? [], it.day]);
        const calendar = operation === ALL || kind === 'monthly' ? nothing : html`<p class="govuk-body"><a class="govuk-link" href="/app/coverage/${operation}?from=${firstDay(summary.period)}">The shifts of this week as they are reported by now</a></p>`;
        return html`<h2 class="govuk-heading-m">Coverage</h2>
${expected === 0 ? html`<p class="govuk-body">No shifts were expected.</p>` : html`<p class="govuk-body">${number(reported)} of ${counted(expected, 'expected shift')} ${reported === 1 ? 'was' : 'were'} reported (${share(reported, expected)}).</p>`}
${missing.length === 0 ? nothing : table('Shifts with no report', [{text: 'Place'}, {text: 'Shifts', figure: true}, {text: 'Operational days'}],
        [...byPlace].map(([id, days]) => [placeName(id), number(days.length), days.map(it => dayInWords(it)).join(', ')]), {small: true})}${calendar}`;
    }

    function trend() {
        const known = new Map([...summary.trend ?? [], {id: period, measures: summary.measures}].map(it => [it.id, it.measures]));
        if (known.size < 2) return nothing;
        const list = [...known];
        const measures = HEADLINES.filter(it => list.some(([, m]) => m[it] > 0)).slice(0, MOST_TRENDS);
        return html`<h2 class="govuk-heading-m">The last ${known.size === TREND ? 'twelve' : number(known.size)} ${KINDS[kind].many}</h2>
<div class="app-tiles">${measures.map(it => html`<div><h3 class="govuk-heading-s">${measureInWords(it)}</h3>${columns(list.map(([, m]) => m[it]))}
<p class="govuk-body-s">From ${quantity(it, Math.min(...list.map(([, m]) => m[it])))} to ${quantity(it, Math.max(...list.map(([, m]) => m[it])))}; now ${quantity(it, summary.measures[it])}</p></div>`)}</div>
${table(`Figures of each ${KINDS[kind].one}`, [{text: KINDS[kind].one === 'week' ? 'Week' : 'Month'}, ...measures.map(it => ({text: measureInWords(it), figure: true}))],
        list.map(([id, m]) => [html`<a class="govuk-link" href=${addressOf(kind, id, operation)}>${shortPeriod(id)}</a>`, ...measures.map(it => quantity(it, m[it]))]), {small: true})}`;
    }

    function breakdowns() {
        const all = Object.entries(summary.breakdowns).filter(([, it]) => Object.keys(it).length > 0);
        const blank = it => Object.keys(it).join() === 'not-recorded';
        const unknown = all.filter(([, it]) => blank(it));
        if (all.length === 0) return nothing;
        return html`<h2 class="govuk-heading-m">By kind</h2>${all.filter(([, it]) => !blank(it)).map(([name, it]) => html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${breakdownInWords(name)}</span></summary>
<div class="govuk-details__text"><dl class="app-counts">${Object.entries(it).sort((a, b) => b[1] - a[1]).map(([code, n]) => html`<div><dt>${kindInWords(name, code)}</dt><dd>${number(n)}</dd></div>`)}</dl></div></details>`)}
${unknown.length === 0 ? nothing : html`<p class="govuk-body">Not recorded for any: ${unknown.map(([name]) => breakdownInWords(name)).join('; ')}.</p>`}`;
    }

    function kindInWords(breakdown, code) {
        if (breakdown === 'organisation') return organisationName(code);
        if (breakdown === 'priority') return code === 'none' ? 'None' : catalogue()?.operations.flatMap(it => it.priorities ?? []).find(it => it.id === code)?.name ?? codeInWords(code);
        if (code === 'not-recorded') return 'Not recorded';
        if (code === 'true' || code === 'false') return code === 'true' ? 'Yes' : 'No';
        return breakdown === 'activity' || breakdown === 'category' ? valueInWords('/' + breakdown, code) : codeInWords(code);
    }

    function timeliness() {
        const list = Object.entries(summary.timeliness ?? {});
        return list.length === 0 ? nothing : table('How promptly reports came', [{text: 'Organisation'}, {text: 'On time', figure: true}, {text: 'Late', figure: true}, {text: 'of these corrected', figure: true}, {text: 'Withdrawn', figure: true}],
            list.map(([id, it]) => [organisationName(id), ...[it.onTime, it.late, it.revised, it.withdrawn].map(number)]), {small: true});
    }

    return () => html`${head({kind, period: summary.period, operation}, edition)}
<ul class="govuk-list app-actions"><li><a class="govuk-link" href="${address}/editions">Editions and files</a></li>${auditor ? html`<li><a class="govuk-link" href="${address}/verify">Verify this edition</a></li>` : nothing}</ul>
${figures()}${changes()}${coverage()}${places()}${trend()}${breakdowns()}${timeliness()}`;
}

/// Columns as high as their values; the words beside them say the same.
function columns(values) {
    const most = Math.max(...values, 1);
    const high = it => Math.round(40 * it / most);
    return html`<svg class="app-columns" viewBox="0 0 ${TREND * 10} 42" width="160" height="56" aria-hidden="true">${values.map((it, i) => svg`<rect x=${(TREND - values.length + i) * 10} y=${41 - high(it)} width="8" height=${high(it) + 1}></rect>`)}</svg>`;
}
