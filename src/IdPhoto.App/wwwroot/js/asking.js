// How the app asks its own server, and reads what it answers: {result}, {refusal} or {fault}.

export const unreachable = JSON.stringify({ fault: 'offline' });

export async function ask(address, options) {
    try {
        return await fetch(address, { cache: 'no-store', credentials: 'omit', ...options });
    } catch {
        return null;
    }
}

export async function answer(response) {
    if (!response)
        return unreachable;
    const body = response.status === 204 ? {} : await response.json().catch(() => null);
    // Only the server itself says that something was refused; what stands before it, such as a proxy, knows nothing of it.
    if (!response.ok)
        return body?.code && response.status < 500
            ? JSON.stringify({ refusal: { code: body.code, id: '', sentence: body.detail ?? body.title ?? '' } }) : unreachable;
    return body === null ? unreachable : JSON.stringify({ result: body });
}

/** Who asks: this device's id, or where it has none the policy that was agreed to. */
export const asker = (id, policy) => id ? { 'Install-Id': id } : policy ? { Policy: policy } : {};
