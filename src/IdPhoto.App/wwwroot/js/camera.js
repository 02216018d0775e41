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
let photoWidth = 0;
let looking = true;

/** Opens a camera. @param facing 'user' or 'environment' @returns JSON: `{ width, height, facing, cameras }`, or `{ refused }` */
export async function start(videoElement, overlayElement, facing, spec, dotnet) {
    stop();
    [video, overlay, app, request] = [videoElement, overlayElement, dotnet, JSON.parse(spec)];
    const mine = ++running;
    try {
        const opened = await navigator.mediaDevices.getUserMedia({
            audio: false,
            video: { facingMode: facing, width: { ideal: 4096 }, height: { ideal: 3072 } },
        });
        if (mine !== running) {
            opened.getTracks().forEach((track) => track.stop());
            return JSON.stringify({ refused: 'gone' });
        }
        stream = opened;
        stream.getVideoTracks()[0].addEventListener('ended', () => app?.invokeMethod('Lost'));
        video.srcObject = stream;
        await video.play();
        photoWidth = await widest(stream.getVideoTracks()[0]);
        look(mine);
        const cameras = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === 'videoinput').length;
        return JSON.stringify({ width: video.videoWidth, height: video.videoHeight, facing: facingOf(facing), cameras });
    } catch (error) {
        stop();
        return JSON.stringify({ refused: error.name === 'NotAllowedError' ? 'denied' : error.name === 'NotFoundError' ? 'missing' : 'busy' });
    }
}

const facingOf = (asked) => stream.getVideoTracks()[0].getSettings().facingMode ?? asked;

// Still pictures are often larger than the moving one.
async function widest(track) {
    try {
        const { imageWidth } = await new ImageCapture(track).getPhotoCapabilities();
        return Math.max(video.videoWidth, imageWidth?.max ?? 0);
    } catch {
        return video.videoWidth;
    }
}

export function stop() {
    running++;
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    if (video)
        video.srcObject = null;
    app = null;
}

/** Whether frames are looked at. */
export const follow = (on) => { looking = on; };

async function look(mine) {
    while (mine === running) {
        if (looking && video.videoWidth > 0 && !document.hidden) {
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
    const advice = await guide(frame, request, Math.max(1, photoWidth / width));
    return { ...advice, width, height };
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

/** Takes the picture, as large as the camera can, never mirrored. */
export async function shoot() {
    choose(await picture());
}

async function picture() {
    const track = stream.getVideoTracks()[0];
    if (photoWidth > video.videoWidth)
        try {
            return await new ImageCapture(track).takePhoto();
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

/** Several frames one after the other; the one with the most open eyes and the least to be said against it is kept. */
export async function burst(count) {
    let best = null;
    for (let i = 0; i < count && stream; i++) {
        const [blob, advice] = await Promise.all([frameNow(), seen().catch(() => null)]);
        const against = advice ? advice.steps.filter((step) => step !== 'hold').length : 99;
        const score = (advice?.eyeOpening ?? 0) - against * 0.05 - (advice?.steps.includes('openEyes') ? 1 : 0);
        if (!best || score > best.score)
            best = { blob, score };
        app?.invokeMethod('Counted', i + 1, count);
        await new Promise((resolve) => setTimeout(resolve, 250));
    }
    if (best)
        choose(best.blob);
    return best !== null;
}
