using System.Globalization;
using System.Text;
using IdPhoto.Documents;
using IdPhoto.Words;

namespace IdPhoto.SpecPages;

/// <summary>One document as Markdown.</summary>
internal static class SpecPageText
{
    private static readonly Sentences English = Sentences.In(Languages.English, Place.CommandLine);

    public static string Write(PhotoSpec spec)
    {
        StringBuilder page = Start(spec.Title, spec.Country, spec.Document);
        Paragraph(page, $"**{string.Join(' ', SpecFacts.Summary(spec).Select(English.Say))}**");
        Paragraph(page, SpecFacts.Doubt(spec) is { } doubt ? English.Say(doubt) : null);
        page.Append("| Rule | Asked for | Basis |\n|---|---|---|\n");
        foreach (SpecFact fact in SpecFacts.Of(spec))
            page.Append(CultureInfo.InvariantCulture, $"| {English.Say(fact.Label)} | {Cell(English.Say(fact.Text))} | {English.Say(fact.Basis)} |\n");
        page.Append('\n');
        Paragraph(page, spec.Warning);
        page.Append(CultureInfo.InvariantCulture, $"    idphoto make portrait.jpg --spec {spec.Id} --out photo{(spec.File.Format == FileFormat.Png ? ".png" : ".jpg")}\n");
        List(page, "Contradictions", spec.Contradictions.Select(contradiction => contradiction.Text));
        List(page, "Notes", spec.Notes);
        return End(page, spec.Sources, $"../../specs/{spec.Id}.json");
    }

    public static string Write(OnSiteDocument document)
    {
        StringBuilder page = Start(document.Title, document.Country, document.Document);
        Paragraph(page, $"**There is no photo to make.** {document.Reason}");
        Paragraph(page, SpecFacts.Extras(document) is { } extras ? English.Say(extras) : null);
        List(page, "Notes", document.Notes);
        return End(page, document.Sources, $"../../specs/on-site/{document.Id}.json");
    }

    private static StringBuilder Start(string title, string? country, string document)
    {
        StringBuilder page = new($"# {title}\n\n");
        Paragraph(page, country is null ? $"{document}." : $"{Countries.NameOf(country)}. {document}.");
        return page;
    }

    private static string End(StringBuilder page, IReadOnlyList<SpecSource> sources, string record)
    {
        List(page, "Sources", SpecFacts.Pages(sources).Select(source => string.Create(
            CultureInfo.InvariantCulture,
            $"<{source.Url.AbsoluteUri}>, {English.Say(SpecFacts.Word(source.Confidence))}, read {source.Read:yyyy-MM-dd}: {string.Join(", ", source.Fields)}")));
        page.Append(CultureInfo.InvariantCulture, $"\n[The record]({record}) · [All documents](README.md)\n");
        return page.ToString();
    }

    private static void Paragraph(StringBuilder page, string? text)
    {
        if (text is not null)
            page.Append(text).Append("\n\n");
    }

    private static void List(StringBuilder page, string heading, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length == 0)
            return;
        page.Append(CultureInfo.InvariantCulture, $"{(page[^2] == '\n' ? "" : "\n")}## {heading}\n\n");
        foreach (string item in all)
            page.Append("- ").Append(item).Append('\n');
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
