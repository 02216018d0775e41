using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Where ranges come from that no scale has.</summary>
internal static class Basis
{
    /// <summary>ICAO's or ISO's.</summary>
    /// <param name="reason">The id of the words; they take the source.</param>
    /// <param name="source">The clause.</param>
    public static RuleBasis Icao(string reason, string source) => new(RuleOrigin.Icao, Message.Of(reason, ("source", source)));

    /// <summary>The document's record, with the best page that supports the field.</summary>
    public static RuleBasis Document(PhotoSpec spec, string field)
    {
        SpecSource? source = spec.Sources.Where(s => s.Field == field || s.Field.StartsWith(field + ".", StringComparison.Ordinal) || field.StartsWith(s.Field + ".", StringComparison.Ordinal))
            .MaxBy(s => s.Confidence);
        return source is null
            ? new RuleBasis(RuleOrigin.Assumed, Message.Of("bases.assumed", ("document", spec.Title)))
            : new RuleBasis(RuleOrigin.Document, Message.Of("bases.document", ("document", spec.Title)), source.Url, source.Confidence);
    }
}
