using System.Reflection;
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

    /// <summary>All sentences as they are written, with their area and id.</summary>
    public static IEnumerable<(string Area, string Id, string Text)> Texts(Language language)
    {
        Assembly assembly = typeof(LanguageFile).Assembly;
        string prefix = $"IdPhoto.Words.{language.Tag}.";
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            using JsonDocument file = JsonDocument.Parse(stream);
            foreach (JsonProperty sentence in file.RootElement.EnumerateObject())
                yield return (resource[prefix.Length..], sentence.Name, sentence.Value.GetString()!);
        }
    }
}
