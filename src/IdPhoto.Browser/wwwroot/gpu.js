// IS-Net on the graphics card (WebGPU), where a trial shows that it answers there as it does without one. Whatever goes wrong
// costs time and no photo: the card is given up, and the network runs in WebAssembly for as long as the worker lives.

import { isMarked, removeMark, setMark } from './marks.js';
import { free } from './memory.js';
import { SIDE, isExpected, picture } from './probe.js';
import { unpack } from './unpack.js';

const RUNTIME = 'ort-wasm-simd-threaded.jspi.wasm';

/** Milliseconds for what has to be fetched and compiled and for the trial, and for a photo: a card that takes longer is slower than none. */
const TIMES = { start: 30_000, photo: 10_000 };

/** Milliseconds until a browser or a server that does not answer is taken for one that says no. */
const PATIENCE = 3000;

/** What onnxruntime asks for, as far as the card goes. No features: all is computed in single precision. */
const LIMITS = [
    'maxBindGroups', 'maxStorageBuffersPerShaderStage', 'maxStorageBufferBindingSize', 'maxBufferSize', 'maxComputeWorkgroupStorageSize',
    'maxComputeInvocationsPerWorkgroup', 'maxComputeWorkgroupSizeX', 'maxComputeWorkgroupSizeY', 'maxComputeWorkgroupSizeZ', 'maxComputeWorkgroupsPerDimension',
];

/** The least that WebGPU promises, and more than IS-Net takes; a card in compatibility mode may have less. */
const LEAST_BINDING = 128 * 1024 * 1024;

/** A run that the card did not finish, or not rightly. */
export class GpuFailed extends Error {
    name = 'GpuFailed';
}

/** The graphics card of this device. */
export class Gpu {
    #folder;
    #wish;
    #owner;
    #adapter = null;
    #asked = null;
    #bytes = null;
    #reason = null;

    /**
     * @param {URL} base the engine's folder
     * @param {'auto' | 'never' | 'always'} wish 'always' takes a card that is software, too, and waits for it
     * @param {string} owner of the marks
     */
    constructor(base, wish, owner) {
        this.#folder = new URL('gpu/', base);
        this.#wish = wish;
        this.#owner = owner;
    }

    /** Why it is not used; null where it is, or was not needed yet. */
    get reason() {
        return this.#reason;
    }

    /** Whether it is one to try. */
    async suits() {
        this.#asked ??= inTime(this.#look(), PATIENCE).catch((error) => this.#giveUp(`${error?.message ?? error}`));
        return await this.#asked && this.#reason === null;
    }

    /** How many bytes its runtime has, as the server sends it; 0 where it is not wanted, or the server does not tell. */
    async bytes() {
        if (!await this.suits() || await this.isKept())
            return 0;
        this.#bytes ??= fetch(new URL(RUNTIME, this.#folder), { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
        const headers = (await this.#bytes)?.headers;
        // Some hosts answer a page for whatever they lack.
        return /wasm/.test(headers?.get('content-type') ?? '') ? Number(headers.get('content-length') ?? 0) : 0;
    }

    /** Whether its runtime is on this device. */
    isKept = async () => Boolean(await globalThis.caches?.match(new URL(RUNTIME, this.#folder).href).catch(() => null));

    /**
     * IS-Net on the card, tried once on a picture whose answer is known: whatever goes wrong shows there and not in a photo.
     * @param {Uint8Array} container taken @param {{inputs: string[], outputs: string[]}} names
     * @returns {Promise<GpuSession | null>} null where the card is given up
     */
    async create(container, names) {
        const patient = this.#wish === 'always';
        const opened = GpuSession.open(this.#adapter, this.#folder, container, names, this.#owner);
        try {
            const session = await inTime(this.#tried(opened), patient ? Infinity : TIMES.start);
            session.longest = patient ? Infinity : TIMES.photo;
            session.failed = (error) => this.#giveUp(error.message);
            return session;
        } catch (error) {
            // Perhaps it is still at it.
            opened.then((session) => session.close(), () => {});
            free(container);
            return this.#giveUp(`${error?.message ?? error}`);
        }
    }

    async #tried(opened) {
        const session = await opened;
        const [mask] = await session.run(picture(), [1, 3, SIDE, SIDE]);
        if (!isExpected(mask))
            throw new GpuFailed('another answer');
        return session;
    }

    async #look() {
        if (this.#wish === 'never')
            return this.#giveUp('not wanted');
        // Without them onnxruntime's WebGPU is half as large again.
        if (!globalThis.navigator?.gpu || !('Suspending' in WebAssembly))
            return this.#giveUp('no WebGPU');
        const adapter = await navigator.gpu.requestAdapter();
        if (!adapter)
            return this.#giveUp('no adapter');
        if (this.#wish !== 'always' && isSoftware(adapter))
            return this.#giveUp('software');
        if (adapter.limits.maxStorageBufferBindingSize < LEAST_BINDING)
            return this.#giveUp('too small');
        if (await isMarked())
            return this.#giveUp('a page ended while it worked');
        this.#adapter = adapter;
        return true;
    }

    #giveUp(reason) {
        this.#reason = reason;
        return null;
    }
}

/** A network on the card. */
class GpuSession {
    kind = 'webgpu';
    failed = () => {};
    longest = Infinity;
    #owner;
    #ort;
    #device;
    #lost;
    #names;
    #session;

    static async open(adapter, folder, container, names, owner) {
        const opened = new GpuSession();
        opened.#names = names;
        opened.#owner = owner;
        opened.#ort = await import(new URL('ort.jspi.min.mjs', folder).href);
        opened.#ort.env.wasm.wasmPaths = folder.href;
        // Before the card begins to work: who leaves the page while this comes has not seen it fail.
        opened.#ort.env.wasm.wasmBinary = await fetchBytes(new URL(RUNTIME, folder));
        opened.#ort.env.wasm.numThreads = 1;
        opened.#ort.env.logLevel = 'error';
        opened.#device = await adapter.requestDevice({ requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])) });
        opened.#lost = opened.#device.lost.then(() => { throw new GpuFailed('lost'); });
        opened.#lost.catch(() => {});
        try {
            await opened.#guarded(async () => { opened.#session = await opened.#load(container); });
        } catch (error) {
            opened.close();
            throw error;
        } finally {
            opened.#ort.env.wasm.wasmBinary = undefined;
        }
        return opened;
    }

    /** @param {Float32Array} input @param {number[]} shape @returns {Promise<Float32Array[]>} @throws {GpuFailed} */
    async run(input, shape) {
        try {
            const results = await this.#guarded(() => this.#session.run({ [this.#names.inputs[0]]: new this.#ort.Tensor('float32', input, shape) }));
            const outputs = this.#names.outputs.map((name) => results[name].data);
            // Written so that what is no number fails, too.
            if (!outputs.every((values) => values.every((value) => value >= 0 && value <= 1)))
                throw new GpuFailed('no mask');
            return outputs;
        } catch (error) {
            const told = error instanceof GpuFailed ? error : new GpuFailed(`${error?.message ?? error}`);
            this.failed(told);
            this.close();
            throw told;
        }
    }

    /** Gives the card's memory back. */
    close() {
        this.#session?.release().catch(() => {});
        this.#session = null;
        this.#device.destroy();
    }

    async #load(container) {
        const { graph, weights } = unpack(container);
        const ownGraph = graph.slice();
        free(container);
        try {
            return await this.#ort.InferenceSession.create(ownGraph, {
                executionProviders: [{ name: 'webgpu', device: this.#device }],
                graphOptimizationLevel: 'all',
                enableMemPattern: false,
                // Shapes are computed beside the card, and that is no warning.
                logSeverityLevel: 3,
                externalData: [{ path: 'weights', data: weights }],
            });
        } finally {
            free(weights);
        }
    }

    // onnxruntime does not hear of everything that goes wrong on the card, and would compute on.
    async #guarded(work) {
        const scopes = ['validation', 'out-of-memory', 'internal'];
        await setMark(this.#owner);
        try {
            scopes.forEach((scope) => this.#device.pushErrorScope(scope));
            const done = work();
            done.catch(() => {});
            const result = await inTime(Promise.race([done, this.#lost]), this.longest);
            const errors = await inTime(Promise.race([Promise.all(scopes.map(() => this.#device.popErrorScope())), this.#lost]), this.longest);
            const error = errors.find((error) => error !== null);
            if (error)
                throw new GpuFailed(error.message);
            return result;
        } finally {
            await removeMark(this.#owner);
        }
    }
}

function isSoftware({ info, isFallbackAdapter }) {
    return Boolean(info?.isFallbackAdapter ?? isFallbackAdapter) || /swiftshader|llvmpipe|basic render/i.test(`${info?.architecture} ${info?.description}`);
}

/** A promise's answer, or a failure where it takes longer. @param {number} longest in milliseconds */
function inTime(promise, longest) {
    if (longest === Infinity)
        return promise;
    promise.catch(() => {});
    let clock = 0;
    const late = new Promise((_, reject) => { clock = setTimeout(() => reject(new GpuFailed('slow')), longest); });
    return Promise.race([promise, late]).finally(() => clearTimeout(clock));
}

async function fetchBytes(address) {
    const answer = await fetch(address);
    if (!answer.ok)
        throw new GpuFailed(`${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
}
