using IdPhoto.Compliance.Measures;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Light as strong on forehead, cheeks and chin.</summary>
internal static class EvenLightRule
{
    // ICAO: of the squares' means the lowest at least half of the highest; the margins are the error of measurement.
    private static readonly Scale Ratio = new("%", Bound.AtLeast, Limit.Icao(0.55, "ICAO TR Portrait Quality"))
    {
        Fail = Limit.Icao(0.43, "ICAO TR Portrait Quality"),
        Factor = 100,
        Deviation = 4,
        Reason = "bases.even-light",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.EvenLight, RuleGroup.Light, Read) { Scales = [Ratio], Part = MarkedPart.Face, BabyWords = true };

    private static Reading Read(RuleContext c)
    {
        SkinLook skin = c.Look.Skin;
        return Reading.On(Ratio, skin.SquareRatio) with { Facts = [("share", Argument.Quantity(100 * skin.SquareRatio, Units.Percent, 0))] };
    }
}
