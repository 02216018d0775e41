using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>The head turned to neither side.</summary>
internal static class YawRule
{
    // A mesh in one picture cannot tell 5 degrees from 7: labelled frontal faces measure within 6 of zero, so passing
    // ends there, and failing begins where no frontal face was measured.
    public static Scale Degrees { get; } = new("degrees", Bound.Within, Limit.Icao(6, "ISO/IEC 19794-5, 7.2.2"))
    {
        Fail = Limit.Calibrated(12, "frontal faces of the labelled photos"),
        Deviation = 2.5,
        Reason = "bases.yaw",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.Yaw, RuleGroup.Pose, Read)
    {
        Scales = [Degrees],
        Ages = PoseRelief.OfSmallChildren,
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        double yaw = c.Head.Pose.Yaw;
        return Reading.On(Degrees, yaw) with { Variation = yaw > 0 ? "left" : "right", Facts = [("angle", Argument.Quantity(Math.Abs(yaw), Units.Degrees, 0))] };
    }
}
