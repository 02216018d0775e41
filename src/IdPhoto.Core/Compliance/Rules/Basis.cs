using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>Where ranges come from, each worded once.</summary>
internal static class Basis
{
    public static RuleBasis Icao(string clause) => new(RuleOrigin.Icao, clause);

    public static RuleBasis Calibrated(string how) => new(RuleOrigin.Calibrated, how);

    /// <summary>The document's record, with the best page that supports the field.</summary>
    public static RuleBasis Document(PhotoSpec spec, string field)
    {
        SpecSource? source = spec.Sources.Where(s => s.Field == field || s.Field.StartsWith(field + ".", StringComparison.Ordinal) || field.StartsWith(s.Field + ".", StringComparison.Ordinal))
            .MaxBy(s => s.Confidence);
        return source is null
            ? new RuleBasis(RuleOrigin.Assumed, $"{spec.Title}: no page was read on this, the range is ours")
            : new RuleBasis(RuleOrigin.Document, spec.Title, source.Url, source.Confidence);
    }
}
