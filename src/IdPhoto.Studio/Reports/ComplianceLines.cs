using System.Text.Json.Serialization;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Ofiq;
using IdPhoto.Documents;
using IdPhoto.Words;

namespace IdPhoto.Studio.Reports;

/// <summary>A check's verdicts, in a form to be written as JSON. Holds measures of a face, and no place of it.</summary>
/// <param name="Spec">The document's identifier.</param>
/// <param name="Kind">'finished' or 'capture'.</param>
/// <param name="Overall">The worst verdict: 'pass', 'check' or 'fail'.</param>
/// <param name="Advice">What is broken and what to look at: one sentence for each cause, the most important first. Five are enough at first sight.</param>
/// <param name="Findings">Every rule that applies.</param>
/// <param name="Checklist">What no picture shows, as questions.</param>
/// <param name="Ofiq">The measures of ISO/IEC 29794-5; null where they were not asked for.</param>
/// <param name="Border">What was left out around the photo before the check; absent where nothing was.</param>
public sealed record ComplianceLine(
    string Spec, string Kind, string Overall, IReadOnlyList<AdviceLine> Advice, IReadOnlyList<FindingLine> Findings, IReadOnlyList<string> Checklist,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OfiqLine>? Ofiq = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FileBorderLine? Border = null)
{
    /// <summary>The form of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="words">The reader's language.</param>
    /// <param name="ofiq">OFIQ's measures, or null.</param>
    public static ComplianceLine Of(ComplianceReport report, Sentences words, IReadOnlyList<OfiqMeasure>? ofiq = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        return new ComplianceLine(
            report.Spec.Id, report.Kind == PhotoKind.Finished ? "finished" : "capture", FindingLine.Word(report.Overall),
            [.. report.Advice.Select(advice => AdviceLine.Of(advice, words))],
            [.. report.Findings.Select(finding => FindingLine.Of(finding, words))], [.. report.Checklist.Select(words.Say)], ofiq is null ? null : [.. ofiq.Select(OfiqLine.Of)],
            FileBorderLine.Of(report.Border));
    }
}

/// <summary>One thing to put right or to look at.</summary>
/// <param name="Cause">What is behind it, such as 'background', 'mouth' or 'pixels'.</param>
/// <param name="Verdict">'check' or 'fail'.</param>
/// <param name="Sentence">What was found and what to do.</param>
/// <param name="Remedy">As of a finding.</param>
/// <param name="Codes">The rules that it breaks, the one that the sentence is of first.</param>
public sealed record AdviceLine(string Cause, string Verdict, string Sentence, string Remedy, IReadOnlyList<string> Codes)
{
    internal static AdviceLine Of(Advice advice, Sentences words) => new(
        advice.Cause, FindingLine.Word(advice.Verdict), words.Say(advice.Said), FindingLine.Camel(advice.Remedy.ToString()), [.. advice.Findings.Select(finding => finding.Code)]);
}

/// <summary>One rule.</summary>
/// <param name="Code">One of <see cref="ComplianceRules"/>.</param>
/// <param name="Verdict">'pass', 'check', 'fail' or 'notAssessed'.</param>
/// <param name="Value">What was measured; null where nothing was.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Min">Smallest value that passes; null for none.</param>
/// <param name="Max">Largest value that passes; null for none.</param>
/// <param name="Uncertainty">One standard deviation.</param>
/// <param name="Basis">Where the range comes from.</param>
/// <param name="Sentence">What was found and what to do.</param>
/// <param name="Remedy">'none', 'retake', 'reframe', 'replaceBackground', 'betterFile' or 'lookAtIt'.</param>
public sealed record FindingLine(
    string Code, string Verdict, double? Value, string Unit, double? Min, double? Max, double Uncertainty, BasisLine Basis, string Sentence, string Remedy)
{
    internal static FindingLine Of(Finding finding, Sentences words) => new(
        finding.Code, Word(finding.Verdict), Rounded(finding.Value), finding.Unit, Rounded(finding.Min), Rounded(finding.Max), Fine(finding.Uncertainty),
        BasisLine.Of(finding.Basis, words), words.Say(finding.Said), Camel(finding.Remedy.ToString()));

    /// <summary>A verdict as a word.</summary>
    internal static string Word(Verdict verdict) => verdict == Compliance.Verdict.Review ? "check" : Camel(verdict.ToString());

    internal static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];

    // Some values are small shares: four figures after the point.
    private static double Fine(double value) => Math.Round(value, 4) + 0.0;

    private static double? Rounded(double? value) => value is double v && double.IsFinite(v) ? Fine(v) : null;
}

/// <summary>Where a range comes from.</summary>
/// <param name="Origin">'document', 'icao', 'ofiq', 'calibrated' or 'assumed'.</param>
/// <param name="Text">Clause or reason.</param>
/// <param name="Page">The page on which a document's rule was read, or null.</param>
/// <param name="Confidence">'official', 'secondary', 'lead' or null.</param>
public sealed record BasisLine(string Origin, string Text, string? Page, string? Confidence)
{
    internal static BasisLine Of(RuleBasis basis, Sentences words) => new(
        FindingLine.Camel(basis.Origin.ToString()), words.Say(basis.Said), basis.Page?.AbsoluteUri,
        basis.Confidence is SourceConfidence confidence ? FindingLine.Camel(confidence.ToString()) : null);
}

/// <summary>One of OFIQ's measures.</summary>
/// <param name="Name">As OFIQ names it.</param>
/// <param name="Native">The measured value; null where there is none.</param>
/// <param name="Quality">0..100, or -1.</param>
/// <param name="Needs">'arithmetic' or 'mask'.</param>
public sealed record OfiqLine(string Name, double? Native, int Quality, string Needs)
{
    internal static OfiqLine Of(OfiqMeasure measure) => new(
        measure.Name, measure.Native is double native && double.IsFinite(native) ? Math.Round(native, 6) : null, measure.Quality, FindingLine.Camel(measure.Needs.ToString()));
}

/// <summary>A made photo's check, before and after.</summary>
/// <param name="Source">The picture it was made from.</param>
/// <param name="Result">The finished photo.</param>
public sealed record MadeComplianceLine(ComplianceLine Source, ComplianceLine Result)
{
    internal static MadeComplianceLine? Of(MadeCompliance? made, Sentences words)
        => made is null ? null : new(ComplianceLine.Of(made.Source, words), ComplianceLine.Of(made.Result, words));
}
