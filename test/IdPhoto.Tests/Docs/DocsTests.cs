using System.Reflection;
using System.Text.RegularExpressions;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Preflight;
using IdPhoto.Tests.Decoding;
using Xunit;

namespace IdPhoto.Tests.Docs;

/// <summary>What the documents say is what the product does.</summary>
public sealed partial class DocsTests
{
    /// <summary>Codes that only the command line has, from its Failure and CommandFailure.</summary>
    private static readonly string[] CommandLineCodes = ["usage", "cancelled", "out-of-memory", "internal-error"];

    private static readonly string[] Folders = ["", "docs", "docs/adr", "docs/specs", "src/IdPhoto.Drawing/Fonts", "specs", "samples", "test/portraits", "test/portraits-holdout", "bench"];
    private static readonly string Readme = Text("README.md");
    private static readonly string Cli = Text("docs/cli.md");

    [Fact]
    public void Every_rule_of_the_check_is_explained()
    {
        string compliance = Text("docs/compliance.md");

        Assert.All(IdPhoto.Compliance.ComplianceRules.All, code => Assert.Contains($"`{code}`", compliance, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_refusal_is_explained_and_none_that_does_not_exist()
        => Assert.Equal(Constants(typeof(Refusals)).Concat(CommandLineCodes).Order(), FirstColumn(Section(Cli, "## Refusals")).Order());

    [Fact]
    public void Every_framing_rule_is_explained()
        => Assert.Subset(FirstColumn(Section(Cli, "## JSON")).ToHashSet(), Constants(typeof(FramingRules)).ToHashSet());

    [Fact]
    public void Every_preflight_rule_and_every_edit_is_explained()
    {
        Assert.Equal(Constants(typeof(PreflightRules)).Order(), FirstColumn(Section(Cli, "## Preflight")).Where(word => word != "rule").Order());
        Assert.All(Constants(typeof(EditOperations)), operation => Assert.Contains($"`{operation}`", Section(Cli, "## JSON"), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_is_explained_and_none_that_does_not_exist()
    {
        string[] sources = Directory.GetFiles(Path.Combine(SamplePhoto.Root, "src/IdPhoto.Cli/Commands"), "*.cs");
        IEnumerable<string> defined = sources.SelectMany(file => DefinedOption().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);

        Assert.Equal(
            defined.Concat(["--help", "--version"]).Distinct().Order(),
            AnyOption().Matches(Section(Cli, "## Commands and options")).Select(match => match.Value).Distinct().Order());
    }

    [Fact]
    public void The_readmes_commands_exist()
    {
        string[] commands = [.. ReadmeCommand().Matches(Readme).Select(match => match.Groups[1].Value).Distinct().Order()];

        Assert.Equal(["analyze", "check", "cutout", "make", "models", "preflight", "serve", "sheet", "specs"], commands);
        foreach (string command in commands)
            Assert.True(File.Exists(Path.Combine(SamplePhoto.Root, $"src/IdPhoto.Cli/Commands/{char.ToUpperInvariant(command[0])}{command[1..]}Command.cs")));
    }

    [Fact]
    public void The_documents_of_the_readme_are_told_as_they_are()
    {
        string[] ids = [.. FirstColumn(Section(Readme, "## Documents"))];

        Assert.Equal(12, ids.Length);
        foreach (PhotoSpec spec in ids.Select(PhotoSpecs.Find))
        {
            string row = Assert.Single(Readme.Split('\n'), line => line.StartsWith($"| `{spec.Id}` |", StringComparison.Ordinal));
            Assert.Contains($"{spec.Resolve().Size.Width} x {spec.Resolve().Size.Height} px", row, StringComparison.Ordinal);
            Assert.Equal(spec.Edit.Alteration == EditRule.Forbidden, row.Contains("refused by the authority", StringComparison.Ordinal));
            Assert.Equal(spec.Country is null, row.Contains("no authority", StringComparison.Ordinal));
        }
        int countries = PhotoSpecs.All.Select(spec => spec.Country).Concat(PhotoSpecs.OnSite.Select(document => document.Country)).OfType<string>().Distinct().Count();
        Assert.Contains($"{PhotoSpecs.All.Count} documents of {countries} countries", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_of_a_custom_document_is_explained_and_none_that_does_not_exist()
        => Assert.Equal(CustomSpec.Settings.Order(), FirstColumn(Section(Cli, "### A custom document")).Order());

    [Fact]
    public void The_readmes_code_is_the_code_that_is_compiled()
    {
        string compiled = Flat(Text("test/IdPhoto.Tests/Docs/ReadmeSamples.cs"));
        string[] blocks = [.. CodeBlock().Matches(Readme).Select(match => Flat(match.Groups[1].Value))];

        Assert.Equal(2, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(block, compiled, StringComparison.Ordinal));
    }

    [Fact]
    public Task The_one_call_of_the_readme_works() => WritesAPhoto(ReadmeSamples.OneCall);

    [Fact]
    public Task The_stages_of_the_readme_work() => WritesAPhoto(ReadmeSamples.Stages);

    [Fact]
    public void The_tests_that_are_told_of_are_the_tests_that_are_checked()
        => Assert.Contains(
            Assert.Single(Readme.Split('\n'), line => line.StartsWith("    dotnet test", StringComparison.Ordinal)).Trim(),
            Text(".ci/run"), StringComparison.Ordinal);

    [Fact]
    public void The_tests_that_prove_a_promise_exist()
    {
        // Read from their sources: the server's tests are another program.
        HashSet<string> tests = [.. Directory.GetFiles(Path.Combine(SamplePhoto.Root, "test"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}"))];
        string[] named = [.. TestName().Matches(Text("PRIVACY.md") + Text("docs/promises.md")).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [Fact]
    public void Every_promise_has_a_test_or_a_reason()
    {
        string[][] rows = [.. Text("docs/promises.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Split(" | "))];

        Assert.All(rows.Where(row => !row[0].StartsWith("| **", StringComparison.Ordinal)), row =>
        {
            Assert.Equal(3, row.Length);
            Assert.True(TestName().IsMatch(row[2]) || Reason().IsMatch(row[2]), $"Neither a test nor a reason: {row[0]}");
        });
        Assert.True(rows.Length > 40);
    }

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        foreach (string file in Documents())
            foreach (Match link in Link().Matches(File.ReadAllText(file)))
                Assert.True(
                    Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value)),
                    $"{Path.GetRelativePath(SamplePhoto.Root, file)} links to {link.Groups[1].Value}, which is not there.");
    }

    private static async Task WritesAPhoto(Func<string, string, Task> sample)
    {
        string folder = Directory.CreateTempSubdirectory("idphoto-docs").FullName;
        try
        {
            string output = Path.Combine(folder, "photo.jpg");
            await sample(Path.Combine(SamplePhoto.Root, "samples/astronaut.png"), output);
            Assert.InRange(new FileInfo(output).Length, 10_000, 500_000);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Documents()
        => Folders
            .Select(folder => Path.Combine(SamplePhoto.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.md"));

    private static string Text(string path) => File.ReadAllText(Path.Combine(SamplePhoto.Root, path));

    private static string Section(string text, string heading)
    {
        int start = text.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no section '{heading}'.");
        int end = text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    /// <summary>The words in code type that table rows begin with.</summary>
    private static IEnumerable<string> FirstColumn(string section) => section.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => CodeWord().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value));

    private static IEnumerable<string> Constants(Type type)
        => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static string Flat(string code) => Spaces().Replace(code, " ").Trim();

    [GeneratedRegex("\"(--[a-z-]+)\"")]
    private static partial Regex DefinedOption();

    [GeneratedRegex("--[a-z]+(?:-[a-z]+)*")]
    private static partial Regex AnyOption();

    [GeneratedRegex(@"^\| `idphoto ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex ReadmeCommand();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\(([^)#:]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?:Cli\.)?([A-Z][A-Za-z]+Tests\.[A-Z][A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\bno test: \w+ \w+")]
    private static partial Regex Reason();

    [GeneratedRegex(@"^    public (?:async )?(?:void|Task|ValueTask) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeWord();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
