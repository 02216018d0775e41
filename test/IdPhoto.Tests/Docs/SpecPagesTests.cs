using IdPhoto.SpecPages;
using IdPhoto.Tests.Decoding;
using Xunit;

namespace IdPhoto.Tests.Docs;

public sealed class SpecPagesTests
{
    private static readonly string Folder = Path.Combine(SamplePhoto.Root, "docs", "specs");

    [Fact]
    public void The_pages_of_the_documents_are_those_of_the_records()
    {
        IReadOnlyDictionary<string, string> pages = SpecSite.Pages();

        Assert.Equal(pages.Keys, Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        foreach ((string name, string text) in pages)
            Assert.True(
                text == File.ReadAllText(Path.Combine(Folder, name)),
                $"docs/specs/{name} is stale. Run 'dotnet run --project tools/IdPhoto.SpecPages' and look at what changed.");
    }

    [Fact]
    public void The_table_of_rules_is_that_of_their_declarations()
    {
        string page = File.ReadAllText(Path.Combine(SamplePhoto.Root, "docs", "compliance.md"));

        Assert.True(page == RuleTable.WrittenInto(page), "docs/compliance.md is stale. Run 'dotnet run --project tools/IdPhoto.SpecPages' and look at what changed.");
    }
}
