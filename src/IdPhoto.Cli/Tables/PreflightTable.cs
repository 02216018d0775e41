using IdPhoto.Edits;
using IdPhoto.Messages;
using IdPhoto.Preflight;
using IdPhoto.Studio;

namespace IdPhoto.Cli.Tables;

/// <summary>Whether a portal would accept a file, for people.</summary>
internal static class PreflightTable
{
    /// <param name="report">The verdicts.</param>
    /// <param name="repaired">The repaired file, or null.</param>
    /// <param name="to">Standard output or standard error.</param>
    public static void Print(PreflightReport report, RepairedFile? repaired, TextWriter to)
    {
        Sheet sheet = new("tables.rule", "tables.value", "tables.allowed", "tables.verdict");
        foreach (PreflightOutcome rule in report.Rules)
            sheet.Add(rule.Rule, rule.Value, rule.Allowed, Word(rule.Verdict));
        sheet.Write(to, to == Console.Out ? !Console.IsOutputRedirected : !Console.IsErrorRedirected);
        foreach (PreflightOutcome rule in report.Rules)
            if (rule.Advice is { } advice)
                to.WriteLine(Speech.Say(Message.Of("tables.advice", ("rule", rule.Rule), ("advice", advice))));
        if (repaired is not null)
            Print(repaired, to);
    }

    private static void Print(RepairedFile repaired, TextWriter to)
    {
        to.WriteLine(Speech.Say(repaired.Lossless
            ? Message.Of("tables.repaired-lossless", ("bytes", repaired.Bytes.Length))
            : Message.Of("tables.repaired-rewritten", ("bytes", repaired.Bytes.Length))));
        foreach (Edit edit in repaired.Edits)
            to.WriteLine(Speech.Say(Message.Of("tables.done", ("operation", edit.Operation), ("detail", edit.Detail))));
        foreach (PreflightOutcome rule in repaired.Report.Rules.Where(rule => rule.Verdict == PreflightVerdict.Warn))
            to.WriteLine(Speech.Say(Message.Of("tables.rule-warning", ("rule", rule.Rule), ("value", rule.Value), ("advice", rule.Advice is { } advice ? advice : ""))));
    }

    private static Message Word(PreflightVerdict verdict) => verdict switch
    {
        PreflightVerdict.Pass => Message.Of("tables.verdict-pass"),
        PreflightVerdict.Warn => Message.Of("tables.verdict-warn"),
        _ => Message.Of("tables.verdict-fail"),
    };
}
