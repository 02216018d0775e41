// What a picture's file says about camera, place and time is taken out before it is sent.

const SOI = 0xd8, EOI = 0xd9, SOS = 0xda, APP0 = 0xe0, APP1 = 0xe1, APP2 = 0xe2, APP14 = 0xee;

/** Tags of Exif (JEITA CP-3451), their types, and the values that matter. */
const ORIENTATION = 0x0112, EXIF = 0x8769, COLOUR_SPACE = 0xa001, INTEROPERABILITY = 0xa005, INTEROPERABILITY_INDEX = 1;
const SHORT = 3, LONG = 4;
const UPRIGHT = 1, SRGB = 1, ADOBE_RGB = 2, R03 = 0x52303300;
const NOTHING = { turn: UPRIGHT, space: null };

const STRIP_ROWS = 128;

/** Some programs leave an alpha channel that is all but opaque: the server, too, sees nothing of it from this on. */
const AS_GOOD_AS_OPAQUE = 250;

/** In bytes: what a server takes that was not set up otherwise. */
const LARGEST = 25 * 1024 * 1024;

/** The picture without it, its colours and its way up kept. @param {Blob} file @returns {Promise<Blob|null>} null where that cannot be done */
export async function withoutOrigin(file, largest = LARGEST) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes[0] === 0xff && bytes[1] === SOI) {
        const parts = withoutSegments(bytes);
        return parts && new Blob(parts, { type: 'image/jpeg' });
    }
    try {
        return await drawn(await createImageBitmap(file, { imageOrientation: 'from-image' }), largest);
    } catch {
        return null;
    }
}

/** The pixels alone: as a PNG where some are transparent, since a person who is cut out already is to stay so. */
async function drawn(bitmap, largest) {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    const transparent = isTransparent(context);
    // Over itself, what is all but opaque is opaque.
    if (!transparent)
        context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return fitting(canvas, transparent ? { type: 'image/png' } : { type: 'image/jpeg', quality: 0.97 }, largest);
}

/** A file that is too large has more pixels than any photo is made with: it is made smaller until it can be sent. */
async function fitting(canvas, as, largest) {
    const file = await canvas.convertToBlob(as);
    if (file.size <= largest)
        return file;
    const scale = 0.95 * Math.sqrt(largest / file.size);
    const smaller = new OffscreenCanvas(Math.max(1, canvas.width * scale), Math.max(1, canvas.height * scale));
    const context = smaller.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(canvas, 0, 0, smaller.width, smaller.height);
    return fitting(smaller, as, largest);
}

// In strips: a large photo need not lie in memory once more.
function isTransparent(context) {
    const { width, height } = context.canvas;
    for (let y = 0; y < height; y += STRIP_ROWS) {
        const { data } = context.getImageData(0, y, width, Math.min(STRIP_ROWS, height - y));
        for (let i = 3; i < data.length; i += 4)
            if (data[i] < AS_GOOD_AS_OPAQUE)
                return true;
    }
    return false;
}

/** @returns {Uint8Array[]|null} null where this is no picture that can be followed to its end */
function withoutSegments(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const kept = [];
    let [told, scans, at] = [null, 0, 2];
    while (at + 4 <= bytes.length && bytes[at] === 0xff) {
        // Any number of these may stand before a marker.
        while (bytes[at + 1] === 0xff)
            at++;
        const marker = bytes[at + 1];
        if (marker === EOI)
            break;
        let end = Math.min(bytes.length, at + 2 + view.getUint16(at + 2));
        const payload = bytes.subarray(at + 4, end);
        if (marker === APP1 && begins(payload, 'Exif\0\0')) {
            // The first of them counts, whatever it holds, as for the server.
            told ??= toldBy(payload.subarray(6));
        } else if (marker === SOS) {
            scans++;
            end = endOfScan(bytes, end);
            kept.push(bytes.subarray(at, end));
        } else if (marker === APP0 && begins(payload, 'JFIF')) {
            kept.push(withoutThumbnail(payload));
        } else if (marker < APP0 || marker === APP2 && begins(payload, 'ICC_PROFILE') || marker === APP14 && begins(payload, 'Adobe')) {
            kept.push(bytes.subarray(at, end));
        }
        at = end;
    }
    const { turn, space } = told ?? NOTHING;
    // What follows the picture's end, such as a second picture with facts of its own, is left out.
    return scans === 0 ? null : [bytes.subarray(0, 2), ...turn === UPRIGHT && space === null ? [] : [exif(turn, space)], ...kept, new Uint8Array([0xff, EOI])];
}

// In coded pixels 0xff is followed by 0, by a restart marker, or by another 0xff that fills up.
function endOfScan(bytes, from) {
    for (let at = from; at + 1 < bytes.length; at++) {
        const next = bytes[at + 1];
        if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7))
            return at;
    }
    return bytes.length;
}

const begins = (payload, name) => String.fromCharCode(...payload.subarray(0, name.length)) === name;

/** JFIF's version and density alone. */
function withoutThumbnail(payload) {
    const segment = new Uint8Array(18);
    segment.set([0xff, APP0, 0, 16]);
    segment.set(payload.subarray(0, 12), 4);
    return segment;
}

/** Which way up Exif says that the picture is, and whether its colours are Adobe RGB's, which cameras tell in no other way. */
function toldBy(tiff) {
    const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
    const little = tiff[0] !== 0x4d;
    if (tiff.length < 8 || view.getUint16(2, little) !== 42)
        return NOTHING;
    const first = directory(view, view.getUint32(4, little), little);
    const turn = first.get(ORIENTATION);
    const more = directory(view, first.get(EXIF), little);
    const rule = directory(view, more.get(INTEROPERABILITY), little).get(INTEROPERABILITY_INDEX);
    const space = more.get(COLOUR_SPACE);
    const isAdobe = space === ADOBE_RGB || space !== SRGB && rule === R03;
    return { turn: turn >= 1 && turn <= 8 ? turn : UPRIGHT, space: isAdobe ? ADOBE_RGB : null };
}

/** The first value of each tag, as far as it stands in the directory itself: short numbers as such, all others as four bytes. */
function directory(view, at, little) {
    const values = new Map();
    if (at === undefined || at + 2 > view.byteLength)
        return values;
    for (let i = view.getUint16(at, little), entry = at + 2; i > 0 && entry + 12 <= view.byteLength; i--, entry += 12) {
        const [tag, type] = [view.getUint16(entry, little), view.getUint16(entry + 2, little)];
        const value = type === SHORT ? view.getUint16(entry + 8, little) : view.getUint32(entry + 8, type === LONG && little);
        values.set(tag, values.get(tag) ?? value);
    }
    return values;
}

/** A segment that holds these and nothing else. */
function exif(turn, space) {
    const first = [[ORIENTATION, SHORT, turn]];
    if (space !== null)
        first.push([EXIF, LONG, 38]);
    const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, ...entries(first), ...space === null ? [] : entries([[COLOUR_SPACE, SHORT, space]])];
    return new Uint8Array([0xff, APP1, 0, tiff.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]);
}

const entries = (tags) => [0, tags.length, ...tags.flatMap(([tag, type, value]) =>
    [tag >> 8, tag & 0xff, 0, type, 0, 0, 0, 1, ...type === SHORT ? [0, value, 0, 0] : [0, 0, 0, value]]), 0, 0, 0, 0];
