using IdPhoto.Preflight;
using IdPhoto.Words;

namespace IdPhoto.Studio.Reports;

/// <summary>What a portal would say of a finished file, in a form to be written as JSON.</summary>
/// <param name="Spec">The document's identifier.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Passes">Whether no rule fails.</param>
/// <param name="Rules">Every rule about the file.</param>
/// <param name="Repair">What the repair did; null without one.</param>
public sealed record PreflightLines(string Spec, int Bytes, bool Passes, IReadOnlyList<PreflightLine> Rules, RepairLine? Repair)
{
    /// <summary>The form of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="repaired">The mended file, or null.</param>
    /// <param name="words">The reader's language.</param>
    public static PreflightLines Of(PreflightReport report, RepairedFile? repaired, Sentences words)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            report.Spec, report.Bytes, report.Passes, [.. report.Rules.Select(rule => PreflightLine.Of(rule, words))],
            repaired is null ? null : RepairLine.Of(repaired, words));
    }
}

/// <summary>One rule about the file.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Value">What the file has.</param>
/// <param name="Allowed">What the document allows.</param>
/// <param name="Verdict">'pass', 'warn' or 'fail'.</param>
/// <param name="Advice">What to do; null where there is nothing.</param>
public sealed record PreflightLine(string Rule, string Value, string Allowed, string Verdict, string? Advice)
{
    /// <summary>The form of one rule's outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="words">The reader's language.</param>
    public static PreflightLine Of(PreflightOutcome outcome, Sentences words)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(words);
        return new(
            outcome.Rule, words.Say(outcome.Value), words.Say(outcome.Allowed), Word(outcome.Verdict),
            outcome.Advice is { } advice ? words.Say(advice) : null);
    }

    /// <summary>A verdict as a word.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Word(PreflightVerdict verdict) => verdict switch
    {
        PreflightVerdict.Pass => "pass",
        PreflightVerdict.Warn => "warn",
        _ => "fail",
    };
}

/// <summary>What the repair did.</summary>
/// <param name="Bytes">Size of the mended file.</param>
/// <param name="Lossless">Whether the coded pixels were kept.</param>
/// <param name="Edits">The edit ledger.</param>
/// <param name="Rules">The rules about the mended file.</param>
public sealed record RepairLine(int Bytes, bool Lossless, IReadOnlyList<EditLine> Edits, IReadOnlyList<PreflightLine> Rules)
{
    internal static RepairLine Of(RepairedFile file, Sentences words)
        => new(file.Bytes.Length, file.Lossless, EditLine.Of(file.Edits, words), [.. file.Report.Rules.Select(rule => PreflightLine.Of(rule, words))]);
}
