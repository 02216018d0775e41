// What the app asks and says to the server about this device: policy, consents, notices, rights. Never a photo.

import { answer, ask, asker } from './asking.js';
import { keeping } from './device.js';

/** The policy in force; null where this address has files alone. Nothing of the person goes along. */
export async function policy() {
    const response = await ask('v1/policy');
    // A host of files answers what it has not got, or its start page.
    const files = response && (response.status === 404 || response.ok && !response.headers.get('Content-Type')?.includes('json'));
    return files ? JSON.stringify({ result: null }) : answer(response);
}

export async function call(method, path, id, body, language) {
    const headers = { 'Accept-Language': language, ...asker(id) };
    if (body !== null)
        headers['Content-Type'] = 'application/json';
    return answer(await ask(`v1/${path}`, { method, headers, body: body ?? undefined }));
}

// Web Push: the browser's own.
async function registration() {
    await keeping;
    return globalThis.Notification && navigator.serviceWorker?.getRegistration();
}

export const canPush = async () => Boolean((await registration())?.pushManager);

/** Asks the browser, after the person has pressed the button. @returns its address and its two keys, with blanks between; null after a no */
export async function subscribe(key) {
    const worker = await registration();
    if (await Notification.requestPermission() !== 'granted')
        return null;
    const before = await worker.pushManager.getSubscription();
    await before?.unsubscribe();
    const { endpoint, keys } = (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) })).toJSON();
    return `${endpoint} ${keys.p256dh} ${keys.auth}`;
}

export async function unsubscribe() {
    await (await (await registration())?.pushManager?.getSubscription())?.unsubscribe();
}

const bytesOf = (base64url) => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
