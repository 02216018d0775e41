using IdPhoto.App.Words;
using IdPhoto.Documents;
using IdPhoto.Words;

namespace IdPhoto.App.Journey;

/// <summary>A document in the list: one that a photo is made for, or one whose authority takes the photo.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Country">Two letters, or null.</param>
/// <param name="Title">Its English title.</param>
/// <param name="Kind">Which document, in English.</param>
/// <param name="Spec">Null where the authority takes the photo.</param>
public sealed record Listed(string Id, string? Country, string Title, string Kind, PhotoSpec? Spec)
{
    /// <summary>What it is called in the reader's language.</summary>
    public string Name(Sentences words) => Spec is null ? DocumentNames.Kind(Kind, words) : DocumentNames.Kind(Spec, words);
}

/// <summary>Finds documents by what people type in their own language: a country's letters or name, or a kind of document.</summary>
public sealed class Catalogue(Talk talk)
{
    private static readonly char[] Between = [' ', '-', ',', '(', ')', '/', '.'];
    private static readonly string[] UsualSizes = ["size-35x45", "one-inch", "two-inch", "two-by-two-inch", "cv"];
    private List<Listed>? _all;

    /// <summary>Whether documents were read before, so that more are read in no time.</summary>
    public bool IsWarm { get; set; }

    /// <summary>Every document. The first call reads them, which takes a blink.</summary>
    public IReadOnlyList<Listed> All => _all ??=
    [
        .. PhotoSpecs.All.Select(spec => new Listed(spec.Id, spec.Country, spec.Title, spec.Document, spec)),
        .. PhotoSpecs.OnSite.Select(document => new Listed(document.Id, document.Country, document.Title, document.Document, null)),
    ];

    /// <summary>A country's own documents, read alone.</summary>
    /// <param name="country">Two letters.</param>
    public static IReadOnlyList<Listed> Of(string country) =>
    [
        .. PhotoSpecs.Ids.Where(id => id.StartsWith($"{country}-", StringComparison.OrdinalIgnoreCase))
            .Select(PhotoSpecs.Find).Where(spec => spec.Country == country).OrderBy(spec => Usual(spec.Document))
            .Select(spec => new Listed(spec.Id, spec.Country, spec.Title, spec.Document, spec)),
        .. PhotoSpecs.SearchOnSite(null, country).Select(document => new Listed(document.Id, document.Country, document.Title, document.Document, null)),
    ];

    /// <summary>The sizes that no state owns.</summary>
    public static IReadOnlyList<Listed> Sizes =>
    [
        .. UsualSizes.Select(PhotoSpecs.Find).Select(spec => new Listed(spec.Id, spec.Country, spec.Title, spec.Document, spec)),
    ];

    /// <summary>The documents for which every word that was typed begins a word of country, letters, document or title.</summary>
    public IReadOnlyList<Listed> Search(string text)
    {
        string[] wanted = Split(text);
        if (wanted.Length == 0)
            return [];
        return [.. All.Where(listed => Finds(listed, wanted)).OrderBy(listed => Rank(listed, wanted[0])).ThenBy(CountryName, StringComparer.CurrentCulture).ThenBy(listed => Usual(listed.Kind))];
    }

    // What most people come for, first.
    private static int Usual(string document) => Array.FindIndex(["Passport", "Identity", "Visa", ""], kind => document.StartsWith(kind, StringComparison.Ordinal));

    private string CountryName(Listed listed) => DocumentNames.Country(listed.Country, talk.Words) ?? "";

    // Two letters mean a country first.
    private static int Rank(Listed listed, string first) => first.Length == 2 && string.Equals(listed.Country, first, StringComparison.OrdinalIgnoreCase) ? 0 : 1;

    private bool Finds(Listed listed, string[] wanted)
    {
        string country = CountryName(listed);
        string known = listed.Country is null ? "" : Countries.SearchWords(listed.Country);
        string name = listed.Name(talk.Words);
        string[] words = Split($"{listed.Id} {listed.Title} {listed.Kind} {known} {country} {name}");
        // In languages without spaces a word may begin anywhere.
        return Array.TrueForAll(wanted, word => Array.Exists(words, w => w.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            || (word[0] > 0x2e80 && (country.Contains(word, StringComparison.Ordinal) || name.Contains(word, StringComparison.Ordinal))));
    }

    private static string[] Split(string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
}
