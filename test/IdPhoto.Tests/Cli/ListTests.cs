using System.Text.Json;
using IdPhoto.Documents;
using Xunit;

namespace IdPhoto.Tests.Cli;

public sealed class ListTests
{
    [Fact]
    public async Task Every_document_is_listed()
    {
        Outcome table = await Idphoto.RunAsync("specs");
        Outcome json = await Idphoto.RunAsync("specs", "--json");

        table.IsDone();
        Assert.All(PhotoSpecs.All, spec => Assert.Contains(spec.Id, table.Text, StringComparison.Ordinal));
        Assert.Equal(PhotoSpecs.All.Count, json.Json.GetArrayLength());
        JsonElement spec = json.Json.EnumerateArray().Single(line => line.GetProperty("id").GetString() == "us-passport");
        Assert.Equal(600, spec.GetProperty("widthPx").GetInt32());
        Assert.Equal("hair", spec.GetProperty("head").GetProperty("top").GetString());
    }

    [Fact]
    public async Task Every_network_is_listed_with_its_state_and_licence()
    {
        Outcome outcome = await Idphoto.RunAsync("models", "--json");

        outcome.IsDone();
        Assert.Equal(5, outcome.Json.GetArrayLength());
        Assert.All(outcome.Json.EnumerateArray(), model =>
        {
            Assert.Equal("yes", model.GetProperty("installed").GetString());
            Assert.NotEmpty(model.GetProperty("licence").GetString()!);
            Assert.NotEmpty(model.GetProperty("version").GetString()!);
            Assert.True(model.GetProperty("bytes").GetInt64() > 100_000);
        });
    }

    [Fact]
    public async Task The_version_is_one_line()
        => Assert.Matches(@"\A\d+\.\d+\.\d+\r?\n\z", (await Idphoto.RunAsync("--version")).Text);
}
