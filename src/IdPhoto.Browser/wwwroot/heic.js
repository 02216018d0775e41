// Decodes HEIC where the browser cannot, with libheif: loaded when the first such file comes.

import { decode, keep } from './photos.js';

let library = null;

/**
 * @param {Uint8Array} file
 * @param {string} space the colour space that the file declares, in Core's words
 * @param {number} orientation what EXIF alone asks for, 1 to 8: libheif turns by 'irot' and 'imir' only
 */
export async function decodeHeic(file, space, orientation) {
    // Safari reads it by itself.
    const own = await decode(file, 'image/heic', false);
    if (own !== 0)
        return own;
    library ??= await (await import('./heic/libheif-bundle.mjs')).default();
    const images = new library.HeifDecoder().decode(file);
    try {
        const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
        return image ? await kept(image, space, orientation) : 0;
    } finally {
        images.forEach((image) => image.free?.());
    }
}

async function kept(image, space, orientation) {
    const colorSpace = space === 'Display P3' ? 'display-p3' : 'srgb';
    const pixels = new ImageData(image.get_width(), image.get_height(), { colorSpace });
    const done = await new Promise((resolve) => image.display(pixels, resolve));
    return done ? keep(turned(await createImageBitmap(pixels), orientation), false) : 0;
}

/** EXIF's orientations as matrices of a canvas. */
const TURNS = [null, null, [-1, 0, 0, 1], [-1, 0, 0, -1], [1, 0, 0, -1], [0, 1, 1, 0], [0, 1, -1, 0], [0, -1, -1, 0], [0, -1, 1, 0]];

function turned(bitmap, orientation) {
    const turn = TURNS[orientation];
    if (!turn)
        return bitmap;
    const { width, height } = bitmap;
    const canvas = orientation < 5 ? new OffscreenCanvas(width, height) : new OffscreenCanvas(height, width);
    const context = canvas.getContext('2d');
    context.translate(canvas.width / 2, canvas.height / 2);
    context.transform(...turn, 0, 0);
    context.drawImage(bitmap, -width / 2, -height / 2);
    bitmap.close();
    return canvas.transferToImageBitmap();
}
