using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Preflight;

/// <summary>Which sizes in pixels a document accepts, and which one a larger picture can be reduced to without a stretch.</summary>
internal static class PixelSizeRule
{
    /// <summary>A print's shape may be off by this much: 600 x 600 px for 51 x 51 mm, or 413 px for 35 of 45 mm.</summary>
    private const double Rounding = 0.02;

    /// <summary>Compressed more than this, a photo loses more than a smaller one would.</summary>
    private const double UsualCompression = 20;

    private const double Rest = 1e-6;

    public static PreflightOutcome Check(PixelSize size, PhotoSpec spec)
    {
        PixelSize made = spec.Resolve().Size;
        Argument allowed = Allowed(spec, made);
        if (!Accepts(size, spec))
            return Outcome(size, allowed, PreflightVerdict.Fail, Message.Of(Reductions(size, spec).Count == 0
                ? "preflight.make-again"
                : "preflight.reduce"));
        if (spec.Pixels is { Recommended: true } && size != made)
            return Outcome(size, allowed, PreflightVerdict.Warn, Message.Of("preflight.not-recommended", ("size", Size(made))));
        // Whatever the shape of an original, the authority crops it.
        if (spec.Pixels?.Ratio is null && !spec.File.OriginalOnly && !HasShape(size, made, spec.Print))
            return Outcome(size, allowed, PreflightVerdict.Warn, Message.Of("preflight.other-shape", ("size", Size(made))));
        bool coarse = spec.Print is not null && size.Height < (1 - Rounding) * made.Height;
        return coarse
            ? Outcome(size, allowed, PreflightVerdict.Warn, Message.Of("preflight.coarse"))
            : Outcome(size, allowed, PreflightVerdict.Pass, null);
    }

    /// <summary>
    /// The accepted sizes that a picture can be reduced to, the largest first; itself alone where it is accepted. A size at
    /// which the file's ceiling leaves too few bytes for the pixels comes last.
    /// </summary>
    public static IReadOnlyList<PixelSize> Reductions(PixelSize size, PhotoSpec spec)
    {
        if (Accepts(size, spec))
            return [size];
        PixelSize made = spec.Resolve().Size;
        PixelSize?[] all = [Largest(size, spec), FitsWithoutStretch(size, made) ? made : null];
        return [.. all.OfType<PixelSize>().Distinct().OrderByDescending(one => HasRoom(one, spec.File)).ThenByDescending(one => one.Area)];
    }

    private static PixelSize? Largest(PixelSize size, PhotoSpec spec)
    {
        double scale = Math.Min((spec.Pixels?.MaxWidth ?? double.MaxValue) / size.Width, (spec.Pixels?.MaxHeight ?? double.MaxValue) / size.Height);
        if (!IsRange(spec) || scale >= 1)
            return null;
        // Divided and multiplied again, a whole number may have become a little less.
        PixelSize fitted = new((int)((size.Width * scale) + Rest), (int)((size.Height * scale) + Rest));
        return Accepts(fitted, spec) && FitsWithoutStretch(size, fitted) ? fitted : null;
    }

    private static bool HasRoom(PixelSize size, FileRule rule)
        => rule.MaxKb is not int kb || 3 * size.Area <= kb * 1000L * Math.Min(rule.MaxCompression ?? UsualCompression, UsualCompression);

    private static bool IsRange(PhotoSpec spec) => spec.Pixels is { } rule && (rule.ExactShape || rule.Ratio is not null || (rule.MinWidth ?? rule.MinHeight ?? rule.MaxWidth ?? rule.MaxHeight) is not null);

    // The camera's own file is cut by the authority, whatever its shape.
    private static bool IsFree(PhotoSpec spec) => spec.File.OriginalOnly && !IsRange(spec);

    // A size that no page gives is what is made here, and no condition; a record of the user's own has no pages.
    private static bool IsOurs(PhotoSpec spec)
        => spec.Print is null && !IsRange(spec) && (spec.Pixels!.Recommended || (spec.Sources.Count > 0 && spec.Confidence("pixels") is null));

    private static bool Accepts(PixelSize size, PhotoSpec spec)
    {
        PixelSize made = spec.Resolve().Size;
        if (IsFree(spec) || IsOurs(spec))
            return true;
        if (IsRange(spec))
            return !(size.Width < spec.Pixels!.MinWidth || size.Height < spec.Pixels.MinHeight || size.Width > spec.Pixels.MaxWidth || size.Height > spec.Pixels.MaxHeight)
                && (spec.Pixels.Ratio?.Holds(size.Width, size.Height) ?? (!spec.Pixels.ExactShape || (spec.Print is null ? HasExactShape(size, made) : HasShape(size, made, spec.Print))));
        return spec.Print is null ? size == made : HasShape(size, made, spec.Print);
    }

    // Of a file no ruler takes the measure: a portal compares whole numbers, and only a side that had to be rounded may be off.
    private static bool HasExactShape(PixelSize size, PixelSize made)
        => Math.Abs(((long)size.Width * made.Height) - ((long)size.Height * made.Width)) < Math.Min(made.Width, made.Height);

    // Where the authority leaves a choice of print, so many shapes are right.
    private static bool HasShape(PixelSize size, PixelSize made, PrintSize? print)
    {
        double shape = (double)size.Width / size.Height, own = (double)made.Width / made.Height;
        double least = print is { IsRange: true } ? (print.MinWidthMm ?? print.WidthMm) / (print.MaxHeightMm ?? print.HeightMm) : own;
        double most = print is { IsRange: true } ? (print.MaxWidthMm ?? print.WidthMm) / (print.MinHeightMm ?? print.HeightMm) : own;
        return shape >= least * (1 - Rounding) && shape <= most * (1 + Rounding);
    }

    // One scale for both axes, and what is left over is less than a pixel of the result.
    private static bool FitsWithoutStretch(PixelSize size, PixelSize target)
    {
        double scale = Math.Min((double)size.Width / target.Width, (double)size.Height / target.Height);
        return scale >= 1 && size.Width - (scale * target.Width) < scale && size.Height - (scale * target.Height) < scale;
    }

    private static Argument Allowed(PhotoSpec spec, PixelSize made)
    {
        if (IsFree(spec) || IsOurs(spec))
            return Message.Of("preflight.any");
        if (!IsRange(spec))
            return Message.Of(spec.Print is null ? "preflight.size" : "preflight.shape", ("size", Size(made)));
        PixelRule rule = spec.Pixels!;
        if (rule is { ExactShape: true, MinWidth: null, MinHeight: null, MaxWidth: null, MaxHeight: null })
            return Message.Of("preflight.shape", ("size", Size(made)));
        Argument least = Argument.Size(rule.MinWidth ?? 1, rule.MinHeight ?? 1);
        bool open = rule.MaxWidth is null && rule.MaxHeight is null;
        Message range = open
            ? Message.Of("preflight.size-from", ("least", least))
            : Message.Of("preflight.size-between", ("least", least), ("most", Message.Of("units.size", ("width", Most(rule.MaxWidth)), ("height", Most(rule.MaxHeight)))));
        if (rule.Ratio is { } ratio)
            return Message.Of("preflight.size-and-ratio", ("range", range), ("least", Argument.Rounded(ratio.Min, 3)), ("most", Argument.Rounded(ratio.Max, 3)));
        return rule.ExactShape ? Message.Of("preflight.size-and-shape", ("range", range), ("shape", Size(made))) : range;
    }

    private static Argument Most(int? side) => side is int most ? most : Message.Of("preflight.any");

    private static PreflightOutcome Outcome(PixelSize size, Argument allowed, PreflightVerdict verdict, Message? advice)
        => new(PreflightRules.PixelSize, Message.Of("preflight.size", ("size", Size(size))), allowed, verdict, advice);

    private static Argument Size(PixelSize size) => Argument.Size(size.Width, size.Height);
}
