// Advertising behind one small interface: show, hide. In no build but one that was made with it.

/** Shows an advertisement in a frame without this page's origin: no cookie, no storage, no photo and no id of this app is within its reach. */
export function show(place, language) {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
    // A new, empty context each time, where the browser has such; and none of its own rules for what it embeds.
    frame.credentialless = true;
    frame.referrerPolicy = 'no-referrer';
    frame.lang = language;
    frame.src = new URL('ads.html', import.meta.url).href;
    place.replaceChildren(frame);
}

/** The frame goes with the screen that it is on. */
export function hide() {
}
