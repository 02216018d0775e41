// The camera: its picture on the screen, the document's outline over it, and one shot at full resolution. No frame is kept.

import { choose, guide } from './studio.js';

const FRAME = 640;
const PAUSE = 60;

let stream = null;
let video = null;
let overlay = null;
let app = null;
let request = null;
let running = 0;
let still = null;

/** Opens a camera. @param facing 'user' or 'environment' @returns JSON: `{ width, height, facing, cameras }`, or `{ refused }` */
export async function start(videoElement, overlayElement, facing, spec, dotnet) {
    stop();
    [video, overlay, app, request] = [videoElement, overlayElement, dotnet, JSON.parse(spec)];
    const mine = running;
    let opened = null;
    const gone = () => {
        opened?.getTracks().forEach((track) => track.stop());
        return JSON.stringify({ refused: 'gone' });
    };
    try {
        opened = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...await wanted(facing), width: { ideal: 4096 }, height: { ideal: 3072 } } });
        if (mine !== running)
            return gone();
        stream = opened;
        const [track] = opened.getVideoTracks();
        track.addEventListener('ended', () => mine === running && app.invokeMethod('Lost'));
        video.srcObject = opened;
        await video.play();
        const largest = await largestPhoto(track);
        const cameras = (await cameraList()).length;
        if (mine !== running)
            return gone();
        still = largest;
        look(mine);
        return JSON.stringify({ width: video.videoWidth, height: video.videoHeight, facing: track.getSettings().facingMode ?? facing, cameras });
    } catch (error) {
        if (mine !== running)
            return gone();
        stop();
        return JSON.stringify({ refused: error.name === 'NotAllowedError' ? 'denied' : error.name === 'NotFoundError' ? 'missing' : 'busy' });
    }
}

const cameraList = async () => (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === 'videoinput');

let last = null;

// Cameras that do not say where they look are taken in turn.
async function wanted(facing) {
    const cameras = await cameraList();
    const chosen = last !== null && last.facing !== facing && !last.tells && cameras.length > 1
        ? cameras[(cameras.findIndex(({ deviceId }) => deviceId === last.id) + 1) % cameras.length] : null;
    return chosen ? { deviceId: { exact: chosen.deviceId } } : { facingMode: facing };
}

// Still pictures are often larger than the moving one.
async function largestPhoto(track) {
    const { deviceId, facingMode } = track.getSettings();
    last = { id: deviceId, facing: facingMode ?? last?.facing, tells: Boolean(facingMode) };
    try {
        const { imageWidth, imageHeight } = await new ImageCapture(track).getPhotoCapabilities();
        return { width: imageWidth.max, height: imageHeight.max };
    } catch {
        return null;
    }
}

/** Pixels of the photo that will be taken per pixel of a frame: by the side that gains less, as sides may be told for either way up. */
function scaleOf(width, height) {
    const [long, short] = [Math.max(width, height), Math.min(width, height)];
    const photo = still ?? { width: 0, height: 0 };
    const [photoLong, photoShort] = [Math.max(photo.width, photo.height), Math.min(photo.width, photo.height)];
    const [videoLong, videoShort] = [Math.max(video.videoWidth, video.videoHeight), Math.min(video.videoWidth, video.videoHeight)];
    return Math.max(1, Math.min(Math.max(photoLong, videoLong) / long, Math.max(photoShort, videoShort) / short));
}

export function stop() {
    running++;
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    if (video)
        video.srcObject = null;
    app = null;
}

async function look(mine) {
    while (mine === running) {
        if (video.videoWidth > 0 && !document.hidden) {
            const advice = await seen().catch(() => null);
            if (mine !== running)
                return;
            if (advice) {
                outline(advice);
                app.invokeMethod('Seen', JSON.stringify(advice));
            }
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
}

async function seen() {
    const scale = Math.min(1, FRAME / Math.max(video.videoWidth, video.videoHeight));
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    const frame = await createImageBitmap(video, { resizeWidth: width, resizeHeight: height });
    const size = { width: frame.width, height: frame.height };
    const advice = await guide(frame, request, scaleOf(size.width, size.height));
    return { ...advice, ...size };
}

/** Darkens what will be cut away. */
function outline({ page, steps, width, height }) {
    const ink = getComputedStyle(overlay);
    const ratio = Math.min(2, devicePixelRatio);
    const [across, down] = [overlay.clientWidth * ratio, overlay.clientHeight * ratio];
    if (overlay.width !== across || overlay.height !== down)
        [overlay.width, overlay.height] = [across, down];
    const context = overlay.getContext('2d');
    context.clearRect(0, 0, across, down);
    // The video covers its box: the longer side is cut.
    const fit = Math.max(across / width, down / height);
    const [left, top] = [(across - width * fit) / 2, (down - height * fit) / 2];
    const corners = page.map(({ x, y }) => [left + x * fit, top + y * fit]);
    if (corners.length === 0)
        return;
    context.fillStyle = 'rgb(8 14 18 / 0.55)';
    context.beginPath();
    context.rect(0, 0, across, down);
    corners.forEach(([x, y], i) => i === 0 ? context.moveTo(x, y) : context.lineTo(x, y));
    context.closePath();
    context.fill('evenodd');
    context.strokeStyle = steps[0] === 'hold' ? ink.getPropertyValue('--good') : ink.getPropertyValue('--plain');
    context.lineWidth = (steps[0] === 'hold' ? 4 : 2) * ratio;
    context.setLineDash(steps[0] === 'hold' ? [] : [10 * ratio, 8 * ratio]);
    context.beginPath();
    corners.forEach(([x, y], i) => i === 0 ? context.moveTo(x, y) : context.lineTo(x, y));
    context.closePath();
    context.stroke();
}

/** Takes the picture, as large as the camera can, never mirrored. @returns whether there is one */
export async function shoot() {
    const mine = running;
    try {
        const taken = await picture();
        if (mine !== running)
            return false;
        choose(taken);
        return true;
    } catch {
        return false;
    }
}

async function picture() {
    const [track] = stream.getVideoTracks();
    if (still && Math.max(still.width, still.height) > Math.max(video.videoWidth, video.videoHeight))
        try {
            const capture = new ImageCapture(track);
            return await capture.takePhoto({ imageWidth: still.width, imageHeight: still.height }).catch(() => capture.takePhoto());
        } catch {
            // Some cameras promise still pictures and give none.
        }
    return frameNow();
}

async function frameNow() {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext('2d').drawImage(video, 0, 0);
    return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.97 });
}

/** Several frames one after the other; the one with the most open eyes and the least to be said against it is kept. @returns whether there is one */
export async function burst(count) {
    const mine = running;
    let best = null;
    for (let i = 0; i < count && mine === running; i++) {
        const [blob, advice] = await Promise.all([frameNow().catch(() => null), seen().catch(() => null)]);
        const score = scoreOf(advice);
        if (blob && (!best || score > best.score))
            best = { blob, score };
        if (mine === running)
            app.invokeMethod('Counted', i + 1, count);
        await new Promise((resolve) => setTimeout(resolve, 250));
    }
    if (!best || mine !== running)
        return false;
    choose(best.blob);
    return true;
}

// Closed eyes count for more than anything else that could be better.
function scoreOf(advice) {
    if (!advice)
        return -9;
    const against = advice.steps.filter((step) => step !== 'hold').length;
    return advice.eyeOpening - against * 0.05 - (advice.steps.includes('openEyes') ? 1 : 0);
}
