namespace IdPhoto.Compliance.Rules;

/// <summary>No blown-out spots on the skin.</summary>
internal static class HotSpotsRule
{
    private static readonly Scale Area = new("squared inter-eye distances", Bound.AtMost, Limit.Calibrated(0.006, "ISO/IEC 19794-5, 7.2.10"))
    {
        Fail = Limit.Calibrated(0.06, "ten times what passes"),
        Reason = "bases.hot-spots",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.HotSpots, RuleGroup.Light, c => Reading.On(Area, c.Look.Skin.HotSpot)) { Scales = [Area], Part = MarkedPart.Face };
}
