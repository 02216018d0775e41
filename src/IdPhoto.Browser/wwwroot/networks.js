// The engine's networks: which may be loaded, and when.

import { Gpu, GpuFailed } from './gpu.js';
import { NetworkStore, NotDownloaded } from './store.js';
import { Session } from './sessions.js';

const SALIENT = 'Salient';

/** Loads and runs networks. */
export class Networks {
    #base;
    #threads;
    #store;
    #gpu;
    #loading = new Map();
    #known = null;
    #mayDownload = false;
    #salientOn = null;

    /** @param {URL} base the engine's folder @param {'auto' | 'never' | 'always'} gpu whether IS-Net may run on the graphics card @param {string} owner of this worker's marks */
    constructor(base, threads, told, gpu = 'auto', owner = 'worker') {
        this.#base = base;
        this.#threads = threads;
        this.#store = new NetworkStore(new URL('networks/', base), told);
        this.#gpu = new Gpu(base, gpu, owner);
    }

    /** Reads the list of networks. */
    async open() {
        this.#known = await this.#store.list();
    }

    /** How many bytes are still to be downloaded for some networks, and for what runs IS-Net on the graphics card where that is wanted. */
    async missing(names) {
        const bytes = await this.#store.missing(names);
        return names.includes(SALIENT) && await this.#store.missing([SALIENT]) > 0 ? bytes + await this.#gpu.bytes() : bytes;
    }

    /** What runs IS-Net ('wasm', 'webgpu', null before it is loaded), and why the graphics card does not (null where it does, or was not asked). */
    facts = () => ({ salient: this.#salientOn, noGpu: this.#gpu.reason });

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
            return await this.#answer(name, input, shape);
        } catch (error) {
            if (error instanceof NotDownloaded)
                return null;
            throw error;
        }
    }

    async #answer(name, input, shape) {
        const loading = this.#session(name);
        try {
            return await (await loading).run(input, shape);
        } catch (error) {
            if (!(error instanceof GpuFailed))
                throw error;
            // The card is given up by now: the next session runs without it.
            if (this.#loading.get(name) === loading)
                this.#loading.delete(name);
            return this.#answer(name, input, shape);
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
        if (name === SALIENT && await this.#mayUseGpu())
            return this.#told(await this.#gpu.create(container, this.#known[name])) ?? this.#create(name);
        const session = await Session.create(this.#base, this.#threads, container, this.#known[name]);
        return name === SALIENT ? this.#told(session) : session;
    }

    // A network that is not kept could not be read again where the card fails; and nobody's allowance pays for a runtime that is not there.
    async #mayUseGpu() {
        return await this.#gpu.suits() && await this.#store.missing([SALIENT]) === 0 && (this.#mayDownload || await this.#gpu.isKept());
    }

    #told(session) {
        this.#salientOn = session?.kind ?? null;
        return session;
    }
}
