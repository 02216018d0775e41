// The engine's networks: the small ones here, IS-Net in a worker of its own.

import { NetworkStore, NotDownloaded } from './store.js';
import { Session } from './sessions.js';

const SALIENT = 'Salient';

/** IS-Net in its worker. */
class SalientSession {
    static async create(base, threads, container, names) {
        const session = new SalientSession();
        session.worker = new Worker(new URL('salient.js', base), { type: 'module' });
        await session.#ask({ base: base.href, threads, container, names }, [container.buffer]);
        return session;
    }

    async run(input, shape) {
        const copy = input.slice();
        return (await this.#ask({ input: copy, shape }, [copy.buffer])).outputs;
    }

    release() {
        this.worker.terminate();
    }

    #ask(question, handedOver) {
        return new Promise((resolve, reject) => {
            this.worker.onmessage = ({ data }) => data.error ? reject(new Error(data.error)) : resolve(data);
            this.worker.onerror = (event) => reject(new Error(event.message));
            this.worker.postMessage(question, handedOver);
        });
    }
}

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

    /** Gives IS-Net's memory back. */
    async release() {
        const salient = this.#loading.get(SALIENT);
        this.#loading.delete(SALIENT);
        (await salient?.catch(() => null))?.release();
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
        const kind = name === SALIENT ? SalientSession : Session;
        return kind.create(this.#base, this.#threads, container, this.#known[name]);
    }
}
