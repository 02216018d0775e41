// Keeps the app for use without a connection: every file of one version, by its checksum. The networks keep themselves.

// Written by the packer: a changed version is what tells browsers that there is a new app.
const VERSION = 'unpacked';

const PREFIX = 'idphoto-app-';
const CACHE = PREFIX + VERSION;
const LIST = 'precache.json';

/** Filled in by whoever runs the app, at any time: asked for first, kept for when there is no connection. */
const OPERATOR = 'operator.json';

let listed = null;

async function urls() {
    listed ??= (async () => {
        return new Set((await filesOf(await caches.open(CACHE))).map(({ url }) => new URL(url, registration.scope).href));
    })();
    return listed;
}

/** The files of a version; none of one that is not whole yet. */
async function filesOf(cache) {
    const list = await (await cache.match(LIST))?.json();
    // A version of earlier may have none of the later ones.
    return list ? [...list.files, ...list.heic ?? [], ...list.gpu ?? []] : [];
}

async function keepAll() {
    const answer = await fetch(LIST, { cache: 'no-store' });
    const list = await answer.clone().json();
    if (list.version !== VERSION)
        throw new Error('The files are of another version than this worker.');
    const cache = await caches.open(CACHE);
    const before = await olderFiles();
    let next = 0;
    const worker = async () => {
        while (next < list.files.length) {
            const { url, sha256 } = list.files[next++];
            const same = await before.get(`${url} ${sha256}`)?.();
            await cache.put(url, same ?? await fetched(url, sha256));
        }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    // Kept before, and so wanted here.
    for (const { url, sha256 } of [...list.heic, ...list.gpu]) {
        const same = await before.get(`${url} ${sha256}`)?.();
        if (same)
            await cache.put(url, same);
    }
    // Last: a version whose list is there is whole.
    await cache.put(LIST, answer);
}

/** What the version before holds unchanged need not be fetched again. */
async function olderFiles() {
    const known = new Map();
    for (const name of (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)) {
        const cache = await caches.open(name);
        for (const { url, sha256 } of await filesOf(cache))
            known.set(`${url} ${sha256}`, () => cache.match(url));
    }
    return known;
}

/** What runs networks on a graphics card, kept by the devices that ask for it; null for every other file. */
async function keptGpu(wanted) {
    const cache = await caches.open(CACHE);
    // None where everything was forgotten under an open page.
    const list = await (await cache.match(LIST))?.json();
    const file = list?.gpu?.find(({ url }) => new URL(url, registration.scope).href === wanted);
    if (!file)
        return null;
    const answer = await fetched(file.url, file.sha256);
    // Without room it is fetched again another day.
    await cache.put(file.url, answer.clone()).catch(() => {});
    return answer;
}

/** Keeps what reads HEIC. Without a connection it is tried again with the next visit. */
async function keepHeic() {
    const cache = await caches.open(CACHE);
    const { heic = [] } = await (await cache.match(LIST)).json();
    for (const { url, sha256 } of heic)
        if (!await cache.match(url))
            await cache.put(url, await fetched(url, sha256));
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
self.addEventListener('message', (event) => {
    if (event.data === 'take-over')
        skipWaiting();
    else if (event.data === 'keep-heic')
        event.waitUntil(keepHeic().catch(() => {}));
});

self.addEventListener('activate', (event) => event.waitUntil((async () => {
    for (const name of (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE))
        await caches.delete(name);
    await clients.claim();
})()));

self.addEventListener('fetch', (event) => {
    const { request } = event;
    // What asks the server for an answer of this moment is none of the files.
    if (request.method === 'GET' && request.cache !== 'no-store' && request.url.startsWith(registration.scope))
        event.respondWith(answer(request));
});

async function answer(request) {
    const address = request.url.split(/[?#]/)[0];
    if (address === registration.scope + OPERATOR)
        return fresh(request);
    const isPage = request.mode === 'navigate' && [registration.scope, registration.scope + 'index.html'].includes(address);
    const wanted = isPage ? registration.scope + 'index.html' : address;
    if (isPage || (request.mode !== 'navigate' && (await urls()).has(wanted))) {
        const found = await (await caches.open(CACHE)).match(wanted);
        const answered = found ?? await keptGpu(wanted);
        if (answered)
            return answered;
    }
    return fetch(request);
}

async function fresh(request) {
    const cache = await caches.open(CACHE);
    try {
        const answer = await fetch(request);
        if (answer.ok)
            await cache.put(request, answer.clone());
        return answer;
    } catch (error) {
        const kept = await cache.match(request);
        if (kept)
            return kept;
        throw error;
    }
}

// Notices that the person has asked for: the server's words, shown as they are.
self.addEventListener('push', (event) => event.waitUntil(notified(event.data)));

self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(clients.openWindow(registration.scope + (event.notification.data === 'policy' ? '#/privacy' : '#/photos')));
});

async function notified(data) {
    let said = null;
    try {
        said = data.json();
    } catch {
        // A browser that is told something must show something.
    }
    // Firebase carries the words beside the rest.
    const { kind, tag, title, text, lang, dir } = { title: said?.notification?.title, text: said?.notification?.body, ...said?.data ?? said };
    await registration.showNotification(title ?? 'ID Photo Expert', { body: text, tag, lang, dir, icon: 'icons/icon-192.png', data: kind });
}
