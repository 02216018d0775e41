using IdPhoto.Pictures;

namespace IdPhoto.Documents;

/// <summary>Turns millimetres and per cent into output pixels.</summary>
internal static class PageResolver
{
    private const double MmPerInch = 25.4;

    public static PageGeometry Resolve(PhotoSpec spec, int dpi)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dpi, PhotoSpec.LowestDpi);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dpi, PhotoSpec.HighestDpi);
        PixelSize size = SizeAt(spec, dpi);
        CheckAccepted(spec.Pixels, size, dpi);
        return new PageGeometry
        {
            Size = size,
            Dpi = dpi,
            PixelsPerMm = spec.Print is { } print ? size.Height / print.HeightMm : null,
            Head = Range(spec, spec.Head, size),
            HeadTop = spec.Head.Top,
            EyesFromBottom = Optional(spec, spec.Eyes, size),
            TopMargin = Optional(spec, spec.TopMargin, size),
            TopMarginFrom = spec.TopMargin?.From ?? spec.Head.Top,
            ChinMargin = Optional(spec, spec.ChinMargin, size),
            HeadWidth = Optional(spec, spec.HeadWidth, size),
            CentringTolerance = spec.Centring,
        };
    }

    /// <summary>A length as a fraction of the photo's height.</summary>
    public static double Share(PhotoSpec spec, double length, LengthUnit unit)
        => unit == LengthUnit.Percent ? length / 100 : length / spec.Print!.HeightMm;

    // Explicit pixels win over the print size: 2 inches are 600 px at 300 dpi, while the 51 mm they are rounded to would be 602.
    private static PixelSize SizeAt(PhotoSpec spec, int dpi)
    {
        if (spec.Pixels is not { } pixels)
            return new PixelSize(Pixels(spec.Print!.WidthMm / MmPerInch * dpi), Pixels(spec.Print.HeightMm / MmPerInch * dpi));
        double scale = spec.Print is null ? 1 : (double)dpi / spec.Dpi;
        return new PixelSize(Pixels(pixels.Width * scale), Pixels(pixels.Height * scale));
    }

    private static int Pixels(double length) => Math.Max(1, (int)Math.Round(length, MidpointRounding.AwayFromZero));

    private static void CheckAccepted(PixelRule? rule, PixelSize size, int dpi)
    {
        if (size.Width < rule?.MinWidth || size.Height < rule?.MinHeight || size.Width > rule?.MaxWidth || size.Height > rule?.MaxHeight)
            throw new PhotoException(
                Refusals.InvalidSpec,
                $"At {dpi} dpi the photo would be {size.Width} x {size.Height} pixels, which this document does not accept. Choose another resolution.");
    }

    private static PixelRange? Optional(PhotoSpec spec, LengthRange? range, PixelSize size)
        => range is null ? null : Range(spec, range, size);

    private static PixelRange Range(PhotoSpec spec, LengthRange range, PixelSize size)
    {
        double min = range.Min ?? 0;
        double max = range.Max ?? double.PositiveInfinity;
        double target = range.Target ?? (range.Max is null ? min : (min + max) / 2);
        double InPixels(double length) => Share(spec, length, range.Unit) * size.Height;
        return new PixelRange(InPixels(min), InPixels(max), InPixels(target));
    }
}
