// Writes JPEG with MozJPEG and PNG with the browser's own encoder.

import { withAlpha } from './channels.js';

let encoder = null;

/** Loads MozJPEG, once. */
export async function prepareEncoder() {
    encoder ??= await (await import('./jpeg/mozjpeg_enc.js')).default({ noInitialRun: true });
}

/** A baseline JPEG with full colour resolution (4:4:4) and the tables of ITU-T T.81, annex K. */
export function encodeJpeg(rgb, width, height, quality) {
    return encoder.encode(withAlpha(rgb), width, height, {
        quality,
        baseline: true,
        arithmetic: false,
        progressive: false,
        optimize_coding: true,
        smoothing: 0,
        color_space: 3,
        quant_table: 0,
        trellis_multipass: false,
        trellis_opt_zero: false,
        trellis_opt_table: false,
        trellis_loops: 1,
        auto_subsample: false,
        chroma_subsample: 1,
        separate_chroma_quality: false,
        chroma_quality: quality,
    });
}

/** A PNG. @param {Uint8Array} pixels RGB, or RGBA with straight alpha */
export async function encodePng(pixels, width, height) {
    const alpha = pixels.length === width * height * 4;
    const rgba = alpha ? new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length) : withAlpha(pixels);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d', { alpha }).putImageData(new ImageData(rgba, width, height), 0, 0);
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}
