using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Compliance;

/// <summary>Where a rule's range comes from.</summary>
/// <param name="Origin">Whose rule it is.</param>
/// <param name="Said">Clause or reason, in a few words.</param>
/// <param name="Page">The page the document's rule was read on, or null.</param>
/// <param name="Confidence">What that page is worth, or null.</param>
public sealed record RuleBasis(RuleOrigin Origin, Message Said, Uri? Page = null, SourceConfidence? Confidence = null);

/// <summary>One rule: what was measured, what is allowed, what follows.</summary>
public sealed record Finding
{
    /// <summary>One of <see cref="ComplianceRules"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// The measured value in <see cref="Unit"/>; null where nothing could be measured. Where a rule has several measures, the
    /// one that decided the verdict: the code stays, the unit and the range may differ from photo to photo.
    /// </summary>
    public double? Value { get; init; }

    /// <summary>
    /// 'mm', '%', 'px', 'dpi', 'degrees', 'stops', 'bits', 'levels' (of 255), 'L*', 'dE' (CIE Lab), 'inter-eye distances',
    /// 'squared inter-eye distances', 'x' for a factor or '' for a plain number.
    /// </summary>
    public string Unit { get; init; } = "";

    /// <summary>Smallest value that passes; null for none.</summary>
    public double? Min { get; init; }

    /// <summary>Largest value that passes; null for none.</summary>
    public double? Max { get; init; }

    /// <summary>One standard deviation of the value; 0 where it is exact or not known.</summary>
    public double Uncertainty { get; init; }

    /// <summary>Where the range comes from.</summary>
    public required RuleBasis Basis { get; init; }

    /// <summary>What was found and what to do, for the person in the photo.</summary>
    public required Message Said { get; init; }

    /// <summary>What helps.</summary>
    public Remedy Remedy { get; init; }
}
