// While the graphics card works, a mark stands in the Cache API: one that is left was left by a page that died of the card.

const MARKS = 'idphoto-gpu-1';

/** For so long a device is not tried again. */
const REST = 7 * 24 * 3600 * 1000;

/** @param {string} owner whose work it is */
export async function setMark(owner) {
    await (await caches.open(MARKS)).put(`working-${owner}`, new Response(`${Date.now()}`));
}

/** The work is done, or was ended on purpose. Marks of others stay. */
export async function removeMark(owner) {
    try {
        if (await globalThis.caches?.has(MARKS))
            await (await caches.open(MARKS)).delete(`working-${owner}`);
    } catch {
        // A mark too many costs some time.
    }
}

/** Whether somebody has left one. */
export async function isMarked() {
    const cache = await caches.open(MARKS);
    let marked = false;
    for (const mark of await cache.keys()) {
        const left = Date.now() - Number(await (await cache.match(mark))?.text() ?? 0) < REST;
        if (!left)
            await cache.delete(mark);
        marked ||= left;
    }
    return marked;
}
