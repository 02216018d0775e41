using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>No shadow of the head behind it.</summary>
internal static class BackgroundShadowRule
{
    /// <summary>A grey step of 4 L* is seen at once where it has an edge; 8 is the step from white to a grey card's lightest patch.</summary>
    private static readonly Scale Step = new("L*", Bound.AtLeast, Limit.Calibrated(-4, "ISO/IEC 19794-5, 7.2.6"))
    {
        Fail = Limit.Calibrated(-8, "a step that is plain to see"),
        Deviation = 1,
        Reason = "bases.background-shadow",
    };

    public static Rule Declaration { get; } = Wall.Rule(ComplianceRules.BackgroundShadow, Read, Step);

    private static Reading Read(RuleContext c, BackgroundLook wall)
    {
        bool left = !double.IsNaN(wall.ShadowLeft), right = !double.IsNaN(wall.ShadowRight);
        // Before a busy scene, what is darker beside the head is no shadow.
        bool busy = wall.Spread > BackgroundUniformRule.Spread.Fail!.Value || wall.Different > BackgroundObjectsRule.Different.Fail!.Value;
        if (busy || (!left && !right))
            return Reading.Unseen(Step) with { Variation = busy ? "busy" : null };
        double worst = Math.Min(left ? wall.ShadowLeft : 0, right ? wall.ShadowRight : 0);
        return Reading.On(Step, worst) with { Remedy = Remedy.Retake };
    }
}
