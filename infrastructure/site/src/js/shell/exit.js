// Quick exit, on every page. Stands alone: pages that other programs write load it as a classic script.
//
// Escape leaves where no control has the focus; in a control the first Escape leaves the control, the second the site.
// Three times Shift, either key, leaves too. The page is blanked before the next one loads, and Back does not return.
const SHIFTS = 3;
const SHIFT_WITHIN = 5_000;
let shifts = [];

const link = () => document.querySelector('a[data-exit]');

/// Says `leaving` first, so that a draft is saved.
function leave() {
    const address = link()?.href ?? 'https://www.bbc.co.uk/weather';
    dispatchEvent(new Event('leaving'));
    document.title = ' ';
    document.documentElement.hidden = true;
    document.body.replaceChildren();
    location.replace(address);
}

const inControl = it => it instanceof Element && it.matches('input, select, textarea, [contenteditable]');

addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    if (event.key === 'Escape' && !document.querySelector('dialog[open]')) {
        if (inControl(document.activeElement)) document.activeElement.blur();
        else leave();
    }
});

addEventListener('keyup', event => {
    if (event.isComposing) return;
    const now = performance.now();
    shifts = event.key === 'Shift' ? [...shifts.filter(it => now - it < SHIFT_WITHIN), now] : [];
    if (shifts.length >= SHIFTS) leave();
});

addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('a[data-exit]')) {
        event.preventDefault();
        leave();
    }
});
