// Resampling with the arithmetic of Core's Resampler and UprightResampler: the same kernels, the same steps, the same rounding.

import { free } from './memory.js';

const PHASES = 64;
const STRIP_ROWS = 128;

/** Normalised weights of a kernel for every sub-pixel phase: Core's KernelTable. @param {number} scale source pixels per target pixel */
export function kernel(cubic, scale) {
    const stretch = Math.max(1, scale);
    const radius = (cubic ? 2 : 1) * stretch;
    const taps = Math.ceil(radius * 2) + 1;
    const weights = new Float32Array((PHASES + 1) * taps);
    const row = new Float64Array(taps);
    for (let phase = 0; phase <= PHASES; phase++) {
        let sum = 0;
        for (let i = 0; i < taps; i++) {
            const distance = Math.abs(i + 1 - phase / PHASES - radius) / stretch;
            row[i] = cubic ? catmullRom(distance) : Math.max(0, 1 - distance);
            sum += row[i];
        }
        for (let i = 0; i < taps; i++)
            weights[phase * taps + i] = row[i] / sum;
    }
    return { radius, taps, weights };
}

function catmullRom(x) {
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/**
 * Through any map, each target pixel straight from the source.
 * @param {{ rgba: Uint8ClampedArray, width: number, height: number }} source
 * @param {number[]} map from target to source @param {(y: number, row: Float64Array) => void} take
 */
export function sampleTurned(source, table, [a, b, c, d, e, f], width, height, take) {
    const row = new Float64Array(width * 3);
    const { taps, weights, radius } = table;
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            const startX = a * (x + 0.5) + b * (y + 0.5) + c - 0.5 - radius;
            const startY = d * (x + 0.5) + e * (y + 0.5) + f - 0.5 - radius;
            const left = Math.floor(startX), top = Math.floor(startY);
            const across = Math.floor((startX - left) * PHASES + 0.5) * taps;
            const down = Math.floor((startY - top) * PHASES + 0.5) * taps;
            const inside = left >= -1 && top >= -1 && left + 1 + taps <= source.width && top + 1 + taps <= source.height;
            (inside ? sum : sumClamped)(source, left + 1, top + 1, weights, across, down, taps, row, x * 3);
        }
        take(y, row);
    }
}

function sum({ rgba, width }, left, top, weights, across, down, taps, row, to) {
    let red = 0, green = 0, blue = 0;
    for (let j = 0; j < taps; j++) {
        const weight = weights[down + j];
        if (weight === 0)
            continue;
        let r = 0, g = 0, b = 0;
        for (let i = 0, at = ((top + j) * width + left) * 4; i < taps; i++, at += 4) {
            const w = weights[across + i];
            r += rgba[at] * w;
            g += rgba[at + 1] * w;
            b += rgba[at + 2] * w;
        }
        red += r * weight;
        green += g * weight;
        blue += b * weight;
    }
    row[to] = red;
    row[to + 1] = green;
    row[to + 2] = blue;
}

// Beyond the edge its pixels repeat.
function sumClamped({ rgba, width, height }, left, top, weights, across, down, taps, row, to) {
    row[to] = row[to + 1] = row[to + 2] = 0;
    for (let j = 0; j < taps; j++)
        for (let i = 0; i < taps; i++) {
            const weight = weights[down + j] * weights[across + i];
            const at = (clamp(top + j, 0, height - 1) * width + clamp(left + i, 0, width - 1)) * 4;
            row[to] += rgba[at] * weight;
            row[to + 1] += rgba[at + 1] * weight;
            row[to + 2] += rgba[at + 2] * weight;
        }
}

/**
 * Through an upright map: rows first, then columns, which reads each source row only a few times.
 * @param {{ width: number, height: number, read: Function }} source
 */
export function sampleUpright(source, across, down, [a, , c, , e, f], width, height, take) {
    const first = clamp(Math.floor(c - across.radius) - 1, 0, source.width - 1);
    const end = clamp(Math.ceil(c + a * width + across.radius) + 1, first + 1, source.width);
    const rows = new Rows(source, first, end - first);
    const sums = new Float32Array((end - first) * 3);
    const columns = columnTaps(across, a, c, width, source.width, first);
    const row = new Float64Array(width * 3);
    for (let y = 0; y < height; y++) {
        sumRows(rows, down, f + e * (y + 0.5), source.height, sums);
        sumColumns(sums, columns, across, width, row);
        take(y, row);
    }
    rows.forget(source.height + STRIP_ROWS);
}

/** Reads rows in strips, the few that a kernel spans. */
class Rows {
    #strips = new Map();

    constructor(source, left, width) {
        Object.assign(this, { source, left, width });
    }

    strip(row) {
        const number = Math.floor(row / STRIP_ROWS);
        let strip = this.#strips.get(number);
        if (!strip) {
            const top = number * STRIP_ROWS;
            strip = this.source.read(this.left, top, this.width, Math.min(STRIP_ROWS, this.source.height - top));
            this.#strips.set(number, strip);
        }
        return strip;
    }

    start(row) {
        return (row % STRIP_ROWS) * this.width * 4;
    }

    /** Forgets what lies above a row. */
    forget(row) {
        for (const number of this.#strips.keys())
            if ((number + 1) * STRIP_ROWS <= row) {
                free(this.#strips.get(number));
                this.#strips.delete(number);
            }
    }
}

function sumRows(rows, { taps, weights, radius }, centre, height, sums) {
    const start = centre - 0.5 - radius;
    const first = Math.floor(start) + 1;
    const phase = Math.floor((start - first + 1) * PHASES + 0.5) * taps;
    sums.fill(0);
    rows.forget(clamp(first, 0, height - 1));
    for (let j = 0; j < taps; j++) {
        const weight = weights[phase + j];
        const row = clamp(first + j, 0, height - 1);
        if (weight !== 0)
            addRow(rows.strip(row), rows.start(row), weight, sums);
    }
}

function addRow(rgba, from, weight, sums) {
    for (let to = 0; to < sums.length; to += 3, from += 4) {
        sums[to] += rgba[from] * weight;
        sums[to + 1] += rgba[from + 1] * weight;
        sums[to + 2] += rgba[from + 2] * weight;
    }
}

/** Which summed columns lie under each target column, and where its weights begin. */
function columnTaps({ taps, radius }, scale, origin, width, sourceWidth, firstColumn) {
    const at = new Int32Array(width * taps);
    const phases = new Int32Array(width);
    for (let x = 0; x < width; x++) {
        const start = origin + scale * (x + 0.5) - 0.5 - radius;
        const first = Math.floor(start) + 1;
        phases[x] = Math.floor((start - first + 1) * PHASES + 0.5) * taps;
        for (let i = 0; i < taps; i++)
            at[x * taps + i] = 3 * (clamp(first + i, 0, sourceWidth - 1) - firstColumn);
    }
    return { at, phases };
}

function sumColumns(sums, { at, phases }, { taps, weights }, width, row) {
    for (let x = 0; x < width; x++) {
        let r = 0, g = 0, b = 0;
        for (let i = 0; i < taps; i++) {
            const column = at[x * taps + i];
            // Beyond what was summed no weight is left.
            if (column < 0 || column >= sums.length)
                continue;
            const weight = weights[phases[x] + i];
            r += sums[column] * weight;
            g += sums[column + 1] * weight;
            b += sums[column + 2] * weight;
        }
        row[x * 3] = r;
        row[x * 3 + 1] = g;
        row[x * 3 + 2] = b;
    }
}
