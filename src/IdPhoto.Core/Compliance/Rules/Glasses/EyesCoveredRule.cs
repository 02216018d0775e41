namespace IdPhoto.Compliance.Rules;

/// <summary>No hair and no frame over the eyes.</summary>
internal static class EyesCoveredRule
{
    /// <summary>The network's coarse outlines alone make up to 3 %; covered eyes of the labelled photos begin at 25.</summary>
    private static readonly Scale Hair = new("%", Bound.AtMost, Limit.Calibrated(0.03, "ISO/IEC 19794-5, 7.2.11 and 7.2.12"))
    {
        Fail = Limit.Calibrated(0.25, "covered eyes of the labelled photos"),
        Factor = 100,
        Reason = "bases.eyes-covered",
    };

    private static readonly Scale Frame = new("%", Bound.AtMost, Limit.Calibrated(0.06, "ISO/IEC 19794-5, 7.2.11 and 7.2.12")) { Factor = 100, Reason = "bases.eyes-covered" };

    public static Rule Declaration { get; } = new(ComplianceRules.EyesCovered, RuleGroup.Glasses, Read)
    {
        Scales = [Hair, Frame],
        Part = MarkedPart.Eyes,
        OnReview = Remedy.LookAtIt,
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        double hair = Math.Max(c.Look.RightEye.HairShare, c.Look.LeftEye.HairShare), worn = Lenses.MostWorn(c.Look);
        bool frame = Hair.Of(hair) == Verdict.Pass && Lenses.Present(c.Look) != Verdict.Pass && Frame.Of(worn) == Verdict.Review && worn <= Lenses.Hiding;
        return frame ? Reading.On(Frame, worn) with { Variation = "frame" } : Reading.On(Hair, hair);
    }
}
