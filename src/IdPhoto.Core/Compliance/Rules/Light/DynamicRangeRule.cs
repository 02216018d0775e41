namespace IdPhoto.Compliance.Rules;

/// <summary>Light and dark told apart in the face.</summary>
internal static class DynamicRangeRule
{
    // A veil over the picture (fog, a window behind the head, a dirty lens) adds the same light everywhere and draws both ends
    // together; skin that reflects less moves both down alike.
    private static readonly Scale Contrast = new("stops", Bound.AtLeast, Limit.Calibrated(1.1, "ISO/IEC 19794-5, 7.4.2"))
    {
        Fail = Limit.Calibrated(0.6, "veiled faces"),
        Deviation = 0.1,
        Reason = "bases.dynamic-range",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.DynamicRange, RuleGroup.Light, c => Reading.On(Contrast, c.Look.Skin.Contrast)) { Scales = [Contrast] };
}
