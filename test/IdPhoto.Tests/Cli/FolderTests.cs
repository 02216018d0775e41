using IdPhoto.Codecs;
using IdPhoto.Pictures;
using NetVips;
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

        Outcome outcome = await Idphoto.RunAsync("make", _folder["in"], "--spec", "one-inch", "--background", "keep", "--out", _folder["new/out"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(outcome.Errors);
        string[] lines = outcome.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Contains("anna.png: ok, anna.png.jpg", lines);
        Assert.Contains("anna.webp: ok, anna.webp.jpg", lines);
        Assert.Contains("notes.txt: skipped, not a picture", lines);
        Assert.Contains(lines, line => line.StartsWith("broken.jpg: truncated-file: ", StringComparison.Ordinal));
        Assert.StartsWith("2 made, 1 refused, 1 skipped", lines[^1], StringComparison.Ordinal);
        string[] made = [.. Directory.GetFiles(_folder["new/out"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(["anna.png.jpg", "anna.webp.jpg"], made);
        Assert.Equal(new PixelSize(295, 413), PictureDecoder.ReadHeader(File.ReadAllBytes(_folder["new/out/anna.png.jpg"])).Stored);
    }

    [Fact]
    public async Task A_folder_of_which_nothing_is_made_leaves_no_empty_one_behind()
    {
        Directory.CreateDirectory(_folder["in"]);
        Directory.CreateDirectory(_folder["there"]);
        _folder.Write("in/notes.jpg", "Not a photo."u8.ToArray());
        foreach (string output in new[] { "new", "there" })
        {
            Outcome outcome = await Idphoto.RunAsync("cutout", _folder["in"], "--out", _folder[output]);
            Assert.Equal((1, output == "there"), (outcome.ExitCode, Directory.Exists(_folder[output])));
        }
    }

    [Fact]
    public async Task Photos_that_differ_in_the_extension_alone_keep_their_names()
    {
        Directory.CreateDirectory(_folder["in"]);
        using Image astronaut = Image.NewFromFile(Idphoto.Astronaut);
        // Each photo is of another height, so that its cut-out tells which one it was made from.
        Dictionary<string, int> heights = new() { ["anna.jpeg"] = 512, ["anna.jpg"] = 500, ["anna.png"] = 480, ["anna.jpg.png"] = 470, ["bert.jpg"] = 490, ["cafe\u0301.png"] = 460, ["caf\u00e9.jpg"] = 450 };
        foreach ((string name, int height) in heights)
        {
            using Image photo = astronaut.ExtractBand(0, 3).ExtractArea(0, 0, 512, height);
            photo.WriteToFile(_folder["in/" + name]);
        }

        Outcome outcome = await Idphoto.RunAsync("cutout", _folder["in"], "--out", _folder["out"], "--matting", "person");

        outcome.IsDone();
        foreach ((string name, string made) in ((string, string)[])[("anna.jpeg", "anna.jpeg.png"), ("anna.jpg", "anna.jpg-2.png"), ("anna.png", "anna.png"), ("anna.jpg.png", "anna.jpg.png"), ("bert.jpg", "bert.png"),
            // One letter and a letter with a mark are the same name to some file systems.
            ("cafe\u0301.png", "cafe\u0301.png"), ("caf\u00e9.jpg", "caf\u00e9.jpg.png")])
        {
            Assert.Contains($"{name}: ok, {made}", outcome.Text.Split('\n').Select(line => line.Trim()));
            Assert.Equal(heights[name], PictureDecoder.ReadHeader(File.ReadAllBytes(_folder["out/" + made])).Stored.Height);
        }
    }

    [Fact]
    public async Task Several_documents_of_a_folder_have_a_folder_each()
    {
        Directory.CreateDirectory(_folder["in"]);
        _folder.Write("in/anna.png", File.ReadAllBytes(Idphoto.Astronaut));
        _folder.Write("in/broken.jpg", File.ReadAllBytes(Idphoto.Astronaut)[..5000]);

        Outcome outcome = await Idphoto.RunAsync("make", _folder["in"], "--spec", "one-inch,two-inch", "--background", "keep", "--out", _folder["out"]);

        Assert.Equal(1, outcome.ExitCode);
        string[] lines = [.. outcome.Text.Split('\n').Select(line => line.Trim())];
        Assert.Contains($"anna.png: one-inch: ok, {Path.Combine("one-inch", "anna.jpg")}", lines);
        Assert.Contains($"anna.png: two-inch: ok, {Path.Combine("two-inch", "anna.jpg")}", lines);
        Assert.Contains(lines, line => line.StartsWith("broken.jpg: truncated-file: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("2 made, 1 refused", StringComparison.Ordinal));
        Assert.Equal(new PixelSize(295, 413), PictureDecoder.ReadHeader(File.ReadAllBytes(_folder["out/one-inch/anna.jpg"])).Stored);
        Assert.Equal(new PixelSize(413, 579), PictureDecoder.ReadHeader(File.ReadAllBytes(_folder["out/two-inch/anna.jpg"])).Stored);
    }

    [Fact]
    public async Task Results_never_go_into_the_folder_of_the_photos()
    {
        byte[] photo = File.ReadAllBytes(Idphoto.Astronaut);
        Directory.CreateDirectory(_folder["one-inch"]);
        _folder.Write("one-inch/anna.jpg", photo);
        Directory.CreateSymbolicLink(_folder["all"], _folder.Path);
        Directory.CreateSymbolicLink(_folder["photos"], _folder["one-inch"]);

        (await Idphoto.RunAsync("make", _folder["one-inch"], "--spec", "one-inch,two-inch", "--out", _folder.Path)).Failed(2, "usage");
        (await Idphoto.RunAsync("make", _folder["photos"], "--spec", "two-inch,one-inch", "--out", _folder["all"])).Failed(2, "usage");
        (await Idphoto.RunAsync("make", _folder["one-inch"], "--spec", "one-inch", "--out", _folder["all/photos"])).Failed(2, "usage");

        Assert.Equal(photo, File.ReadAllBytes(_folder["one-inch/anna.jpg"]));
        Assert.Equal(["all", "one-inch", "photos"], _folder.Names);
    }

    [Fact]
    public async Task A_result_that_is_a_link_to_its_photo_is_not_written()
    {
        byte[] photo = File.ReadAllBytes(Idphoto.Astronaut);
        Directory.CreateDirectory(_folder["in"]);
        Directory.CreateDirectory(_folder["out"]);
        _folder.Write("in/anna.jpg", photo);
        File.CreateSymbolicLink(_folder["out/anna.jpg"], _folder["in/anna.jpg"]);

        Outcome outcome = await Idphoto.RunAsync("make", _folder["in"], "--spec", "one-inch", "--background", "keep", "--out", _folder["out"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("would replace the photo", outcome.Text, StringComparison.Ordinal);
        Assert.Equal(photo, File.ReadAllBytes(_folder["in/anna.jpg"]));
    }

    [Fact]
    public async Task Photos_of_several_documents_never_replace_the_picture_they_are_made_from()
    {
        byte[] photo = File.ReadAllBytes(Idphoto.Astronaut);
        _folder.Write("one-inch.png", photo);

        // A transparent photo is a PNG, whatever the document's format.
        Outcome outcome = await Idphoto.RunAsync(
            "make", _folder["one-inch.png"], "--spec", "one-inch,two-inch", "--background", "transparent", "--out", _folder.Path);

        outcome.Failed(2, "usage");
        Assert.Equal(photo, File.ReadAllBytes(_folder["one-inch.png"]));
        Assert.Equal(["one-inch.png"], _folder.Names);
    }

    [Theory]
    [InlineData("one-inch")]
    [InlineData("one-inch,two-inch")]
    public async Task What_became_of_a_pictures_own_transparency_is_told_for_each_photo(string documents)
    {
        Directory.CreateDirectory(_folder["in"]);
        (await Idphoto.RunAsync("cutout", Idphoto.Astronaut, "--out", _folder["in/anna.png"], "--matting", "person")).IsDone();

        Outcome outcome = await Idphoto.RunAsync("make", _folder["in"], "--spec", documents, "--out", _folder["out"]);

        outcome.IsDone();
        Assert.Equal(documents.Split(',').Length, outcome.Text.Split("its own transparency was used").Length - 1);
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
