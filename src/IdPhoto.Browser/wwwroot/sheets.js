// Draws print sheets: as PDF with pdf-lib, which is loaded when the first is wanted, and as pixels on a canvas.

import { withoutAlpha } from './channels.js';
import { encodePng } from './jpeg.js';

const POINTS_PER_MM = 72 / 25.4;

/** @returns {Promise<Uint8Array>} a PDF of one page at true size; each photo is stored once */
export async function writePdf(sheetJson, photos) {
    const { PDFDocument, StandardFonts, degrees, rgb } = await import('./pdf/pdf-lib.esm.min.js');
    const sheet = JSON.parse(sheetJson);
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.setTitle('Print sheet');
    const page = pdf.addPage([sheet.width * POINTS_PER_MM, sheet.height * POINTS_PER_MM]);
    // Millimetres from the upper left corner to points from the lower left one.
    const x = (mm) => mm * POINTS_PER_MM;
    const y = (mm) => (sheet.height - mm) * POINTS_PER_MM;
    for (const [x1, y1, x2, y2, width, grey] of sheet.lines)
        page.drawLine({ start: { x: x(x1), y: y(y1) }, end: { x: x(x2), y: y(y2) }, thickness: x(width), color: rgb(grey / 255, grey / 255, grey / 255) });
    if (sheet.text) {
        const [left, base, em, turned] = sheet.textAt;
        const font = await pdf.embedFont(StandardFonts.Helvetica);
        page.drawText(sheet.text, { x: x(left), y: y(base), size: x(em), font, rotate: degrees(turned ? -90 : 0) });
    }
    const images = await Promise.all(photos.map((photo) => embedded(pdf, photo)));
    for (const [item, left, top, width, height, turned] of sheet.photos) {
        const place = turned
            ? { x: x(left), y: y(top), width: x(height), height: x(width), rotate: degrees(-90) }
            : { x: x(left), y: y(top + height), width: x(width), height: x(height) };
        page.drawImage(images[item], place);
    }
    return pdf.save();
}

async function embedded(pdf, photo) {
    return photo.jpeg
        ? pdf.embedJpg(photo.bytes)
        : pdf.embedPng(await encodePng(photo.bytes, photo.width, photo.height));
}

/** Everything of a sheet but its photos, as RGB on white. */
export function drawInk(sheetJson, pixelsPerMm, width, height) {
    const sheet = JSON.parse(sheetJson);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.scale(pixelsPerMm, pixelsPerMm);
    for (const [x1, y1, x2, y2, lineWidth, grey] of sheet.lines) {
        context.strokeStyle = `rgb(${grey} ${grey} ${grey})`;
        context.lineWidth = lineWidth;
        context.beginPath();
        context.moveTo(x1, y1);
        context.lineTo(x2, y2);
        context.stroke();
    }
    if (sheet.text) {
        const [left, base, em, turned] = sheet.textAt;
        context.translate(left, base);
        context.rotate(turned ? Math.PI / 2 : 0);
        // Fonts of two pixels are not drawn well: large letters, shrunk.
        context.scale(em / 100, em / 100);
        context.font = '100px Helvetica, Arial, sans-serif';
        context.fillStyle = '#000';
        context.fillText(sheet.text, 0, 0);
    }
    const rgba = context.getImageData(0, 0, width, height).data;
    const rgb = new Uint8Array(width * height * 3);
    withoutAlpha(rgba, rgb);
    return rgb;
}
