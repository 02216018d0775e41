// The one file of the app that sends a photo, and only when it is called: after the person has agreed.

import { answer, ask, asker, unreachable } from './asking.js';
import { chosenFile, keep } from './studio.js';
import { withoutOrigin } from './origin.js';

/** Whether this address has a server behind it, not files alone. Nothing of the person goes along. */
export async function reachable() {
    return (await ask('healthz'))?.ok === true;
}

/** Whether the chosen picture can be sent without what its file says about camera, place and time. */
export const sendable = async () => await withoutOrigin(chosenFile()) !== null;

/** Sends the chosen picture for a short stay, without what its file says about camera, place and time. */
export async function send(language, installId, policy) {
    const body = await withoutOrigin(chosenFile());
    return body ? answer(await ask('v1/photos', { method: 'POST', body, headers: { 'Accept-Language': language, ...asker(installId, policy) } })) : unreachable;
}

let arrived = null;

/** Takes the file that was made last in the place of one that the engine makes. */
export function accept(name) {
    const file = keep(name, arrived);
    arrived = null;
    return JSON.stringify(file);
}

/** Has a photo made of the picture that was sent. */
export async function make(id, token, query, language, installId, policy) {
    const response = await ask(`v1/photos/${id}/id-photos?${query}`, {
        method: 'POST', headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Accept-Language': language, ...asker(installId, policy) },
    });
    if (!response?.ok)
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
    return answer(await ask(`v1/photos/${id}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language } }));
}
