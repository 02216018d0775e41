using IdPhoto.Compliance.Measures;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Pupils not red from a flash.</summary>
internal static class RedEyeRule
{
    private static readonly Scale RedShare = new("%", Bound.AtMost, Limit.Calibrated(0.08, "ISO/IEC 19794-5, 7.3.4"))
    {
        Fail = Limit.Calibrated(0.20, "painted red pupils"),
        Factor = 100,
        Reason = "bases.red-eye",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.RedEye, RuleGroup.Eyes, Read)
    {
        Scales = [RedShare],
        Part = MarkedPart.Eyes,
    };

    private static Reading Read(RuleContext c)
    {
        EyeLook right = c.Look.RightEye, left = c.Look.LeftEye;
        // Lids that touch show no pupil.
        bool hidden = Lenses.HideEyes(c.Look) || Math.Min(right.Opening, left.Opening) < EyesOpenRule.Opening.Fail!.Value;
        // Both eyes: one red patch may be a reflection or a lamp.
        double red = Math.Min(right.RedShare, left.RedShare);
        return hidden ? Reading.Unseen(RedShare) : Reading.On(RedShare, red) with { Facts = [("share", Argument.Quantity(100 * red, Units.Percent, 0))] };
    }
}
