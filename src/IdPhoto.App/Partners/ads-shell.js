// Advertising by the native shell that the app runs in; in a browser, as the web does it. In no build but one that was made with it.
// What is said to the shell, and what it may answer, is in docs/shell.md.

import * as web from './ads-web.js';

const VERSION = 1;
const MOST = 200;

// Android's WebView has it beside the page's own objects, iOS's among its handlers.
const shell = globalThis.idphotoShell ?? globalThis.webkit?.messageHandlers?.idphotoShell;

/** The place of the advertisement that was asked for; null for none. */
let place = null;

/** Asks the shell for its banner: at the lower edge, not chosen by what is known about the person. */
export function show(where, language) {
    if (!shell) {
        web.show(where, language);
        return;
    }
    // The screen may have been left before this script came.
    if (!where?.isConnected)
        return;
    place = where;
    place.style.minBlockSize = 0;
    leave(null);
    say({ ask: 'show', edge: 'bottom', maxHeight: MOST, nonPersonalized: true }, heard);
}

/** Has the banner taken away, whether or not there is one. */
export function hide() {
    if (!shell)
        return;
    leave(null);
    place = null;
    say({ ask: 'hide' });
}

function say(message, answered = () => {}) {
    try {
        // iOS answers the call, Android with a message.
        shell.postMessage(JSON.stringify({ version: VERSION, ...message }))?.then(answered, () => {});
    } catch {
        // A shell that cannot be asked shows nothing.
    }
}

function heard(text) {
    if (!place)
        return;
    const height = heightOf(text);
    if (height === undefined)
        hide();
    else
        leave(height);
}

/** The banner's height; null where there is none; undefined where the shell is not one that this page knows. */
function heightOf(text) {
    try {
        const { version, height } = JSON.parse(text);
        const isKnown = version === VERSION && (height === 'none' || (typeof height === 'number' && height >= 0 && height <= MOST));
        return !isKnown ? undefined : height === 'none' ? null : height;
    } catch {
        return undefined;
    }
}

/** Leaves room for a banner; null for none, of which nothing is to be seen. */
function leave(height) {
    place?.parentElement?.toggleAttribute('hidden', height === null);
    document.documentElement.style.setProperty('--banner', `${height ?? 0}px`);
}

if (shell) {
    shell.onmessage = ({ data }) => heard(data);
    // A page that begins again has no other moment to say it.
    addEventListener('pagehide', () => place && hide());
}
