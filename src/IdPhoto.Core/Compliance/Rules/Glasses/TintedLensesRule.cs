namespace IdPhoto.Compliance.Rules;

/// <summary>Lenses that the eyes show through.</summary>
internal static class TintedLensesRule
{
    /// <summary>Skin seen through the lower part of the lenses against the cheek. Clear lenses: 0.78 to 1.4; dark ones to 0.61.</summary>
    public static Scale Clearness { get; } = new("%", Bound.AtLeast, Limit.Calibrated(0.75, "ISO/IEC 19794-5, 7.2.11"))
    {
        Fail = Limit.Calibrated(0.62, "dark lenses of the labelled photos"),
        Factor = 100,
        Reason = "bases.tinted-lenses",
    };

    private static readonly Scale Hidden = new("%", Bound.AtMost, Limit.Calibrated(Lenses.Hiding, "ISO/IEC 19794-5, 7.2.11")) { Factor = 100, Reason = "bases.tinted-lenses", FailsTogether = true };

    public static Rule Declaration { get; } = new(ComplianceRules.TintedLenses, RuleGroup.Glasses, Read)
    {
        Scales = [Clearness, Hidden],
        Part = MarkedPart.Eyes,
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        if (Lenses.Present(c.Look) == Verdict.Pass)
            return Reading.Seen(Verdict.Pass, Clearness) with { Variation = "none" };
        double clear = Lenses.Clearness(c.Look), worn = Lenses.MostWorn(c.Look);
        bool hidden = worn > Lenses.Hiding && clear > Clearness.Fail!.Value;
        return hidden ? Reading.On(Hidden, worn) with { Decided = Verdict.Fail, Variation = "hidden" } : Reading.On(Clearness, clear);
    }
}
