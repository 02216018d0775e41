// Decodes HEIC where the browser cannot, with libheif: loaded when the first such file comes.

import { decode, keep } from './photos.js';

let library = null;

/** @param {Uint8Array} file @param {string} space the colour space that the file declares, in Core's words */
export async function decodeHeic(file, space) {
    // Safari reads it by itself.
    const own = await decode(file, 'image/heic', false);
    if (own !== 0)
        return own;
    library ??= await (await import('./heic/libheif-bundle.mjs')).default();
    const [image] = new library.HeifDecoder().decode(file);
    if (!image)
        return 0;
    const width = image.get_width();
    const height = image.get_height();
    const colorSpace = space === 'Display P3' ? 'display-p3' : 'srgb';
    const pixels = new ImageData(width, height, { colorSpace });
    const done = await new Promise((resolve) => image.display(pixels, resolve));
    image.free?.();
    return done ? keep(await createImageBitmap(pixels), false) : 0;
}
