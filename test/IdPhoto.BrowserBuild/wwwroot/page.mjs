// What the tests call on the page. `?offline` keeps everything in a service worker's cache.
import { PhotoEngine } from './engine/engine.js';

globalThis.PhotoEngine = PhotoEngine;
globalThis.longestTask = 0;
new PerformanceObserver((list) => {
    for (const task of list.getEntries())
        globalThis.longestTask = Math.max(globalThis.longestTask, task.duration);
}).observe({ type: 'longtask' });

/** Base64 to bytes and back, for pictures on their way to and from the test. */
globalThis.toBytes = (text) => {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < bytes.length; i++)
        bytes[i] = letters.charCodeAt(i);
    return bytes;
};
globalThis.toText = (bytes) => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000)
        text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return btoa(text);
};

if (new URLSearchParams(location.search).has('offline')) {
    await navigator.serviceWorker.register('keeper.js');
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
        await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
}
globalThis.ready = true;
