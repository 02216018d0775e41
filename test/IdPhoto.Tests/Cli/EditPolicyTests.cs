using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Cli;

public sealed class EditPolicyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_document_that_forbids_edits_gets_the_photos_own_background_and_the_reason()
    {
        Outcome outcome = await Idphoto.RunAsync(
            "make", Idphoto.Astronaut, "--spec", "us-passport", "--out", _folder["photo.jpg"], "--report", _folder["report.json"]);

        outcome.IsDone();
        Assert.Contains("Warning: The background was not replaced, because this document does not allow it. The US State Department", outcome.Text, StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(File.ReadAllText(_folder["report.json"])).RootElement;
        Assert.Equal(["crop", "scale", "encode"], report.GetProperty("edits").EnumerateArray().Select(edit => edit.GetProperty("operation").GetString()));
        Assert.Equal("untouched", report.GetProperty("editing").GetProperty("done").GetString());
        Assert.True(report.GetProperty("background").GetProperty("kept").GetBoolean());
        Assert.Contains(report.GetProperty("result").GetProperty("rules").EnumerateArray(), rule => rule.GetProperty("rule").GetString() == "roll");
    }

    [Fact]
    public async Task A_forbidden_background_is_refused_unless_edits_are_allowed_expressly()
    {
        string[] white = ["make", Idphoto.Astronaut, "--spec", "us-passport", "--background", "white", "--out", _folder["photo.jpg"]];

        (await Idphoto.RunAsync(white)).Failed(2, Refusals.EditForbidden);
        Assert.Empty(_folder.Names);

        Outcome allowed = await Idphoto.RunAsync([.. white, "--allow-edits"]);
        allowed.IsDone();
        Assert.Contains("Warning: Edits were allowed on request, against the authority's rules", allowed.Text, StringComparison.Ordinal);
        Assert.Contains("Done: replace-background, #ffffff", allowed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirrored_photo_is_an_edit_and_the_other_one_in_a_mirror()
    {
        string[] keep = ["make", Idphoto.Astronaut, "--background", "keep", "--out", _folder["photo.png"]];
        (await Idphoto.RunAsync([.. keep, "--spec", "us-passport", "--mirror"])).Failed(2, Refusals.EditForbidden);
        Assert.Empty(_folder.Names);

        (await Idphoto.RunAsync([.. keep, "--spec", "one-inch"])).IsDone();
        Picture plain = Photo("photo.png");
        Outcome mirrored = await Idphoto.RunAsync([.. keep, "--spec", "one-inch", "--mirror"]);
        mirrored.IsDone();
        Assert.Equal(plain.Mirrored().Rgb, Photo("photo.png").Rgb);
        Assert.Contains("mirror, left to right", mirrored.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Floor_and_ceiling_hold_at_once_and_contradictions_are_refused()
    {
        string[] make = ["make", Idphoto.Astronaut, "--spec", "one-inch", "--background", "keep", "--out", _folder["photo.jpg"]];

        (await Idphoto.RunAsync([.. make, "--min-kb", "200", "--max-kb", "205"])).IsDone();
        Assert.InRange(new FileInfo(_folder["photo.jpg"]).Length, 200 * 1024, 205 * 1000);
        Assert.Equal(new PixelSize(295, 413), PictureDecoder.ReadHeader(File.ReadAllBytes(_folder["photo.jpg"])).Stored);

        (await Idphoto.RunAsync([.. make, "--min-kb", "60", "--max-kb", "50"])).Failed(2, Refusals.FileSizeUnreachable);
    }

    [Fact]
    public async Task Several_documents_make_one_photo_each_and_one_refusal_does_not_stop_the_others()
    {
        LongTests.Require();
        Outcome outcome = await Idphoto.RunAsync(
            "make", Idphoto.Astronaut, "--spec", "one-inch, two-inch,us-passport,one-inch", "--background", "white", "--out", _folder["new/photos"],
            "--report", _folder["new/photos"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("us-passport: edit-forbidden: ", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("2 made, 1 refused", outcome.Text, StringComparison.Ordinal);
        string[] names = [.. Directory.GetFiles(_folder["new/photos"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(["one-inch.jpg", "one-inch.json", "two-inch.jpg", "two-inch.json"], names);
        Assert.Equal(new PixelSize(413, 579), PictureDecoder.ReadHeader(File.ReadAllBytes(_folder["new/photos/two-inch.jpg"])).Stored);

        (await Idphoto.RunAsync("make", _folder["new/photos/one-inch.jpg"], "--spec", "two-inch,one-inch", "--out", _folder["new/photos"])).Failed(2, "usage");
        string own = _folder.Write("own.json", File.ReadAllBytes(Path.Combine(IdPhoto.Tests.Decoding.SamplePhoto.Root, "specs", "one-inch.json")));
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", $"one-inch,{own}", "--out", _folder["other"])).Failed(2, "usage");
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "one-inch,two-inch", "--out", "-")).Failed(2, "usage");
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "one-inch,two-foot", "--out", _folder["new/photos"])).Failed(2, Refusals.UnknownSpec);
        (await Idphoto.RunAsync("make", _folder["new"], "--spec", "one-inch,two-inch", "--out", _folder["other"])).Failed(1, Refusals.FileAccess);
    }

    private Picture Photo(string name) => PictureDecoder.Decode(File.ReadAllBytes(_folder[name])).Picture;
}
