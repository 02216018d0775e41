using IdPhoto.Printing;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Draws what is on a sheet besides the photos, on a canvas whose unit is the millimetre.</summary>
internal static class SheetPainter
{
    public static void Draw(SKCanvas canvas, SheetLayout layout)
    {
        SheetInk ink = SheetInk.Of(layout);
        foreach (InkLine line in ink.Lines)
            Draw(canvas, line);
        if (ink.Text is { } text)
            Draw(canvas, text);
    }

    private static void Draw(SKCanvas canvas, InkLine line)
    {
        using SKPaint pen = new() { Color = new SKColor(line.Grey, line.Grey, line.Grey), StrokeWidth = (float)line.WidthMm, Style = SKPaintStyle.Stroke, IsAntialias = true };
        canvas.DrawLine((float)line.Line.X1, (float)line.Line.Y1, (float)line.Line.X2, (float)line.Line.Y2, pen);
    }

    private static void Draw(SKCanvas canvas, InkText text)
    {
        canvas.Save();
        canvas.Translate((float)text.X, (float)text.Y);
        if (text.Turned)
            canvas.RotateDegrees(90);
        // In English: a PDF holds all of a font, which of the Chinese one would be megabytes.
        using TextFonts fonts = TextFonts.For(text.Text, (float)text.EmMm);
        using SKPaint paint = new() { Color = SKColors.Black, IsAntialias = true };
        fonts.Draw(canvas, text.Text, 0, 0, paint);
        canvas.Restore();
    }
}
