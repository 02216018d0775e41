namespace IdPhoto.Compliance.Rules;

/// <summary>Light and dark told apart in the face.</summary>
internal static class DynamicRangeRule
{
    private static readonly Scale Entropy = new("bits", Bound.AtLeast, Limit.Calibrated(5.5, "ISO/IEC 19794-5, 7.4.2"))
    {
        Fail = Limit.Ofiq(4, "OFIQ, DynamicRange: 50 of 100"),
        Reason = "bases.dynamic-range",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.DynamicRange, RuleGroup.Light, c => Reading.On(Entropy, c.Look.Skin.Entropy)) { Scales = [Entropy] };
}
