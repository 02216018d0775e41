// What a picture's file says about camera, place and time is taken out before it is sent.

const SOI = 0xd8, EOI = 0xd9, SOS = 0xda, APP0 = 0xe0, APP1 = 0xe1, APP2 = 0xe2, APP14 = 0xee;

/** The picture without it, its colours and its way up kept. @param {Blob} file @returns {Promise<Blob|null>} null where that cannot be done */
export async function withoutOrigin(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes[0] === 0xff && bytes[1] === SOI) {
        const parts = withoutSegments(bytes);
        return parts && new Blob(parts, { type: 'image/jpeg' });
    }
    try {
        const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d');
        context.fillStyle = '#ffffff';
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(bitmap, 0, 0);
        bitmap.close();
        return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.97 });
    } catch {
        return null;
    }
}

/** @returns {Uint8Array[]|null} null where this is no picture that can be followed to its end */
function withoutSegments(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const kept = [];
    let [turn, scans, at] = [null, 0, 2];
    while (at + 4 <= bytes.length && bytes[at] === 0xff) {
        // Any number of these may stand before a marker.
        while (bytes[at + 1] === 0xff)
            at++;
        const marker = bytes[at + 1];
        if (marker === EOI)
            break;
        let end = Math.min(bytes.length, at + 2 + view.getUint16(at + 2));
        const payload = bytes.subarray(at + 4, end);
        if (marker === APP1) {
            turn ??= orientationOf(payload);
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
    // What follows the picture's end, such as a second picture with facts of its own, is left out.
    return scans === 0 ? null : [bytes.subarray(0, 2), ...(turn ?? 1) === 1 ? [] : [orientation(turn)], ...kept, new Uint8Array([0xff, EOI])];
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

/** The tag of Exif that says which way up the picture is. */
function orientationOf(segment) {
    if (String.fromCharCode(...segment.subarray(0, 4)) !== 'Exif' || segment.length < 18)
        return null;
    const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.length - 6);
    const little = view.getUint16(0) === 0x4949;
    const first = view.getUint32(4, little);
    if (first + 2 > view.byteLength)
        return null;
    for (let i = 0, entry = first + 2; i < view.getUint16(first, little) && entry + 12 <= view.byteLength; i++, entry += 12)
        if (view.getUint16(entry, little) === 0x0112)
            return view.getUint16(entry + 8, little);
    return null;
}

/** A segment that holds that tag and nothing else. */
function orientation(turn) {
    return new Uint8Array([
        0xff, APP1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0,
    ]);
}
