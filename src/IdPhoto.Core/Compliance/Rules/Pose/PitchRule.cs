using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>The head neither lowered nor raised.</summary>
internal static class PitchRule
{
    public static Scale Degrees { get; } = new("degrees", Bound.Within, Limit.Icao(8, "ISO/IEC 19794-5, 7.2.2"))
    {
        Fail = Limit.Calibrated(17, "frontal faces of the labelled photos"),
        Deviation = 4,
        Reason = "bases.pitch",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.Pitch, RuleGroup.Pose, Read)
    {
        Scales = [Degrees],
        Ages = PoseRelief.OfSmallChildren,
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        double pitch = c.Head.Pose.Pitch;
        return Reading.On(Degrees, pitch) with
        {
            Variation = pitch > 0 ? "lowered" : "raised",
            Facts = [("angle", Argument.Quantity(Math.Abs(pitch), Units.Degrees, 0))],
        };
    }
}
