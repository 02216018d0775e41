using System.Globalization;
using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Cli.Tables;

/// <summary>All of one document, for people: first whether it can be made at all, then each rule with what it rests on.</summary>
internal static class SpecDetails
{
    public static void Print(PhotoSpec spec)
    {
        Heading(spec.Id, spec.Title, spec.Country, spec.Document);
        Console.Out.WriteLine(string.Join(' ', SpecFacts.Summary(spec).Select(Speech.Say)));
        if (SpecFacts.Doubt(spec) is { } doubt)
            Console.Out.WriteLine(Speech.Say(doubt));
        Sheet sheet = new("tables.rule", "tables.requirement", "tables.basis", "tables.read");
        foreach (SpecFact fact in SpecFacts.Of(spec))
            sheet.Add(fact.Label, fact.Text, fact.Basis, Read(spec, fact));
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
        if (spec.Warning is { } warning)
            Console.Out.WriteLine(Speech.Say(Message.Of("tables.warning", ("warning", warning))));
        foreach (SpecContradiction contradiction in spec.Contradictions)
            Console.Out.WriteLine(Speech.Say(Message.Of("tables.contradiction", ("field", contradiction.Field), ("text", contradiction.Text))));
        Rest(spec.Notes, spec.Sources);
    }

    /// <summary>A document that there is no photo to make for.</summary>
    public static void Print(OnSiteDocument document)
    {
        Heading(document.Id, document.Title, document.Country, document.Document);
        Console.Out.WriteLine(Speech.Say(Message.Of("tables.no-photo", ("reason", document.Reason))));
        if (SpecFacts.Extras(document) is { } extras)
            Console.Out.WriteLine(Speech.Say(extras));
        Rest(document.Notes, document.Sources);
    }

    private static void Heading(string id, string title, string? country, string document)
    {
        Console.Out.WriteLine($"{id}: {title}");
        Console.Out.WriteLine(country is null ? document : $"{(Countries.NameOf(country) is null ? country : Speech.Say(Countries.Phrase(country)))}. {document}");
    }

    private static void Rest(IReadOnlyList<string> notes, IReadOnlyList<SpecSource> sources)
    {
        foreach (string note in notes)
            Console.Out.WriteLine(Speech.Say(Message.Of("tables.note", ("note", note))));
        foreach (SpecPage page in SpecFacts.Pages(sources))
            Console.Out.WriteLine(Speech.Say(Message.Of(
                "tables.source",
                ("fields", Argument.Row(page.Fields.Select(field => (Argument)field))), ("url", page.Url.AbsoluteUri),
                ("trust", SpecFacts.Word(page.Confidence)), ("date", Day(page.Read)))));
    }

    private static string Read(PhotoSpec spec, SpecFact fact)
    {
        if (fact.Confidence is null)
            return "";
        IEnumerable<SpecSource> sources = spec.SourcesOf(fact.Field).DefaultIfEmpty(spec.SourcesOf(fact.Field.Split('.')[0]).FirstOrDefault()).OfType<SpecSource>();
        return Day(sources.Max(source => source.Read));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
