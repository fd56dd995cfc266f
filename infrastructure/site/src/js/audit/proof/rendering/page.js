// summary.html, made again from the figures and the catalogue, to the byte as the ledger publishes it: head, heading and foot; the
// sections are in files of their own.
import {breakdowns, concerns, coverage, places, priorities, provenance, time, timeliness} from './below.js';
import {standing, statusOf} from './input.js';
import {Markup} from './markup.js';
import {datesOf, moment, periodInWords} from './quantities.js';
import {POLICY, STYLE} from './texts.js';
import {all, changes, headlines, trend} from './totals.js';

const SECTIONS = [changes, headlines, trend, priorities, coverage, time, concerns, places, all, breakdowns, timeliness, provenance];

/// The text of `summary.html`.
/// @param input as of inputOf
export function page(input) {
    const {names, period, edition, summary, publisher, manifest} = input;
    const out = new Markup().doctype().open('html', 'lang', 'en-GB');
    out.open('head')
        .empty('meta', 'charset', 'utf-8')
        .empty('meta', 'http-equiv', 'Content-Security-Policy', 'content', POLICY)
        .empty('meta', 'name', 'viewport', 'content', 'width=device-width, initial-scale=1')
        .empty('meta', 'name', 'color-scheme', 'content', 'light')
        .element('title', `${names.operation}, ${periodInWords(period)}, edition ${edition}`)
        .style(STYLE).close();
    out.open('body').element('a', 'Skip to the figures', 'class', 'skip', 'href', '#figures');
    out.open('header').element('p', 'Operation summary', 'class', 'kicker')
        .open('h1').name(names.operation).close()
        .open('p', 'class', 'period').element('b', periodInWords(period)).text(' · ' + datesOf(period)).close()
        .open('dl', 'class', 'facts');
    const fact = (name, value) => out.open('div').element('dt', name).element('dd', value).close();
    fact('Status', statusOf(input));
    fact('Edition', String(edition));
    fact('Published', moment(manifest.publishedAt));
    fact('Operational days', '06:00 to 06:00');
    out.close().element('p', standing(input), 'class', 'quiet').close().open('main');
    for (const section of SECTIONS) section(out, input);
    out.close().open('footer').open('p')
        .name(names.operation).text(`, ${periodInWords(period)}, edition ${edition}, `).text(`${summary.status}. Published by `)
        .name(publisher.name).text(` under the licence at ${publisher.licence}.`).close()
        .element('p', 'This ledger keeps no personal data about the public.').close();
    return out.close().close().toString();
}
