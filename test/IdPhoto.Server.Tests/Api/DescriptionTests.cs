using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>The API is what its documents say.</summary>
public sealed partial class DescriptionTests(SharedServer shared)
{
    private static readonly string Docs = Path.Combine(Repository.Root(), "docs");

    [Fact]
    public async Task The_description_is_the_one_that_was_reviewed()
    {
        string served = await shared.Api.Client.GetStringAsync("openapi/v1.json");
        string reviewed = File.ReadAllText(Path.Combine(Docs, "openapi.json"));

        Assert.True(
            served.Trim() == reviewed.Trim(),
            "The API has changed. Look at the difference; if it is meant, start the server and store its description: curl http://127.0.0.1:5080/openapi/v1.json > docs/openapi.json");
    }

    [Fact]
    public async Task Every_address_and_option_is_described()
    {
        JsonElement paths = JsonDocument.Parse(await shared.Api.Client.GetStringAsync("openapi/v1.json")).RootElement.GetProperty("paths");
        string document = File.ReadAllText(Path.Combine(Docs, "api.md"));

        foreach (JsonProperty path in paths.EnumerateObject())
            foreach (JsonProperty method in path.Value.EnumerateObject())
            {
                Assert.Contains($"`{method.Name.ToUpperInvariant()} {path.Name}`", document, StringComparison.Ordinal);
                Assert.False(string.IsNullOrEmpty(method.Value.GetProperty("summary").GetString()));
                if (method.Value.TryGetProperty("parameters", out JsonElement parameters))
                    foreach (JsonElement parameter in parameters.EnumerateArray())
                        Assert.Contains($"`{parameter.GetProperty("name").GetString()}`", document, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void Every_code_of_the_server_is_explained_and_none_that_does_not_exist()
    {
        IEnumerable<string> codes = typeof(ServerCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        string document = File.ReadAllText(Path.Combine(Docs, "api.md"));
        string section = document[document.IndexOf("## Problems", StringComparison.Ordinal)..];

        Assert.Equal(codes.Order(), Code().Matches(section).Select(match => match.Groups[1].Value).Order());
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Code();
}
