// The engine's networks: which may be loaded, and when.

import { NetworkStore, NotDownloaded } from './store.js';
import { Session } from './sessions.js';

const SALIENT = 'Salient';

/** Loads and runs networks. */
export class Networks {
    #base;
    #threads;
    #store;
    #loading = new Map();
    #known = null;
    #mayDownload = false;

    /** @param {URL} base the engine's folder */
    constructor(base, threads, told) {
        this.#base = base;
        this.#threads = threads;
        this.#store = new NetworkStore(new URL('networks/', base), told);
    }

    /** Reads the list of networks. */
    async open() {
        this.#known = await this.#store.list();
    }

    get store() {
        return this.#store;
    }

    /** Lets IS-Net be downloaded when a photo needs it. */
    allowSalient(allowed) {
        this.#mayDownload = allowed;
    }

    has = (name) => this.#known !== null && name in this.#known;

    /** The files of a network as the report names them: a line each, name and hash. */
    files = (name) => this.#known[name].parts.map((part) => `${part.file} ${part.sha256}`).join('\n');

    /** Begins to load networks; a failure shows when one is run. */
    preload(names) {
        for (const name of names)
            if (this.has(name) && (name !== SALIENT || this.#mayDownload))
                this.#session(name).catch(() => {});
    }

    /** @returns {Promise<Float32Array[] | null>} null where the network could not be downloaded, or may not be */
    async run(name, input, shape) {
        if (!await this.#allowed(name))
            return null;
        try {
            return await (await this.#session(name)).run(input, shape);
        } catch (error) {
            if (error instanceof NotDownloaded)
                return null;
            throw error;
        }
    }

    async #allowed(name) {
        return name !== SALIENT || this.#mayDownload || this.#loading.has(name) || await this.#store.missing([name]) === 0;
    }

    #session(name) {
        if (!this.#loading.has(name)) {
            const session = this.#create(name);
            // The next photo tries again.
            session.catch(() => this.#loading.delete(name));
            this.#loading.set(name, session);
        }
        return this.#loading.get(name);
    }

    async #create(name) {
        const container = await this.#store.load(name);
        return Session.create(this.#base, this.#threads, container, this.#known[name]);
    }
}
