// The engine as a page sees it. Everything happens in a worker: the page never waits, and the photo never leaves the device.

import { removeMark } from './marks.js';

/** A photo, file or wish that was refused: its code and message id are the same everywhere, its sentence is in the page's language. */
export class Refusal extends Error {
    constructor({ code, id, sentence }) {
        super(sentence);
        this.name = 'Refusal';
        this.code = code;
        this.id = id;
    }
}

/** A call that was cancelled. */
export class Cancelled extends Error {
    name = 'Cancelled';
}

/**
 * Makes and checks ID photos on this device.
 * Calls are answered one after the other. Each takes `{ signal, progress }`: an AbortSignal, and a function that is told the
 * stages ('Decode', 'FindFace', 'CutOut', 'Check', 'Export') as they begin.
 */
export class PhotoEngine extends EventTarget {
    #settings;
    #worker = null;
    #waiting = new Map();
    #last = 0;
    #closed = 0;
    #owner = `${Date.now()}-${Math.random()}`;

    /**
     * Starts the engine.
     * @param {object} options
     * @param {string|URL} options.framework the folder of dotnet.js
     * @param {number} [options.threads] for the networks, where the page is isolated (COOP and COEP); otherwise there is one
     * @param {string} [options.language] such as 'de'
     * @param {boolean} [options.salient] whether the 47 MB for replacing backgrounds may be downloaded when a photo needs them
     * @param {'auto'|'never'|'always'} [options.gpu] whether IS-Net may run on the graphics card (WebGPU): 'auto' where one answers rightly,
     * 'always' also one that is software, for tests
     * @returns {Promise<PhotoEngine>} Fires 'download' events: `detail` is `{ network, done, bytes }`.
     */
    static async start({ framework, threads = Math.min(4, navigator.hardwareConcurrency ?? 1), language = 'en', salient = false, gpu = 'auto' }) {
        const engine = new PhotoEngine();
        engine.#settings = { framework: new URL(framework, document.baseURI).href, threads, language, salient, gpu, owner: engine.#owner };
        // Nor did one whose page was left.
        addEventListener('pagehide', () => removeMark(engine.#owner));
        await engine.#begin();
        return engine;
    }

    /** How many bytes replacing backgrounds still has to download. */
    missing = (names = ['Salient']) => this.#ask('missing', { names });

    /** What runs IS-Net: `{ salient: 'wasm'|'webgpu'|null, noGpu }`; null before it is loaded. `noGpu` is why it is not the graphics card. */
    facts = () => this.#ask('facts', {});

    /** Lets IS-Net be downloaded, or not. */
    allowSalient(allowed) {
        this.#settings.salient = allowed;
        return this.#ask('allowSalient', { allowed });
    }

    /** Begins to load networks. */
    preload = (names) => this.#ask('preload', { names });

    /** Chooses the language of sentences. */
    speak(language) {
        this.#settings.language = language;
        return this.#ask('speak', { language });
    }

    /** Decodes a picture and measures the faces in it; it stays open until the next one or `close`. @param {Blob} blob */
    open = async (blob, options) => this.#ask('open', { file: await this.#bytesOf(blob) }, options);

    /** The open picture as `{ width, height, rgb }`, upright and in sRGB, its longest side at most `longSide`. */
    pixels = (longSide = 4096) => this.#ask('pixels', { longSide });

    /** The open picture to be shown: an ImageBitmap, upright, its longest side at most `longSide`, scaled by the browser. */
    bitmap = (longSide = 4096) => this.#ask('bitmap', { longSide });

    /** Checks the open picture for a document. @param {{specs: string[]}} request see EngineRequest in C# */
    check = (request, options) => this.#ask('check', { request }, options);

    /** Cuts the person out of the open picture, at its full size: `{ width, height, rgba }`, alpha straight. */
    cutOut = (options) => this.#ask('cutOut', {}, options);

    /**
     * The person around a document's page, to correct the page by hand on: `{ width, height, rgba, map }`, alpha straight;
     * `map` leads from its pixels to the picture's (x' = a x + b y + c, y' = d x + e y + f). Strokes are not drawn.
     * @param {object} request as for `make`, of one document
     */
    layer = (request, options) => this.#ask('layer', { request }, options);

    /** Makes the photos of documents: an array of `{ spec, file: Uint8Array|null, draft, report, placement, refusal }`. */
    make = (request, options) => this.#ask('make', { request }, options);

    /** Puts the photos that were made last on a sheet: `{ file: Uint8Array, copies }`. @param {{paper: string}} request see SheetAsked in C# */
    print = (request, options) => this.#ask('print', { request }, options);

    /** Whether a portal would accept a finished file: `{ lines, file, unmended }`, the file mended where `repair` is true, or why it was not. @param {Blob} blob */
    preflight = async (blob, request, repair = false, options = {}) =>
        this.#ask('preflight', { file: await this.#bytesOf(blob), request, repair }, options);

    /**
     * What is missing in a camera frame for a document: steps, the page's corners, and the measured values.
     * @param {ImageBitmap} frame handed over @param {string|{specs: string[]}|{custom: string}} wish the document, or a custom size
     * @param {number} captureScale pixels of the photo per pixel of the frame, from 1
     */
    guide = (frame, wish, captureScale = 1) =>
        this.#ask('guide', { frame, request: typeof wish === 'string' ? { specs: [wish] } : wish, captureScale }, {}, [frame]);

    /**
     * Forgets the photo and gives all memory back: a WebAssembly memory never shrinks, so the worker ends. What is asked of the
     * engine afterwards begins a new one.
     */
    close() {
        this.#closed++;
        // A worker that is ended on purpose did not die of the graphics card.
        removeMark(this.#owner);
        this.#end(new Cancelled());
    }

    async #begin() {
        const base = new URL('./', import.meta.url);
        const worker = new Worker(new URL('worker.js', base), { type: 'module' });
        this.#worker = worker;
        worker.onmessage = ({ data }) => this.#hear(data);
        worker.onerror = (event) => this.#end(new Error(event.message || 'The engine could not be started.'));
        try {
            await this.#post('start', { ...this.#settings, engineBase: base.href });
        } catch (error) {
            // Whatever is asked next tries again.
            if (this.#worker === worker)
                this.#end(error);
            throw error;
        }
    }

    // A photo whose file is still being read when the engine is closed is not opened afterwards.
    async #bytesOf(blob) {
        const closed = this.#closed;
        const bytes = new Uint8Array(await blob.arrayBuffer());
        if (closed !== this.#closed)
            throw new Cancelled();
        return bytes;
    }

    #end(error) {
        this.#worker?.terminate();
        this.#worker = null;
        for (const { reject } of this.#waiting.values())
            reject(error);
        this.#waiting.clear();
    }

    async #ask(call, message, { signal, progress } = {}, handedOver = []) {
        if (signal?.aborted)
            throw new Cancelled();
        // A start that fails rejects what waits with it.
        if (this.#worker === null)
            this.#begin().catch(() => {});
        return this.#post(call, message, { signal, progress }, handedOver);
    }

    #post(call, message, { signal, progress } = {}, handedOver = []) {
        const job = ++this.#last;
        return new Promise((resolve, reject) => {
            this.#waiting.set(job, { resolve, reject, progress });
            signal?.addEventListener('abort', () => this.#waiting.has(job) && this.#worker?.postMessage({ cancel: job }), { once: true });
            this.#worker.postMessage({ job, call, ...message }, handedOver);
        });
    }

    #hear({ job, stage, download, result, failure }) {
        if (download) {
            this.dispatchEvent(new CustomEvent('download', { detail: download }));
            return;
        }
        const waiting = this.#waiting.get(job);
        if (stage) {
            waiting?.progress?.(stage);
            return;
        }
        this.#waiting.delete(job);
        if (failure)
            waiting?.reject(failure.refusal ? new Refusal(failure.refusal) : failure.cancelled ? new Cancelled() : new Error(failure.fault));
        else
            waiting?.resolve(result);
    }
}
