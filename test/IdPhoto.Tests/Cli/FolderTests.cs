using IdPhoto.Codecs;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Cli;

public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_is_made_photo_by_photo_and_goes_on_after_a_bad_one()
    {
        byte[] photo = File.ReadAllBytes(Idphoto.Astronaut);
        Directory.CreateDirectory(_folder["in"]);
        _folder.Write("in/anna.png", photo);
        _folder.Write("in/anna.webp", photo);
        _folder.Write("in/broken.jpg", photo[..5000]);
        _folder.Write("in/notes.txt", "Not a photo."u8.ToArray());
        _folder.Write("in/.hidden", [1]);

        Outcome outcome = await Idphoto.RunAsync("make", _folder["in"], "--spec", "one-inch", "--out", _folder["new/out"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(outcome.Errors);
        string[] lines = outcome.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Contains("anna.png: ok", lines);
        Assert.Contains("anna.webp: ok", lines);
        Assert.Contains("notes.txt: skipped, not a picture", lines);
        Assert.Contains(lines, line => line.StartsWith("broken.jpg: truncated-file: ", StringComparison.Ordinal));
        Assert.StartsWith("2 made, 1 refused, 1 skipped", lines[^1], StringComparison.Ordinal);
        string[] made = [.. Directory.GetFiles(_folder["new/out"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(["anna-2.jpg", "anna.jpg"], made);
        Assert.Equal(new PixelSize(295, 413), PictureDecoder.ReadHeader(File.ReadAllBytes(_folder["new/out/anna.jpg"])).Stored);
    }

    [Fact]
    public async Task What_a_document_says_of_edits_is_told_once_for_the_folder()
    {
        Directory.CreateDirectory(_folder["in"]);
        _folder.Write("in/anna.png", File.ReadAllBytes(Idphoto.Astronaut));

        Outcome outcome = await Idphoto.RunAsync("make", _folder["in"], "--spec", "us-passport", "--out", _folder["out"]);

        outcome.IsDone();
        Assert.StartsWith("Warning: The background was not replaced, because this document does not allow it.", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_cut_out()
    {
        Directory.CreateDirectory(_folder["in"]);
        _folder.Write("in/anna.png", File.ReadAllBytes(Idphoto.Astronaut));

        Outcome outcome = await Idphoto.RunAsync("cutout", _folder["in"], "--out", _folder["out"], "--matting", "person");

        outcome.IsDone();
        Assert.StartsWith("1 made, 0 refused in", outcome.Text.Split('\n')[1], StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["out/anna.png"]));
    }

    [Fact]
    public async Task A_folder_needs_another_folder_for_its_results()
    {
        Directory.CreateDirectory(_folder["in"]);
        (await Idphoto.RunAsync("make", _folder["in"], "--spec", "one-inch", "--out", _folder["out"])).Failed(1, Refusals.FileAccess);
        _folder.Write("in/anna.png", File.ReadAllBytes(Idphoto.Astronaut));

        (await Idphoto.RunAsync("make", _folder["in"], "--spec", "one-inch", "--out", _folder["in"] + "/")).Failed(2, "usage");
        (await Idphoto.RunAsync("make", _folder["in"], "--spec", "one-inch", "--out", "-")).Failed(2, "usage");
        (await Idphoto.RunAsync("make", _folder["in"], "--spec", "one-inch", "--out", _folder["in/anna.png"])).Failed(1, Refusals.FileAccess);
    }
}
