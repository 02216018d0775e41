// Finished photos, in this browser's own database and nowhere else.

import { madeFile } from './studio.js';

const NAME = 'idphoto';
const STORE = 'photos';

function open() {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(NAME, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

async function withStore(mode, work) {
    const database = await open();
    try {
        return await new Promise((resolve, reject) => {
            const change = database.transaction(STORE, mode);
            const asked = work(change.objectStore(STORE));
            change.oncomplete = () => resolve(asked?.result);
            change.onerror = change.onabort = () => reject(change.error);
        });
    } finally {
        database.close();
    }
}

const urls = new Map();

/** Keeps a file that was made. @param facts JSON: what is known of it @returns whether there was room */
export async function add(name, facts) {
    const file = madeFile(name);
    try {
        await withStore('readwrite', (store) => store.put({ ...JSON.parse(facts), bytes: file.bytes, type: file.type }));
        // A browser may ask the person, who need not answer: the photo is there.
        navigator.storage?.persist?.().catch(() => {});
        return true;
    } catch {
        return false;
    }
}

/** All photos, the newest first, as JSON: what is known of each, and an address to show it. */
export async function list() {
    let photos;
    try {
        photos = await withStore('readonly', (store) => store.getAll());
    } catch {
        photos = [];
    }
    return JSON.stringify(photos.sort((a, b) => b.made.localeCompare(a.made)).map(({ bytes, ...facts }) => {
        if (!urls.has(facts.id))
            urls.set(facts.id, URL.createObjectURL(new Blob([bytes], { type: facts.type })));
        return { ...facts, length: bytes.length, url: urls.get(facts.id) };
    }));
}

/** All photos with their files, as JSON to be saved: `file` is Base64. */
export async function whole() {
    const photos = await withStore('readonly', (store) => store.getAll());
    return JSON.stringify(photos.map(({ bytes, ...facts }) => ({ ...facts, file: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) })));
}

export async function remove(id) {
    await withStore('readwrite', (store) => store.delete(id));
    URL.revokeObjectURL(urls.get(id));
    urls.delete(id);
}

export async function clear() {
    await withStore('readwrite', (store) => store.clear());
    for (const url of urls.values())
        URL.revokeObjectURL(url);
    urls.clear();
}
