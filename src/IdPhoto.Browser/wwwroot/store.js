// The networks' files: fetched part by part, checked against their hashes, kept in the browser's cache.

import { free } from './memory.js';

const CACHE = 'idphoto-networks-1';

/** A file that did not come, or not as it should be. */
export class NotDownloaded extends Error {
    name = 'NotDownloaded';
}

/** Fetches and keeps the networks' files. One download at a time; what is there already is not fetched again. */
export class NetworkStore {
    #base;
    #list = null;
    #turn = Promise.resolve();
    #told;

    /** @param {URL} base the folder of the files @param {(told: {network: string, done: number, bytes: number}) => void} told */
    constructor(base, told = () => {}) {
        this.#base = base;
        this.#told = told;
    }

    /** Every network with its parts, inputs and outputs. */
    async list() {
        this.#list ??= await (await fetchWhole(new URL('networks.json', this.#base))).json();
        return this.#list.networks;
    }

    /** How many bytes are still to be downloaded for some networks. */
    async missing(names) {
        const networks = await this.list();
        const cache = await openCache();
        let bytes = 0;
        for (const name of names)
            for (const part of networks[name].parts)
                bytes += await cache?.match(this.#address(part)) ? 0 : part.bytes;
        return bytes;
    }

    /** The whole container of a network. Each part is checked; one that is not right is fetched once more. */
    load(name) {
        const loaded = this.#turn.then(() => this.#load(name));
        this.#turn = loaded.catch(() => {});
        return loaded;
    }

    /** Forgets all downloads. */
    async clear() {
        await globalThis.caches?.delete(CACHE);
    }

    async #load(name) {
        const network = (await this.list())[name];
        const cache = await openCache();
        const whole = new Uint8Array(network.bytes);
        let done = 0;
        for (const part of network.parts) {
            const bytes = await this.#part(cache, part);
            whole.set(bytes, done);
            free(bytes);
            done += part.bytes;
            this.#told({ network: name, done, bytes: network.bytes });
        }
        return whole;
    }

    async #part(cache, part) {
        const address = this.#address(part);
        const kept = await cache?.match(address);
        if (kept) {
            const bytes = new Uint8Array(await kept.arrayBuffer());
            if (await isRight(bytes, part))
                return bytes;
            await cache.delete(address);
        }
        let bytes = await fetchBytes(address);
        // Perhaps the browser's own cache is what is damaged.
        if (!await isRight(bytes, part))
            bytes = await fetchBytes(address, { cache: 'reload' });
        if (!await isRight(bytes, part))
            throw new NotDownloaded('damaged');
        // Without room the photo is made all the same, and the part fetched again another day.
        await cache?.put(address, new Response(new Blob([bytes]))).catch(() => {});
        return bytes;
    }

    // Its hash is part of the address, so that a newer version is another file.
    #address = (part) => new URL(`${part.file}?${part.sha256.slice(0, 16)}`, this.#base);
}

async function openCache() {
    return globalThis.caches ? caches.open(CACHE).catch(() => null) : null;
}

async function fetchBytes(address, options) {
    const answer = await fetchWhole(address, options);
    return new Uint8Array(await answer.arrayBuffer().catch(() => { throw new NotDownloaded('cut off'); }));
}

async function fetchWhole(address, options) {
    const answer = await fetch(address, options).catch(() => null);
    if (!answer?.ok)
        throw new NotDownloaded(`${answer?.status ?? 'no connection'}`);
    return answer;
}

async function isRight(bytes, part) {
    if (bytes.length !== part.bytes)
        return false;
    // Only pages that nobody can have changed on the way can hash; elsewhere the length has to do.
    if (!globalThis.crypto?.subtle)
        return true;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('') === part.sha256;
}
