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
        return Reading.Seen(verdict) with
        {
            Basis = Basis.Document(c.Spec, "head"),
            Said = verdict == Verdict.Fail ? c.Refusal!.Said : null,
            Facts = verdict == Verdict.Review ? [("why", c.Refusal!.Said)] : [],
        };
    }
}
