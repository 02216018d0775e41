using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace IdPhoto.Tests.Architecture;

public sealed partial class LayerTests
{
    [Fact]
    public void No_folder_of_the_core_depends_on_one_that_depends_on_it()
    {
        Dictionary<string, HashSet<string>> uses = Uses();
        Assert.Contains("Matting", uses["Composing"]);
        Assert.All(uses.Keys, folder => Assert.Null(Cycle(uses, folder)));
    }

    // Depth first: the way from a folder back to itself, or null.
    private static string? Cycle(Dictionary<string, HashSet<string>> uses, string start)
    {
        HashSet<string> seen = [];
        string? Walk(string folder, string way)
        {
            foreach (string next in uses[folder])
            {
                if (next == start)
                    return $"{way} -> {next}";
                if (seen.Add(next) && Walk(next, $"{way} -> {next}") is string found)
                    return found;
            }
            return null;
        }
        return Walk(start, start);
    }

    private static Dictionary<string, HashSet<string>> Uses([CallerFilePath] string here = "")
    {
        string core = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "IdPhoto.Core"));
        string[] folders = [.. Directory.GetDirectories(core).Select(Path.GetFileName).OfType<string>().Where(name => name is not "bin" and not "obj")];
        return folders.ToDictionary(folder => folder, folder => Directory.EnumerateFiles(Path.Combine(core, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["folder"].Value))
            .Where(used => used != folder && folders.Contains(used)).ToHashSet());
    }

    [GeneratedRegex(@"^(global )?using (static |\w+ = )?IdPhoto\.(?<folder>\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
