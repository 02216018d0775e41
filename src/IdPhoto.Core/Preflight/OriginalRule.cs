using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Preflight;

/// <summary>What is asked of a file that must be handed in as the camera saved it: to change it would be the one fault that it need not have.</summary>
internal static class OriginalRule
{
    /// <summary>
    /// What cameras write as they like: a tag for the way they were held, the wide colours of their screens, when and where, a
    /// short film behind the picture. The authority's own service reads it.
    /// </summary>
    private static readonly HashSet<string> Natural =
        [PreflightRules.ColourSpace, PreflightRules.Density, PreflightRules.OrientationTag, PreflightRules.Metadata, PreflightRules.TrailingBytes];

    /// <summary>The rules as they are for a document: where the original is wanted, none asks for a change of it.</summary>
    public static IReadOnlyList<PreflightOutcome> Apply(IReadOnlyList<PreflightOutcome> rules, FileRule file)
        => file.OriginalOnly ? [.. rules.Where(rule => !Natural.Contains(rule.Rule)).Select(Unchanged), Ask()] : rules;

    private static PreflightOutcome Unchanged(PreflightOutcome rule)
        => rule.Verdict == PreflightVerdict.Pass || rule.Rule == PreflightRules.FileName ? rule : rule with { Advice = Message.Of("preflight.original-fails") };

    private static PreflightOutcome Ask() => new(
        PreflightRules.Original, Message.Of("preflight.original-told"), Message.Of("facts.as-the-camera-saved-it"), PreflightVerdict.Warn,
        Message.Of("preflight.original-advice"));
}
