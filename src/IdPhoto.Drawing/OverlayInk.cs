using IdPhoto.Compliance;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Colours and strokes of the overlay.</summary>
internal static class OverlayInk
{
    // Told apart by people who cannot tell red from green too: the lightness differs, and the words say it again.
    public static SKColor Of(Verdict? verdict) => verdict switch
    {
        Verdict.Pass => new SKColor(0x4c, 0xd9, 0x8a),
        Verdict.Review => new SKColor(0xff, 0xc1, 0x2e),
        Verdict.Fail => new SKColor(0xff, 0x4d, 0x4d),
        _ => new SKColor(0xee, 0xee, 0xee),
    };

    /// <summary>A line with a dark rim.</summary>
    public static void Line(SKCanvas canvas, SKPoint from, SKPoint to, SKColor colour, float width = 3, float[]? dash = null)
    {
        using SKPathEffect? dashes = dash is null ? null : SKPathEffect.CreateDash(dash, 0);
        using SKPaint rim = new() { Color = new SKColor(0, 0, 0, 190), StrokeWidth = width + 3, Style = SKPaintStyle.Stroke, IsAntialias = true, PathEffect = dashes };
        using SKPaint core = new() { Color = colour, StrokeWidth = width, Style = SKPaintStyle.Stroke, IsAntialias = true, PathEffect = dashes };
        canvas.DrawLine(from, to, rim);
        canvas.DrawLine(from, to, core);
    }

    /// <summary>Words with a dark rim, which begin or end at a point.</summary>
    public static void Words(SKCanvas canvas, string text, float x, float y, float size, SKColor colour, bool right = false)
    {
        using TextFonts fonts = TextFonts.For(text, size);
        using TextLine line = fonts.Set(text);
        using SKPaint rim = new() { Color = new SKColor(0, 0, 0, 220), StrokeWidth = size / 5, Style = SKPaintStyle.Stroke, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
        using SKPaint core = new() { Color = colour, IsAntialias = true };
        float left = right ? x - line.Width : x;
        line.Draw(canvas, left, y, rim);
        line.Draw(canvas, left, y, core);
    }
}
