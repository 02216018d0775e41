using System.Text.Json;

namespace IdPhoto.Words;

/// <summary>The register of processors: everybody to whom this product can send anything about a person, in the default build or in another one.</summary>
public static class Processors
{
    private static readonly Lazy<IReadOnlyList<Processor>> Read = new(() => [.. Entries()]);

    /// <summary>All of them, the operator's own server first.</summary>
    public static IReadOnlyList<Processor> All => Read.Value;

    private static IEnumerable<Processor> Entries()
    {
        using Stream stream = typeof(Processors).Assembly.GetManifestResourceStream("IdPhoto.Words.Processors")!;
        using JsonDocument register = JsonDocument.Parse(stream);
        foreach (JsonElement entry in register.RootElement.EnumerateArray())
            yield return new Processor(Text(entry, "id")!, Text(entry, "name"), Text(entry, "said")!, Text(entry, "policy") is { } policy ? new Uri(policy) : null);
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
