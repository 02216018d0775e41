using IdPhoto.Codecs;
using IdPhoto.Pictures;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Cli;

public sealed class PreflightTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_photo_that_was_made_here_passes_its_own_preflight()
    {
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "cn-passport", "--out", _folder["photo.jpg"])).IsDone();

        Outcome outcome = await Idphoto.RunAsync("preflight", _folder["photo.jpg"], "--spec", "cn-passport", "--json");

        outcome.IsDone();
        Assert.True(outcome.Json.GetProperty("passes").GetBoolean());
        Assert.All(outcome.Json.GetProperty("rules").EnumerateArray(), rule => Assert.Equal("pass", rule.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task A_file_that_would_be_refused_is_told_why_and_mended_on_request()
    {
        // Named as what it is not, progressive, too large, with a comment, and zeros behind its end.
        using Image large = Image.NewFromFile(Idphoto.Astronaut).ExtractBand(0, 3).ExtractArea(51, 0, 410, 512).Resize(2);
        using Image exact = large.ExtractArea(0, 0, 800, 1000);
        _folder.Write("photo.png", [.. exact.JpegsaveBuffer(q: 90, interlace: true), .. new byte[100]]);

        Outcome refused = await Idphoto.RunAsync("preflight", _folder["photo.png"], "--spec", "cl-passport-test", "--fix", _folder["out.jpg"]);
        refused.Failed(2, Refusals.UnknownSpec);

        Outcome judged = await Idphoto.RunAsync("preflight", _folder["photo.png"], "--spec", "gb-visa-digital");
        Assert.Equal(1, judged.ExitCode);
        foreach (string rule in (string[])["file-name", "coding", "trailing-bytes"])
            Assert.Matches($"{rule} .*FAIL", judged.Text);
        Assert.Contains("trailing-bytes: Remove the data", judged.Text, StringComparison.Ordinal);

        Outcome mended = await Idphoto.RunAsync("preflight", _folder["photo.png"], "--spec", "gb-visa-digital", "--fix", _folder["out.jpg"]);
        mended.IsDone();
        Assert.Contains("the file passes", mended.Text, StringComparison.Ordinal);
        (await Idphoto.RunAsync("preflight", _folder["out.jpg"], "--spec", "gb-visa-digital")).IsDone();
        Assert.Equal(new PixelSize(800, 1000), PictureDecoder.ReadHeader(File.ReadAllBytes(_folder["out.jpg"])).Stored);
    }

    [Fact]
    public async Task What_cannot_be_mended_is_refused_and_leaves_nothing()
    {
        (await Idphoto.RunAsync("preflight", Idphoto.Astronaut, "--spec", "gb-visa-digital", "--fix", _folder["out.jpg"])).Failed(1, Refusals.CannotRepair);
        (await Idphoto.RunAsync("preflight", Idphoto.Astronaut, "--spec", "pk-passport-digital", "--fix", _folder["out.jpg"])).Failed(1, Refusals.CannotRepair);
        (await Idphoto.RunAsync("preflight", Idphoto.Astronaut, "--spec", "gb-passport-digital", "--fix", _folder["out.png"])).Failed(2, "usage");
        (await Idphoto.RunAsync(File.ReadAllBytes(Idphoto.Astronaut)[..5000], ["preflight", "-", "--spec", "us-passport"])).Failed(1, Refusals.Truncated);
        Assert.Empty(_folder.Names);
    }
}
