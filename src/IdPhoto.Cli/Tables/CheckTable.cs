using IdPhoto.Compliance;
using IdPhoto.Compliance.Ofiq;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.Cli.Tables;

/// <summary>A check's verdicts for people: what needs doing, or everything that was measured.</summary>
internal static class CheckTable
{
    /// <param name="photo">The verdicts, and how the picture was read.</param>
    /// <param name="measures">OFIQ's measures, or null.</param>
    /// <param name="expert">Whether everything is shown that was measured.</param>
    /// <param name="toError">Whether standard output carries something else.</param>
    public static void Print(CheckedPhoto photo, IReadOnlyList<OfiqMeasure>? measures, bool expert, bool toError)
    {
        ComplianceReport report = photo.Report;
        TextWriter to = toError ? Console.Error : Console.Out;
        bool terminal = toError ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        foreach (Message note in PortraitNotes.Of(photo.Portrait.Border))
            to.WriteLine(Speech.Say(note));
        if (expert)
            Everything(report, to, terminal);
        else
            AtFirstSight(report, to);
        foreach (Message question in report.Checklist)
            to.WriteLine(Speech.Say(Message.Of("tables.question", ("question", question))));
        if (measures is not null)
            Print(measures, to, terminal);
        to.WriteLine(Speech.Say(Overall(report)));
    }

    private static void AtFirstSight(ComplianceReport report, TextWriter to)
    {
        foreach (Advice advice in report.Advice.Take(Advice.AtFirstSight))
            to.WriteLine(Speech.Say(advice.Verdict == Verdict.Fail ? Message.Of("tables.fail-advice", ("sentence", advice.Said)) : Message.Of("tables.review-advice", ("sentence", advice.Said))));
        if (report.Advice.Count > Advice.AtFirstSight)
            to.WriteLine(Speech.Say(Message.Of("tables.more-advice", ("more", report.Advice.Count - Advice.AtFirstSight), ("option", "--expert"))));
    }

    private static void Everything(ComplianceReport report, TextWriter to, bool terminal)
    {
        Sheet sheet = new("tables.rule", "tables.verdict", "tables.measured", "tables.allowed", "tables.rule-of");
        foreach (Finding finding in report.Findings)
            sheet.Add(finding.Code, Word(finding.Verdict), Measured(finding), Amount.Range(finding.Min, finding.Max, Number, Number), Origin(finding.Basis));
        sheet.Write(to, terminal);
        foreach (Finding finding in report.Advice.SelectMany(advice => advice.Findings))
            to.WriteLine(Speech.Say(finding.Verdict == Verdict.Fail
                ? Message.Of("tables.fail-line", ("rule", finding.Code), ("sentence", finding.Said))
                : Message.Of("tables.review-line", ("rule", finding.Code), ("sentence", finding.Said))));
    }

    private static void Print(IReadOnlyList<OfiqMeasure> measures, TextWriter to, bool terminal)
    {
        Sheet sheet = new("tables.ofiq-measure", "tables.native", "tables.quality", "tables.computed-from");
        foreach (OfiqMeasure measure in measures)
            sheet.Add(
                measure.Name, measure.Native is double native ? Number(native) : "", measure.Quality,
                measure.Needs == OfiqInput.Mask ? Message.Of("tables.from-segmentation") : Message.Of("tables.from-arithmetic"));
        sheet.Write(to, terminal);
        to.WriteLine(Speech.Of("tables.ofiq-note"));
    }

    private static Message Overall(ComplianceReport report)
    {
        string title = report.Spec.Title;
        int fails = report.Advice.Count(advice => advice.Verdict == Verdict.Fail), reviews = report.Advice.Count(advice => advice.Verdict == Verdict.Review);
        return (report.Overall, report.Kind) switch
        {
            (Verdict.Fail, PhotoKind.Finished) => Message.Of("tables.overall-fail-finished", ("document", title), ("fails", fails), ("reviews", reviews)),
            (Verdict.Fail, _) => Message.Of("tables.overall-fail-capture", ("document", title), ("fails", fails), ("reviews", reviews)),
            (Verdict.Review, PhotoKind.Finished) => Message.Of("tables.overall-review-finished", ("document", title), ("reviews", reviews)),
            (Verdict.Review, _) => Message.Of("tables.overall-review-capture", ("document", title), ("reviews", reviews)),
            (_, PhotoKind.Finished) => Message.Of("tables.overall-pass-finished", ("document", title)),
            _ => Message.Of("tables.overall-pass-capture", ("document", title)),
        };
    }

    private static Message Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Message.Of("tables.verdict-pass"),
        Verdict.Fail => Message.Of("tables.verdict-fail"),
        Verdict.Review => Message.Of("tables.verdict-review"),
        _ => Message.Of("tables.verdict-not-assessed"),
    };

    private static Argument Measured(Finding finding) => finding.Value is not double value
        ? ""
        : Argument.Around(value, finding.Uncertainty, number => Amount.Of(Like(number, finding), finding.Unit), number => Like(number, finding));

    private static Message Origin(RuleBasis basis) => basis.Origin switch
    {
        RuleOrigin.Document => basis.Confidence is SourceConfidence trust
            ? Message.Of("tables.by-document-trusted", ("trust", SpecFacts.Word(trust)))
            : Message.Of("tables.by-document"),
        RuleOrigin.Icao => Message.Of("tables.by-icao"),
        RuleOrigin.Ofiq => Message.Of("tables.by-ofiq"),
        RuleOrigin.Assumed => Message.Of("tables.by-assumption"),
        _ => Message.Of("tables.by-calibration"),
    };

    // A value and its uncertainty have the same decimals: more than the larger one needs say nothing.
    private static NumberArgument Like(double number, Finding finding)
        => finding.Uncertainty > 0 ? Number(Math.Max(Math.Abs(finding.Value!.Value), 2 * finding.Uncertainty)) with { Value = number } : Number(number);

    // As many figures as say something.
    private static NumberArgument Number(double value) => Math.Abs(value) switch
    {
        >= 100 => new NumberArgument(value, 0, 0),
        >= 1 => new NumberArgument(value, 1, 1),
        _ => new NumberArgument(value, 0, 3),
    };
}
