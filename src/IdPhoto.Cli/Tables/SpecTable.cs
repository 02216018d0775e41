using System.Globalization;
using IdPhoto.Cli.Reports;
using IdPhoto.Documents;

namespace IdPhoto.Cli.Tables;

/// <summary>Documents, for people.</summary>
internal static class SpecTable
{
    /// <summary>The list, with numbers that are not facts marked.</summary>
    public static void Print(IReadOnlyList<SpecLine> specs)
    {
        if (specs.Count == 0)
        {
            Console.Out.WriteLine("No document matches. 'idphoto specs' lists all of them; '--custom' makes one of your own.");
            return;
        }
        Sheet sheet = new("Id", "Document", "Size", "Pixels", "Head height", "Background", "Taken by", "Sources");
        foreach (SpecLine spec in specs)
            sheet.Add(spec.Id, spec.Title, spec.SizeText, spec.PixelText, spec.HeadText, spec.BackgroundText, TakenBy(spec), spec.Trust);
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
        if (specs.Any(spec => spec.Ours.Count > 0))
            Console.Out.WriteLine("* no rule gives these numbers: they are a decision of ours");
        if (specs.Any(spec => spec.Unverified.Count > 0))
            Console.Out.WriteLine("? unverified");
    }

    /// <summary>All of one document: first whether it can be made at all, then each rule with what it rests on.</summary>
    public static void Show(PhotoSpec spec)
    {
        Heading(spec.Id, spec.Title, spec.Country, spec.Document);
        Sentence(SpecFacts.Notice(spec) is { } notice ? Speech.Say(notice) : null);
        Sentence(SpecFacts.Doubt(spec) is { } doubt ? Speech.Say(doubt) : null);
        Sheet sheet = new("Rule", "Asked for", "Basis", "Read");
        foreach (SpecFact fact in SpecFacts.Of(spec))
            sheet.Add(Speech.Say(fact.Label), Speech.Words.Say(fact.Text), Speech.Say(fact.Basis), Read(spec, fact));
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
        Sentence(spec.Warning is null ? null : $"Warning: {spec.Warning}");
        foreach (SpecContradiction contradiction in spec.Contradictions)
            Sentence($"Contradiction ({contradiction.Field}): {contradiction.Text}");
        Rest(spec.Notes, spec.Sources);
    }

    /// <summary>A document that there is no photo to make for.</summary>
    public static void Show(OnSiteDocument document)
    {
        Heading(document.Id, document.Title, document.Country, document.Document);
        Sentence($"There is no photo to make. {document.Reason}");
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
            Sentence($"Note: {note}");
        foreach (SpecPage page in SpecFacts.Pages(sources))
            Sentence(Text($"Source ({string.Join(", ", page.Fields)}): {page.Url.AbsoluteUri}, {Speech.Say(SpecFacts.Word(page.Confidence))}, read {page.Read:yyyy-MM-dd}"));
    }

    private static void Sentence(string? text)
    {
        if (text is not null)
            Console.Out.WriteLine(text);
    }

    private static string TakenBy(SpecLine spec) => spec.TakenBy switch { "professional" => "a professional", "onSite" => "the office", _ => "anyone" };

    private static string Read(PhotoSpec spec, SpecFact fact)
    {
        if (fact.Confidence is null)
            return "";
        IEnumerable<SpecSource> sources = spec.SourcesOf(fact.Field).DefaultIfEmpty(spec.SourcesOf(fact.Field.Split('.')[0]).FirstOrDefault()).OfType<SpecSource>();
        return Text($"{sources.Max(source => source.Read):yyyy-MM-dd}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
