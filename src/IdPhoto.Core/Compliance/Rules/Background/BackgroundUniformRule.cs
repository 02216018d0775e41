using IdPhoto.Compliance.Measures;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>An even background.</summary>
internal static class BackgroundUniformRule
{
    /// <summary>
    /// Standard deviation of L* around an even gradient; a just visible difference of neighbouring greys is about 1, and
    /// people see a wall as even up to about 2 to 3.
    /// </summary>
    public static Scale Spread { get; } = new("L*", Bound.AtMost, Limit.Calibrated(2.2, "ISO/IEC 19794-5, 7.2.6"))
    {
        Fail = Limit.Calibrated(5, "busy backgrounds of the labelled photos"),
        Reason = "bases.background-uniform",
    };

    /// <summary>From white to the grey that is called light (#d3d3d3) it is 16 L*: a wall that changes by more has two names.</summary>
    private static readonly Scale Gradient = new("L*", Bound.AtMost, Limit.Calibrated(16, "ISO/IEC 19794-5, 7.2.6")) { Reason = "bases.background-uniform" };

    public static Rule Declaration { get; } = Wall.Rule(ComplianceRules.BackgroundUniform, Read, Spread, Gradient);

    private static Reading Read(RuleContext c, BackgroundLook wall)
    {
        bool slope = Spread.Of(wall.Spread) == Verdict.Pass && Gradient.Of(wall.Gradient) != Verdict.Pass;
        Reading reading = slope
            ? Reading.On(Gradient, wall.Gradient) with { Variation = "gradient", Facts = [("change", Argument.Number(wall.Gradient, 0))] }
            : Reading.On(Spread, wall.Spread);
        return Wall.Partly(reading with { Remedy = Wall.Remedy(c.Spec) }, wall);
    }
}
