// Unpacks the containers that tools/IdPhoto.ModelBuilder makes of the networks: «IDN1», the header's length in four bytes,
// the header in JSON, the ONNX graph, the packed weights. All numbers are little-endian, as those of every browser are.

const magic = 0x314e4449;

/** Bytes of the magic and of the header's length. */
const preface = 8;

/** 8 bits become 32; the gaps between tensors of at least 256 values add less than as much again. */
const largestGrowth = 8;

/** How each kind of tensor is read: the packed bytes of it, and its values. */
const kinds = {
    f32: { bytes: tensor => 4 * tensor.count, read: copySingles },
    f16: { bytes: tensor => 2 * tensor.count, read: widenHalves },
    i8: { bytes: tensor => 4 * tensor.channels + tensor.count, read: scaleBytes },
};

/** The value of every half-precision number, by its bits; made when it is first needed. */
let halves = null;

/**
 * Unpacks a network.
 * @param {Uint8Array} bytes The whole container: its parts, one after another.
 * @returns {{ network: string, graph: Uint8Array, weights: Uint8Array }} The network's name, the ONNX graph (a view of
 * the container), and the single-precision weights that the graph calls 'weights'.
 * @throws {Error} 'damaged', if the bytes are no such container.
 */
export function unpack(bytes) {
    const header = readHeader(bytes);
    const weights = new Uint8Array(header.unpacked);
    let at = header.end + header.graph;
    // Numbers of four bytes are read in place, which wants them at a multiple of 4 of the whole buffer.
    const packed = (bytes.byteOffset + at) % 4 === 0 ? bytes.subarray(at) : bytes.slice(at);
    at = 0;
    for (const tensor of header.tensors) {
        const length = lengthOf(tensor, header.unpacked);
        require(at + length <= packed.length);
        const values = new Float32Array(weights.buffer, tensor.to, tensor.count);
        kinds[tensor.kind].read(packed.buffer, packed.byteOffset + at, values, tensor.channels);
        at += Math.ceil(length / 4) * 4;
    }
    require(at === packed.length);
    return { network: header.network, graph: bytes.subarray(header.end, header.end + header.graph), weights };
}

/**
 * @param {Uint8Array} bytes The container.
 * @returns {object} Its header, with the place of its end.
 */
function readHeader(bytes) {
    require(bytes.length >= preface);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = preface + view.getUint32(4, true);
    require(view.getUint32(0, true) === magic && end <= bytes.length);
    const header = parse(new TextDecoder().decode(bytes.subarray(preface, end)));
    require(isLength(header?.graph) && end + header.graph <= bytes.length);
    require(isLength(header.unpacked) && header.unpacked <= largestGrowth * bytes.length);
    require(Array.isArray(header.tensors));
    return { ...header, end };
}

/**
 * @param {object} tensor A tensor of the header.
 * @param {number} unpacked Bytes of all unpacked weights.
 * @returns {number} Bytes of its packed values.
 */
function lengthOf(tensor, unpacked) {
    require(isLength(tensor?.to) && tensor.to % 4 === 0 && isLength(tensor.count) && tensor.to + 4 * tensor.count <= unpacked);
    require(Object.hasOwn(kinds, tensor.kind));
    require(tensor.kind !== 'i8' || (isLength(tensor.channels) && tensor.channels > 0 && tensor.count % tensor.channels === 0));
    return kinds[tensor.kind].bytes(tensor);
}

function copySingles(buffer, start, values) {
    values.set(new Float32Array(buffer, start, values.length));
}

function widenHalves(buffer, start, values) {
    halves ??= tableOfHalves();
    const packed = new Uint16Array(buffer, start, values.length);
    for (let i = 0; i < packed.length; i++) {
        values[i] = halves[packed[i]];
    }
}

function scaleBytes(buffer, start, values, channels) {
    const scales = new Float32Array(buffer, start, channels);
    const steps = new Int8Array(buffer, start + 4 * channels, values.length);
    const each = values.length / channels;
    for (let channel = 0, i = 0; channel < channels; channel++) {
        const scale = scales[channel];
        for (const end = i + each; i < end; i++) {
            values[i] = scale * steps[i];
        }
    }
}

/** @returns {Float32Array} 65,536 numbers: sign, five bits of exponent, ten bits of fraction. */
function tableOfHalves() {
    const table = new Float32Array(65536);
    for (let bits = 0; bits < table.length; bits++) {
        const exponent = (bits >> 10) & 31;
        const fraction = (bits & 1023) / 1024;
        const size = exponent === 0 ? fraction * 2 ** -14
            : exponent < 31 ? (1 + fraction) * 2 ** (exponent - 15)
            : fraction === 0 ? Infinity : NaN;
        table[bits] = bits >> 15 ? -size : size;
    }
    return table;
}

function isLength(value) {
    return Number.isSafeInteger(value) && value >= 0;
}

function parse(json) {
    try {
        return JSON.parse(json);
    } catch {
        return null;
    }
}

function require(holds) {
    if (!holds) {
        throw new Error('damaged');
    }
}
