using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Printing;

namespace IdPhoto.Studio;

/// <summary>Finds out how large a photo is meant to be on paper.</summary>
internal static class PhysicalSize
{
    /// <summary>Cameras and editors write 72 or 96 into everything; no ID photo is printed that coarsely.</summary>
    private const double LowestDpi = 150;

    private const double HighestDpi = 2400;

    /// <summary>A size that differs more in shape would visibly stretch the face; whole pixels alone differ by 0.4 %.</summary>
    private const double Rounding = 0.01;

    /// <exception cref="PhotoException"><see cref="Refusals.PrintSizeUnknown"/>: nothing tells the size, or what tells it has another shape.</exception>
    public static MmSize Of(SheetPhoto photo, PictureHeader header)
    {
        MmSize size = photo.Size ?? Tagged(photo.File.Span, header) ?? photo.SizeIfUntold ?? throw new PhotoException(
            Refusals.PrintSizeUnknown,
            Message.Of("printing.size-unknown", ("pixels", Argument.Size(header.Upright.Width, header.Upright.Height, 0))));
        double shape = size.Width / size.Height / ((double)header.Upright.Width / header.Upright.Height);
        return Math.Abs(shape - 1) <= Rounding ? size : throw new PhotoException(
            Refusals.PrintSizeUnknown,
            Message.Of("printing.stretched", ("pixels", Argument.Size(header.Upright.Width, header.Upright.Height, 0)), ("size", size.InWords)));
    }

    private static MmSize? Tagged(ReadOnlySpan<byte> file, PictureHeader header)
    {
        if (PrintDensity.Read(file, header.Kind) is not { } density || !IsPlausible(density.Across) || !IsPlausible(density.Down))
            return null;
        MmSize stored = new(header.Stored.Width / density.Across * MmSize.Inch, header.Stored.Height / density.Down * MmSize.Inch);
        return header.Upright == header.Stored ? stored : stored.Turned;
    }

    private static bool IsPlausible(double dpi) => dpi is >= LowestDpi and <= HighestDpi;
}
