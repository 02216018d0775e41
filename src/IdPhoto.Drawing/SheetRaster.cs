using IdPhoto.Pictures;
using IdPhoto.Printing;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Draws print sheets as pixels.</summary>
public static class SheetRaster
{
    /// <summary>The sheet on white.</summary>
    /// <param name="layout">The sheet.</param>
    /// <param name="fitted">The photos that it places, by number, each as <see cref="SheetPixels.Fitted"/> returns it.</param>
    /// <param name="dpi">Dots per inch.</param>
    public static Picture Draw(SheetLayout layout, IReadOnlyList<Picture> fitted, int dpi)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(fitted);
        using SKBitmap page = new(SkiaPictures.Info(SheetPixels.Of(layout.Paper, dpi)));
        using SKCanvas canvas = new(page);
        canvas.Clear(SKColors.White);
        canvas.Save();
        canvas.Scale((float)(dpi / MmSize.Inch));
        SheetPainter.Draw(canvas, layout);
        canvas.Restore();
        // Last, because a mark's soft edge may reach a photo's first row of pixels.
        foreach (IGrouping<(int Item, bool Turned), PlacedPhoto> same in layout.Photos.GroupBy(photo => (photo.Item, photo.Turned)))
        {
            using SKImage image = fitted[same.Key.Item].Turned(same.Key.Turned ? 1 : 0).ToImage();
            foreach (PlacedPhoto photo in same)
                canvas.DrawImage(image, SheetPixels.Of(photo.Place.X, dpi), SheetPixels.Of(photo.Place.Y, dpi), SKSamplingOptions.Default);
        }
        return page.ToPicture();
    }
}
