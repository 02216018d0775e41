// Photos that the browser has decoded. Pixels are read strip by strip, so that a photo never lies here as a whole a second time.

const STRIP_ROWS = 128;
const PHASES = 64;

/** @typedef {{ bitmap: ImageBitmap, transparent: boolean }} Photo */

/** @type {Map<number, Photo>} */
const photos = new Map();
let last = 0;
let canvas = null;

/** Keeps a decoded picture. @param {ImageBitmap} bitmap @returns {number} what it is called from now on */
export function keep(bitmap, mayBeTransparent) {
    const photo = { bitmap, transparent: false };
    photo.transparent = mayBeTransparent && hasTransparency(photo);
    photos.set(++last, photo);
    return last;
}

/** Decodes a file: upright, in sRGB. @param {Uint8Array} file @returns {Promise<number>} 0 where the browser cannot read it */
export async function decode(file, mediaType, mayBeTransparent) {
    try {
        const bitmap = await createImageBitmap(new Blob([file], { type: mediaType }), {
            imageOrientation: 'from-image',
            premultiplyAlpha: 'none',
            colorSpaceConversion: 'default',
        });
        return keep(bitmap, mayBeTransparent);
    } catch {
        return 0;
    }
}

export const widthOf = (number) => photos.get(number).bitmap.width;
export const heightOf = (number) => photos.get(number).bitmap.height;
export const isTransparent = (number) => photos.get(number).transparent;

/** Gives a photo's memory back. */
export function close(number) {
    photos.get(number)?.bitmap.close();
    photos.delete(number);
    if (photos.size === 0)
        canvas = null;
}

/** Mean colours of squares: RGB, row after row, of a photo turned clockwise by quarter turns. */
export function fetch(number, turns, left, top, width, height, reduction) {
    const photo = photos.get(number);
    const size = turned(photo, turns);
    const rgb = new Uint8Array(width * height * 3);
    const columns = Math.min(width * reduction, size.width - left);
    const rowsAtOnce = Math.max(1, Math.floor(STRIP_ROWS / reduction));
    for (let y = 0; y < height; y += rowsAtOnce) {
        const rows = Math.min(rowsAtOnce, height - y);
        const first = top + y * reduction;
        const read = Math.min(rows * reduction, size.height - first);
        const strip = pixels(photo, turns, left, first, columns, read);
        if (reduction === 1)
            withoutAlpha(strip, rgb.subarray(y * width * 3));
        else
            reduce(strip, columns, read, reduction, width, rows, rgb.subarray(y * width * 3));
    }
    return rgb;
}

/** Resamples without a turn, with the same arithmetic as Core's UprightResampler: rows first, then columns. */
export function resample(number, turns, scaleX, originX, scaleY, originY, width, height, cubic) {
    const photo = photos.get(number);
    const size = turned(photo, turns);
    const across = kernel(cubic, scaleX);
    const down = kernel(cubic, scaleY);
    const first = clamp(Math.floor(originX - across.radius) - 1, 0, size.width - 1);
    const end = clamp(Math.ceil(originX + scaleX * width + across.radius) + 1, 1, size.width);
    const rows = new Rows(photo, turns, first, end - first, size.height);
    const sums = new Float32Array((end - first) * 3);
    const columns = columnTaps(across, scaleX, originX, width, size.width, first);
    const rgb = new Uint8Array(width * height * 3);
    for (let y = 0; y < height; y++) {
        sumRows(rows, down, originY + scaleY * (y + 0.5), size.height, sums);
        sumColumns(sums, columns, across, width, rgb.subarray(y * width * 3, (y + 1) * width * 3));
    }
    return rgb;
}

function turned(photo, turns) {
    const { width, height } = photo.bitmap;
    return turns % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** RGBA of a rectangle, flattened on white. */
function pixels(photo, turns, left, top, width, height, flatten = true) {
    canvas ??= new OffscreenCanvas(1, 1);
    if (canvas.width < width || canvas.height < height) {
        canvas.width = Math.max(canvas.width, width);
        canvas.height = Math.max(canvas.height, height);
    }
    const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
    const { width: w, height: h } = photo.bitmap;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.imageSmoothingEnabled = false;
    if (photo.transparent && flatten) {
        context.fillStyle = '#fff';
        context.fillRect(0, 0, width, height);
    } else if (!flatten) {
        context.clearRect(0, 0, width, height);
    }
    if (turns === 0) {
        context.drawImage(photo.bitmap, left, top, width, height, 0, 0, width, height);
    } else {
        context.save();
        context.beginPath();
        context.rect(0, 0, width, height);
        context.clip();
        const maps = [null, [0, 1, -1, 0, h - left, -top], [-1, 0, 0, -1, w - left, h - top], [0, -1, 1, 0, -left, w - top]];
        context.setTransform(...maps[turns]);
        context.drawImage(photo.bitmap, 0, 0);
        context.restore();
    }
    return context.getImageData(0, 0, width, height).data;
}

function hasTransparency(photo) {
    const { width, height } = photo.bitmap;
    for (let y = 0; y < height; y += STRIP_ROWS) {
        const strip = pixels(photo, 0, 0, y, width, Math.min(STRIP_ROWS, height - y), false);
        for (let i = 3; i < strip.length; i += 4)
            if (strip[i] !== 255)
                return true;
    }
    return false;
}

function withoutAlpha(rgba, rgb) {
    for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
        rgb[to] = rgba[from];
        rgb[to + 1] = rgba[from + 1];
        rgb[to + 2] = rgba[from + 2];
    }
}

// Squares at the right and lower edge may be cut by the photo's edge: the mean is of what is there.
function reduce(rgba, columns, rows, side, width, height, rgb) {
    const sums = new Uint32Array(width * 3);
    for (let y = 0; y < height; y++) {
        sums.fill(0);
        const from = Math.min(y * side, rows - 1);
        const to = Math.min((y + 1) * side, rows);
        for (let row = from; row < to; row++) {
            let at = row * columns * 4;
            for (let x = 0; x < columns; x++, at += 4) {
                const cell = Math.floor(x / side) * 3;
                sums[cell] += rgba[at];
                sums[cell + 1] += rgba[at + 1];
                sums[cell + 2] += rgba[at + 2];
            }
        }
        for (let x = 0; x < width; x++) {
            const count = (to - from) * Math.max(1, Math.min(side, columns - x * side));
            for (let c = 0; c < 3; c++)
                rgb[(y * width + x) * 3 + c] = (sums[x * 3 + c] / count) + 0.5;
        }
    }
}

/** The same table of weights as Core's KernelTable. */
function kernel(cubic, scale) {
    const stretch = Math.max(1, scale);
    const radius = (cubic ? 2 : 1) * stretch;
    const taps = Math.ceil(radius * 2) + 1;
    const weights = new Float32Array((PHASES + 1) * taps);
    for (let phase = 0; phase <= PHASES; phase++) {
        const row = weights.subarray(phase * taps, (phase + 1) * taps);
        let sum = 0;
        const values = Array.from(row, (_, i) => {
            const distance = Math.abs(i + 1 - phase / PHASES - radius) / stretch;
            const value = cubic ? catmullRom(distance) : Math.max(0, 1 - distance);
            sum += value;
            return value;
        });
        values.forEach((value, i) => { row[i] = value / sum; });
    }
    return { radius, taps, weights };
}

function catmullRom(x) {
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

function place(table, centre) {
    const start = centre - 0.5 - table.radius;
    const whole = Math.floor(start);
    return { first: whole + 1, phase: Math.floor((start - whole) * PHASES + 0.5) };
}

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/** Reads rows of a photo in strips, the few that a kernel spans. */
class Rows {
    constructor(photo, turns, left, width, height) {
        Object.assign(this, { photo, turns, left, width, height, strips: new Map() });
    }

    /** @returns {[Uint8ClampedArray, number]} a strip and where in it the row begins */
    at(row) {
        const strip = Math.floor(row / STRIP_ROWS);
        if (!this.strips.has(strip)) {
            const top = strip * STRIP_ROWS;
            this.strips.set(strip, pixels(this.photo, this.turns, this.left, top, this.width, Math.min(STRIP_ROWS, this.height - top)));
        }
        return [this.strips.get(strip), (row - strip * STRIP_ROWS) * this.width * 4];
    }

    /** Forgets what lies above a row. */
    forget(row) {
        for (const strip of this.strips.keys())
            if ((strip + 1) * STRIP_ROWS <= row)
                this.strips.delete(strip);
    }
}

function sumRows(rows, table, centre, height, sums) {
    const { first, phase } = place(table, centre);
    sums.fill(0);
    rows.forget(clamp(first, 0, height - 1));
    for (let j = 0; j < table.taps; j++) {
        const weight = table.weights[phase * table.taps + j];
        if (weight === 0)
            continue;
        const [strip, start] = rows.at(clamp(first + j, 0, height - 1));
        addRow(strip, start, weight, sums);
    }
}

function addRow(rgba, from, weight, sums) {
    for (let to = 0; to < sums.length; to += 3, from += 4) {
        sums[to] += rgba[from] * weight;
        sums[to + 1] += rgba[from + 1] * weight;
        sums[to + 2] += rgba[from + 2] * weight;
    }
}

/** Where each column's kernel begins, its phase, and the source columns under it. */
function columnTaps(table, scale, origin, width, sourceWidth, firstColumn) {
    const at = new Int32Array(width * table.taps);
    const phases = new Int32Array(width);
    for (let x = 0; x < width; x++) {
        const { first, phase } = place(table, origin + scale * (x + 0.5));
        phases[x] = phase * table.taps;
        for (let i = 0; i < table.taps; i++)
            at[x * table.taps + i] = 3 * (clamp(first + i, 0, sourceWidth - 1) - firstColumn);
    }
    return { at, phases };
}

function sumColumns(sums, columns, table, width, rgb) {
    const { taps, weights } = table;
    for (let x = 0; x < width; x++) {
        let r = 0, g = 0, b = 0;
        for (let i = 0; i < taps; i++) {
            const at = columns.at[x * taps + i];
            if (at < 0 || at >= sums.length)
                continue;
            const weight = weights[columns.phases[x] + i];
            r += sums[at] * weight;
            g += sums[at + 1] * weight;
            b += sums[at + 2] * weight;
        }
        rgb[x * 3] = clamp(r + 0.5, 0, 255);
        rgb[x * 3 + 1] = clamp(g + 0.5, 0, 255);
        rgb[x * 3 + 2] = clamp(b + 0.5, 0, 255);
    }
}
