using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Not from too near: nearer than arm's length the ears hide behind the cheeks, and the head looks narrow between them.</summary>
internal static class CameraDistanceRule
{
    /// <summary>Turned farther, one ear is hidden anyhow.</summary>
    private const double MostYaw = 15;

    /// <summary>Width at the ears over the inter-eye distance is 2.45 from afar and 2.2 at half a metre in the canonical head: a hint only, never a fail.</summary>
    private static readonly Scale Ears = new("x", Bound.AtLeast, Limit.Calibrated(2.1, "ICAO TR Portrait Quality")) { Deviation = 0.1, Reason = "bases.camera-distance" };

    public static Rule Declaration { get; } = new(ComplianceRules.CameraDistance, RuleGroup.Quality, Read) { Scales = [Ears], OnReview = Remedy.LookAtIt, BabyWords = true };

    private static Reading Read(RuleContext c)
    {
        Reading reading = Reading.On(Ears, c.Head.HeadWidth / c.FrontalEyeDistance);
        return Math.Abs(c.Head.Pose.Yaw) > MostYaw ? reading with { Decided = Verdict.NotAssessed } : reading;
    }
}
