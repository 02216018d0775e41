using System.Security.Cryptography;
using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Pictures;
using IdPhoto.Tests.Decoding;
using Xunit;

namespace IdPhoto.Tests.Cli;

/// <summary><c>idphoto check</c> as people run it.</summary>
public sealed class CheckTests
{
    private static readonly string[] FinishedOnly =
    [
        ComplianceRules.PixelSize, ComplianceRules.HeadHeight, ComplianceRules.EyeLine, ComplianceRules.TopMargin, ComplianceRules.ChinMargin,
        ComplianceRules.Centring, ComplianceRules.HeadWidth, ComplianceRules.Shoulders,
    ];

    [Fact]
    public async Task A_picture_is_judged_and_not_touched()
    {
        using TemporaryFolder folder = new();
        string photo = folder["in.png"];
        File.Copy(Idphoto.Astronaut, photo);
        byte[] before = SHA256.HashData(await File.ReadAllBytesAsync(photo, TestContext.Current.CancellationToken));

        Outcome outcome = await Idphoto.RunAsync("check", photo, "--spec", "us-passport");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("FAIL The mouth is open.", outcome.Text, StringComparison.Ordinal);
        Assert.InRange(outcome.Text.Split('\n').Count(line => line.StartsWith("FAIL ", StringComparison.Ordinal) || line.StartsWith("Check ", StringComparison.Ordinal)), 1, 5);
        Assert.All((string[])["inter-eye", "L*", "dE", "Delta E"], trade => Assert.DoesNotContain(trade, outcome.Text, StringComparison.Ordinal));
        Assert.Contains("Ask yourself: ", outcome.Text, StringComparison.Ordinal);
        Assert.Equal(before, SHA256.HashData(await File.ReadAllBytesAsync(photo, TestContext.Current.CancellationToken)));
        Assert.Equal(["in.png"], folder.Names);
    }

    [Fact]
    public async Task An_expert_sees_every_rule_with_its_numbers()
    {
        Outcome outcome = await Idphoto.RunAsync("check", Idphoto.Astronaut, "--spec", "us-passport", "--expert");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("FAIL mouth-closed: The mouth is open.", outcome.Text, StringComparison.Ordinal);
        Assert.All(ComplianceRules.All.Except(FinishedOnly), code => Assert.Contains(code, outcome.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_json_has_every_rule_with_numbers_and_no_place_of_the_face()
    {
        Outcome outcome = await Idphoto.RunAsync("check", Idphoto.Astronaut, "--spec", "schengen-visa", "--as", "capture", "--json", "--ofiq");

        using JsonDocument json = JsonDocument.Parse(outcome.Text);
        JsonElement root = json.RootElement;
        Assert.Equal("schengen-visa", root.GetProperty("spec").GetString());
        Assert.Equal("capture", root.GetProperty("kind").GetString());
        Assert.Equal("fail", root.GetProperty("overall").GetString());
        Assert.Equal(24, root.GetProperty("ofiq").GetArrayLength());
        JsonElement[] advice = [.. root.GetProperty("advice").EnumerateArray()];
        Assert.Equal("fail", advice[0].GetProperty("verdict").GetString());
        Assert.Equal(advice.Length, advice.Select(one => one.GetProperty("cause").GetString()).Distinct().Count());
        string[] codes = [.. root.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!)];
        Assert.Equal(ComplianceRules.All.Except(FinishedOnly), codes);
        foreach (JsonElement finding in root.GetProperty("findings").EnumerateArray())
            Assert.Equal(
                ["code", "verdict", "value", "unit", "min", "max", "uncertainty", "basis", "sentence", "remedy"], finding.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task The_overlay_is_a_picture_of_the_photo_and_a_panel()
    {
        using TemporaryFolder folder = new();
        string target = folder["overlay.png"];

        Outcome outcome = await Idphoto.RunAsync("check", Idphoto.Astronaut, "--spec", "us-passport", "--overlay", target);

        Assert.Equal(3, outcome.ExitCode);
        Picture overlay = PictureDecoder.Decode(await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken), cancel: TestContext.Current.CancellationToken).Picture;
        Assert.Equal(new PixelSize(1200 + 560, 1200), overlay.Size);
        // The panel holds light letters on dark; the photo is dimmed outside the frame and drawn on inside it.
        Assert.InRange(Share(overlay, 1200, 1760, bright: true), 0.02, 0.4);
        Assert.InRange(Share(overlay, 0, 1200, bright: true), 0.05, 0.6);
    }

    [Theory]
    [InlineData("--age", "old")]
    [InlineData("--age", "-1")]
    [InlineData("--as", "passport")]
    [InlineData("--spec", "no-such-document")]
    public async Task A_wrong_word_is_blamed_on_the_command_line(string option, string value)
    {
        string[] spec = option == "--spec" ? [] : ["--spec", "us-passport"];

        Outcome outcome = await Idphoto.RunAsync(["check", Idphoto.Astronaut, .. spec, option, value]);

        outcome.Failed(2, option == "--spec" ? "unknown-spec" : "usage");
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_as_everywhere()
    {
        Outcome outcome = await Idphoto.RunAsync([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], ["check", "-", "--spec", "us-passport"]);

        outcome.Failed(1, "not-a-picture");
    }

    private static double Share(Picture picture, int from, int to, bool bright)
    {
        int count = 0;
        for (int y = 0; y < picture.Height; y++)
            for (int x = from; x < to; x++)
                count += (picture.Rgb[(3 * ((y * picture.Width) + x)) + 1] > 150) == bright ? 1 : 0;
        return (double)count / ((to - from) * picture.Height);
    }
}
