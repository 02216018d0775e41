using IdPhoto.Compliance.Measures;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>No shadow on the face.</summary>
internal static class FaceShadowRule
{
    /// <summary>People call light even up to 1.7 stops between the sides of a face (labelled photos), five times what instruments can see.</summary>
    public static Scale Sides { get; } = new("stops", Bound.AtMost, Limit.Calibrated(1.2, "ISO/IEC 19794-5, 7.2.7 and 7.2.8"))
    {
        Fail = Limit.Calibrated(2.3, "faces of the labelled photos that are lit from one side"),
        Deviation = 0.15,
        Reason = "bases.face-shadow",
    };

    /// <summary>One patch at the edge of hair or beard differs by a third of a stop between two decoders of one file, and so more than the median of all.</summary>
    private const double PatchDeviation = 0.2;

    /// <summary>Beside that, single patches of evenly lit faces differ by up to 1.5 stops (labelled photos). Hair throws them too: never a fail.</summary>
    private static readonly Scale Patch = new("stops", Bound.AtMost, Limit.Calibrated(1.6, "ISO/IEC 19794-5, 7.2.7 and 7.2.8")) { Deviation = PatchDeviation, Reason = "bases.face-shadow" };

    /// <summary>Nineteen of twenty evenly lit faces have sockets up to 1.1 stops darker than forehead and cheeks (labelled photos); deep-set eyes more: never a fail.</summary>
    private static readonly Scale Sockets = new("stops", Bound.AtMost, Limit.Calibrated(1.4, "ISO/IEC 19794-5, 7.2.7 and 7.2.8")) { Deviation = 0.15, Reason = "bases.face-shadow" };

    /// <summary>Seen from farther aside, the nose hides a socket.</summary>
    private const double MostYaw = 12;

    public static Rule Declaration { get; } = new(ComplianceRules.FaceShadow, RuleGroup.Light, Read) { Scales = [Sides, Patch, Sockets], Part = MarkedPart.Face, BabyWords = true };

    private static Reading Read(RuleContext c)
    {
        Reading across = Across(c), above = Above(c);
        Verdict sides = across.Decided ?? across.Scale!.Of(across.Value!.Value), eyes = above.Scale!.Of(above.Value!.Value);
        return Judge.Worse(sides, eyes) == sides ? across : above;
    }

    // Dark lenses, too, are darker than the skin around them: the rule on them says so.
    private static Reading Above(RuleContext c)
    {
        bool hidden = Lenses.Present(c.Look) != Verdict.Pass || Math.Abs(c.Head.Pose.Yaw) > MostYaw;
        return Reading.On(Sockets, hidden ? double.NaN : c.Look.Skin.Sockets) with { Variation = "above" };
    }

    private static Reading Across(RuleContext c)
    {
        SkinLook skin = c.Look.Skin;
        double side = Math.Abs(skin.SideDifference);
        bool hairy = double.IsNaN(skin.PatchDifference), patch = Patch.Of(skin.PatchDifference) == Verdict.Review;
        if (patch && Sides.Of(side) == Verdict.Pass)
            return Reading.On(Patch, skin.PatchDifference) with { Variation = "patch" };
        Reading reading = Reading.On(Sides, side) with { NeverFails = hairy };
        return Sides.Of(side) switch
        {
            // Sides that cannot be compared leave the patch, and no number.
            Verdict.NotAssessed when patch => reading with { Decided = Verdict.Review, Variation = "patch" },
            Verdict.Pass or Verdict.NotAssessed => reading,
            _ => reading with { Variation = skin.SideDifference > 0 ? "left" : "right", Facts = [("times", Argument.Number(Math.Pow(2, side), 1))] },
        };
    }
}
