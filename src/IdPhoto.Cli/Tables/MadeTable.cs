using System.Globalization;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Tables;

/// <summary>What was measured on a made photo, for people.</summary>
internal static class MadeTable
{
    /// <param name="file">The photo.</param>
    /// <param name="report">What is known of it.</param>
    /// <param name="toError">Whether standard output carries something else.</param>
    public static void Print(IdPhotoFile file, MadeReport report, bool toError)
    {
        TextWriter to = toError ? Console.Error : Console.Out;
        Sheet sheet = new("Measure", "Value", "Asked for", "Kept");
        foreach (RuleOutcome rule in file.Photo.Placement.Rules)
            sheet.Add(Name(rule.Rule), Speech.Words.Say(RuleText.Value(rule)), RuleText.Range(rule) is { } range ? Speech.Words.Say(range) : "", Kept(rule));
        ResultLine result = report.Result;
        Fact(sheet, "Roll undone", Text($"{result.RollUndone:0.0} degrees"));
        Fact(sheet, "Background", report.Background.Colour ?? "kept");
        Fact(sheet, "Size", Size(result));
        Fact(sheet, "File", Text($"{result.Bytes:N0} bytes, {result.Format.ToUpperInvariant()}"));
        sheet.Write(to, toError ? !Console.IsErrorRedirected : !Console.IsOutputRedirected);
        foreach (EditLine edit in report.Edits)
            to.WriteLine($"Done: {edit.Operation}, {edit.Detail}");
        foreach (string warning in report.Warnings)
            to.WriteLine($"Warning: {warning}");
    }

    private static void Fact(Sheet sheet, string name, string value) => sheet.Add(name, value, "", "");

    private static string Kept(RuleOutcome rule) => (rule.Holds, rule.Required) switch
    {
        (true, _) => "yes",
        (false, true) => "NO",
        (false, false) => "no, advised",
    };

    private static string Size(ResultLine result)
    {
        string paper = result.WidthMm is null ? "" : Text($"{result.WidthMm} x {result.HeightMm} mm, ");
        return Text($"{paper}{result.WidthPx} x {result.HeightPx} px, {result.Dpi} dpi");
    }

    private static string Name(string rule) => rule switch
    {
        FramingRules.HeadHeight => "Head height",
        FramingRules.EyeLine => "Eye line",
        FramingRules.TopMargin => "Above the head",
        FramingRules.ChinMargin => "Below the chin",
        FramingRules.Centring => "Off centre",
        FramingRules.Enlargement => "Scale",
        FramingRules.Sharpness => "Scale to be sharp",
        FramingRules.HairInside => "Above the hair",
        FramingRules.HeadWidth => "Head width",
        FramingRules.Roll => "Eye line's slope",
        FramingRules.InterEyeDistance => "Eyes in picture",
        _ => rule,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
