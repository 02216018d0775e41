// Keeps every file that the page has fetched, and answers with it from then on; the networks' parts keep themselves.
const CACHE = 'page';

// What the page has fetched before this worker was there.
const FIRST = ['./', 'page.mjs', 'engine/engine.js'];

self.addEventListener('install', (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FIRST)).then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
    if (event.request.method === 'GET' && !event.request.url.includes('/engine/networks/') || event.request.url.endsWith('networks.json'))
        event.respondWith(answer(event.request));
});

async function answer(request) {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept)
        return kept;
    const fetched = await fetch(request);
    if (fetched.ok)
        await cache.put(request, fetched.clone());
    return fetched;
}
