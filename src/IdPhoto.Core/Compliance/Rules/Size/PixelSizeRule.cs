using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Rules;

/// <summary>A finished photo's shape, and its pixels: the document's, or enough for its print.</summary>
internal static class PixelSizeRule
{
    /// <summary>Two per cent fewer pixels than asked for come from rounding, and nobody sees them.</summary>
    private const double Rounding = 0.98;

    private static readonly Scale Shape = new("%", Bound.Within, Limit.Calibrated(0.02, "600 x 600 px for 51 x 51 mm"))
    {
        Fail = Limit.Calibrated(0.02, "600 x 600 px for 51 x 51 mm"),
        Factor = 100,
        Reason = "bases.pixel-size.shape",
    };

    private static readonly Scale Density = new("dpi", Bound.AtLeast, Limit.Icao(Rounding * 300, "ICAO Doc 9303-3, 3.9.1"))
    {
        Fail = Limit.Calibrated(200, "half a print's pixels"),
        Reason = "bases.pixel-size.density",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.PixelSize, RuleGroup.Size, Read)
    {
        Scales = [Density, Shape],
        OnReview = Remedy.BetterFile,
        OnFail = Remedy.BetterFile,
    };

    private static Reading? Read(RuleContext c)
    {
        if (!c.Finished)
            return null;
        PixelSize size = c.Portrait.Pixels.Size;
        double shape = ((double)size.Width / size.Height / ((double)c.Page.Size.Width / c.Page.Size.Height)) - 1;
        if (Math.Abs(shape) > Shape.Pass.Value)
            return Reading.On(Shape, shape) with
            {
                Decided = Verdict.Fail,
                Basis = ByDocument(c),
                Remedy = Remedy.Reframe,
                Variation = "shape",
                Facts = [("size", Argument.Size(size.Width, size.Height))],
            };
        return Rows(c, size.Height) ?? Dots(c, size.Height);
    }

    private static RuleBasis ByDocument(RuleContext c) => Basis.Document(c.Spec, c.Spec.Pixels is null ? "print" : "pixels");

    private static Reading? Rows(RuleContext c, int height)
    {
        PixelRule? rule = c.Spec.Pixels;
        bool fileOnly = c.Spec.Print is null;
        int? made = fileOnly ? c.Page.Size.Height : null;
        int? least = rule?.MinHeight ?? made, most = rule?.MaxHeight ?? (rule?.MinHeight is null ? made : null);
        if (least is null && most is null)
            return null;
        bool fits = height >= (least ?? 0) && height <= (most ?? int.MaxValue);
        return Reading.Against(height, "px", least, most, fits ? Verdict.Pass : Verdict.Fail) with
        {
            Basis = ByDocument(c),
            Remedy = Remedy.Reframe,
            Variation = "rows",
            Facts = [("height", height), ("limits", Limits(least, most))],
        };
    }

    private static Message Limits(int? least, int? most) => (least, most) switch
    {
        (int min, int max) when min == max => Message.Of("rules.limits.exactly", ("value", min)),
        (int min, int max) => Message.Of("rules.limits.range", ("min", min), ("max", max)),
        (int min, null) => Message.Of("rules.limits.at-least", ("min", min)),
        (_, int max) => Message.Of("rules.limits.at-most", ("max", max)),
        _ => throw new ArgumentException("There is no limit.", nameof(least)),
    };

    private static Reading Dots(RuleContext c, int height)
    {
        double dpi = height / c.Spec.Print!.HeightMm * 25.4;
        Scale needed = c.Spec.Dpi >= 300 ? Density : Density with { Pass = Density.Pass with { Value = Rounding * c.Spec.Dpi } };
        return Reading.On(needed, dpi) with { Facts = [("dpi", Argument.Number(dpi, 0)), ("needed", Argument.Number(needed.Pass.Value, 0))] };
    }
}
