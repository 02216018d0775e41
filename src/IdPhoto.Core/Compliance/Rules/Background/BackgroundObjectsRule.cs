using IdPhoto.Compliance.Measures;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Nothing else in view.</summary>
internal static class BackgroundObjectsRule
{
    /// <summary>
    /// Share of the wall more than 10 Delta E off: twice the just noticeable difference of large patches side by side, which
    /// is about 5. Plain walls of the labelled photos have up to 1 %, scenery from 10.
    /// </summary>
    public static Scale Different { get; } = new("%", Bound.AtMost, Limit.Calibrated(0.02, "ISO/IEC 19794-5, 7.2.6"))
    {
        Fail = Limit.Calibrated(0.10, "scenery of the labelled photos"),
        Factor = 100,
        Deviation = 1,
        Reason = "bases.background-objects",
    };

    public static Rule Declaration { get; } = Wall.Rule(ComplianceRules.BackgroundObjects, Read, Different) with { OnReview = Remedy.LookAtIt };

    private static Reading Read(RuleContext c, BackgroundLook wall)
        => Wall.Partly(Reading.On(Different, wall.Different) with { Facts = [("share", Argument.Quantity(100 * wall.Different, Units.Percent, 0))] }, wall);
}
