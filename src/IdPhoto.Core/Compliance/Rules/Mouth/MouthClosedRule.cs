using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>The mouth closed.</summary>
internal static class MouthClosedRule
{
    /// <summary>Share of something before the lips from which nothing can be said of them.</summary>
    private const double Hidden = 0.4;

    /// <summary>Teeth are looked for between lips that the mesh draws farther apart than this.</summary>
    private const double NearlyClosed = 0.02;

    // OFIQ's reference photos: closed mouths mostly up to 0.010 T, open ones 0.08; the labelled photos agree.
    public static Scale Gap { get; } = new("%", Bound.AtMost, Limit.Calibrated(0.03, "ISO/IEC 19794-5, 7.2.3"))
    {
        Fail = Limit.Calibrated(0.06, "OFIQ's reference photos"),
        Factor = 100,
        Deviation = 0.8,
        Reason = "bases.mouth-closed",
    };

    /// <summary>Teeth between lips that the mesh draws nearly closed: a third of the gap, more than a reflection on the lips fills.</summary>
    private static readonly Scale Teeth = new("%", Bound.AtMost, Limit.Calibrated(0.35, "ISO/IEC 19794-5, 7.2.3")) { Factor = 100, Reason = "bases.mouth-closed.teeth" };

    public static Rule Declaration { get; } = new(ComplianceRules.MouthClosed, RuleGroup.Mouth, Read)
    {
        Scales = [Gap, Teeth],
        Part = MarkedPart.Mouth,
        Ages = new AgeRelief(Below: 6, NeverFails: true, OwnWords: true),
    };

    /// <summary>Whether something covers the lips.</summary>
    public static bool IsHidden(CoverLook cover) => cover.MouthWorn > Hidden;

    private static Reading Read(RuleContext c)
    {
        MouthLook mouth = c.Look.Mouth;
        if (IsHidden(c.Look.Cover))
            return Reading.Unseen(Gap);
        bool teeth = Gap.Of(mouth.Gap) == Verdict.Pass && mouth.Gap > NearlyClosed && Teeth.Of(mouth.TeethShare) == Verdict.Review;
        return teeth ? Reading.On(Teeth, mouth.TeethShare) with { Variation = "teeth" } : Reading.On(Gap, mouth.Gap);
    }
}
