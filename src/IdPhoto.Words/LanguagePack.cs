using System.Text.Json;

namespace IdPhoto.Words;

/// <summary>
/// The sentences of a language in a file of its own, for programs that leave them out of this assembly: an app's reader needs one
/// language of the six. It is one JSON object with an object of sentences by id for each area.
/// </summary>
public static class LanguagePack
{
    /// <summary>Whether there are sentences of a language, in this assembly or from a pack.</summary>
    public static bool Has(Language language) => LanguageSentences.Of(language ?? throw new ArgumentNullException(nameof(language))).Any;

    /// <summary>Adds the sentences of a language, from now on and for everybody in this process.</summary>
    /// <param name="language">One of <see cref="Languages.All"/>.</param>
    /// <param name="json">The pack.</param>
    /// <exception cref="FormatException">It is no pack.</exception>
    public static void Add(Language language, string json)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(json);
        LanguageSentences.Of(language).Add(Read(json));
    }

    private static Dictionary<string, JsonElement> Read(string json)
    {
        try
        {
            JsonElement areas = JsonElement.Parse(json);
            if (areas.ValueKind == JsonValueKind.Object && areas.EnumerateObject().All(area => area.Value.ValueKind == JsonValueKind.Object))
                return areas.EnumerateObject().ToDictionary(area => area.Name, area => area.Value, StringComparer.Ordinal);
        }
        catch (JsonException)
        {
        }
        throw new FormatException("It is no file of sentences.");
    }
}
