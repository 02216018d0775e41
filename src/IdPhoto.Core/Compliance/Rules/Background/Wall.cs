using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>What the four rules on the background have in common.</summary>
internal static class Wall
{
    /// <summary>What is left out is at most a border of a tenth of the page.</summary>
    private static readonly Scale Measured = new("% measured", Bound.AtLeast, Limit.Calibrated(0.8, "ISO/IEC 19794-5, 7.2.6")) { Factor = 100, Reason = "bases.background.partly" };

    /// <summary>A rule on the background as it will be on the photo.</summary>
    /// <param name="code">The rule.</param>
    /// <param name="read">Reads a background that can be judged.</param>
    /// <param name="scales">Its scales.</param>
    public static Rule Rule(string code, Func<RuleContext, BackgroundLook, Reading> read, params IReadOnlyList<Scale> scales)
        => new(code, RuleGroup.Background, c => Unjudged(c) ?? read(c, c.Look.Background!)) { Scales = scales, Part = MarkedPart.Background, BabyWords = true, Warns = MakeWarning.OfKeptBackground };

    /// <summary>Of a large page with a small head only what is near the head is measured.</summary>
    public static Reading Partly(Reading reading, BackgroundLook wall) => reading.Scale!.Of(reading.Value!.Value) != Verdict.Pass || Measured.Of(wall.Covered) == Verdict.Pass ? reading
        : Reading.On(Measured, wall.Covered) with
        {
            Basis = reading.Basis ?? reading.Scale.Basis,
            Deviation = reading.Scale.Deviation,
            Remedy = Compliance.Remedy.LookAtIt,
            Variation = "partly",
            AnyAge = true,
            Facts = [("share", Argument.Quantity(100 * wall.Covered, Units.Percent, 0))],
        };

    /// <summary>Whether the background is no wall but a scene.</summary>
    public static bool IsScenery(BackgroundLook wall)
        => BackgroundUniformRule.Spread.Of(wall.Spread) == Verdict.Fail || BackgroundObjectsRule.Different.Of(wall.Different) == Verdict.Fail;

    /// <summary>What helps against a wrong background where the document lets it be replaced, and where not.</summary>
    public static Remedy Remedy(PhotoSpec spec) => spec.Edit.Permitted >= EditLevel.Background ? Compliance.Remedy.ReplaceBackground : Compliance.Remedy.Retake;

    /// <summary>Nothing that could be judged.</summary>
    public static Reading NotJudged(RuleContext c, string why) => Reading.Unseen() with { Basis = Basis.Document(c.Spec, "background"), Said = Message.Of($"rules.background.not-assessed.{why}") };

    private static Reading? Unjudged(RuleContext c)
    {
        bool replaced = !c.Finished && c.Plan.Background is not null;
        return replaced ? NotJudged(c, "replaced") : c.Look.Background is null ? NotJudged(c, "hidden") : null;
    }
}
