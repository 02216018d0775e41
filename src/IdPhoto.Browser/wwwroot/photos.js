// Photos that the browser has decoded. They stay where the browser keeps them and are read in strips and parts, so that even a
// large one never lies in this worker's memory as a whole.

import { withoutAlpha } from './channels.js';
import { free } from './memory.js';
import { kernel, sampleTurned, sampleUpright } from './resampling.js';

const STRIP_ROWS = 128;

/** A part is read at least this many times finer than what is made of it. */
const OVERSAMPLING = 1.5;

/** From this alpha on everywhere a photo is as good as opaque, as it is to the native decoders. */
const AS_GOOD_AS_OPAQUE = 250;

/** Keeps what is read some pixels away from what a kernel reaches. */
const MARGIN = 2;

/**
 * A decoded photo, or a part of one, which begins at `left` and `top` of the bitmap that both share, or RGBA pixels of a smaller copy.
 * `layered`: its file may have an alpha channel; `transparent`: it has one that hides something.
 * @typedef {{ width: number, height: number, bitmap?: ImageBitmap, left?: number, top?: number, rgba?: Uint8ClampedArray, layered?: boolean, transparent?: boolean, copies: number[], turned: object[] }} Photo
 */

/** @type {Map<number, Photo>} */
const photos = new Map();
let last = 0;
let canvas = null;

/** Keeps a decoded picture. @param {ImageBitmap} bitmap @returns {number} what it is called from now on */
export function keep(bitmap, mayBeTransparent) {
    const photo = { width: bitmap.width, height: bitmap.height, bitmap, left: 0, top: 0, layered: mayBeTransparent, transparent: false, copies: [], turned: [] };
    photo.transparent = mayBeTransparent && hasTransparency(photo);
    return add(photo);
}

/** Decodes a file: upright, in sRGB. @param {Uint8Array} file @returns {Promise<number>} 0 where the browser cannot read it */
export async function decode(file, mediaType, mayBeTransparent) {
    try {
        const bitmap = await createImageBitmap(new Blob([file], { type: mediaType }), {
            imageOrientation: 'from-image',
            colorSpaceConversion: 'default',
        });
        return keep(bitmap, mayBeTransparent);
    } catch {
        return 0;
    }
}

export const widthOf = (number) => photos.get(number).width;
export const heightOf = (number) => photos.get(number).height;
export const isTransparent = (number) => photos.get(number).transparent;

/** How opaque each pixel of a photo is, 0 to 255. */
export function alpha(number) {
    const photo = photos.get(number);
    const values = new Uint8Array(photo.width * photo.height);
    let to = 0;
    for (const strip of layers(photo)) {
        for (let i = 3; i < strip.length; i += 4)
            values[to++] = strip[i];
        free(strip);
    }
    return values;
}

/** Keeps a rectangle of a photo as one of its own, until the photo is closed. @returns {number} what it is called */
export function within(number, left, top, width, height) {
    const photo = photos.get(number);
    const part = add({ ...photo, width, height, left: photo.left + left, top: photo.top + top, copies: [], turned: [] });
    photo.copies.push(part);
    return part;
}

/** Gives back what was read of photos and may be read again. */
export function forget() {
    for (const { turned } of photos.values())
        turned.forEach((source) => source.forget());
}

/** Gives the memory of a photo and its copies back. */
export function close(number) {
    const photo = photos.get(number);
    photos.delete(number);
    photo?.bitmap?.close();
    photo?.copies.forEach(close);
    photo?.turned.forEach((source) => source.forget());
    if (photos.size === 0)
        canvas = null;
}

/** RGB of a rectangle of a photo that is turned clockwise by quarter turns. */
export function part(number, turns, left, top, width, height) {
    const source = sourceOf(number, turns);
    const rgb = new Uint8Array(width * height * 3);
    for (let y = 0; y < height; y += STRIP_ROWS) {
        const strip = source.read(left, top + y, width, Math.min(STRIP_ROWS, height - y));
        withoutAlpha(strip, rgb.subarray(y * width * 3));
        free(strip);
    }
    return rgb;
}

/** A photo through a map from target to source: RGB. */
export function resample(number, turns, map, width, height, cubic) {
    const rgb = new Uint8Array(width * height * 3);
    through(sourceOf(number, turns), map, width, height, cubic, (y, row) => {
        for (let i = 0, to = y * width * 3; i < row.length; i++, to++)
            rgb[to] = Math.min(Math.max(row[i] + 0.5, 0), 255);
    });
    return rgb;
}

/** The same as floats, value * gain + offset: what networks take. */
export function toTensor(number, turns, map, width, height, gain, offset) {
    const values = new Float32Array(width * height * 3);
    through(sourceOf(number, turns), map, width, height, false, (y, row) => {
        for (let i = 0, to = y * width * 3; i < row.length; i++, to++)
            values[to] = row[i] * gain + offset;
    });
    return values;
}

/** A photo to be looked at, upright and on white, scaled by the browser. @returns {ImageBitmap} */
export function shown(number, turns, longSide) {
    const { bitmap, left, top, width, height } = photos.get(number);
    const scale = Math.min(1, longSide / Math.max(width, height));
    const [across, down] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
    const drawn = turns % 2 === 0 ? new OffscreenCanvas(across, down) : new OffscreenCanvas(down, across);
    const context = drawn.getContext('2d');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, drawn.width, drawn.height);
    context.imageSmoothingQuality = 'high';
    context.translate(drawn.width / 2, drawn.height / 2);
    context.rotate(turns * Math.PI / 2);
    context.drawImage(bitmap, left, top, width, height, -across / 2, -down / 2, across, down);
    return drawn.transferToImageBitmap();
}

/** Keeps a smaller copy, until the photo is closed. @returns {number} what it is called */
export function reduce(number, turns, width, height) {
    const source = sourceOf(number, turns);
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
    through(source, [source.width / width, 0, 0, 0, source.height / height, 0], width, height, false, (y, row) => {
        for (let from = 0, to = y * width * 4; from < row.length; from += 3, to += 4) {
            rgba[to] = Math.floor(row[from] + 0.5);
            rgba[to + 1] = Math.floor(row[from + 1] + 0.5);
            rgba[to + 2] = Math.floor(row[from + 2] + 0.5);
        }
    });
    const copy = add({ width, height, rgba, copies: [], turned: [] });
    photos.get(number).copies.push(copy);
    return copy;
}

function add(photo) {
    photos.set(++last, photo);
    return last;
}

// Without a turn each row is read a few times only, straight from the strips; otherwise from a part that is reduced as far as
// nobody would see.
function through(source, map, width, height, cubic, take) {
    const [a, b, c, d, e, f] = map;
    if (b === 0 && d === 0 && a > 0 && e > 0) {
        sampleUpright(source, kernel(cubic, a), kernel(cubic, e), map, width, height, take);
        return;
    }
    const scale = Math.hypot(a, d);
    const block = around(source, map, width, height, kernel(cubic, scale).radius, Math.max(1, Math.floor(scale / OVERSAMPLING)));
    const { left, top, reduction } = block;
    const toBlock = [a / reduction, b / reduction, (c - left) / reduction, d / reduction, e / reduction, (f - top) / reduction];
    sampleTurned(block, kernel(cubic, scale / reduction), toBlock, width, height, take);
}

function around(source, [a, b, c, d, e, f], width, height, radius, reduction) {
    const xs = [c, a * width + c, b * height + c, a * width + b * height + c];
    const ys = [f, d * width + f, e * height + f, d * width + e * height + f];
    const reach = Math.SQRT2 * (radius + MARGIN * reduction);
    const left = aligned(clamp(Math.min(...xs) - reach, 0, source.width - 1), reduction);
    const top = aligned(clamp(Math.min(...ys) - reach, 0, source.height - 1), reduction);
    const right = clamp(Math.ceil(Math.max(...xs) + reach), left + 1, source.width);
    const bottom = clamp(Math.ceil(Math.max(...ys) + reach), top + 1, source.height);
    return source.block(left, top, right, bottom, reduction);
}

const aligned = (value, step) => Math.floor(value / step) * step;
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

function sourceOf(number, turns) {
    const photo = photos.get(number);
    photo.turned[turns] ??= photo.rgba ? new Copy(photo, turns) : new Decoded(photo, turns);
    return photo.turned[turns];
}

/** RGBA pixels that lie here. */
class Copy {
    constructor({ width, height, rgba }, turns) {
        [this.width, this.height] = turns % 2 === 0 ? [width, height] : [height, width];
        this.rgba = turns === 0 ? rgba : turnedPixels(rgba, width, height, turns);
    }

    read(left, top, width, height) {
        const rgba = new Uint8ClampedArray(width * height * 4);
        for (let y = 0; y < height; y++) {
            const from = ((top + y) * this.width + left) * 4;
            rgba.set(this.rgba.subarray(from, from + width * 4), y * width * 4);
        }
        return rgba;
    }

    forget() {}

    block() {
        return { rgba: this.rgba, width: this.width, height: this.height, left: 0, top: 0, reduction: 1 };
    }
}

/** Pixels that the browser holds. */
class Decoded {
    #photo;
    #turns;
    #last = null;

    constructor(photo, turns) {
        [this.#photo, this.#turns] = [photo, turns];
        [this.width, this.height] = turns % 2 === 0 ? [photo.width, photo.height] : [photo.height, photo.width];
    }

    read(left, top, width, height) {
        return pixels(this.#photo, this.#turns, left, top, width, height);
    }

    /** Gives back what was read last. */
    forget() {
        if (this.#last)
            free(this.#last.rgba);
        this.#last = null;
    }

    // Cut-out and page look at the same place one after the other.
    block(left, top, right, bottom, reduction) {
        const kept = this.#last;
        if (kept && kept.reduction <= reduction && kept.left <= left && kept.top <= top && kept.right >= right && kept.bottom >= bottom)
            return kept;
        const width = Math.ceil((right - left) / reduction);
        const height = Math.ceil((bottom - top) / reduction);
        const rgba = new Uint8ClampedArray(width * height * 4);
        const rowsAtOnce = Math.max(1, Math.floor(STRIP_ROWS / reduction));
        for (let y = 0; y < height; y += rowsAtOnce) {
            const rows = Math.min(rowsAtOnce, height - y);
            const first = top + y * reduction;
            const columns = right - left;
            const strip = this.read(left, first, columns, Math.min(rows * reduction, bottom - first));
            if (reduction === 1)
                rgba.set(strip, y * width * 4);
            else
                average(strip, columns, reduction, width, rows, rgba.subarray(y * width * 4));
            free(strip);
        }
        this.forget();
        this.#last = { rgba, width, height, left, top, right, bottom, reduction };
        return this.#last;
    }
}

/** RGBA of a rectangle, flattened on white. */
function pixels(photo, turns, left, top, width, height, flatten = true) {
    canvas ??= new OffscreenCanvas(1, 1);
    if (canvas.width < width || canvas.height < height) {
        canvas.width = Math.max(canvas.width, width);
        canvas.height = Math.max(canvas.height, height);
    }
    const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.imageSmoothingEnabled = false;
    // What is not quite opaque would let through what was drawn before.
    if (photo.layered)
        context.clearRect(0, 0, width, height);
    if (photo.transparent && flatten) {
        context.fillStyle = '#fff';
        context.fillRect(0, 0, width, height);
    }
    if (turns === 0) {
        context.drawImage(photo.bitmap, photo.left + left, photo.top + top, width, height, 0, 0, width, height);
    } else {
        const { width: w, height: h } = photo;
        const maps = [null, [0, 1, -1, 0, h - left, -top], [-1, 0, 0, -1, w - left, h - top], [0, -1, 1, 0, -left, w - top]];
        context.save();
        context.beginPath();
        context.rect(0, 0, width, height);
        context.clip();
        context.setTransform(...maps[turns]);
        context.drawImage(photo.bitmap, -photo.left, -photo.top);
        context.restore();
    }
    return context.getImageData(0, 0, width, height).data;
}

function hasTransparency(photo) {
    for (const strip of layers(photo))
        for (let i = 3; i < strip.length; i += 4)
            if (strip[i] < AS_GOOD_AS_OPAQUE)
                return true;
    return false;
}

/** A photo's rows in strips, with their opacity. */
function* layers(photo) {
    for (let y = 0; y < photo.height; y += STRIP_ROWS)
        yield pixels(photo, 0, 0, y, photo.width, Math.min(STRIP_ROWS, photo.height - y), false);
}

// Means of squares; those at the right and lower edge may be cut: the mean is of what is there.
function average(rgba, columns, side, width, height, target) {
    const rows = rgba.length / columns / 4;
    for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
            let r = 0, g = 0, b = 0;
            const endY = Math.min((y + 1) * side, rows), endX = Math.min((x + 1) * side, columns);
            for (let j = y * side; j < endY; j++)
                for (let i = (j * columns + x * side) * 4, end = (j * columns + endX) * 4; i < end; i += 4) {
                    r += rgba[i];
                    g += rgba[i + 1];
                    b += rgba[i + 2];
                }
            const count = (endY - y * side) * (endX - x * side);
            const to = (y * width + x) * 4;
            target[to] = r / count;
            target[to + 1] = g / count;
            target[to + 2] = b / count;
        }
}

function turnedPixels(rgba, width, height, turns) {
    const from = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
    const to = new Uint32Array(width * height);
    const [w, h] = turns === 2 ? [width, height] : [height, width];
    for (let y = 0; y < h; y++)
        for (let x = 0; x < w; x++) {
            const at = turns === 1 ? (height - 1 - x) * width + y : turns === 2 ? (height - 1 - y) * width + width - 1 - x : x * width + width - 1 - y;
            to[y * w + x] = from[at];
        }
    return new Uint8ClampedArray(to.buffer);
}
