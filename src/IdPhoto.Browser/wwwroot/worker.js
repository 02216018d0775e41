// The engine's worker: .NET, the small networks and the open photo live here, away from the page.

import * as photos from './photos.js';
import * as jpeg from './jpeg.js';
import * as sheets from './sheets.js';
import { decodeHeic } from './heic.js';
import { Networks } from './networks.js';

// Without it the runtime takes a worker for one of its own threads and waits for ever.
globalThis.dotnetSidecar = true;

const ear = new MessageChannel();
let heard = null;
ear.port1.onmessage = () => heard();

let engine = null;
let networks = null;
/** Where the sentences of languages lie that .NET's part of the page was built without. */
let wordsBase = null;
let input = null;
let outputs = [];

/** A turn of the event loop, in which messages such as a cancellation arrive. */
function listen() {
    return new Promise((resolve) => {
        heard = resolve;
        ear.port2.postMessage(0);
    });
}

/** What the engine's C# calls: see Ports/Page.cs. Views of .NET's memory are copied at once, since it may move. */
const imports = {
    decode: (file, mediaType, mayBeTransparent) => photos.decode(copyOf(file), mediaType, mayBeTransparent),
    decodeHeic: (file, space, orientation) => decodeHeic(copyOf(file), space, orientation),
    widthOf: photos.widthOf,
    heightOf: photos.heightOf,
    isTransparent: photos.isTransparent,
    close: photos.close,
    alpha: (number, target) => target.set(photos.alpha(number)),
    within: photos.within,
    part: (number, turns, left, top, width, height, target) => target.set(photos.part(number, turns, left, top, width, height)),
    resample: (number, turns, map, width, height, cubic, target) => target.set(photos.resample(number, turns, map, width, height, cubic)),
    toTensor: (number, turns, map, width, height, gain, offset, target) =>
        target.set(new Uint8Array(photos.toTensor(number, turns, map, width, height, gain, offset).buffer)),
    reduce: photos.reduce,
    prepareEncoder: jpeg.prepareEncoder,
    encodeJpeg: (rgb, width, height, quality) => jpeg.encodeJpeg(copyOf(rgb), width, height, quality),
    encodePng: async (rgb, width, height) => ({ bytes: await jpeg.encodePng(copyOf(rgb), width, height) }),
    has: (name) => networks.has(name),
    files: (name) => networks.files(name),
    preload: (names) => networks.preload(names),
    setInput: (values) => { input = new Float32Array(copyOf(values).buffer); },
    run: async (name, shape) => {
        const values = input;
        await listen();
        outputs = await networks.run(name, values, Array.from(shape)) ?? [];
        return outputs.length;
    },
    lengthOf: (output) => outputs[output].length,
    takeOutput: (output, target) => {
        const values = outputs[output];
        target.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    },
    pdfPhoto: (bytes, width, height, isJpeg) => ({ bytes: copyOf(bytes), width, height, jpeg: isJpeg }),
    writePdf: async (sheet, placed) => ({ bytes: await sheets.writePdf(sheet, placed) }),
    drawInk: (sheet, pixelsPerMm, width, height, target) => target.set(sheets.drawInk(sheet, pixelsPerMm, width, height)),
    bytesOf: (file) => file.bytes,
    listen,
    progress: (job, stage) => postMessage({ job, stage }),
};

function copyOf(view) {
    const copy = view.slice();
    view.dispose?.();
    return copy;
}

/** Speaks English where the sentences of a language cannot be had; they are asked for again the next time. */
async function speak(language) {
    if (engine.Lacks(language))
        try {
            const answer = await fetch(new URL(`${language}.json`, wordsBase), { signal: AbortSignal.timeout(10000) });
            if (answer.ok)
                engine.Learn(language, await answer.text());
        } catch {
            // Without them a photo is as good.
        }
    engine.Speak(language);
}

const calls = {
    async start({ framework, engineBase, threads, language, salient, gpu, owner }) {
        wordsBase = new URL('../words/', framework);
        networks = new Networks(new URL(engineBase), threads, (download) => postMessage({ download }), gpu, owner);
        networks.allowSalient(salient);
        const { dotnet } = await import(new URL('dotnet.js', framework).href);
        const [runtime] = await Promise.all([dotnet.create(), networks.open()]);
        runtime.setModuleImports('idphoto', imports);
        engine = (await runtime.getAssemblyExports('IdPhoto.Browser.dll')).IdPhoto.Browser.Engine;
        await speak(language);
    },
    speak: ({ language }) => speak(language),
    allowSalient: ({ allowed }) => networks.allowSalient(allowed),
    missing: ({ names }) => networks.missing(names),
    facts: () => networks.facts(),
    preload: ({ names }) => networks.preload(names),
    open: async ({ job, file }) => answer(await engine.OpenAsync(job, file)),
    pixels({ longSide }) {
        const { width, height, pixels } = picture(engine.Pixels(longSide));
        return { width, height, rgb: pixels };
    },
    bitmap({ longSide }) {
        const [number, turns] = engine.Shown();
        return photos.shown(number, turns, longSide);
    },
    async cutOut({ job }) {
        const { width, height, pixels } = picture(engine.Take(answer(await engine.CutOutAsync(job)).file));
        return { width, height, rgba: pixels };
    },
    async layer({ job, request }) {
        const { file, map } = answer(await engine.LayerAsync(job, JSON.stringify(request)));
        const { width, height, pixels } = picture(engine.Take(file));
        return { width, height, rgba: pixels, map };
    },
    check: async ({ job, request }) => answer(await engine.CheckAsync(job, JSON.stringify(request))),
    async make({ job, request }) {
        const made = answer(await engine.MakeAsync(job, JSON.stringify(request)));
        for (const line of made)
            line.file = line.file === null ? null : engine.Take(line.file);
        return made;
    },
    async print({ job, request }) {
        const sheet = answer(await engine.PrintAsync(job, JSON.stringify(request)));
        return { ...sheet, file: engine.Take(sheet.file) };
    },
    async preflight({ job, file, request, repair }) {
        const { lines, file: mended, unmended } = answer(await engine.PreflightAsync(job, file, JSON.stringify(request), repair));
        return { lines, unmended, file: mended === null ? null : engine.Take(mended) };
    },
    async guide({ frame, request, captureScale }) {
        return answer(await engine.GuideAsync(photos.keep(frame, false), JSON.stringify(request), captureScale));
    },
};

/** A picture as C# hands it over: columns and rows, then the pixels. */
function picture(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const [width, height] = [view.getInt32(0, true), view.getInt32(4, true)];
    return { width, height, pixels: bytes.subarray(8) };
}

function answer(json) {
    const told = JSON.parse(json);
    if (told.refusal || told.cancelled)
        throw told;
    return told;
}

let turn = Promise.resolve();

/** Jobs that were cancelled, perhaps before their turn. */
const cancelled = new Set();

onmessage = ({ data }) => {
    if (data.cancel) {
        cancelled.add(data.cancel);
        engine?.Cancel(data.cancel);
        return;
    }
    // One after the other: the engine holds one photo.
    turn = turn.then(() => perform(data));
};

/** Files and pixels are handed over, not copied. */
function buffersOf(result) {
    if (result instanceof ImageBitmap)
        return [result];
    const lines = Array.isArray(result) ? result : [result];
    return lines.map((line) => (line?.file ?? line?.rgb ?? line?.rgba)?.buffer).filter((buffer) => buffer);
}

async function perform({ job, call, ...rest }) {
    try {
        if (cancelled.has(job))
            throw { cancelled: true };
        const result = await calls[call]({ job, ...rest });
        postMessage({ job, result }, buffersOf(result));
    } catch (error) {
        const told = error.refusal || error.cancelled ? error : { fault: `${error?.message ?? error}` };
        postMessage({ job, failure: told });
    } finally {
        cancelled.delete(job);
        photos.forget();
    }
}
