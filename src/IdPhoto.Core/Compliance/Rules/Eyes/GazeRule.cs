using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>The eyes on the camera.</summary>
internal static class GazeRule
{
    // One degree moves the iris by 0.0081 eye widths (eyeball 12 mm, eye 25.9 mm wide); a turned head that looks at the
    // camera moves it the other way by about as much.
    private const double PerDegree = 0.0075;
    private const double WidthsPerDegree = 0.0081;

    /// <summary>Turned farther, too little of one eye shows.</summary>
    private const double MostYaw = 25;

    private static readonly Scale EyeWidths = new("degrees", Bound.Within, Limit.Calibrated(0.10, "ISO/IEC 19794-5, 7.2.9"))
    {
        Fail = Limit.Calibrated(0.16, "eyes of the labelled photos that look aside"),
        Factor = 1 / WidthsPerDegree,
        Deviation = 4,
        Reason = "bases.gaze",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.Gaze, RuleGroup.Eyes, Read)
    {
        Scales = [EyeWidths],
        Part = MarkedPart.Eyes,
        Ages = new AgeRelief(Below: 6, NeverFails: true),
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        EyeLook right = c.Look.RightEye, left = c.Look.LeftEye;
        double yaw = c.Head.Pose.Yaw;
        bool seen = !Lenses.HideEyes(c.Look) && Math.Min(right.Opening, left.Opening) >= EyesOpenRule.NearlyClosed && Math.Abs(yaw) < MostYaw;
        return seen ? Reading.On(EyeWidths, ((right.GazeX + left.GazeX) / 2) + (PerDegree * yaw)) : Reading.Unseen(EyeWidths);
    }
}
