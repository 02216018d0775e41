using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>A neutral face, or what else the document accepts. Faces at rest differ more than a faint smile: never a fail.</summary>
internal static class ExpressionRule
{
    private static readonly AgeRelief Children = new(Below: 6, ByReading: true);

    /// <summary>The corners of the mouth lie behind its middle, so that they seem to rise when the head is lowered: 1 cm of 6.3.</summary>
    private const double LiftPerNod = 0.16;

    /// <summary>The pitch of the canonical face, which has its corners of the mouth level with the middle, in degrees.</summary>
    private const double RestingPitch = -HeadPose.LevelPitch;

    // In proportion to the inter-eye distance: mouths at rest of the labelled photos are up to 0.95 wide (0.78 in the
    // canonical face), brows at rest up to 0.43 above the lids.
    private static readonly Scale Lift = At(0.07);
    private static readonly Scale Width = At(0.98);
    private static readonly Scale Brows = At(0.45);

    // A frown lowers the inner ends of the brows. Above the inner corners of the eyes they lie at 0.22 in the middle of the labelled
    // photos; brows at rest go down to 0.158, a strong frown to 0.12.
    private static readonly Scale Lowered = At(0.15, Bound.AtLeast);

    // Folds between the brows stay in older faces at rest, and brows may be low by nature: with brows drawn together they are a frown.
    private static readonly Scale LoweredWithFolds = At(0.19, Bound.AtLeast);

    /// <summary>Depth of an upright fold between the brows, as a share of light: up to 0.13 in faces at rest whose brows are as low, 0.25 where they frown.</summary>
    private const double Fold = 0.17;

    /// <summary>
    /// Below this distance the inner ends of the brows may be drawn together, in proportion to the inter-eye distance: 0.41 in the middle
    /// of the labelled photos. Some brows are as near at rest, so that it says nothing alone.
    /// </summary>
    private const double Together = 0.39;

    /// <summary>A lowered head shows the brows nearer to the eyes: by this much per degree, of the distance between the eyes.</summary>
    private const double BrowsPerDegree = 0.0033;

    public static Rule Declaration { get; } = new(ComplianceRules.Expression, RuleGroup.Mouth, Read)
    {
        Scales = [Lift, Width, Brows, Lowered, LoweredWithFolds],
        Part = MarkedPart.Mouth,
        OnReview = Remedy.LookAtIt,
        Ages = Children,
    };

    private static Scale At(double limit, Bound bound = Bound.AtMost) => new("%", bound, Limit.Calibrated(limit, "ISO/IEC 19794-5, 7.2.3"))
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
        (Scale scale, double value, string what) = Farthest(c.Look, lift, c.Look.Brows.InnerRise + (BrowsPerDegree * c.Head.Pose.Pitch), maySmile);
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
    private static (Scale Scale, double Value, string What) Farthest(FaceLook look, double lift, double innerBrows, bool maySmile)
    {
        if (!maySmile && Lift.Of(lift) != Verdict.Pass)
            return (Lift, lift, "lift");
        if (!maySmile && Width.Of(look.Mouth.Width) != Verdict.Pass)
            return (Width, look.Mouth.Width, "width");
        Scale lowered = look.Brows.Fold > Fold && look.Brows.Gap < Together ? LoweredWithFolds : Lowered;
        if (lowered.Of(innerBrows) != Verdict.Pass)
            return (lowered, innerBrows, "frown");
        return maySmile || Brows.Of(look.Mouth.BrowRise) != Verdict.Pass ? (Brows, look.Mouth.BrowRise, "brows") : (Lift, lift, "lift");
    }
}
