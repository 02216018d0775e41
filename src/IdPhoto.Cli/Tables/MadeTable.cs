using IdPhoto.Framing;
using IdPhoto.Messages;
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
        Sheet sheet = new("tables.measure", "tables.value", "tables.allowed", "tables.met");
        foreach (RuleOutcome rule in file.Photo.Placement.Rules)
            sheet.Add(RuleText.Name(rule), RuleText.Value(rule), RuleText.Range(rule) ?? "", Met(rule));
        ResultLine result = report.Result;
        Fact(sheet, Message.Of("tables.made-roll-corrected"), Argument.Quantity(result.RollUndone, Units.Degrees, 1));
        Fact(sheet, Message.Of("tables.made-background"), Background(report.Background));
        Fact(sheet, Message.Of("tables.made-size"), Size(result));
        Fact(sheet, Message.Of("tables.made-file"), Message.Of("tables.made-file-facts", ("bytes", result.Bytes), ("format", result.Format.ToUpperInvariant())));
        sheet.Write(to, toError ? !Console.IsErrorRedirected : !Console.IsOutputRedirected);
        foreach (EditLine edit in report.Edits)
            to.WriteLine(Speech.Say(Message.Of("tables.done", ("operation", edit.Operation), ("detail", edit.Detail))));
        foreach (string warning in report.Warnings)
            to.WriteLine(Speech.Say(Message.Of("tables.warning", ("warning", warning))));
    }

    private static void Fact(Sheet sheet, Message name, Argument value) => sheet.Add(name, value, "", "");

    private static Message Met(RuleOutcome rule) => (rule.Holds, rule.Required) switch
    {
        (true, _) => Message.Of("tables.yes"),
        (false, true) => Message.Of("tables.met-not"),
        (false, false) => Message.Of("tables.met-not-required"),
    };

    private static Message Size(ResultLine result)
    {
        Argument pixels = Argument.Size(result.WidthPx, result.HeightPx, 0), dpi = Argument.Quantity(result.Dpi, Units.DotsPerInch, 0);
        return result is { WidthMm: double width, HeightMm: double height }
            ? Message.Of("tables.made-size-printed", ("size", Argument.Size(width, height)), ("pixels", pixels), ("dpi", dpi))
            : Message.Of("tables.made-size-digital", ("pixels", pixels), ("dpi", dpi));
    }

    private static Argument Background(BackgroundLine background) => background switch
    {
        { Transparent: true } => Message.Of("tables.made-background-transparent"),
        { Colour: { } colour } => colour,
        _ => Message.Of("tables.made-background-kept"),
    };
}
