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
    const images = new library.HeifDecoder().decode(file);
    try {
        const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
        return image ? await kept(image, space) : 0;
    } finally {
        images.forEach((image) => image.free?.());
    }
}

async function kept(image, space) {
    const colorSpace = space === 'Display P3' ? 'display-p3' : 'srgb';
    const pixels = new ImageData(image.get_width(), image.get_height(), { colorSpace });
    const done = await new Promise((resolve) => image.display(pixels, resolve));
    return done ? keep(await createImageBitmap(pixels), false) : 0;
}
