// A worker for IS-Net alone: a WebAssembly memory never shrinks, so the half gigabyte goes when this worker ends.

import { Session } from './sessions.js';

let session = null;

onmessage = async ({ data }) => {
    try {
        if (data.container) {
            session = await Session.create(new URL(data.base), data.threads, data.container, data.names);
            postMessage({ ready: true });
            return;
        }
        const outputs = await session.run(data.input, data.shape);
        const copies = outputs.map((output) => output.slice());
        postMessage({ outputs: copies }, copies.map((copy) => copy.buffer));
    } catch (error) {
        postMessage({ error: `${error?.message ?? error}` });
    }
};
