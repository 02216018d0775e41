namespace IdPhoto.Compliance.Rules;

/// <summary>No reflections on lenses.</summary>
internal static class GlareRule
{
    /// <summary>A catch-light in a bare eye is smaller.</summary>
    private static readonly Scale OnIris = new("squared inter-eye distances", Bound.AtMost, Limit.Calibrated(0.0015, "ISO/IEC 19794-5, 7.2.11"))
    {
        Fail = Limit.Calibrated(0.006, "four times a catch-light"),
        Reason = "bases.glare",
    };

    private static readonly Scale Around = new("%", Bound.AtMost, Limit.Calibrated(0.03, "ISO/IEC 19794-5, 7.2.11")) { Factor = 100, Reason = "bases.glare" };

    public static Rule Declaration { get; } = new(ComplianceRules.Glare, RuleGroup.Glasses, Read)
    {
        Scales = [Around, OnIris],
        Part = MarkedPart.Eyes,
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        double iris = Math.Max(c.Look.RightEye.GlareOnIris, c.Look.LeftEye.GlareOnIris), around = Math.Max(c.Look.RightEye.GlareShare, c.Look.LeftEye.GlareShare);
        Scale scale = OnIris.Of(iris) == Verdict.Pass ? Around : OnIris;
        return Lenses.Present(c.Look) == Verdict.Pass ? Reading.Seen(Verdict.Pass, scale) : Reading.On(scale, scale == OnIris ? iris : around);
    }
}
