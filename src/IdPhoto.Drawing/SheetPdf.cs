using IdPhoto.Printing;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Writes print sheets as PDF, at true size.</summary>
public static class SheetPdf
{
    /// <summary>PDF counts in points, 72 an inch.</summary>
    private const float PointsPerMm = 72f / 25.4f;

    /// <summary>Skia rounds pages to whole dots. Nothing on a sheet has to be rasterised, so that dots may be small: 0.004 mm.</summary>
    private const int Dpi = 7200;

    /// <summary>Above 100 Skia packs pixels without loss.</summary>
    private const int Lossless = 101;

    /// <summary>One page as large as the paper. The same sheet gives the same bytes; each photo is stored once, however many copies.</summary>
    /// <param name="layout">The sheet.</param>
    /// <param name="photos">The photos that it places, by number.</param>
    public static byte[] Write(SheetLayout layout, IReadOnlyList<PdfPhoto> photos)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(photos);
        using MemoryStream target = new();
        SKImage[] images = [.. photos.Select(Image)];
        try
        {
            SKDocumentPdfMetadata about = new() { Title = "Print sheet", RasterDpi = Dpi, EncodingQuality = Lossless };
            using SKDocument document = SKDocument.CreatePdf(target, about);
            using SKCanvas canvas = document.BeginPage((float)layout.Paper.Width * PointsPerMm, (float)layout.Paper.Height * PointsPerMm);
            canvas.Scale(PointsPerMm);
            SheetPainter.Draw(canvas, layout);
            foreach (PlacedPhoto photo in layout.Photos)
                Draw(canvas, images[photo.Item], photo);
            document.EndPage();
            document.Close();
        }
        finally
        {
            Array.ForEach(images, image => image.Dispose());
        }
        return target.ToArray();
    }

    private static SKImage Image(PdfPhoto photo)
    {
        if (photo.Jpeg is null)
            return photo.Picture.ToImage();
        using SKData data = SKData.CreateCopy(photo.Jpeg);
        // Null where Skia's own decoder is stricter than the one that the pixels come from.
        return SKImage.FromEncodedData(data) ?? photo.Picture.ToImage();
    }

    private static void Draw(SKCanvas canvas, SKImage image, PlacedPhoto photo)
    {
        MmBox place = photo.Place;
        canvas.Save();
        canvas.Translate((float)(photo.Turned ? place.Right : place.X), (float)place.Y);
        if (photo.Turned)
            canvas.RotateDegrees(90);
        (double width, double height) = photo.Turned ? (place.Height, place.Width) : (place.Width, place.Height);
        canvas.DrawImage(image, SKRect.Create((float)width, (float)height), SKSamplingOptions.Default);
        canvas.Restore();
    }
}
