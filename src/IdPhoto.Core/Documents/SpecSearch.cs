namespace IdPhoto.Documents;

/// <summary>Finds documents by what people type.</summary>
internal sealed class SpecSearch(string? query, string? country)
{
    private static readonly char[] Between = [' ', '-', ',', '(', ')', '/', '.'];

    private readonly string[] _wanted = Words(query ?? "");

    /// <summary>Whether every word begins a word of the document's identifier, title, kind or country.</summary>
    public bool Finds(string id, string title, string document, string? of)
    {
        if (country is not null && !string.Equals(country, of, StringComparison.OrdinalIgnoreCase))
            return false;
        string[] words = Words($"{id} {title} {document} {(of is null ? "" : Countries.SearchWords(of))}");
        return Array.TrueForAll(_wanted, wanted => Array.Exists(words, word => word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)));
    }

    private static string[] Words(string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
}
