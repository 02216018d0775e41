using IdPhoto.Tests.Portraits;
using Xunit;

namespace IdPhoto.Tests.Architecture;

/// <summary>What a formatter sees only when it has loaded every project, which takes a minute.</summary>
public sealed class UsingTests
{
    private static readonly string[] Folders = ["src", "test", "bench", "tools"];

    [Fact]
    public void Namespaces_are_used_in_order_those_of_the_system_first()
    {
        string[] files =
        [
            .. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestPortraits.Root, folder), "*.cs", SearchOption.AllDirectories))
                .Where(file => !Path.GetRelativePath(TestPortraits.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules")),
        ];

        Assert.True(files.Length > 1000);
        Assert.Empty(files.Where(file => !AreInOrder(File.ReadLines(file))).Select(file => Path.GetRelativePath(TestPortraits.Root, file)));
    }

    [Theory]
    [InlineData(true, "System", "System.Text", "IdPhoto.Pictures", "IdPhoto.Tests", "Xunit")]
    [InlineData(false, "IdPhoto.Pictures", "System.Text")]
    [InlineData(false, "IdPhoto.Tests", "IdPhoto.Pictures")]
    [InlineData(true, "IdPhoto.Tests.A", "IdPhoto.TestsB")]
    public void A_name_is_compared_part_by_part(bool inOrder, params string[] names)
        => Assert.Equal(inOrder, AreInOrder([.. names.Select(name => $"using {name};"), "namespace X;"]));

    // Of names alone: aliases and static members follow them in an order of their own.
    private static bool AreInOrder(IEnumerable<string> lines)
    {
        string[][] names =
        [
            .. lines.TakeWhile(line => !line.StartsWith("namespace", StringComparison.Ordinal))
                .Where(line => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=') && !line.StartsWith("using static ", StringComparison.Ordinal))
                .Select(line => line["using ".Length..^1].Split('.')),
        ];
        return names.Zip(names.Skip(1)).All(pair => Compare(pair.First, pair.Second) <= 0);
    }

    private static int Compare(string[] one, string[] other)
    {
        if ((one[0] == "System") != (other[0] == "System"))
            return one[0] == "System" ? -1 : 1;
        foreach ((string first, string second) in one.Zip(other))
            if (string.Compare(first, second, StringComparison.OrdinalIgnoreCase) is not 0 and int order)
                return order;
        return one.Length - other.Length;
    }
}
