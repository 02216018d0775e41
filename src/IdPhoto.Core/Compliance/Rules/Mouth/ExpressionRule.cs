using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>A neutral face, or what else the document accepts. Faces at rest differ more than a faint smile: never a fail.</summary>
internal static class ExpressionRule
{
    private static readonly AgeRelief Children = new(Below: 6, ByReading: true);

    /// <summary>The corners of the mouth lie behind its middle, so that they seem to rise when the head is lowered: 1 cm of 6.3.</summary>
    private const double LiftPerNod = 0.16;

    /// <summary>Frontal faces measure about this pitch, in degrees.</summary>
    private const double RestingPitch = -3;

    // In proportion to the inter-eye distance: mouths at rest of the labelled photos are up to 0.95 wide (0.78 in the
    // canonical face), brows at rest up to 0.43 above the lids.
    private static readonly Scale Lift = At(0.07);
    private static readonly Scale Width = At(0.98);
    private static readonly Scale Brows = At(0.45);

    public static Rule Declaration { get; } = new(ComplianceRules.Expression, RuleGroup.Mouth, Read)
    {
        Scales = [Lift, Width, Brows],
        Part = MarkedPart.Mouth,
        OnReview = Remedy.LookAtIt,
        Ages = Children,
    };

    private static Scale At(double limit) => new("%", Bound.AtMost, Limit.Calibrated(limit, "ISO/IEC 19794-5, 7.2.3"))
    {
        Factor = 100,
        Deviation = 2,
        Reason = "bases.expression",
    };

    private static Reading Read(RuleContext c)
    {
        ExpressionWord? rule = c.Spec.Capture?.Expression?.Rule;
        bool any = rule == ExpressionWord.Any, child = c.Younger(Children), maySmile = rule == ExpressionWord.ClosedSmile;
        double lift = c.Look.Mouth.CornerLift - (LiftPerNod * Math.Sin((c.Head.Pose.Pitch - RestingPitch) * Math.PI / 180));
        (Scale scale, double value, string what) = Farthest(c.Look.Mouth, lift, maySmile);
        RuleBasis basis = rule is null ? scale.Basis : Basis.Document(c.Spec, "capture.expression");
        (double? Min, double? Max) range = any || child ? (null, null) : (scale.Min, scale.Max);
        if (MouthClosedRule.IsHidden(c.Look.Cover))
            return Reading.Unseen(scale) with { Basis = basis, Range = range };
        bool kept = scale.Of(value) == Verdict.Pass;
        return Reading.On(scale, value) with
        {
            Decided = any || child || kept ? Verdict.Pass : Verdict.Review,
            Basis = basis,
            Range = range,
            Variation = any ? "any" : maySmile && kept ? "smile" : kept ? null : child ? "child" : what,
            Facts = [("share", Argument.Quantity(100 * value, Units.Percent, 0)), ("years", Argument.Rounded(Children.Below, 0))],
        };
    }

    // What is beyond its limit is what is said.
    private static (Scale Scale, double Value, string What) Farthest(MouthLook mouth, double lift, bool maySmile)
    {
        if (!maySmile && Lift.Of(lift) != Verdict.Pass)
            return (Lift, lift, "lift");
        if (!maySmile && Width.Of(mouth.Width) != Verdict.Pass)
            return (Width, mouth.Width, "width");
        return maySmile || Brows.Of(mouth.BrowRise) != Verdict.Pass ? (Brows, mouth.BrowRise, "brows") : (Lift, lift, "lift");
    }
}
