// Where the site begins.
import {begin} from './begin.js';

begin().catch(e => {
    console.error(e);
    const main = document.getElementById('main');
    const text = document.createElement('p');
    text.className = 'govuk-body';
    // What a database throws that may not be opened: in private windows, and where a site may keep nothing.
    text.textContent = /Security|State|Unknown|Quota/.test(e.name)
        ? 'This browser keeps nothing for this site. Leave private browsing, or let the site keep data.'
        : 'The site did not start. Check the connection and open it again; nothing that you saved is lost.';
    main.replaceChildren(text);
});
