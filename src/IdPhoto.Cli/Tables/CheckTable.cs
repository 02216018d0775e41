using System.Globalization;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Ofiq;
using IdPhoto.Messages;

namespace IdPhoto.Cli.Tables;

/// <summary>A check's verdicts for people: what needs doing first, then everything that was measured.</summary>
internal static class CheckTable
{
    /// <param name="report">The verdicts.</param>
    /// <param name="measures">OFIQ's measures, or null.</param>
    /// <param name="toError">Whether standard output carries something else.</param>
    public static void Print(ComplianceReport report, IReadOnlyList<OfiqMeasure>? measures, bool toError)
    {
        TextWriter to = toError ? Console.Error : Console.Out;
        bool terminal = toError ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        Sheet sheet = new("Rule", "Verdict", "Measured", "Allowed", "By");
        foreach (Finding finding in report.Findings)
            sheet.Add(finding.Code, Word(finding.Verdict), Measured(finding), Allowed(finding), By(finding.Basis));
        sheet.Write(to, terminal);
        foreach (Finding finding in report.Findings.Where(f => f.Verdict == Verdict.Fail))
            to.WriteLine($"FAIL {finding.Code}: {Speech.Say(finding.Said)}");
        foreach (Finding finding in report.Findings.Where(f => f.Verdict == Verdict.Review))
            to.WriteLine($"Check {finding.Code}: {Speech.Say(finding.Said)}");
        foreach (Message question in report.Checklist)
            to.WriteLine($"Ask yourself: {Speech.Say(question)}");
        if (measures is not null)
            Print(measures, to, terminal);
        to.WriteLine(Overall(report));
    }

    private static void Print(IReadOnlyList<OfiqMeasure> measures, TextWriter to, bool terminal)
    {
        Sheet sheet = new("OFIQ measure", "Native", "Quality 0..100", "Computed from");
        foreach (OfiqMeasure measure in measures)
            sheet.Add(measure.Name, measure.Native is double native ? Number(native) : "", Text($"{measure.Quality}"), measure.Needs == OfiqInput.Mask ? "our segmentation" : "arithmetic");
        sheet.Write(to, terminal);
        to.WriteLine("OFIQ's quality values are no verdicts: the standard sets no thresholds.");
    }

    private static string Overall(ComplianceReport report)
    {
        string photo = report.Kind == PhotoKind.Finished ? "finished photo" : "picture to cut the photo from";
        int fails = report.Findings.Count(f => f.Verdict == Verdict.Fail), checks = report.Findings.Count(f => f.Verdict == Verdict.Review);
        return report.Overall switch
        {
            Verdict.Fail => $"{report.Spec.Title}, {photo}: {fails} {(fails == 1 ? "rule is" : "rules are")} broken, {checks} to look at.",
            Verdict.Review => $"{report.Spec.Title}, {photo}: nothing is broken that can be measured; {checks} to look at.",
            _ => $"{report.Spec.Title}, {photo}: all rules that can be measured are kept. The authority decides.",
        };
    }

    private static string Word(Verdict verdict) => verdict switch { Verdict.Pass => "pass", Verdict.Fail => "FAIL", Verdict.Review => "check", _ => "not assessed" };

    private static string Measured(Finding finding)
    {
        if (finding.Value is not double value)
            return "";
        string around = finding.Uncertainty > 0 ? $" ± {Number(finding.Uncertainty)}" : "";
        return $"{Number(value)}{around} {finding.Unit}".TrimEnd();
    }

    private static string Allowed(Finding finding) => (finding.Min, finding.Max) switch
    {
        (double min, double max) when min == max => Number(min),
        (double min, double max) => $"{Number(min)} to {Number(max)}",
        (double min, null) => $"at least {Number(min)}",
        (null, double max) => $"at most {Number(max)}",
        _ => "",
    };

    private static string By(RuleBasis basis) => basis.Origin switch
    {
        RuleOrigin.Document => basis.Confidence is null ? "document" : $"document, {basis.Confidence.ToString()!.ToLowerInvariant()}",
        RuleOrigin.Icao => "ICAO/ISO",
        RuleOrigin.Ofiq => "OFIQ",
        RuleOrigin.Assumed => "ours, no rule read",
        _ => "calibrated",
    };

    // As many figures as say something.
    private static string Number(double value)
    {
        string format = Math.Abs(value) switch { >= 100 => "0", >= 1 => "0.0", _ => "0.###" };
        return (Math.Round(value, 4) + 0.0).ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
