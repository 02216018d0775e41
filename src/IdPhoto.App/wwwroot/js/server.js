// The one file of the app that sends a photo, and only when it is called: after the person has agreed.

import { chosenFile, keep } from './studio.js';
import { withoutOrigin } from './origin.js';

async function answer(response) {
    const body = await response.json().catch(() => null);
    // Only the server itself says that something was refused; what stands before it, such as a proxy, knows nothing of the photo.
    if (!response.ok)
        return body?.code && response.status < 500
            ? JSON.stringify({ refusal: { code: body.code, id: '', sentence: body.detail ?? body.title ?? '' } }) : unreachable;
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

let arrived = null;

/** Takes the file that was made last in the place of one that the engine makes. */
export function accept(name) {
    const file = keep(name, arrived);
    arrived = null;
    return JSON.stringify(file);
}

/** Has a photo made of the picture that was sent. */
export async function make(id, token, query, language) {
    const response = await ask(`v1/photos/${id}/id-photos?${query}`, {
        method: 'POST', headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Accept-Language': language },
    });
    if (!response)
        return unreachable;
    if (!response.ok)
        return answer(response);
    try {
        const { file, report } = await response.json();
        arrived = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
        return JSON.stringify({ result: { report } });
    } catch {
        return unreachable;
    }
}

/** Erases the picture that was sent; the answer holds the signed receipt. */
export async function erase(id, token, language) {
    const response = await ask(`v1/photos/${id}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language } });
    return response ? answer(response) : unreachable;
}
