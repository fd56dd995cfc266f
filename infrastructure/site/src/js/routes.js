// Every page of the site. What a reporter needs is imported here and kept for a start offline; what lies under audit/ is
// loaded when it is opened: {path: '/app/weeks', load: () => import('./audit/weeks.js')}.
import * as conflict from './pages/conflict.js';
import * as mine from './pages/mine.js';
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
    {path: '/app/waiting/:id', page: conflict},
    {path: '/app/sent', page: sent},
    {path: '/app/mine/:id', page: mine},
    {path: '/app/sign-in', page: signIn},
    {path: '/app/signed-in', page: signedIn},
    {path: '/app/sign-out', page: signOut},
];

/// Entries of the navigation, in order.
export const navigation = [
    {id: 'start', href: '/', text: 'Report'},
    {id: 'waiting', href: '/app/waiting', text: 'Waiting'},
    {id: 'sent', href: '/app/sent', text: 'Sent'},
];
