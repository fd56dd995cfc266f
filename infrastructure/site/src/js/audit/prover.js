// The worker that proves archives, so that the page stays alive while a hundred thousand lines are counted.
import {verify} from './proof/verify.js';
import {Unreadable, zipFiles} from './proof/zip.js';

const EVERY = 100;

/// Answers {type: 'progress', done, all, lines}, then {type: 'verdict', ...} or {type: 'unreadable', what}.
onmessage = async ({data: {blob, known}}) => {
    let last = 0;
    let done = 0;
    let lines = 0;
    try {
        const files = await zipFiles(blob);
        const all = files.names.reduce((sum, name) => sum + files.size(name), 0);
        const verdict = await verify(files, known, it => {
            done += it.bytes ?? 0;
            lines += it.lines ?? 0;
            if (performance.now() - last < EVERY) return;
            last = performance.now();
            postMessage({type: 'progress', done, all, lines});
        });
        postMessage({type: 'verdict', verdict});
    } catch (e) {
        if (e instanceof Unreadable) return postMessage({type: 'unreadable', what: e.message});
        if (e instanceof RangeError || e.name === 'NotReadableError') return postMessage({type: 'unreadable', what: 'it needs more memory than this page may use, or could not be read to its end: use verifier.jar'});
        throw e;
    }
};
