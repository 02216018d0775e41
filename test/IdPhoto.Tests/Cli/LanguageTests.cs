using System.Text.Json;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Tests.Cli;

/// <summary>Which language the command line speaks. The digits of a network's size show it in every language.</summary>
public sealed class LanguageTests
{
    private const string English = "176,125,554", German = "176.125.554", French = "176\u202f125\u202f554";

    [Theory]
    [InlineData("de", German)]
    [InlineData("de-AT", German)]
    [InlineData("ES", German)]
    [InlineData("fr", French)]
    [InlineData("zh-CN", English)]
    [InlineData("ar", English)]
    [InlineData("en", English)]
    public async Task An_option_picks_the_language_wherever_it_stands(string tag, string bytes)
    {
        Outcome behind = await Idphoto.RunInAsync((null, null, "fr_FR.UTF-8"), "models", "--lang", tag);
        Outcome before = await Idphoto.RunInAsync((null, null, "de_DE.UTF-8"), $"--lang={tag}", "models");

        behind.IsDone();
        Assert.Contains(bytes, behind.Text, StringComparison.Ordinal);
        Assert.Equal(behind.Text, before.Text);
    }

    [Theory]
    [InlineData("C", "de_DE.UTF-8", "de_DE.UTF-8", English)]
    [InlineData(null, "fr_CA.UTF-8", "de_DE.UTF-8", French)]
    [InlineData("", "", "de_DE.UTF-8", German)]
    [InlineData(null, null, "xx_XX", English)]
    [InlineData(null, null, null, English)]
    public async Task Otherwise_the_locale_does(string? all, string? messages, string? lang, string bytes)
        => Assert.Contains(bytes, (await Idphoto.RunInAsync((all, messages, lang), "models")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("tlh")]
    [InlineData("deutsch")]
    [InlineData("")]
    public async Task A_language_that_there_is_not_is_refused_with_those_that_there_are(string tag)
    {
        Outcome outcome = await Idphoto.RunAsync("specs", "--lang", tag);

        outcome.Failed(2, "usage");
        Assert.All(Languages.All, language => Assert.Contains(language.Tag, outcome.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_language_changes_neither_exit_codes_nor_what_programs_read()
    {
        string[] check = ["check", Idphoto.Astronaut, "--spec", "us-passport"];

        Outcome english = await Idphoto.RunAsync([.. check, "--json"]), arabic = await Idphoto.RunAsync([.. check, "--json", "--lang", "ar"]);
        Outcome table = await Idphoto.RunInAsync((null, null, "de_DE.UTF-8"), check);

        Assert.Equal((3, 3, 3), (english.ExitCode, arabic.ExitCode, table.ExitCode));
        Assert.Equal(Facts(english.Json), Facts(arabic.Json));
        Assert.Matches(@"\b2,2\D", table.Text);
        (await Idphoto.RunAsync("dance", "--lang", "de")).Failed(2, "usage");
        (await Idphoto.RunAsync("analyze", "/no/such.jpg", "--lang", "zh-Hans")).Failed(1, Refusals.FileAccess);
    }

    [Fact]
    public async Task Help_names_every_command_and_option_and_holds_none_of_the_parsers_own_words()
    {
        Outcome root = await Idphoto.RunAsync("--help"), make = await Idphoto.RunAsync("make", "-h");

        root.IsDone();
        make.IsDone();
        Assert.Matches(@"(?s)^Description:.*Usage:\s+idphoto \[command\] \[options\].*--lang <tag>.*Commands:.*\n  make <in> .*\n  specs \[<query>\.\.\.\] ", root.Text);
        Assert.Matches(@"(?s)Usage:\s+idphoto make <in> \[options\].*--out <out> .*\(required\).*--matting <full\|person> .*\[default: full\].*--lang <tag>", make.Text);
        Assert.DoesNotContain("(REQUIRED)", make.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Show help and usage information", root.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("make a.jpg --spec cv", "The option '--out' is required.")]
    [InlineData("make a.jpg --spec cv --out", "The option '--out' needs a value.")]
    [InlineData("make a.jpg --spec cv --out b.jpg --out c.jpg", "The option '--out' takes only one value.")]
    [InlineData("make --spec cv --out b.jpg", "The argument <in> is missing.")]
    [InlineData("make a.jpg --out b.jpg --dpi fine", "'--dpi fine': write a whole number from 72 to 1200.")]
    [InlineData("check a.jpg --as passport", "'--as passport': choose auto, finished or capture.")]
    [InlineData("dance", "'dance' is not a known command or option.")]
    [InlineData("", "A command is missing.")]
    public async Task What_is_wrong_with_a_command_line_is_said_once_and_in_words_of_this_program(string args, string sentence)
    {
        Outcome outcome = await Idphoto.RunAsync(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        outcome.Failed(2, "usage");
        Assert.Matches($@"^idphoto: usage: {System.Text.RegularExpressions.Regex.Escape(sentence)} '[a-z ]+ --help' lists the options\.\s*$", outcome.Errors);
    }

    private static IEnumerable<(string?, string?, string)> Facts(JsonElement report) => report.GetProperty("findings").EnumerateArray().Select(
        finding => (finding.GetProperty("code").GetString(), finding.GetProperty("verdict").GetString(), finding.GetProperty("value").GetRawText()));
}
