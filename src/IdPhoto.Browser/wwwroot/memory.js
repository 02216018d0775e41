// Large buffers are given back at once: the collector would let hundreds of megabytes pile up before it looks.

/** Ends the life of an array's buffer; every view of it is empty from then on. @param {ArrayBufferView} array */
export function free(array) {
    if (!array.buffer.detached)
        array.buffer.transfer?.(0);
}
