using System.Text.Json;

namespace IdPhoto.Words;

/// <summary>Reads the sentences of a language out of this assembly.</summary>
internal static class LanguageFile
{
    /// <summary>All sentences of a language by id.</summary>
    /// <exception cref="FormatException">A sentence's braces are wrong, or an id stands in the file of another area.</exception>
    public static IReadOnlyDictionary<string, Template> Read(Language language)
    {
        Dictionary<string, Template> sentences = [];
        foreach ((string area, string id, string text) in Texts(language))
        {
            if (!id.StartsWith($"{area}.", StringComparison.Ordinal))
                throw new FormatException($"'{id}' does not belong into '{area}.json'.");
            sentences.Add(id, Template.Parse(text));
        }
        return sentences;
    }

    /// <summary>The sentences of one area by id; none where there is no such area.</summary>
    /// <exception cref="FormatException">A sentence's braces are wrong.</exception>
    public static IReadOnlyDictionary<string, Template> Read(Language language, string area)
        => Texts(language, area).ToDictionary(sentence => sentence.Id, sentence => Template.Parse(sentence.Text), StringComparer.Ordinal);

    /// <summary>The sentences of one area by id.</summary>
    /// <exception cref="FormatException">A sentence's braces are wrong, or it is no text.</exception>
    public static IReadOnlyDictionary<string, Template> Read(JsonElement area)
        => area.EnumerateObject().ToDictionary(sentence => sentence.Name, sentence => Template.Parse(sentence.Value.ValueKind == JsonValueKind.String ? sentence.Value.GetString()! : throw new FormatException($"'{sentence.Name}' is no text.")), StringComparer.Ordinal);

    /// <summary>The areas that a language has sentences of.</summary>
    public static IEnumerable<string> Areas(Language language)
    {
        string prefix = Prefix(language);
        return typeof(LanguageFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);
    }

    /// <summary>All sentences as they are written, with their area and id.</summary>
    public static IEnumerable<(string Area, string Id, string Text)> Texts(Language language)
    {
        foreach (string area in Areas(language))
            foreach ((string id, string text) in Texts(language, area))
                yield return (area, id, text);
    }

    private static IEnumerable<(string Id, string Text)> Texts(Language language, string area)
    {
        using Stream? stream = typeof(LanguageFile).Assembly.GetManifestResourceStream(Prefix(language) + area);
        if (stream is null)
            yield break;
        using JsonDocument file = JsonDocument.Parse(stream);
        foreach (JsonProperty sentence in file.RootElement.EnumerateObject())
            yield return (sentence.Name, sentence.Value.GetString()!);
    }

    private static string Prefix(Language language) => $"IdPhoto.Words.{language.Tag}.";
}
