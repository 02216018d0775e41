using System.Text.Json;

namespace IdPhoto.Words;

/// <summary>
/// The sentences of a language in a file of its own, for programs that leave them out of this assembly: an app's reader needs one
/// language of the six. It is one JSON object with an object of sentences by id for each area.
/// </summary>
public static class LanguagePack
{
    private const string NoPack = "It is no file of sentences.";

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
        JsonElement areas = Parsed(json);
        return areas.ValueKind == JsonValueKind.Object && areas.EnumerateObject().All(area => area.Value.ValueKind == JsonValueKind.Object)
            ? areas.EnumerateObject().ToDictionary(area => area.Name, area => area.Value, StringComparer.Ordinal)
            : throw new FormatException(NoPack);
    }

    private static JsonElement Parsed(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException error)
        {
            throw new FormatException(NoPack, error);
        }
    }
}
