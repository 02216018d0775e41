// A picture that is drawn the same everywhere, and what IS-Net sees in it without a graphics card: a card must see the same.

export const SIDE = 256;

/** As many means along each side of the answer. */
const CELLS = 16;

/**
 * How far a mean may be off. That the weights are rounded for browsers moves one by up to 0.002, and leaves photos 57 to 68 dB from the
 * native engine's; five times as much are 14 dB.
 */
const TOLERANCE = 0.01;

/** The means, in steps of 1/255, row by row: made with WebAssembly. They belong to the network that networks.json lists. */
const EXPECTED = [
    '00000000000000000000000000000000000000000000000000000000000000000000000000004385854b0100000000000000000004a4f9f7f7f6ad0800000000',
    '0000000074faf6f2f2f4f4810000000000000000d6faf5efedf2f7e10000000000000000ecf9f5f1eef3f9f60200000000000000cafaf7f4f3f6fada00000000',
    '0000000059fefaf7f8fafc6a00000000001d5f5f61cffcfbfcfad9625e5f2400004efbfaf9f9f6f4f3f2f5f6f7f85d00004ffcfaf8f7f6f6f5f4f4f2f5f65d00',
    '004ffcfaf8f7f7f7f6f4f2f1f3f65d00014ffcf9f8f7f7f6f5f4f2f1f2f65d00014ffcfafaf9f8f8f7f5f3f2f3f85f000251fdfcfcfcfbfbfaf9f8f7f7fa6202',
].join('');

/** A head on shoulders before a wall, in the network's input: whole numbers only, so that no rounding differs. */
export function picture() {
    const area = SIDE * SIDE;
    const input = new Float32Array(3 * area);
    for (let i = 0; i < area; i++)
        colourAt(i % SIDE, Math.floor(i / SIDE)).forEach((value, plane) => { input[plane * area + i] = value / 256 - 0.5; });
    return input;
}

function colourAt(x, y) {
    const [right, down] = [x - 128, y - 102];
    if (right * right + down * down < 4096)
        return [200 - (x >> 2), 150 - (y >> 3), 120];
    if (y > 153 && Math.abs(right) < 102)
        return [40 + (x >> 3), 60, 90 + (y >> 2)];
    return [170 + (x >> 3), 180 + (y >> 3), 190];
}

/** The means of an answer, 0 to 1. @param {Float32Array} mask */
export function means(mask) {
    const sums = new Float64Array(CELLS * CELLS);
    const each = SIDE / CELLS;
    mask.forEach((value, i) => { sums[Math.floor(i / SIDE / each) * CELLS + Math.floor(i % SIDE / each)] += value; });
    return sums.map((sum) => sum / (each * each));
}

/** Whether an answer is the expected one. @param {Float32Array} mask */
export function isExpected(mask) {
    return mask.length === SIDE * SIDE
        && means(mask).every((mean, i) => Math.abs(mean - parseInt(EXPECTED.slice(2 * i, 2 * i + 2), 16) / 255) <= TOLERANCE);
}
