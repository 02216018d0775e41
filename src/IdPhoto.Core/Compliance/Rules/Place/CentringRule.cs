using IdPhoto.Heads;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>The face in the middle.</summary>
internal static class CentringRule
{
    private static readonly Scale OffMiddle = new("%", Bound.Within, Limit.Icao(0.05, "ICAO TR Portrait Quality, table 9")) { Factor = 100, Reason = "bases.centring" };

    public static Rule Declaration { get; } = new(ComplianceRules.Centring, RuleGroup.Place, Read)
    {
        Scales = [OffMiddle],
        OnReview = Remedy.Reframe,
        OnFail = Remedy.Reframe,
    };

    private static Reading? Read(RuleContext c)
    {
        if (!c.Finished)
            return null;
        // The midline halfway between eyes and chin: a face that is turned a little has them apart.
        HeadMeasure head = c.HeadOnPage;
        double width = c.Page.Size.Width, off = (head.EyeMidpoint.MidpointTo(head.Chin).X / width) - 0.5;
        double deviation = PageLength.EyeError * head.CrownHeight / width, limit = OffMiddle.Pass.Value;
        Verdict verdict = Judge.Range(off, -limit, limit, deviation);
        return Reading.On(OffMiddle, off) with
        {
            Decided = verdict,
            Deviation = 100 * deviation,
            Variation = verdict == Verdict.Pass ? null : off > 0 ? "right" : "left",
            Facts = [("off", Argument.Quantity(100 * Math.Abs(off), Units.Percent, 1)), ("most", Argument.RoundedQuantity(100 * limit, Units.Percent, 1))],
        };
    }
}
