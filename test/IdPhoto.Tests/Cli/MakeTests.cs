using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Pictures;
using IdPhoto.Tests.Decoding;
using Xunit;

namespace IdPhoto.Tests.Cli;

public sealed class MakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_photo_has_the_documents_size_density_and_nothing_about_its_origin()
    {
        Outcome outcome = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "us-passport", "--out", _folder["photo.jpg"]);

        outcome.IsDone();
        byte[] file = File.ReadAllBytes(_folder["photo.jpg"]);
        PictureHeader header = PictureDecoder.ReadHeader(file);
        Assert.Equal((FileKind.Jpeg, new PixelSize(600, 600)), (header.Kind, header.Stored));
        // JFIF: unit 1 is dots per inch, then two big-endian densities.
        Assert.Equal([1, 300 >> 8, 300 & 255, 300 >> 8, 300 & 255], file[13..18]);
        string start = Encoding.Latin1.GetString(file, 0, 4096);
        Assert.Contains("ICC_PROFILE", start, StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", start, StringComparison.Ordinal);
        Assert.Equal(["photo.jpg"], _folder.Names);
    }

    [Fact]
    public async Task The_table_tells_every_measure_and_the_warning_about_edits()
    {
        Outcome outcome = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "us-passport", "--allow-edits", "--out", _folder["photo.jpg"]);

        foreach (string measure in (string[])["Head height", "Eye line", "Above the head", "Off centre", "Roll corrected", "Eyes in picture", "Ideal enlargement", "Background", "Size", "File"])
            Assert.Contains(measure, outcome.Text, StringComparison.Ordinal);
        Assert.Contains("25 to 35 mm", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("51 x 51 mm, 600 x 600 px, 300 dpi", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("Done: replace-background, #ffffff", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("Warning: The US State Department refuses", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("Warning: The picture is enlarged", outcome.Text, StringComparison.Ordinal);
        Assert.Empty(outcome.Errors);
    }

    [Fact]
    public async Task Streams_carry_the_photo_alone_and_the_table_moves_to_the_error_stream()
    {
        Outcome outcome = await Idphoto.RunAsync(File.ReadAllBytes(Idphoto.Astronaut), ["make", "-", "--spec", "one-inch", "--out", "-"]);

        outcome.IsDone();
        Assert.Equal(new PixelSize(295, 413), PictureDecoder.Decode(outcome.Bytes, null, TestContext.Current.CancellationToken).Picture.Size);
        Assert.Contains("Head height", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_tells_the_source_the_result_the_rules_the_edits_and_the_versions()
    {
        Outcome outcome = await Idphoto.RunAsync(
            "make", Idphoto.Astronaut, "--spec", "us-passport", "--allow-edits", "--out", _folder["photo.jpg"], "--report", _folder["report.json"]);

        outcome.IsDone();
        string text = File.ReadAllText(_folder["report.json"]);
        JsonElement report = JsonDocument.Parse(text).RootElement;
        JsonElement result = report.GetProperty("result");
        Assert.Equal(512, report.GetProperty("source").GetProperty("width").GetInt32());
        Assert.Equal(1, report.GetProperty("source").GetProperty("faces").GetInt32());
        Assert.Equal(new FileInfo(_folder["photo.jpg"]).Length, result.GetProperty("bytes").GetInt64());
        JsonElement head = result.GetProperty("rules").EnumerateArray().Single(rule => rule.GetProperty("rule").GetString() == "head-height");
        Assert.InRange(head.GetProperty("value").GetDouble(), 25, 35);
        Assert.Equal(head.GetProperty("value").GetDouble(), result.GetProperty("headMm").GetProperty("hairHeight").GetDouble(), 0.02);
        Assert.True(head.GetProperty("required").GetBoolean() && head.GetProperty("holds").GetBoolean());
        Assert.Contains(report.GetProperty("edits").EnumerateArray(), edit => edit.GetProperty("operation").GetString() == "replace-background");
        JsonElement editing = report.GetProperty("editing");
        Assert.Equal(("untouched", "background", true), (editing.GetProperty("permitted").GetString(), editing.GetProperty("done").GetString(), editing.GetProperty("overridden").GetBoolean()));
        Assert.Equal("#ffffff", report.GetProperty("background").GetProperty("colour").GetString());
        Assert.Equal(64, report.GetProperty("versions").GetProperty("models")[0].GetProperty("sha256").GetString()!.Length);
        Assert.DoesNotContain("astronaut", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_extension_chooses_png_and_dpi_rescales_a_printed_photo()
    {
        Outcome outcome = await Idphoto.RunAsync(
            "make", Idphoto.Astronaut, "--spec", "one-inch", "--dpi", "150", "--background", "light blue", "--matting", "person", "--out", _folder["photo.png"]);

        outcome.IsDone();
        Decoded photo = PictureDecoder.Decode(File.ReadAllBytes(_folder["photo.png"]), null, TestContext.Current.CancellationToken);
        Assert.Equal((FileKind.Png, new PixelSize(148, 207)), (photo.Kind, photo.Picture.Size));
        Assert.Equal([0xad, 0xd8, 0xe6], photo.Picture.Rgb[..3]);
    }

    [Fact]
    public async Task A_transparent_background_is_left_out_of_a_png()
    {
        LongTests.Require();
        Outcome outcome = await Idphoto.RunAsync(
            "make", Idphoto.Astronaut, "--spec", "one-inch", "--background", "transparent", "--out", _folder["photo.png"], "--report", _folder["report.json"]);

        outcome.IsDone();
        using NetVips.Image photo = NetVips.Image.NewFromFile(_folder["photo.png"]);
        Assert.Equal((295, 413, 4), (photo.Width, photo.Height, photo.Bands));
        Assert.Equal(0, photo.Getpoint(3, 3)[3]);
        double[] face = photo.Getpoint(147, 200);
        Assert.Equal(255, face[3]);
        Assert.Contains("Done: replace-background, transparent", outcome.Text, StringComparison.Ordinal);
        JsonElement background = JsonDocument.Parse(File.ReadAllText(_folder["report.json"])).RootElement.GetProperty("background");
        Assert.True(background.GetProperty("transparent").GetBoolean());
        Assert.False(background.GetProperty("kept").GetBoolean());
        // On white it is the photo with a white background, but for rounding.
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "one-inch", "--background", "white", "--out", _folder["white.png"])).IsDone();
        byte[] white = PictureDecoder.Decode(File.ReadAllBytes(_folder["white.png"]), null, TestContext.Current.CancellationToken).Picture.Rgb;
        byte[] flattened = PictureDecoder.Decode(File.ReadAllBytes(_folder["photo.png"]), null, TestContext.Current.CancellationToken).Picture.Rgb;
        Assert.InRange(SamplePhoto.Difference(white, flattened), 0, 1);
    }

    [Fact]
    public async Task A_transparent_background_of_a_jpeg_is_refused()
    {
        Outcome outcome = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "one-inch", "--background", "transparent", "--out", _folder["photo.jpg"]);

        outcome.Failed(2, Refusals.InvalidColour);
        Assert.Contains("JPEG has no transparency", outcome.Errors, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_kept_background_is_only_cropped_scaled_and_levelled()
    {
        Outcome outcome = await Idphoto.RunAsync(
            "make", Idphoto.Astronaut, "--spec", "one-inch", "--background", "keep", "--force", "--out", _folder["photo.png"]);

        outcome.IsDone();
        Assert.DoesNotContain("replace-background", outcome.Text, StringComparison.Ordinal);
        Assert.Matches("(?m)^Background +kept\r?$", outcome.Text);
        Picture photo = PictureDecoder.Decode(File.ReadAllBytes(_folder["photo.png"]), null, TestContext.Current.CancellationToken).Picture;
        Assert.NotEqual([255, 255, 255], photo.Rgb[..3]);
    }

    [Fact]
    public async Task The_readme_shows_what_the_program_prints()
    {
        string readme = File.ReadAllText(Path.Combine(SamplePhoto.Root, "README.md")).ReplaceLineEndings("\n");
        string[] shown = readme.Split("    $ idphoto make samples/astronaut.png --spec us-passport --out photo.jpg\n")[1].Split("\n\n")[0].Split('\n');

        Outcome outcome = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "us-passport", "--out", _folder["photo.jpg"]);

        // Networks differ in their last bits from processor to processor, and with them a file by some bytes.
        static string WithoutBytes(string line) => Regex.Replace(line.Trim(), "[0-9,]+ bytes", "bytes");
        static double Bytes(string text) => double.Parse(Regex.Match(text, "([0-9,]+) bytes").Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        string[] printed = [.. outcome.Text.Split('\n').Select(WithoutBytes)];
        foreach (string line in shown.Select(WithoutBytes).Where(line => line != "..."))
            Assert.Contains(printed, real => real.StartsWith(line.EndsWith(" ...", StringComparison.Ordinal) ? line[..^4] : line, StringComparison.Ordinal));
        Assert.Equal(1, Bytes(string.Join('\n', shown)) / Bytes(outcome.Text), 0.02);
    }

    [Fact]
    public async Task Max_kb_is_kept_or_refused()
    {
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "us-passport", "--max-kb", "30", "--out", _folder["photo.jpg"])).IsDone();
        Assert.InRange(new FileInfo(_folder["photo.jpg"]).Length, 20_000, 30_000);

        Outcome refused = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "us-passport", "--max-kb", "1", "--out", _folder["other.jpg"]);

        refused.Failed(1, "file-size-unreachable");
        Assert.Equal(["photo.jpg"], _folder.Names);
    }

    [Fact]
    public async Task Several_people_are_refused_unless_forced()
    {
        string group = Idphoto.Portrait("@vladmandic/face-api/demo/sample1.jpg");

        (await Idphoto.RunAsync("make", group, "--spec", "us-passport", "--out", _folder["photo.jpg"])).Failed(1, "several-faces");
        Assert.Empty(_folder.Names);

        Outcome forced = await Idphoto.RunAsync("make", group, "--spec", "us-passport", "--out", _folder["photo.jpg"], "--force");
        forced.IsDone();
        Assert.Contains("faces were found. The photo shows the largest", forced.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_without_a_person_is_refused_and_leaves_nothing()
    {
        string scenery = Idphoto.Portrait("now-ui-kit/assets/img/bg5.jpg");

        (await Idphoto.RunAsync("make", scenery, "--spec", "us-passport", "--out", _folder["photo.jpg"], "--report", _folder["report.json"]))
            .Failed(1, "no-face");
        Assert.Empty(_folder.Names);
    }
}
