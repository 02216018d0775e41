using IdPhoto.Preflight;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Reports;

/// <summary>What <c>idphoto preflight --json</c> writes.</summary>
internal sealed record PreflightLines(string Spec, int Bytes, bool Passes, IReadOnlyList<PreflightLine> Rules, RepairLine? Repair)
{
    public static PreflightLines Of(PreflightReport report, RepairedFile? repaired) => new(
        report.Spec, report.Bytes, report.Passes, [.. report.Rules.Select(PreflightLine.Of)], repaired is null ? null : RepairLine.Of(repaired));
}

/// <summary>One rule about the file.</summary>
internal sealed record PreflightLine(string Rule, string Value, string Allowed, string Verdict, string? Advice)
{
    public static PreflightLine Of(PreflightOutcome outcome)
        => new(outcome.Rule, Speech.Words.Say(outcome.Value), Speech.Words.Say(outcome.Allowed), Word(outcome.Verdict), outcome.Advice is { } advice ? Speech.Say(advice) : null);

    public static string Word(PreflightVerdict verdict) => verdict switch
    {
        PreflightVerdict.Pass => "pass",
        PreflightVerdict.Warn => "warn",
        _ => "fail",
    };
}

/// <summary>What the repair did.</summary>
internal sealed record RepairLine(int Bytes, bool Lossless, IReadOnlyList<EditLine> Edits, IReadOnlyList<PreflightLine> Rules)
{
    public static RepairLine Of(RepairedFile file) => new(file.Bytes.Length, file.Lossless, EditLine.Of(file.Edits, Speech.Words), [.. file.Report.Rules.Select(PreflightLine.Of)]);
}
