// The one file of the app that sends a photo, and only when it is called: after the person has agreed.

import { chosenFile, keep } from './studio.js';
import { withoutOrigin } from './origin.js';

async function answer(response) {
    const body = await response.json().catch(() => null);
    if (!response.ok)
        return JSON.stringify({ refusal: { code: body?.code ?? 'server', id: '', sentence: body?.detail ?? body?.title ?? '' } });
    return body === null ? unreachable : JSON.stringify({ result: body });
}

async function ask(address, options) {
    try {
        return await fetch(address, { cache: 'no-store', credentials: 'omit', ...options });
    } catch {
        return null;
    }
}

const unreachable = JSON.stringify({ fault: 'offline' });

/** Whether this address has a server behind it, not files alone. Nothing of the person goes along. */
export async function reachable() {
    return (await ask('healthz'))?.ok === true;
}

/** Whether the chosen picture can be sent without what its file says about camera, place and time. */
export const sendable = async () => await withoutOrigin(chosenFile()) !== null;

/** Sends the chosen picture for a short stay, without what its file says about camera, place and time. */
export async function send(language) {
    const body = await withoutOrigin(chosenFile());
    const response = body && await ask('v1/photos', { method: 'POST', body, headers: { 'Accept-Language': language } });
    return response ? answer(response) : unreachable;
}

/** Has a photo made of the picture that was sent. */
export async function make(id, token, query, name, language) {
    const response = await ask(`v1/photos/${id}/id-photos?${query}`, {
        method: 'POST', headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Accept-Language': language },
    });
    if (!response)
        return unreachable;
    if (!response.ok)
        return answer(response);
    try {
        const { file, ...rest } = await response.json();
        return JSON.stringify({ result: { file: keep(name, Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))), report: rest } });
    } catch {
        return unreachable;
    }
}

/** Erases the picture that was sent; the answer holds the signed receipt. */
export async function erase(id, token, language) {
    const response = await ask(`v1/photos/${id}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language } });
    return response ? answer(response) : unreachable;
}
