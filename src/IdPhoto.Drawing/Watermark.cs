using IdPhoto.Documents;
using IdPhoto.Pictures;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>A text that is repeated all over a picture, in rows that are shifted against each other.</summary>
/// <param name="Text">One line.</param>
/// <param name="Size">Height of the em square, in pixels.</param>
/// <param name="Space">Room between two texts, in pixels.</param>
/// <param name="Angle">Degrees against the clock.</param>
/// <param name="Ink">The colour.</param>
/// <param name="Opacity">0..1.</param>
internal sealed record Watermark(string Text, float Size, float Space, double Angle, Colour Ink, double Opacity)
{
    /// <summary>Whether the fonts have every letter of a text, of which at least one is to be seen.</summary>
    public static bool CanWrite(string text)
    {
        if (!TextFonts.CanWrite(text))
            return false;
        using TextFonts fonts = TextFonts.For(text, 20);
        using TextLine line = fonts.Set(text);
        return !line.Ink.IsEmpty;
    }

    /// <summary>The picture with the text on it.</summary>
    /// <param name="picture">Not changed.</param>
    /// <param name="cancel">Checked between rows.</param>
    public Picture Draw(Picture picture, CancellationToken cancel)
    {
        using SKBitmap bitmap = picture.ToBitmap();
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Translate(picture.Width / 2f, picture.Height / 2f);
            canvas.RotateDegrees((float)-Angle);
            DrawRows(canvas, MathF.Sqrt(((float)picture.Width * picture.Width) + ((float)picture.Height * picture.Height)), cancel);
        }
        return bitmap.ToPicture();
    }

    private void DrawRows(SKCanvas canvas, float across, CancellationToken cancel)
    {
        using TextFonts fonts = TextFonts.For(Text, Size);
        using TextLine line = fonts.Set(Text);
        using SKPaint paint = new() { Color = new SKColor(Ink.R, Ink.G, Ink.B, (byte)Math.Round(Opacity * 255)), IsAntialias = true };
        SKRect bounds = line.Ink;
        float column = Math.Max(1, bounds.Width) + Space, row = Math.Max(1, bounds.Height) + Space;
        for (int y = 0; y * row < across; y++)
        {
            cancel.ThrowIfCancellationRequested();
            for (float x = y % 2 == 0 ? 0 : -column / 2; x < across; x += column)
                line.Draw(canvas, x - (across / 2) - bounds.Left, (y * row) - (across / 2) - bounds.Top, paint);
        }
    }
}
