// The engine as the app holds it: the picture that was chosen, and the files that were made, stay on this side of the bridge;
// only numbers and sentences cross it.

import { PhotoEngine } from '../engine/engine.js';

let engine = null;
let starting = null;
let language = 'en';
let salient = false;
/** Who is told how far it is; null while the page begins. */
let app = null;

/** Whether the engine holds the chosen picture, and whether it did when it failed. */
let opened = false;
let lost = false;

/** The picture that the person has chosen. */
let chosen = null;
let chosenUrl = null;

/** What was made last, by document: `{ bytes, type, url }`. */
const made = new Map();
const running = new Map();

export function attach(dotnet) {
    app = dotnet;
    globalThis.idphotoOffered = (file) => {
        choose(file);
        app.invokeMethod('Offered', file.name ?? '');
    };
}

export function choose(file) {
    chosen = file;
    opened = lost = false;
    if (chosenUrl)
        URL.revokeObjectURL(chosenUrl);
    chosenUrl = null;
    forgetMade();
}

/** The first file of an input, chosen. @returns its name, or null */
export function chooseFrom(input) {
    const file = input.files[0];
    input.value = '';
    if (!file)
        return null;
    choose(file);
    return file.name;
}

export const openInput = (input) => input.click();
export const chosenFile = () => chosen;
export const speak = (tag) => {
    language = tag;
    return engine?.speak(tag);
};

async function started() {
    const wanted = language;
    starting ??= PhotoEngine.start({ framework: './_framework/', language, salient }).then((begun) => {
        engine = begun;
        // Another language may have been chosen while it started.
        if (language !== wanted)
            engine.speak(language).catch(() => {});
        engine.addEventListener('download', ({ detail }) => app?.invokeMethod('Downloading', detail.network, detail.done, detail.bytes));
        return engine;
    });
    try {
        return await starting;
    } catch (error) {
        starting = null;
        throw error;
    }
}

/** Runs one call; the answer is JSON: its result, or why there is none. */
async function call(job, work) {
    const stop = new AbortController();
    running.set(job, stop);
    // A download does not listen: the wait for it ends all the same.
    const stopped = new Promise((_, reject) => stop.signal.addEventListener('abort', () => reject(Object.assign(new Error(), { name: 'Cancelled' }))));
    stopped.catch(() => {});
    try {
        const options = { signal: stop.signal, progress: (stage) => app?.invokeMethod('Reached', job, stage) };
        const result = await Promise.race([reopened().then((engine) => work(engine, options)), stopped]);
        return JSON.stringify({ result: result ?? null });
    } catch (error) {
        if (error.name === 'Refusal')
            return JSON.stringify({ refusal: { code: error.code, id: error.id, sentence: error.message } });
        if (error.name === 'Cancelled')
            return JSON.stringify({ cancelled: true });
        // An engine that has failed, as without memory, answers nothing any more: the next call begins another one.
        lost = opened;
        engine?.close();
        return JSON.stringify({ fault: navigator.onLine ? 'engine' : 'offline' });
    } finally {
        running.delete(job);
    }
}

/** The engine, with the picture open that was open before it failed. */
async function reopened() {
    const ready = await started();
    if (lost) {
        lost = false;
        await ready.open(chosen);
    }
    return ready;
}

export const cancel = (job) => running.get(job)?.abort();
export const warm = (job) => call(job, async (engine) => {
    const all = await engine.preload(['FaceFullRange', 'FaceShortRange', 'FaceMesh', 'Person', 'Palm']);
    // Apple's browsers read HEIC themselves; the others keep what does, so that a photo from such a phone opens without a connection, too.
    // The worker may still be keeping the app itself.
    if (!navigator.vendor.startsWith('Apple'))
        navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage('keep-heic'));
    return all;
});
export const missing = (job, networks) => call(job, (engine) => engine.missing(networks));
export const allowSalient = (job, allowed) => {
    salient = allowed;
    return call(job, (engine) => engine.allowSalient(allowed));
};
export const warmSalient = (job) => call(job, (engine) => engine.preload(['Salient']));
export const open = (job) => call(job, async (engine, options) => {
    opened = false;
    const found = await engine.open(chosen, options);
    opened = true;
    return found;
});
export const check = (job, request) => call(job, (engine, options) => engine.check(JSON.parse(request), options));
export const make = (job, name, request) => call(job, async (engine, options) => {
    const [line] = await engine.make(JSON.parse(request), options);
    // A file that nobody waits for any more must not stand in the place of a newer one.
    return { ...line, file: line.file && !options.signal.aborted ? keep(name, line.file) : null };
});
export const print = (job, request) => call(job, async (engine, options) => {
    const sheet = await engine.print(JSON.parse(request), options);
    const kept = keep('sheet', sheet.file, 'application/pdf');
    return { ...sheet, file: kept };
});
export const preflight = (job, name, request) => call(job, async (engine, options) => {
    const { lines, unmended } = await engine.preflight(new Blob([made.get(name).bytes]), JSON.parse(request), false, options);
    return { lines, unmended, file: null };
});

/** The open picture for the editor and the verdicts: an ImageBitmap of at most `longSide`. */
export const bitmap = async (longSide) => (await reopened()).bitmap(longSide);

/** The open picture, upright, as the address of an image. */
export async function picture(longSide) {
    if (chosenUrl)
        return chosenUrl;
    const drawn = await bitmap(longSide);
    const canvas = new OffscreenCanvas(drawn.width, drawn.height);
    canvas.getContext('2d').drawImage(drawn, 0, 0);
    drawn.close();
    chosenUrl = URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }));
    return chosenUrl;
}

export const layer = async (request, signal) => (await reopened()).layer(JSON.parse(request), { signal });
export const guide = async (frame, request, scale) => (await started()).guide(frame, request, scale);

/** A file that was made by the server, in the place of one that the engine makes. */
export const keep = (name, bytes, type = typeOf(bytes)) => {
    const before = made.get(name);
    if (before)
        URL.revokeObjectURL(before.url);
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    made.set(name, { bytes, type, url });
    return { url, type, bytes: bytes.length };
};

export const madeFile = (name) => made.get(name);

function typeOf(bytes) {
    return bytes[0] === 0x89 ? 'image/png' : 'image/jpeg';
}

function forgetMade() {
    for (const { url } of made.values())
        URL.revokeObjectURL(url);
    made.clear();
}

/** Forgets the picture and all that was made of it; the memory goes back. */
export function close() {
    choose(null);
    engine?.close();
}
