using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>In focus.</summary>
internal static class SharpnessRule
{
    /// <summary>Width of the sharpest edges in inter-eye distances: 2.2 % are 2.6 pixels of a 300 dpi print.</summary>
    private static readonly Scale Width = new("%", Bound.AtMost, Limit.Calibrated(0.022, "ISO/IEC 19794-5, 7.3.3"))
    {
        Fail = Limit.Calibrated(0.035, "portraits blurred step by step"),
        Factor = 100,
        Deviation = 0.3,
        Reason = "bases.sharpness",
    };

    /// <summary>The same in the file's pixels: a small file has wide edges for its head although it is sharp, which is a matter of pixels.</summary>
    private static readonly Scale Pixels = new("px", Bound.AtMost, Limit.Calibrated(2.7, "ISO/IEC 19794-5, 7.3.3"))
    {
        Fail = Limit.Calibrated(4.2, "portraits blurred step by step"),
        Deviation = 0.3,
        Reason = "bases.sharpness",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.Sharpness, RuleGroup.Quality, Read) { Scales = [Width, Pixels], Part = MarkedPart.Face };

    private static Reading Read(RuleContext c)
    {
        DetailLook detail = c.Look.Detail;
        if (double.IsNaN(detail.EdgeWidth))
            return Reading.On(Pixels, detail.EdgePixels) with { Value = null, Decided = Pixels.Of(detail.EdgePixels) };
        Verdict width = Width.Of(detail.EdgeWidth);
        return width == Verdict.Pass ? Reading.On(Width, detail.EdgeWidth) : Reading.On(Pixels, detail.EdgePixels) with { NeverFails = width != Verdict.Fail };
    }
}
