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
        Assert.Equal(PhotoSpecs.All.Count + PhotoSpecs.OnSite.Count, json.Json.GetArrayLength());
        JsonElement spec = json.Json.EnumerateArray().Single(line => line.GetProperty("id").GetString() == "us-passport");
        Assert.Equal(600, spec.GetProperty("widthPx").GetInt32());
        Assert.Equal("hair", spec.GetProperty("head").GetProperty("top").GetString());
        Assert.Equal("gb-visa-digital", Line("gb-visa").GetProperty("supersededBy").GetString());
        Assert.Equal(["onSite", "studio", "live"], ((string[])["no-passport", "lk-passport", "in-ssc"]).Select(id => Line(id).GetProperty("takenBy").GetString()));
        Assert.Contains("(replaced by gb-visa-digital)", table.Text, StringComparison.Ordinal);
        Assert.Matches("lk-passport .*an authorised studio", table.Text);
        Assert.Contains("a picture of the signature", (await Idphoto.RunAsync("specs", "show", "in-ssc")).Text, StringComparison.Ordinal);

        JsonElement Line(string id) => json.Json.EnumerateArray().Single(line => line.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task Documents_are_found_by_words_and_by_country()
    {
        Outcome germany = await Idphoto.RunAsync("specs", "germany", "passport", "--json");
        Outcome india = await Idphoto.RunAsync("specs", "visa", "--country", "in", "--json");
        Outcome nothing = await Idphoto.RunAsync("specs", "atlantis");

        Assert.Equal("professional", Assert.Single(germany.Json.EnumerateArray()).GetProperty("takenBy").GetString());
        Assert.All(india.Json.EnumerateArray(), line => Assert.Equal("IN", line.GetProperty("country").GetString()));
        Assert.NotEmpty(india.Json.EnumerateArray());
        Assert.StartsWith("No document matches.", nothing.Text, StringComparison.Ordinal);
        (await Idphoto.RunAsync("specs", "--country", "QQ")).Failed(2, "usage");
    }

    [Fact]
    public async Task A_document_is_shown_with_what_each_number_rests_on()
    {
        string german = (await Idphoto.RunAsync("specs", "show", "DE-passport")).Text;
        string hint = (await Idphoto.RunAsync("specs", "show", "two-inch-large")).Text;
        string list = (await Idphoto.RunAsync("specs", "two-inch-large")).Text;

        Assert.Matches("(?s)cannot be made at home.*Size on paper +35 x 45 mm +official +20\\d\\d-.*Source \\(", german);
        Assert.Matches("Background +light, for example light grey, white, cream +official", german);
        Assert.Matches("you may take this photo yourself\\. .*is not permission\\. Also needed: a picture of the signature, a photo", (await Idphoto.RunAsync("specs", "show", "in-upsc")).Text);
        Assert.Contains("the document 'gb-visa-digital' has taken", (await Idphoto.RunAsync("specs", "show", "gb-visa")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("has taken", (await Idphoto.RunAsync("specs", "show", "in-oci")).Text, StringComparison.Ordinal);
        Assert.Matches("Size in pixels +413 x 626 +unverified", hint);
        Assert.Matches("413 x 626 \\?", list);
        Assert.Contains("? unverified", list, StringComparison.Ordinal);
        Assert.Contains("There is no photo to make.", (await Idphoto.RunAsync("specs", "show", "no-passport")).Text, StringComparison.Ordinal);
        (await Idphoto.RunAsync("specs", "show", "us-pasport")).Failed(2, Refusals.UnknownSpec);
        (await Idphoto.RunAsync("specs", "show")).Failed(2, "usage");
    }

    [Fact]
    public async Task A_record_that_is_shown_as_json_can_be_changed_and_made()
    {
        using TemporaryFolder folder = new();
        string record = (await Idphoto.RunAsync("specs", "show", "one-inch", "--json")).Text;
        string own = folder.Write("own.json", System.Text.Encoding.UTF8.GetBytes(record.Replace("\"id\": \"one-inch\"", "\"id\": \"mine\"", StringComparison.Ordinal)));

        Outcome made = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", own, "--background", "keep", "--force", "--out", folder["a.jpg"], "--report", "-");

        Assert.Equal("mine", made.Json.GetProperty("spec").GetString());
        (await Idphoto.RunAsync("specs", "show", folder.Write("bad.json", "{ \"id\": 1 }"u8.ToArray()))).Failed(2, Refusals.InvalidSpec);
        (await Idphoto.RunAsync("specs", "show", folder["none.json"])).Failed(1, Refusals.FileAccess);
    }

    [Fact]
    public async Task A_custom_document_is_made_and_its_mistakes_are_named()
    {
        using TemporaryFolder folder = new();
        string[] make = ["make", Idphoto.Astronaut, "--background", "keep", "--force", "--report", "-", "--out", folder["a.jpg"]];

        Outcome made = await Idphoto.RunAsync([.. make, "--custom", "size=30x40mm,head=20-28mm"]);

        Assert.Equal(354, made.Json.GetProperty("result").GetProperty("widthPx").GetInt32());
        (await Idphoto.RunAsync([.. make, "--custom", "size=30x40"])).Failed(2, Refusals.InvalidSpec);
        (await Idphoto.RunAsync([.. make, "--custom", "size=30x40mm", "--spec", "one-inch"])).Failed(2, "usage");
        (await Idphoto.RunAsync(make)).Failed(2, "usage");
        (await Idphoto.RunAsync([.. make, "--spec", "no-passport"])).Failed(2, Refusals.TakenOnSite);
    }

    [Fact]
    public async Task Every_network_is_listed_with_its_state_and_licence()
    {
        Outcome outcome = await Idphoto.RunAsync("models", "--json");

        outcome.IsDone();
        Assert.Equal(6, outcome.Json.GetArrayLength());
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
