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

    /// <summary>Beside that, single patches of evenly lit faces differ by up to 1.5 stops (labelled photos). Hair throws them too: never a fail.</summary>
    private static readonly Scale Patch = new("stops", Bound.AtMost, Limit.Calibrated(1.6, "ISO/IEC 19794-5, 7.2.7 and 7.2.8")) { Deviation = 0.15, Reason = "bases.face-shadow" };

    public static Rule Declaration { get; } = new(ComplianceRules.FaceShadow, RuleGroup.Light, Read) { Scales = [Sides, Patch], Part = MarkedPart.Face };

    private static Reading Read(RuleContext c)
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
