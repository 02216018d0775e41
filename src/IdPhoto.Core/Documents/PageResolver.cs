using IdPhoto.Messages;
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
        double height = SizeSolver.Height(spec) ?? throw new PhotoException(Refusals.InvalidSpec, Impossible(spec));
        double? heightMm = spec.Print is null ? null : height;
        PixelSize size = SizeAt(spec, heightMm, dpi);
        CheckAccepted(spec.Pixels, size, dpi);
        Scale scale = new(size.Height, heightMm, spec.Print?.Trim?.HeightMm);
        return new PageGeometry
        {
            Size = size,
            Dpi = dpi,
            WidthMm = spec.Print?.WidthMm,
            HeightMm = heightMm,
            PixelsPerMm = size.Height / heightMm,
            Head = Both(scale.Range(spec.Head), spec.HeadShare is { } share ? scale.Range(share) : null),
            HeadTop = spec.Head.Top,
            EyesFromBottom = scale.FromEdge(spec.Eyes),
            TopMargin = scale.FromEdge(spec.TopMargin),
            TopMarginFrom = spec.TopMargin?.From ?? spec.Head.Top,
            ChinMargin = scale.FromEdge(spec.ChinMargin),
            HeadWidth = scale.Optional(spec.HeadWidth),
            CentringTolerance = spec.Centring,
        };
    }

    /// <summary>A length as a fraction of the photo's height, or of what is cut from it.</summary>
    public static double Share(PhotoSpec spec, double length, LengthUnit unit)
        => unit == LengthUnit.Percent ? length / 100 : length / (spec.Print!.Trim?.HeightMm ?? spec.Print.MaxHeightMm ?? spec.Print.HeightMm);

    public static Message Impossible(PhotoSpec spec)
        => Message.Of(spec.Print?.IsRange == true ? "documents.impossible-at-any-size" : "documents.impossible", ("document", spec.Id));

    // Explicit pixels win over the print size: 2 inches are 600 px at 300 dpi, while the 51 mm they are rounded to would be 602.
    private static PixelSize SizeAt(PhotoSpec spec, double? heightMm, int dpi)
    {
        if (spec.Pixels is not { } pixels)
            return new PixelSize(Pixels(spec.Print!.WidthMm / MmPerInch * dpi), Pixels(heightMm!.Value / MmPerInch * dpi));
        double scale = spec.Print is null ? 1 : (double)dpi / spec.Dpi;
        return new PixelSize(Pixels(pixels.Width * scale), Pixels(pixels.Height * scale));
    }

    private static int Pixels(double length) => Math.Max(1, (int)Math.Round(length, MidpointRounding.AwayFromZero));

    private static void CheckAccepted(PixelRule? rule, PixelSize size, int dpi)
    {
        if (size.Width < rule?.MinWidth || size.Height < rule?.MinHeight || size.Width > rule?.MaxWidth || size.Height > rule?.MaxHeight)
            throw new PhotoException(
                Refusals.InvalidSpec,
                Message.Of(
                    "documents.resolution-not-accepted",
                    ("dpi", Argument.RoundedQuantity(dpi, Units.DotsPerInch, 0)), ("size", Argument.Size(size.Width, size.Height, 0))));
    }

    private static PixelRange Both(PixelRange head, PixelRange? share)
    {
        if (share is not PixelRange other)
            return head;
        double min = Math.Max(head.Min, other.Min);
        // The two ends may meet in one point, which rounding must not turn around.
        double max = Math.Max(min, Math.Min(head.Max, other.Max));
        return new PixelRange(min, max, head.Target >= min && head.Target <= max ? head.Target : (min + max) / 2);
    }

    /// <summary>The photo's height in pixels and, on paper, in millimetres; and how much of these the office cuts out.</summary>
    private readonly record struct Scale(int Pixels, double? Mm, double? CutMm)
    {
        // The authority measures what it has cut, from the middle of the print; the page is the whole print.
        private double Border => CutMm is double cut ? Pixels * (Mm!.Value - cut) / 2 / Mm.Value : 0;

        public PixelRange? Optional(LengthRange? range) => range is null ? null : Range(range);

        public PixelRange? FromEdge(LengthRange? range) => Optional(range) is PixelRange inside
            ? new PixelRange(inside.Min + Border, inside.Max + Border, inside.Target + Border)
            : null;

        public PixelRange Range(LengthRange range)
        {
            double min = range.Min ?? 0;
            double max = range.Max ?? double.PositiveInfinity;
            double target = range.Target ?? (range.Max is null ? min : (min + max) / 2);
            return new PixelRange(InPixels(min, range.Unit), InPixels(max, range.Unit), InPixels(target, range.Unit));
        }

        private double InPixels(double length, LengthUnit unit) => Pixels * (unit == LengthUnit.Mm ? length / Mm!.Value : length / 100 * (CutMm is double cut ? cut / Mm!.Value : 1));
    }
}
