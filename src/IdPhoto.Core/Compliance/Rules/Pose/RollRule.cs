using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>The head upright.</summary>
internal static class RollRule
{
    public static Scale Degrees { get; } = new("degrees", Bound.Within, Limit.Icao(8, "ISO/IEC 19794-5, 7.2.2"))
    {
        Fail = Limit.Calibrated(10, "ISO's limit and the error of measurement"),
        Deviation = 1,
        Reason = "bases.roll",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.Roll, RuleGroup.Pose, Read)
    {
        Scales = [Degrees],
        Warns = MakeWarning.Never,
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        double roll = c.Head.Pose.Roll;
        // Where the document permits it, the page of a capture is levelled when it is cut; a tilt is then no fault.
        bool levelled = !c.Finished && c.Plan.Level, kept = Math.Abs(roll) <= Degrees.Pass.Value;
        string side = roll > 0 ? "right" : "left";
        return Reading.On(Degrees, roll) with
        {
            NeverFails = levelled,
            Remedy = levelled && !kept ? Remedy.Reframe : null,
            AnyAge = levelled && !kept,
            Variation = levelled && !kept ? $"{side}-levelled" : side,
            Facts = [("angle", Argument.Quantity(Math.Abs(roll), Units.Degrees, 0))],
        };
    }
}
