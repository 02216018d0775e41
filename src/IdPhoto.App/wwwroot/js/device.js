// What the app needs of the device beside pictures: settings, title and focus, files out, installing, offline, speech.

const PREFIX = 'idphoto.';

export function read(name) {
    try {
        return localStorage.getItem(PREFIX + name);
    } catch {
        return null;
    }
}

export function write(name, text) {
    try {
        if (text === null)
            localStorage.removeItem(PREFIX + name);
        else
            localStorage.setItem(PREFIX + name, text);
    } catch {
        // Without storage the choice lasts as long as the page.
    }
}

/** The sentences of a language; null where they cannot be had. */
export async function words(tag) {
    try {
        const answer = await fetch(new URL(`words/${tag}.json`, document.baseURI), { signal: AbortSignal.timeout(10000) });
        return answer.ok ? await answer.text() : null;
    } catch {
        return null;
    }
}

/** Everything that this app has put into this browser's small storage, as one readable object. */
export function readAll() {
    const all = {};
    try {
        for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)))
            all[key.slice(PREFIX.length)] = parsed(localStorage.getItem(key));
    } catch {
        // Nothing kept, nothing to show.
    }
    return JSON.stringify(all);
}

const parsed = (text) => {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
};

/** Forgets everything: settings, networks, the app's own files. Finished photos are the gallery's to delete. */
export async function forgetAll() {
    forgotten = true;
    try {
        for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)))
            localStorage.removeItem(key);
    } catch {
        // Nothing kept.
    }
    // Other pages of the same host may keep things of their own.
    for (const name of (await globalThis.caches?.keys() ?? []).filter((name) => name.startsWith('idphoto-')))
        await caches.delete(name);
    await (await navigator.serviceWorker?.getRegistration())?.unregister();
}

export const facts = () => JSON.stringify({
    languages: navigator.languages ?? [navigator.language],
    touch: matchMedia('(pointer: coarse)').matches,
    camera: Boolean(navigator.mediaDevices?.getUserMedia),
    share: Boolean(navigator.canShare),
    speech: Boolean(globalThis.speechSynthesis),
    memory: navigator.deviceMemory ?? null,
    address: document.baseURI,
    standalone: matchMedia('(display-mode: standalone)').matches,
    platform: platform(),
    partners: document.querySelector('meta[name="partners"]')?.content.split(' ') ?? [],
});

/** A word for the kind of device: no model and no version. */
function platform() {
    const agent = navigator.userAgent;
    const found = [['Android', 'android'], ['iPhone', 'ios'], ['iPad', 'ios'], ['Windows', 'windows'], ['Macintosh', 'mac'], ['Linux', 'linux'], ['CrOS', 'linux']]
        .find(([part]) => agent.includes(part));
    return found?.[1] ?? 'other';
}

export function speakLanguage(tag, rightToLeft) {
    document.documentElement.lang = tag;
    document.documentElement.dir = rightToLeft ? 'rtl' : 'ltr';
}

export const showTheme = (theme) => globalThis.idphotoTheme(theme);

export function titled(title) {
    document.title = title;
}

/** After a change of screen: its heading is what a screen reader says next, and its top is what is seen. */
export function entered() {
    scrollTo({ top: 0, behavior: 'instant' });
    document.querySelector('main h1')?.focus({ preventScroll: true });
}

export const restart = () => location.reload();
export const go = (fragment) => { location.hash = fragment; };
export const fragment = () => location.hash;
export function listen(app) {
    addEventListener('hashchange', () => app.invokeMethod('Moved', location.hash));
    addEventListener('online', () => app.invokeMethod('Connected', true));
    addEventListener('offline', () => app.invokeMethod('Connected', false));
    document.addEventListener('paste', (event) => {
        const file = [...event.clipboardData?.files ?? []].find((file) => file.type.startsWith('image/'));
        if (file && globalThis.idphotoOffered) {
            event.preventDefault();
            globalThis.idphotoOffered(file);
        }
    });
    for (const kind of ['dragover', 'drop'])
        document.addEventListener(kind, (event) => {
            if (![...event.dataTransfer?.types ?? []].includes('Files'))
                return;
            event.preventDefault();
            if (kind === 'drop' && event.dataTransfer.files[0])
                globalThis.idphotoOffered?.(event.dataTransfer.files[0]);
        });
}

export function show(dialog) {
    if (!dialog.open)
        dialog.showModal();
}

export const hide = (dialog) => dialog.close();

/** Gives a finished file to the person: by the browser's download. */
export function download(url, name) {
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
}

export function downloadText(text, name, type) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    download(url, name);
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Opens the device's own share sheet. @returns whether there was one. */
export async function share(url, name, type) {
    const file = new File([await (await fetch(url)).blob()], name, { type });
    if (!navigator.canShare?.({ files: [file] }))
        return false;
    try {
        await navigator.share({ files: [file] });
    } catch (error) {
        if (error.name !== 'AbortError')
            return false;
    }
    return true;
}

export function say(text, language) {
    if (!globalThis.speechSynthesis)
        return;
    speechSynthesis.cancel();
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = language;
    speechSynthesis.speak(spoken);
}

export const hush = () => globalThis.speechSynthesis?.cancel();
export const buzz = (pattern) => navigator.vibrate?.(pattern);

// Installing and updating.
let wanted = null;
let fresh = null;
let asked = false;
let forgotten = false;

/** Ends when the browser has begun to keep the app, or will not. */
export let keeping = Promise.resolve();

export function keepUp(app) {
    addEventListener('beforeinstallprompt', (event) => {
        event.preventDefault();
        wanted = event;
        app.invokeMethod('Installable', true);
    });
    addEventListener('appinstalled', () => app.invokeMethod('Installable', false));
    if (!navigator.serviceWorker)
        return;
    const controlled = Boolean(navigator.serviceWorker.controller);
    // Only the page that asked for the new version begins again: another may hold an open picture, and is told.
    navigator.serviceWorker.addEventListener('controllerchange', () => {
        if (asked)
            location.reload();
        else if (controlled) {
            fresh = null;
            app.invokeMethod('Fresh');
        }
    });
    keeping = keep(app, controlled);
}

async function keep(app, controlled) {
    // Keeping the app means to fetch and hash all of it: on a first visit what is on the screen goes first.
    if (!controlled)
        await new Promise((resolve) => setTimeout(resolve, 1500));
    if (forgotten)
        return;
    const registration = await navigator.serviceWorker.register('service-worker.js', { updateViaCache: 'none' }).catch(() => null);
    if (!registration)
        return;
    if (forgotten) {
        await registration.unregister();
        return;
    }
    const offer = () => {
        if (registration.waiting && navigator.serviceWorker.controller) {
            fresh = registration.waiting;
            app.invokeMethod('Fresh');
        }
    };
    offer();
    registration.addEventListener('updatefound', () =>
        registration.installing?.addEventListener('statechange', offer));
    document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible')
            registration.update().catch(() => {});
    });
}

export async function install() {
    await wanted?.prompt();
    wanted = null;
}

export function update() {
    asked = true;
    if (fresh)
        fresh.postMessage('take-over');
    else
        location.reload();
}

/** A QR code of an address, as the data of one SVG path. */
export async function qr(text) {
    const { default: qrcode } = await import('../qr/qrcode.mjs');
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const size = code.getModuleCount();
    let path = '';
    for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++)
            if (code.isDark(y, x))
                path += `M${x} ${y}h1v1h-1z`;
    return JSON.stringify({ size, path });
}

/** Who runs this copy: a file that the operator fills in. */
export async function operator() {
    const answer = await fetch('operator.json').catch(() => null);
    return answer?.ok ? answer.text() : '{}';
}
