// How the site begins: what is kept on the phone first, then the page, then what waits to be sent.
import {html, nothing} from 'lit-html';
import {drafts} from './form/drafts.js';
import {adopt, entries, onChange, WAITING} from './outbox/outbox.js';
import {flush, state} from './outbox/sender.js';
import {more, navigation, routes} from './routes.js';
import {catalogue, loadCatalogue, refreshCatalogue} from './shell/catalogue.js';
import {followClock, minutesOff} from './shell/clock.js';
import {loadConfig} from './shell/config.js';
import {loadContract} from './shell/contract.js';
import {addNavigation, banner} from './shell/layout.js';
import {repaint, start} from './shell/router.js';
import {current, loadSession, may, onSession, owner} from './shell/session.js';
import {watchForUpdates} from './shell/updates.js';

const many = (n, what) => `${n} ${what}${n === 1 ? '' : 's'}`;

/// Says what stands between a report and the server.
async function sayWhatWaits() {
    const list = await entries();
    const mine = list.filter(it => it.owner === owner());
    const waiting = mine.filter(it => WAITING.includes(it.state)).length;
    const stuck = mine.length - waiting;
    const others = list.length - mine.length;
    const signIn = mine.length > 0 && (state.signIn || current()?.expired || !current()?.sub);
    banner('sign-in', signIn ? html`<a class="govuk-link" href="/app/sign-in">Sign in</a> to send ${many(waiting || stuck, 'waiting report')}. Nothing is lost.` : nothing, {bad: true});
    banner('refused', stuck > 0 ? html`${many(stuck, 'report')} could not be stored. <a class="govuk-link" href="/app/waiting">See what to do</a>` : nothing, {bad: true});
    banner('others', others > 0 ? html`Reports that wait here until the person who wrote them signs in: ${others}.` : nothing);
    banner('offline', navigator.onLine ? nothing : html`There is no connection. You can go on: reports wait on this phone.`);
    const off = minutesOff();
    banner('clock', off ? html`This phone’s clock is ${many(Math.abs(off), 'minute')} ${off > 0 ? 'ahead of' : 'behind'} the server’s. Check the times that you report.` : nothing);
    navigator.setAppBadge?.(mine.length).catch(() => {});
    if (mine.length > 0) navigator.storage?.persist?.().catch(() => {});
    repaint();
}

const send = force => flush({force}).then(sayWhatWaits, console.error);

/// Shows what the catalogue has become. A phone that has none asks until it comes, once somebody is signed in.
async function renew() {
    if (await refreshCatalogue()) repaint();
    else if (!catalogue()) setTimeout(renew, 5000);
}

/// Shows the page of the address.
export async function begin() {
    navigation.forEach(addNavigation);
    await Promise.all([loadConfig(), loadContract(), loadSession().then(loadCatalogue)]);
    onSession(async session => {
        if (session?.sub) {
            await adopt(session.sub, session.organisation);
            state.signIn = false;
            await renew();
            send(true);
        }
        sayWhatWaits();
    });
    onChange(sayWhatWaits);
    // A report is never on the screen by itself: a returning user finds it behind "Continue a report".
    if (/^\/app\/report\//.test(location.pathname)) history.replaceState(null, '', '/');
    // Before the first page: a shift is proposed by the hour it is.
    await followClock();
    await start(routes, more);
    // Nothing is said where the line is down: the next start asks again.
    if (may('summaries.read')) import('./audit/unread.js').then(it => it.begin(), () => {});
    await sayWhatWaits();
    addEventListener('online', () => send(true));
    addEventListener('offline', sayWhatWaits);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && send(true));
    addEventListener('outbox-filled', () => send(true));
    send(false);
    await renew();
    await watchForUpdates(async () => (await drafts(owner())).length === 0 && location.pathname === '/');
}
