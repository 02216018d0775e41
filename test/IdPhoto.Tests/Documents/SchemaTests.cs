using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IdPhoto.Documents;
using IdPhoto.Tests.Decoding;
using NJsonSchema;
using NJsonSchema.Validation;
using Xunit;

namespace IdPhoto.Tests.Documents;

/// <summary>The published schema, the files and the code say the same.</summary>
public sealed class SchemaTests
{
    private static readonly string Folder = Path.Combine(SamplePhoto.Root, "specs");
    private static readonly JsonObject Definitions = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "schema.json")))!["definitions"]!.AsObject();

    [Fact]
    public async Task Every_record_satisfies_the_schema()
    {
        JsonSchema schema = await SchemaAsync();

        foreach (string file in Records())
        {
            ICollection<ValidationError> errors = schema.Validate(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            Assert.True(errors.Count == 0, $"{Path.GetFileName(file)}: {string.Join("; ", errors)}");
        }
    }

    [Theory]
    [InlineData("$.sources")]
    [InlineData("$.sources[0].read")]
    [InlineData("$.sources[0].confidence")]
    [InlineData("$.head.top")]
    [InlineData("$.edit.background")]
    public async Task A_record_that_lacks_something_fails(string path)
    {
        JsonSchema schema = await SchemaAsync();
        JsonNode record = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "jp-passport.json"), TestContext.Current.CancellationToken))!;
        Assert.Empty(schema.Validate(record.ToJsonString()));

        string[] steps = path.Split('.', '[')[1..];
        JsonNode parent = steps[..^1].Aggregate(record, (node, step) => step.EndsWith(']') ? node[int.Parse(step[..^1], null)]! : node[step]!);
        Assert.True(parent.AsObject().Remove(steps[^1]));

        Assert.NotEmpty(schema.Validate(record.ToJsonString()));
    }

    [Fact]
    public async Task A_property_or_a_word_that_is_not_known_fails()
    {
        JsonSchema schema = await SchemaAsync();
        string json = await File.ReadAllTextAsync(Path.Combine(Folder, "jp-passport.json"), TestContext.Current.CancellationToken);

        Assert.NotEmpty(schema.Validate(json.Replace("\"topMargin\": {", "\"topRoom\": {", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(json.Replace("\"forbidden\"", "\"banned\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(typeof(PhotoSpec))]
    [InlineData(typeof(OnSiteDocument))]
    [InlineData(typeof(PrintSize))]
    [InlineData(typeof(TrimSize))]
    [InlineData(typeof(PixelRule))]
    [InlineData(typeof(RatioRange))]
    [InlineData(typeof(ChildRule))]
    [InlineData(typeof(Companion))]
    [InlineData(typeof(SpecValidity))]
    [InlineData(typeof(LengthRange))]
    [InlineData(typeof(HeadRule))]
    [InlineData(typeof(TopMarginRule))]
    [InlineData(typeof(NamedColour))]
    [InlineData(typeof(BackgroundRule))]
    [InlineData(typeof(FileRule))]
    [InlineData(typeof(EditPolicy))]
    [InlineData(typeof(CaptureRule))]
    [InlineData(typeof(WearRule))]
    [InlineData(typeof(ExpressionRule))]
    [InlineData(typeof(SpecSource))]
    [InlineData(typeof(SpecContradiction))]
    public void The_schema_has_the_properties_of_the_code(Type type)
    {
        IEnumerable<string> code = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null).Select(property => Name(property.Name));
        IEnumerable<string> required = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null).Select(property => Name(property.Name));
        JsonNode definition = Definitions[Name(type.Name)]!;

        Assert.Equal(code.Order(), definition["properties"]!.AsObject().Select(pair => pair.Key).Order());
        Assert.Subset(definition["required"]?.AsArray().Select(node => (string)node!).ToHashSet() ?? [], required.ToHashSet());
    }

    [Theory]
    [InlineData(typeof(LengthUnit))]
    [InlineData(typeof(HeadTop))]
    [InlineData(typeof(FileFormat))]
    [InlineData(typeof(OtherFormat))]
    [InlineData(typeof(PaperFinish))]
    [InlineData(typeof(CompanionKind))]
    [InlineData(typeof(OnSiteTaker))]
    [InlineData(typeof(ColourSpace))]
    [InlineData(typeof(EditRule))]
    [InlineData(typeof(Photographer))]
    [InlineData(typeof(Wear))]
    [InlineData(typeof(ExpressionWord))]
    [InlineData(typeof(SourceConfidence))]
    public void The_schema_has_the_words_of_the_code(Type type)
        => Assert.Equal(Enum.GetNames(type).Select(Name).Order(), Definitions[Name(type.Name)]!["enum"]!.AsArray().Select(node => (string)node!).Order());

    private static string Name(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);

    private static IEnumerable<string> Records() => Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "schema.json");

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(Path.Combine(Folder, "schema.json"), TestContext.Current.CancellationToken);
}
