using System.Text.Encodings.Web;
using System.Text.Json;

namespace IdPhoto.SitePacker;

/// <summary>Writes one file of sentences for each language that an app leaves out of its program.</summary>
internal static class WordPacks
{
    /// <summary>The language that the program itself holds.</summary>
    private const string Within = "en";

    // Read by programs alone: letters of every script may stand as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>words/TAG.json</c>: an object of sentences by id for each area.</summary>
    /// <param name="site">The published <c>wwwroot</c>.</param>
    /// <param name="languages">The folder with one folder a language and, in it, one file an area.</param>
    /// <param name="unsaid">The areas that nobody says there.</param>
    /// <exception cref="IOException">A folder or file cannot be read or written.</exception>
    /// <exception cref="JsonException">A file is no JSON.</exception>
    public static void Write(string site, string languages, IReadOnlyCollection<string> unsaid)
    {
        string words = Path.Combine(site, "words");
        Directory.CreateDirectory(words);
        foreach (string folder in Directory.EnumerateDirectories(languages).Where(folder => Path.GetFileName(folder) != Within))
        {
            SortedDictionary<string, JsonElement> areas = new(StringComparer.Ordinal);
            foreach (string area in Directory.EnumerateFiles(folder, "*.json").Where(area => !unsaid.Contains(Path.GetFileNameWithoutExtension(area))))
                areas[Path.GetFileNameWithoutExtension(area)] = JsonElement.Parse(File.ReadAllBytes(area));
            using FileStream pack = File.Create(Path.Combine(words, Path.GetFileName(folder) + ".json"));
            JsonSerializer.Serialize(pack, areas, Plain);
        }
    }
}
