using IdPhoto.Messages;
using IdPhoto.SitePacker;
using IdPhoto.Tests.Cli;
using IdPhoto.Tests.Portraits;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Tests.Wording;

/// <summary>Languages that come in files of their own.</summary>
public sealed class LanguagePackTests
{
    [Fact]
    public void A_language_that_was_left_out_is_spoken_once_its_pack_is_here_with_the_same_sentences()
    {
        using TemporaryFolder folder = new();
        WordPacks.Write(folder.Path, Path.Combine(TestPortraits.Root, "src/IdPhoto.Words/Languages"), ["admin"]);
        Assert.Equal(["ar", "de", "es", "fr", "zh-Hans"], Directory.EnumerateFiles(Path.Combine(folder.Path, "words")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Language german = Languages.Find("de")!, unknown = german with { Tag = "de-pack-test" };
        Message message = Message.Of("app.settings"), unsaid = Message.Of("admin.command");
        Sentences sentences = Sentences.In(unknown, Place.App);
        Assert.False(LanguagePack.Has(unknown));
        Assert.Equal(Sentences.In(Languages.English, Place.App).Say(message), sentences.Say(message));

        LanguagePack.Add(unknown, File.ReadAllText(Path.Combine(folder.Path, "words", "de.json")));

        Assert.True(LanguagePack.Has(unknown));
        Assert.Equal(Sentences.In(german, Place.App).Say(message), sentences.Say(message));
        Assert.Equal(Sentences.In(Languages.English, Place.App).Say(unsaid), sentences.Say(unsaid));
    }

    [Theory]
    [InlineData("<!doctype html>")]
    [InlineData("[]")]
    [InlineData("{\"app\": \"settings\"}")]
    public void What_is_no_pack_is_refused_and_changes_nothing(string text)
    {
        Language unknown = Languages.English with { Tag = "no-pack-test" };
        Assert.Throws<FormatException>(() => LanguagePack.Add(unknown, text));
        Assert.False(LanguagePack.Has(unknown));
    }

    // The page begins to fetch the file before .NET can say which.
    [Fact]
    public void The_page_knows_every_language_that_has_a_file()
        => Assert.Contains($"[{string.Join(", ", Languages.All.Skip(1).Select(language => $"'{language.Tag}'"))}]", File.ReadAllText(Path.Combine(TestPortraits.Root, "src/IdPhoto.App/wwwroot/js/boot.js")), StringComparison.Ordinal);
}
