// The editor's picture: drawn here from what the engine gave once, at every movement of a finger, on this device.

import { bitmap, layer as fetchLayer } from './studio.js';

const SIDE = 1080;

let app = null;
let stage = null;
let canvas = null;
let photo = null;
let photoScale = 1;
let cutout = null;
let pristine = null;
let cutoutMap = null;
let last = null;
let brush = null;
let strokesNow = [];
let ends = new AbortController();

/** Begins to edit the open picture. @param width its columns at full size */
export async function start(stageElement, canvasElement, width, dotnet) {
    ends.abort();
    ends = new AbortController();
    [stage, canvas, app] = [stageElement, canvasElement, dotnet];
    photo?.close();
    photo = null;
    const { signal } = ends;
    let drawn;
    try {
        drawn = await bitmap(2048);
    } catch (error) {
        if (signal.aborted)
            return;
        throw error;
    }
    // The screen may have been left, or begun again, meanwhile.
    if (signal.aborted) {
        drawn.close();
        return;
    }
    photo = drawn;
    photoScale = photo.width / width;
    cutout = pristine = null;
    stage.addEventListener('pointerdown', down, { signal });
    stage.addEventListener('pointermove', move, { signal });
    stage.addEventListener('pointerup', up, { signal });
    stage.addEventListener('pointercancel', up, { signal });
    stage.addEventListener('wheel', wheel, { signal, passive: false });
    // Otherwise the page scrolls under the mark that the arrow keys move.
    stage.addEventListener('keydown', (event) => {
        if (event.target.closest('[data-mark]') && event.key.startsWith('Arrow'))
            event.preventDefault();
    }, { signal });
}

export function stop() {
    ends.abort();
    photo?.close();
    photo = cutout = pristine = last = app = null;
}

/** Takes the person from the engine, cut out for a document. @returns whether it came */
export async function layer(request) {
    const { signal } = ends;
    let fetched;
    try {
        fetched = await fetchLayer(request, signal);
    } catch (error) {
        if (error.name === 'Cancelled')
            return false;
        throw error;
    }
    // The screen may have been left, or another picture be on it.
    if (signal.aborted)
        return false;
    const { width, height, rgba, map } = fetched;
    pristine = new OffscreenCanvas(width, height);
    pristine.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.byteLength), width, height), 0, 0);
    cutoutMap = map;
    cutout = new OffscreenCanvas(width, height);
    replay(strokesNow);
    return true;
}

/** Draws the page. @param map from the page's pixels to the picture's, six numbers @param colour the background, 'transparent', or null for the picture's own */
export function draw(map, width, height, colour, strokes) {
    last = { map, width, height, colour };
    if (strokes !== null) {
        strokesNow = JSON.parse(strokes);
        replay(strokesNow);
    }
    paint();
}

function paint() {
    if (!photo || !last)
        return;
    const { map, width, height, colour } = last;
    const fit = SIDE / Math.max(width, height);
    const [across, down] = [Math.round(width * fit), Math.round(height * fit)];
    if (canvas.width !== across || canvas.height !== down)
        [canvas.width, canvas.height] = [across, down];
    const context = canvas.getContext('2d');
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.imageSmoothingQuality = 'high';
    context.clearRect(0, 0, across, down);
    context.fillStyle = colour ?? '#808080';
    context.fillRect(0, 0, across, down);
    const toPage = inverse(map);
    const scaled = toPage.map((number) => number * fit);
    const replaced = colour !== null && cutout;
    const from = replaced ? then(cutoutMap, scaled) : then([1 / photoScale, 0, 0, 0, 1 / photoScale, 0], scaled);
    context.setTransform(from[0], from[3], from[1], from[4], from[2], from[5]);
    context.drawImage(replaced ? cutout : photo, 0, 0);
}

// Maps are [a, b, c, d, e, f]: x' = a x + b y + c, y' = d x + e y + f.
function inverse([a, b, c, d, e, f]) {
    const area = a * e - b * d;
    return [e / area, -b / area, (b * f - e * c) / area, -d / area, a / area, (d * c - a * f) / area];
}

function then([a, b, c, d, e, f], [p, q, r, s, t, u]) {
    return [p * a + q * d, p * b + q * e, p * c + q * f + r, s * a + t * d, s * b + t * e, s * c + t * f + u];
}

const apply = ([a, b, c, d, e, f], x, y) => [a * x + b * y + c, d * x + e * y + f];

/** The picture's point under a pointer. */
function under(event) {
    const box = canvas.getBoundingClientRect();
    return apply(last.map, (event.clientX - box.left) / box.width * last.width, (event.clientY - box.top) / box.height * last.height);
}

const fingers = new Map();
let mark = null;
let path = null;

/** Chooses what a finger does: moves the page, or keeps or erases at the person's edge. @param radius in shares of the page's width */
export function use(mode, radius) {
    brush = mode === 'move' ? null : { keep: mode === 'keep', radius };
}

function down(event) {
    const handle = event.target.closest('[data-mark]');
    if (event.target.closest('button') && !handle)
        return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (fingers.size > 1) {
        // A second finger pinches: what the first has begun is taken back.
        if (path)
            replay(strokesNow);
        mark = path = null;
        paint();
    } else if (handle) {
        mark = handle.dataset.mark;
        handle.focus();
    } else if (brush) {
        path = [...under(event)];
        stroke(path);
    }
}

function move(event) {
    const before = fingers.get(event.pointerId);
    if (!before)
        return;
    const box = canvas.getBoundingClientRect();
    if (mark) {
        app.invokeMethod('MarkMoved', mark, ...under(event));
    } else if (path) {
        const [x, y] = under(event);
        // No finer than can be seen: the engine takes so many points and no more.
        if (Math.hypot(x - path.at(-2), y - path.at(-1)) < radiusNow() / 8)
            return;
        path.push(x, y);
        stroke(path.slice(-4));
        paint();
    } else if (fingers.size === 2) {
        const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
        const [was, is] = [distance(before, other), distance([event.clientX, event.clientY], other)];
        const turned = Math.atan2(event.clientY - other[1], event.clientX - other[0]) - Math.atan2(before[1] - other[1], before[0] - other[0]);
        app.invokeMethod('Pinched', was > 0 ? is / was : 1, Math.atan2(Math.sin(turned), Math.cos(turned)) * 180 / Math.PI);
    } else {
        app.invokeMethod('Dragged', (event.clientX - before[0]) / box.width, (event.clientY - before[1]) / box.width);
    }
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
}

const distance = ([x, y], [p, q]) => Math.hypot(x - p, y - q);

function up(event) {
    if (!fingers.delete(event.pointerId))
        return;
    if (path)
        app.invokeMethod('Painted', brush.keep, radiusNow(), JSON.stringify(path.map((number) => Math.round(number * 10) / 10)));
    else
        app.invokeMethod('Settled');
    mark = path = null;
}

function wheel(event) {
    event.preventDefault();
    app.invokeMethod('Pinched', Math.exp(-event.deltaY / 600), 0);
    app.invokeMethod('Settled');
}

const radiusNow = () => brush.radius * last.width * Math.hypot(last.map[0], last.map[3]);

function stroke(points) {
    if (cutout)
        trace(points, brush.keep, radiusNow());
}

function replay(strokes) {
    if (!cutout)
        return;
    const context = cutout.getContext('2d');
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = 'copy';
    context.drawImage(pristine, 0, 0);
    context.globalCompositeOperation = 'source-over';
    for (const { path: points, keep, radius } of strokes)
        trace(points, keep, radius);
}

/** One run of the brush, on the cut-out: the same soft edge as the engine's. */
function trace(points, keep, radius) {
    const toCutout = inverse(cutoutMap);
    const scale = Math.hypot(toCutout[0], toCutout[3]);
    const mask = new OffscreenCanvas(cutout.width, cutout.height);
    const drawn = mask.getContext('2d');
    drawn.filter = `blur(${Math.max(0.3, radius * scale * 0.1)}px)`;
    drawn.lineCap = drawn.lineJoin = 'round';
    drawn.lineWidth = 2 * radius * scale * 0.9;
    drawn.beginPath();
    for (let i = 0; i < points.length; i += 2) {
        const [x, y] = apply(toCutout, points[i], points[i + 1]);
        if (i === 0) {
            drawn.moveTo(x, y);
            drawn.lineTo(x + 0.01, y);
        } else {
            drawn.lineTo(x, y);
        }
    }
    drawn.stroke();
    const context = cutout.getContext('2d');
    if (!keep) {
        context.globalCompositeOperation = 'destination-out';
        context.drawImage(mask, 0, 0);
        context.globalCompositeOperation = 'source-over';
        return;
    }
    drawn.filter = 'none';
    drawn.globalCompositeOperation = 'source-in';
    const from = then([1 / photoScale, 0, 0, 0, 1 / photoScale, 0], toCutout);
    drawn.setTransform(from[0], from[3], from[1], from[4], from[2], from[5]);
    drawn.drawImage(photo, 0, 0);
    context.drawImage(mask, 0, 0);
}
