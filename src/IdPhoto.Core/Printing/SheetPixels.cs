using IdPhoto.Pictures;

namespace IdPhoto.Printing;

/// <summary>What lengths on paper are in pixels of a sheet.</summary>
public static class SheetPixels
{
    /// <summary>Pixels of a length.</summary>
    /// <param name="mm">Millimetres.</param>
    /// <param name="dpi">Dots per inch.</param>
    /// <returns>The nearest whole number; just below a half it is rounded down too, so that equal gaps stay equal.</returns>
    public static int Of(double mm, int dpi) => (int)Math.Floor((mm / MmSize.Inch * dpi) + 0.4999);

    /// <summary>Size of a sheet or a photo in pixels.</summary>
    /// <param name="size">Its size on paper.</param>
    /// <param name="dpi">Dots per inch.</param>
    public static PixelSize Of(MmSize size, int dpi) => new(Math.Max(1, Of(size.Width, dpi)), Math.Max(1, Of(size.Height, dpi)));

    /// <summary>A photo as many pixels wide and high as it is drawn, upright; the photo itself where that is its size.</summary>
    /// <param name="photo">The photo; not changed.</param>
    /// <param name="size">Its size on paper.</param>
    /// <param name="dpi">Dots per inch of the sheet.</param>
    public static Picture Fitted(Picture photo, MmSize size, int dpi)
    {
        ArgumentNullException.ThrowIfNull(photo);
        PixelSize target = Of(size, dpi);
        return target == photo.Size ? photo : Resampler.Resize(photo, new Box(0, 0, photo.Width, photo.Height), target, ResamplingKernel.CatmullRom);
    }
}
