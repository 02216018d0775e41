// The one file of the app that sends a photo, and only when it is called: after the person has agreed.

import { chosenFile, keep } from './studio.js';

async function answer(response) {
    const body = await response.json().catch(() => null);
    if (response.ok)
        return JSON.stringify({ result: body });
    return JSON.stringify({ refusal: { code: body?.code ?? 'server', id: '', sentence: body?.detail ?? body?.title ?? '' } });
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

/** Sends the chosen picture for a short stay. */
export async function send(language) {
    const response = await ask('v1/photos', { method: 'POST', body: chosenFile(), headers: { 'Accept-Language': language } });
    return response ? answer(response) : unreachable;
}

/** Has a photo made of the picture that was sent. */
export async function make(id, token, query, spec, language) {
    const response = await ask(`v1/photos/${id}/id-photos?${query}`, {
        method: 'POST', headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Accept-Language': language },
    });
    if (!response)
        return unreachable;
    if (!response.ok)
        return answer(response);
    const { file, ...rest } = await response.json();
    const letters = atob(file);
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return JSON.stringify({ result: { file: keep(spec, bytes), report: rest } });
}

/** Erases the picture that was sent; the answer holds the signed receipt. */
export async function erase(id, token, language) {
    const response = await ask(`v1/photos/${id}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language } });
    return response ? answer(response) : unreachable;
}

/** Whether the picture is still there: its state, or a refusal. */
export async function state(id, token, language) {
    const response = await ask(`v1/photos/${id}`, { headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language } });
    return response ? answer(response) : unreachable;
}
