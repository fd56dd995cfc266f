// The pages that a reporter needs in the street: they are kept for a start offline. What only works with a connection is
// loaded when it is opened; all other pages are in later/routes.js, of which a first visit loads nothing.
import * as newReport from './pages/new-report.js';
import * as report from './pages/report.js';
import * as sent from './pages/sent.js';
import * as signIn from './pages/sign-in.js';
import * as signOut from './pages/sign-out.js';
import * as signedIn from './pages/signed-in.js';
import * as start from './pages/start.js';
import * as waiting from './pages/waiting.js';

export const routes = [
    {path: '/', page: start},
    {path: '/app/new', page: newReport},
    {path: '/app/report/:id', page: report},
    {path: '/app/waiting', page: waiting},
    {path: '/app/waiting/:id', load: () => import('./later/conflict.js')},
    {path: '/app/sent', page: sent},
    {path: '/app/mine/:id', load: () => import('./later/mine.js')},
    {path: '/app/sign-in', page: signIn},
    {path: '/app/signed-in', page: signedIn},
    {path: '/app/sign-out', page: signOut},
];

/// The table of every other page under /app/.
export const more = () => import('./later/routes.js');

/// Entries of the navigation, in order. One with `needs` is for those who hold a right of each list.
export const navigation = [
    {id: 'start', href: '/', text: 'Report'},
    {id: 'waiting', text: 'Waiting'},
    {id: 'sent', text: 'Sent'},
    {id: 'figures', href: '/app/weeks', text: 'Figures', needs: [['summaries.read']]},
    {id: 'coverage', text: 'Coverage', needs: [['summaries.read']]},
    {id: 'audit', text: 'Audit', needs: [['summaries.read', 'audit.read']]},
    {id: 'catalogue', text: 'Catalogue', needs: [['catalogue.write'], ['summaries.read', 'submissions.write']]},
];
