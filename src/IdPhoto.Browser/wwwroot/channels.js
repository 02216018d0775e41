// RGB as .NET has it, RGBA as a browser has it.

/** Drops alpha. @param {Uint8ClampedArray} rgba @param {Uint8Array} rgb filled */
export function withoutAlpha(rgba, rgb) {
    for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
        rgb[to] = rgba[from];
        rgb[to + 1] = rgba[from + 1];
        rgb[to + 2] = rgba[from + 2];
    }
}

/** Adds an alpha that hides everything behind. @param {Uint8Array} rgb @returns {Uint8ClampedArray} */
export function withAlpha(rgb) {
    const rgba = new Uint8ClampedArray(rgb.length / 3 * 4).fill(255);
    for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
        rgba[to] = rgb[from];
        rgba[to + 1] = rgb[from + 1];
        rgba[to + 2] = rgb[from + 2];
    }
    return rgba;
}
