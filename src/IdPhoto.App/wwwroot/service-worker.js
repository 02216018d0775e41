// Keeps the app for use without a connection: every file of one version, by its checksum. The networks keep themselves.

const PREFIX = 'idphoto-app-';
const LIST = 'precache.json';

let files = null;

async function listed() {
    files ??= (async () => {
        for (const name of (await caches.keys()).filter((name) => name.startsWith(PREFIX)).reverse()) {
            const kept = await (await caches.open(name)).match(LIST);
            if (kept) {
                const list = await kept.json();
                return { cache: name, urls: new Set(list.files.map(({ url }) => new URL(url, registration.scope).href)) };
            }
        }
        return null;
    })();
    return files;
}

async function keepAll() {
    const answer = await fetch(LIST, { cache: 'no-store' });
    const list = await answer.clone().json();
    const cache = await caches.open(PREFIX + list.version);
    const before = await olderFiles(list.version);
    let next = 0;
    const worker = async () => {
        while (next < list.files.length) {
            const { url, sha256 } = list.files[next++];
            const same = before.get(`${url} ${sha256}`);
            await cache.put(url, same ? (await same()).clone() : await fetched(url, sha256));
        }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    // Last: a version whose list is there is whole.
    await cache.put(LIST, answer);
}

/** What the version before holds unchanged need not be fetched again. */
async function olderFiles(version) {
    const known = new Map();
    for (const name of (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + version)) {
        const cache = await caches.open(name);
        const list = await (await cache.match(LIST))?.json();
        for (const { url, sha256 } of list?.files ?? [])
            known.set(`${url} ${sha256}`, () => cache.match(url));
    }
    return known;
}

async function fetched(url, sha256) {
    const answer = await fetch(url, { cache: 'no-cache' });
    if (!answer.ok)
        throw new Error(`${url}: ${answer.status}`);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.clone().arrayBuffer()));
    const text = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (text !== sha256)
        throw new Error(`${url} is of another version.`);
    return answer;
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('message', ({ data }) => data === 'take-over' && skipWaiting());

self.addEventListener('activate', (event) => event.waitUntil((async () => {
    files = null;
    const list = await (await fetchList()) ?? null;
    for (const name of (await caches.keys()).filter((name) => name.startsWith(PREFIX) && list && name !== PREFIX + list.version))
        await caches.delete(name);
    await clients.claim();
})()));

// The version that this worker was installed with is the newest whole one.
async function fetchList() {
    let newest = null;
    for (const name of (await caches.keys()).filter((name) => name.startsWith(PREFIX))) {
        const kept = await (await caches.open(name)).match(LIST);
        newest = kept ? await kept.json() : newest;
    }
    return newest;
}

self.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method === 'GET' && request.url.startsWith(registration.scope))
        event.respondWith(answer(request));
});

async function answer(request) {
    const kept = await listed();
    const address = request.mode === 'navigate' ? registration.scope + 'index.html' : request.url.split(/[?#]/)[0];
    const isPage = request.mode === 'navigate' && [registration.scope, registration.scope + 'index.html'].includes(request.url.split(/[?#]/)[0]);
    if (kept && (isPage || (request.mode !== 'navigate' && kept.urls.has(address)))) {
        const found = await (await caches.open(kept.cache)).match(address);
        if (found)
            return found;
    }
    return fetch(request);
}
