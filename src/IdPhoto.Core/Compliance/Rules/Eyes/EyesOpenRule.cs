using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>Both eyes open.</summary>
internal static class EyesOpenRule
{
    /// <summary>The mesh draws lids a little apart even when they touch: labelled closed eyes measure 0.04 to 0.072, open ones from 0.09 on.</summary>
    public static Scale Opening { get; } = new("inter-eye distances", Bound.AtLeast, Limit.Calibrated(0.085, "BioLab"))
    {
        Fail = Limit.Calibrated(0.055, "closed eyes of the labelled photos"),
        Deviation = 0.012,
        Reason = "bases.eyes-open",
    };

    /// <summary>Below this, an eye without anything white between the lids is closed all the same.</summary>
    public const double NearlyClosed = 0.078;

    private const double NoWhite = 12;

    public static Rule Declaration { get; } = new(ComplianceRules.EyesOpen, RuleGroup.Eyes, Read)
    {
        Scales = [Opening],
        Part = MarkedPart.Eyes,
        Ages = new AgeRelief(Below: 1, NeverFails: true, OwnWords: true),
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        if (Lenses.HideEyes(c.Look))
            return Reading.Unseen(Opening);
        EyeLook worst = c.Look.RightEye.Opening <= c.Look.LeftEye.Opening ? c.Look.RightEye : c.Look.LeftEye;
        Reading reading = Reading.On(Opening, worst.Opening);
        bool closed = Opening.Of(worst.Opening) == Verdict.Review && worst.Opening < NearlyClosed && worst.WhiteContrast < NoWhite;
        return closed ? reading with { Decided = Verdict.Fail } : reading;
    }
}
