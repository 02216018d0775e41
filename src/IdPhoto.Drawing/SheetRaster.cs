using IdPhoto.Pictures;
using IdPhoto.Printing;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Draws print sheets as pixels.</summary>
public static class SheetRaster
{
    /// <summary>Pixels of a length.</summary>
    /// <param name="mm">Millimetres.</param>
    /// <param name="dpi">Dots per inch.</param>
    /// <returns>The nearest whole number; just below a half it is rounded down too, so that equal gaps stay equal.</returns>
    public static int Pixels(double mm, int dpi) => (int)Math.Floor((mm / MmSize.Inch * dpi) + 0.4999);

    /// <summary>Size of a sheet or a photo in pixels.</summary>
    /// <param name="size">Its size on paper.</param>
    /// <param name="dpi">Dots per inch.</param>
    public static PixelSize Pixels(MmSize size, int dpi) => new(Math.Max(1, Pixels(size.Width, dpi)), Math.Max(1, Pixels(size.Height, dpi)));

    /// <summary>A photo as many pixels wide and high as it is drawn, upright; the photo itself where that is its size.</summary>
    /// <param name="photo">The photo; not changed.</param>
    /// <param name="size">Its size on paper.</param>
    /// <param name="dpi">Dots per inch of the sheet.</param>
    public static Picture Fitted(Picture photo, MmSize size, int dpi)
    {
        ArgumentNullException.ThrowIfNull(photo);
        PixelSize target = Pixels(size, dpi);
        return target == photo.Size ? photo : Resampler.Resize(photo, new Box(0, 0, photo.Width, photo.Height), target, ResamplingKernel.CatmullRom);
    }

    /// <summary>The sheet on white.</summary>
    /// <param name="layout">The sheet.</param>
    /// <param name="fitted">The photos that it places, by number, each as <see cref="Fitted"/> returns it.</param>
    /// <param name="dpi">Dots per inch.</param>
    public static Picture Draw(SheetLayout layout, IReadOnlyList<Picture> fitted, int dpi)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(fitted);
        using SKBitmap page = new(SkiaPictures.Info(Pixels(layout.Paper, dpi)));
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
                canvas.DrawImage(image, Pixels(photo.Place.X, dpi), Pixels(photo.Place.Y, dpi), SKSamplingOptions.Default);
        }
        return page.ToPicture();
    }
}
