using System.Globalization;
using IdPhoto.Cli.Reports;
using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Cli.Tables;

/// <summary>The list of documents, for people, with the numbers marked that are not facts.</summary>
internal static class SpecTable
{
    public static void Print(IReadOnlyList<SpecLine> specs)
    {
        if (specs.Count == 0)
        {
            Console.Out.WriteLine(Speech.Of("tables.no-document"));
            return;
        }
        Sheet sheet = new(
            "tables.id", "tables.document", "tables.size", "tables.pixels", "tables.head-height", "tables.background", "tables.taken-by", "tables.sources");
        foreach (SpecLine spec in specs)
            sheet.Add(spec.Id, Title(spec), Paper(spec), Pixels(spec), Head(spec), Background(spec), TakenBy(spec), TrustWord.Of(spec.Trust));
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
        if (specs.Any(spec => spec.Ours.Count > 0))
            Console.Out.WriteLine(Speech.Of("tables.footnote-assumed"));
        if (specs.Any(spec => spec.Unverified.Count > 0))
            Console.Out.WriteLine(Speech.Of("tables.footnote-unverified"));
    }

    private static Argument Title(SpecLine spec) => spec switch
    {
        { SupersededBy: { } document } => Message.Of("tables.document-replaced", ("title", spec.Title), ("document", document)),
        { ValidUntil: { } until } => Message.Of("tables.document-ended", ("title", spec.Title), ("until", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        _ => spec.Title,
    };

    private static Argument Paper(SpecLine spec) => spec is { WidthMm: double width, HeightMm: double height }
        ? Marked(spec, "print", Message.Of("units.size-mm", ("size", Argument.Size(width, height))))
        : "";

    private static Argument Pixels(SpecLine spec) => spec is { WidthPx: int width, HeightPx: int height }
        ? Marked(spec, "pixels", Argument.Size(width, height, 0))
        : "";

    private static Argument Head(SpecLine spec)
    {
        if (spec.Head is not { } head)
            return "";
        Argument min = Argument.Rounded(head.Min, 2), max = Amount.Of(new NumberArgument(head.Max, 0, 2), head.Unit);
        return Marked(spec, "head", head.Top == "crown"
            ? Message.Of("tables.head-to-crown", ("min", min), ("max", max))
            : Message.Of("tables.head-to-hair", ("min", min), ("max", max)));
    }

    private static Argument Background(SpecLine spec)
    {
        if (spec.Background is not { } name)
            return "";
        Message colour = ColourNames.Of(name);
        return Marked(spec, "background", spec.BackgroundIsExample == true ? Message.Of("tables.background-light", ("colour", colour)) : colour);
    }

    private static Argument Marked(SpecLine spec, string field, Argument value)
    {
        string? mark = spec.Unverified.Contains(field) ? "?" : spec.Ours.Contains(field) ? "*" : null;
        return mark is null ? value : Message.Of("tables.marked", ("value", value), ("mark", mark));
    }

    private static Message TakenBy(SpecLine spec) => spec.TakenBy switch
    {
        "professional" => Message.Of("tables.taken-by-professional"),
        "onSite" => Message.Of("tables.taken-by-office"),
        "studio" => Message.Of("tables.taken-by-studio"),
        "live" => Message.Of("tables.taken-by-live"),
        _ => Message.Of("tables.taken-by-anyone"),
    };
}
