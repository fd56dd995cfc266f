// Where the site begins.
import {begin} from './begin.js';

begin().catch(e => {
    console.error(e);
    const main = document.getElementById('main');
    const text = document.createElement('p');
    text.className = 'govuk-body';
    text.textContent = 'The site did not start. Check the connection and open it again; nothing that you saved is lost.';
    main.replaceChildren(text);
});
