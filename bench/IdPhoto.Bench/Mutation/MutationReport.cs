using System.Text.Json;
using System.Text.RegularExpressions;

namespace IdPhoto.Bench.Mutation;

/// <summary>Reads the report that Stryker writes (mutation testing report schema).</summary>
internal static partial class MutationReport
{
    private const string Core = "/src/IdPhoto.Core/";

    public static IReadOnlyList<Mutant> Read(string file)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. report.RootElement.GetProperty("files").EnumerateObject().SelectMany(Mutants)];
    }

    private static IEnumerable<Mutant> Mutants(JsonProperty file)
    {
        string path = file.Name.Replace('\\', '/');
        int at = path.IndexOf(Core, StringComparison.Ordinal);
        if (at < 0)
            yield break;
        string name = path[(at + Core.Length)..];
        string[] lines = file.Value.GetProperty("source").GetString()!.Split('\n');
        foreach (JsonElement mutant in file.Value.GetProperty("mutants").EnumerateArray())
        {
            int line = mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32();
            yield return new Mutant(
                name.Split('/')[0], name, line, lines[line - 1].Trim(), Blanks().Replace(mutant.GetProperty("replacement").GetString() ?? "", " ").Trim(),
                mutant.GetProperty("status").GetString()!, mutant.TryGetProperty("static", out JsonElement fixedOnce) && fixedOnce.ValueKind == JsonValueKind.True);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
