using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IdPhoto.Bench.Mutation;

/// <summary>Reads the list of mutants that Stryker writes (mutation testing report schema) and what the tests said of each.</summary>
internal static partial class MutationReport
{
    private const string Core = "/src/IdPhoto.Core/";

    /// <param name="file">Stryker's report.</param>
    /// <param name="answers">By number; a mutant without one is pending.</param>
    public static IReadOnlyList<Mutant> Read(string file, IReadOnlyDictionary<int, string> answers)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. report.RootElement.GetProperty("files").EnumerateObject().SelectMany(part => Mutants(part, answers))];
    }

    private static IEnumerable<Mutant> Mutants(JsonProperty file, IReadOnlyDictionary<int, string> answers)
    {
        string path = file.Name.Replace('\\', '/');
        int at = path.IndexOf(Core, StringComparison.Ordinal);
        if (at < 0)
            yield break;
        string name = path[(at + Core.Length)..];
        string[] lines = file.Value.GetProperty("source").GetString()!.Split('\n');
        foreach (JsonElement mutant in file.Value.GetProperty("mutants").EnumerateArray().Where(IsBuilt))
        {
            int id = int.Parse(mutant.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
            int line = mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32();
            string replacement = Blanks().Replace(mutant.GetProperty("replacement").GetString() ?? "", " ").Trim();
            yield return new Mutant(id, name.Split('/')[0], name, line, lines[line - 1].Trim(), replacement, answers.GetValueOrDefault(id, "Pending"));
        }
    }

    private static bool IsBuilt(JsonElement mutant) => mutant.GetProperty("status").GetString() is not ("CompileError" or "Ignored");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
