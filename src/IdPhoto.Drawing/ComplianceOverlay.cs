using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Words;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Draws what a check measured on the photo, and beside it what is wrong. Readable on any picture: every line and letter has a dark rim.</summary>
public static class ComplianceOverlay
{
    /// <summary>Height of the drawn photo: small photos are enlarged so that letters fit, large ones reduced.</summary>
    private const int Height = 1200;
    private const int LeastWidth = 600;
    private const int PanelWidth = 560;

    /// <summary>Draws the overlay.</summary>
    /// <param name="picture">The checked picture, upright as it was measured; not changed.</param>
    /// <param name="report">Its check.</param>
    /// <param name="words">The language of the words. Arabic, which no font here has, is written in English.</param>
    /// <returns>The photo, scaled to 1200 rows, and a panel of words at its right.</returns>
    public static Picture Draw(Picture picture, ComplianceReport report, Sentences words)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(report);
        words = DrawingFont.Writes(words);
        float scale = (float)Height / picture.Height;
        int width = Math.Clamp((int)Math.Round(picture.Width * scale), 1, 4 * Height);
        scale = width / (float)picture.Width;
        int left = Math.Max(0, (LeastWidth - width) / 2);
        int photo = Math.Max(width, LeastWidth);
        PixelSize size = new(photo + PanelWidth, Height);
        using SKBitmap bitmap = new(SkiaPictures.Info(size));
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Clear(new SKColor(0xf4, 0xf4, 0xf4));
            canvas.Save();
            canvas.ClipRect(SKRect.Create(left, 0, width, Height));
            canvas.Translate(left, 0);
            using (SKImage image = picture.ToImage())
                canvas.DrawImage(image, SKRect.Create(width, picture.Height * scale), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            if (report.Marks is ComplianceMarks marks)
                OverlayLines.Draw(canvas, report, marks, words, scale);
            canvas.Restore();
            OverlayPanel.Draw(canvas, report, words, SKRect.Create(photo, 0, PanelWidth, Height));
        }
        return bitmap.ToPicture();
    }
}
