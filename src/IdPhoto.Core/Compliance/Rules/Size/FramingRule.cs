using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Whether the document's photo can be cut from this picture.</summary>
internal static class FramingRule
{
    public static Rule Declaration { get; } = new(ComplianceRules.Framing, RuleGroup.Size, Read)
    {
        OnPass = Remedy.Reframe,
        OnReview = Remedy.ReplaceBackground,
        Warns = MakeWarning.Never,
    };

    private static Reading? Read(RuleContext c)
    {
        if (c.Finished)
            return null;
        bool fits = c.Refusal is null || (c.FitsWithNewBackground && c.Plan.Background is not null);
        Verdict verdict = fits ? Verdict.Pass : c.FitsWithNewBackground ? Verdict.Review : Verdict.Fail;
        // What a new background fills is no miss.
        double? beyond = fits ? null : Beyond(c.Refusal);
        return Reading.Seen(verdict) with
        {
            Value = beyond,
            Unit = beyond is null ? "" : "%",
            Range = beyond is null ? null : (null, 0),
            Basis = Basis.Document(c.Spec, "head"),
            Said = verdict == Verdict.Fail ? c.Refusal!.Said : null,
            Facts = verdict == Verdict.Review ? [("why", c.Refusal!.Said)] : [],
        };
    }

    // How far the page reaches beyond the picture, of its own length on that side: the sentence says where, and what to do.
    private static double? Beyond(PhotoException? refusal) => (refusal?.Said.Find("share") as QuantityArgument)?.Amount.Value;
}
