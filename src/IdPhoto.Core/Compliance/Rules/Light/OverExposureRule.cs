using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Not too bright.</summary>
internal static class OverExposureRule
{
    private static readonly Scale Blown = new("%", Bound.AtMost, Limit.Calibrated(0.01, "ICAO Doc 9303-3, 3.9.1.1"))
    {
        Fail = Limit.Calibrated(0.06, "overexposed faces of the labelled photos"),
        Factor = 100,
        Reason = "bases.over-exposure",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.OverExposure, RuleGroup.Light, Read) { Scales = [Blown], Part = MarkedPart.Face };

    private static Reading Read(RuleContext c)
        => Reading.On(Blown, c.Look.Skin.Bright) with { Facts = [("share", Argument.Quantity(100 * c.Look.Skin.Bright, Units.Percent, 1))] };
}
