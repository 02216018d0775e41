// Networks in onnxruntime-web.

import { free } from './memory.js';
import { unpack } from './unpack.js';

let ort = null;
let turn = Promise.resolve();

/** Loads onnxruntime-web, once. @param {URL} base the engine's folder @param {number} threads used where the page is isolated */
export async function runtime(base, threads) {
    if (ort === null) {
        ort = await import(new URL('ort/ort.wasm.min.mjs', base).href);
        ort.env.wasm.wasmPaths = new URL('ort/', base).href;
        ort.env.wasm.numThreads = globalThis.crossOriginIsolated ? threads : 1;
        ort.env.logLevel = 'error';
    }
    return ort;
}

/** A network that can be run. */
export class Session {
    kind = 'wasm';

    /** One after the other: onnxruntime-web refuses to start twice at once. @param {{inputs: string[], outputs: string[]}} names */
    static create(base, threads, container, names) {
        const created = turn.then(() => Session.#create(base, threads, container, names));
        turn = created.catch(() => {});
        return created;
    }

    static async #create(base, threads, container, names) {
        const { InferenceSession } = await runtime(base, threads);
        const { graph, weights } = unpack(container);
        const ownGraph = graph.slice();
        free(container);
        const session = new Session();
        session.names = names;
        session.session = await InferenceSession.create(ownGraph, {
            executionProviders: ['wasm'],
            graphOptimizationLevel: 'all',
            enableMemPattern: false,
            externalData: [{ path: 'weights', data: weights }],
        });
        free(weights);
        return session;
    }

    /** @param {Float32Array} input @param {number[]} shape @returns {Promise<Float32Array[]>} the outputs in their order */
    async run(input, shape) {
        const feeds = { [this.names.inputs[0]]: new ort.Tensor('float32', input, shape) };
        const results = await this.session.run(feeds);
        return this.names.outputs.map((name) => results[name].data);
    }
}
