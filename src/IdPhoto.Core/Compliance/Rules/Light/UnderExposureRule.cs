namespace IdPhoto.Compliance.Rules;

/// <summary>
/// Light enough. Not gated on the mean: correctly exposed dark skin is as dark as badly exposed light skin. The lightest
/// parts of a face (whites of the eyes, reflections) stand for its exposure.
/// </summary>
internal static class UnderExposureRule
{
    private static readonly Scale Highlight = new("L*", Bound.AtLeast, Limit.Calibrated(56, "ICAO Doc 9303-3, 3.9.1.1"))
    {
        Fail = Limit.Calibrated(40, "underexposed faces of the labelled photos"),
        Deviation = 2,
        Reason = "bases.under-exposure",
    };

    /// <summary>Before a light wall the exposure is shown to be right, and the face is dark by itself: only what fails is too dark.</summary>
    private static readonly Scale BeforeLightWall = Highlight with { Pass = Highlight.Pass with { Value = Highlight.Fail.Value } };

    private const double LightWall = 75;

    public static Rule Declaration { get; } = new(ComplianceRules.UnderExposure, RuleGroup.Light, Read) { Scales = [Highlight], Part = MarkedPart.Face };

    private static Reading Read(RuleContext c)
    {
        double highlight = c.Look.Skin.Highlight;
        bool light = c.Look.Background is { Colour.L: > LightWall };
        Reading reading = Reading.On(light ? BeforeLightWall : Highlight, highlight);
        return light ? reading with { Decided = highlight > Highlight.Fail!.Value ? Verdict.Pass : Highlight.Of(highlight) } : reading;
    }
}
