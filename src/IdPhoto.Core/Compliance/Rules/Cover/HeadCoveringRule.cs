using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>A bare head; of a covering that is accepted, one that leaves the face's outline free.</summary>
internal static class HeadCoveringRule
{
    /// <summary>Cloth and things above the brows: 0 to 2 % on bare heads of the labelled photos, 44 % and more under hats.</summary>
    private static readonly Scale Cap = new("%", Bound.AtMost, Limit.Calibrated(0.08, "ICAO Doc 9303-3, 3.9.1"))
    {
        Fail = Limit.Calibrated(0.30, "hats of the labelled photos"),
        Factor = 100,
        Deviation = 2,
        Reason = "bases.head-covering",
    };

    /// <summary>Of the face's outline; three of 21 places may be the network's coarseness.</summary>
    private static readonly Scale Outline = new("%", Bound.AtLeast, Limit.Calibrated(0.85, "ICAO Doc 9303-3, 3.9.1")) { Factor = 100, Deviation = 2, Reason = "bases.head-covering", FailsTogether = true };

    public static Rule Declaration { get; } = new(ComplianceRules.HeadCovering, RuleGroup.Cover, Read)
    {
        Scales = [Cap, Outline],
        Part = MarkedPart.HeadTop,
        OnReview = Remedy.LookAtIt,
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        CoverLook cover = c.Look.Cover;
        Wear? rule = c.Spec.Capture?.HeadCovering?.Rule;
        bool accepted = rule == Wear.Allowed || (c.Options.CoveringExcepted && rule != Wear.Forbidden), outlined = Outline.Of(cover.Contour) == Verdict.Pass;
        Verdict bare = Cap.Of(cover.CapWorn);
        Reading reading = accepted && bare != Verdict.Pass ? Reading.On(Outline, cover.Contour) : Reading.On(Cap, cover.CapWorn);
        return reading with
        {
            Basis = rule is null ? null : Basis.Document(c.Spec, "capture.headCovering"),
            Variation = What(bare, accepted, outlined, rule),
        };
    }

    private static string? What(Verdict bare, bool accepted, bool outlined, Wear? rule) => (bare, accepted) switch
    {
        (Verdict.Pass, _) => null,
        (Verdict.NotAssessed, _) => null,
        (_, true) when outlined => "accepted",
        (Verdict.Fail, true) => "outline",
        (Verdict.Fail, _) => rule == Wear.Forbidden ? "forbidden" : null,
        _ => outlined ? null : "outline-maybe",
    };
}
