// What a picture's file says about camera, place and time is taken out before it is sent.

const SOI = 0xd8, EOI = 0xd9, SOS = 0xda, APP0 = 0xe0, APP1 = 0xe1, APP2 = 0xe2;

/** Segments that say how to read the pixels: JFIF, the colour profile, Adobe's transform. Other applications' and comments go. */
const KEPT = new Set([APP0, APP2, 0xee]);

/** The picture without it, its colours and its way up kept. @param {Blob} file @returns {Promise<Blob|null>} null where that cannot be done */
export async function withoutOrigin(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes[0] === 0xff && bytes[1] === SOI)
        return new Blob(withoutSegments(bytes), { type: 'image/jpeg' });
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

function withoutSegments(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const kept = [];
    let turn = 1;
    let at = 2;
    while (at + 4 <= bytes.length && bytes[at] === 0xff) {
        const marker = bytes[at + 1];
        if (marker === EOI)
            break;
        let end = Math.min(bytes.length, at + 2 + view.getUint16(at + 2));
        if (marker === SOS)
            end = endOfScan(bytes, end);
        if (marker === APP1)
            turn = orientationOf(bytes.subarray(at + 4, end)) ?? turn;
        else if (marker < APP0 || KEPT.has(marker) && !isOtherPicture(bytes, at))
            kept.push(bytes.subarray(at, end));
        at = end;
    }
    // What follows the picture's end, such as a second picture with facts of its own, is left out.
    return [bytes.subarray(0, 2), ...turn === 1 ? [] : [orientation(turn)], ...kept, new Uint8Array([0xff, EOI])];
}

// In coded pixels 0xff is followed by 0 or by a restart marker.
function endOfScan(bytes, from) {
    let at = from;
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && (bytes[at + 1] < 0xd0 || bytes[at + 1] > 0xd7)))
        at++;
    return at;
}

const isOtherPicture = (bytes, at) => bytes[at + 1] === APP2 && String.fromCharCode(...bytes.subarray(at + 4, at + 7)) !== 'ICC';

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
