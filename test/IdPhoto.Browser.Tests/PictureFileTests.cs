using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Exporting;
using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Preflight;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>Files come as the native engine reads them, and go as a portal wants them.</summary>
[Collection("browser")]
public sealed class PictureFileTests(Chromium chromium)
{
    private static readonly string[] TwoInch = ["two-inch"];
    private static readonly string[] Indian = ["in-passport-digital"];
    private static readonly JsonSerializerOptions Web = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [Fact]
    public async Task A_file_within_kilobytes_has_density_profile_full_colour_and_passes_the_portal()
    {
        chromium.Require();
        EnginePage page = await chromium.SharedAsync();
        await page.OpenedAsync(Chromium.Portrait(Chromium.Someone));

        JsonElement made = (await page.MakeAsync(new { specs = Indian, force = true, background = "keep", allowEdits = true }))[0];

        byte[] file = made.GetProperty("file").GetBytesFromBase64();
        PreflightReport report = await chromium.Native.PreflightAsync(file, PhotoSpecs.Find("in-passport-digital"), ".jpg", TestContext.Current.CancellationToken);
        Assert.True(report.Passes, string.Join(", ", report.Rules.Where(rule => rule.Verdict != PreflightVerdict.Pass).Select(rule => rule.Rule)));
        FileFacts facts = FileFacts.Read(file);
        Assert.Equal(("baseline", 3, "sRGB"), (facts.Coding, facts.Channels, facts.Profile));
        Assert.Empty(facts.Metadata);
        JsonElement told = await page.CallAsync(
            "engine.preflight(new Blob([toBytes(file)]), { specs: ['in-passport-digital'], extension: '.jpg' }).then((answer) => answer.lines)", new { file = Convert.ToBase64String(file) });
        Comparison.AssertSame(JsonSerializer.SerializeToElement(PreflightLines.Of(report, null, Sentences.In(Languages.English, Place.App)), Web), told);
    }

    [Fact]
    public async Task A_wide_gamut_photo_keeps_its_colours()
    {
        chromium.Require();
        byte[] p3 = JpegSegments.Rewrite(Chromium.Portrait(Chromium.Someone), 72, DisplayP3());
        await AssertSamePixelsAsync(p3, least: 45);
        Picture plain = Comparison.Pixels(Chromium.Portrait(Chromium.Someone));
        Assert.True(Comparison.Psnr(plain, Comparison.Pixels(p3)) < 40, "the profile changes the colours");
    }

    [Fact]
    public async Task An_iphones_file_is_read_with_its_colours()
    {
        chromium.Require();
        byte[] heic = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "p3.heic"), TestContext.Current.CancellationToken);
        EnginePage page = await chromium.SharedAsync();
        Assert.DoesNotContain(chromium.Asked, path => path.Contains("/heic/", StringComparison.Ordinal));

        JsonElement answer = await page.CallAsync("""
            engine.open(new Blob([toBytes(file)])).then(() => engine.pixels()).then(({ width, height, rgb }) => ({ width, height, rgb: toText(rgb) }))
            """, new { file = Convert.ToBase64String(heic) });

        Picture browser = new(new PixelSize(answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()), answer.GetProperty("rgb").GetBytesFromBase64());
        Assert.True(Comparison.Psnr(Comparison.Pixels(heic), browser) >= 38);
        Assert.Contains(chromium.Asked, path => path.Contains("/heic/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_turned_photo_and_a_transparent_one_come_as_the_native_engine_reads_them()
    {
        chromium.Require();
        Picture picture = Comparison.Pixels(Chromium.Portrait(Chromium.Someone));
        byte[] rgba = new byte[picture.Size.Area * 4];
        for (int i = 0; i < picture.Size.Area; i++)
        {
            picture.Rgb.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[(4 * i) + 3] = (byte)(i / picture.Width < 40 ? 0 : 255);
        }
        await AssertSamePixelsAsync(PictureEncoder.EncodePng(picture.Size, rgba, null, TestContext.Current.CancellationToken), least: 60);
        byte[] lying = PictureEncoder.EncodeJpeg(picture.Turned(1), new JpegOptions(), TestContext.Current.CancellationToken);
        await AssertSamePixelsAsync(lying, least: 45);
    }

    [Fact]
    public async Task A_photo_with_a_border_is_opened_shown_and_made_as_the_native_engine_does()
    {
        chromium.Require();
        byte[] file = PictureEncoder.EncodePng(Framed(Comparison.Pixels(Chromium.Portrait(Chromium.Someone))), cancel: TestContext.Current.CancellationToken);
        EnginePage page = await chromium.SharedAsync();

        JsonElement found = await page.OpenedAsync(file);
        JsonElement shown = await page.CallAsync("""
            engine.bitmap().then((bitmap) => {
                const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
                const context = canvas.getContext('2d');
                context.drawImage(bitmap, 0, 0);
                return { width: bitmap.width, height: bitmap.height, rgba: toText(context.getImageData(0, 0, bitmap.width, bitmap.height).data) };
            })
            """);
        JsonElement made = (await page.MakeAsync(new { specs = TwoInch, force = true, background = "keep", format = "png", maxKb = 20_000 }))[0];

        Portrait native = await chromium.Native.AnalyzeAsync(file, cancel: TestContext.Current.CancellationToken);
        Assert.Equal((native.Border.Top, native.Border.Left), (found.GetProperty("border").GetProperty("top").GetInt32(), found.GetProperty("border").GetProperty("left").GetInt32()));
        Assert.Equal((native.Pixels.Width, native.Pixels.Height), (shown.GetProperty("width").GetInt32(), shown.GetProperty("height").GetInt32()));
        byte[] rgba = shown.GetProperty("rgba").GetBytesFromBase64();
        Picture bitmap = new(native.Pixels.Size, [.. rgba.Where((_, i) => i % 4 != 3)]);
        Assert.True(Comparison.Psnr(native.Picture, bitmap) >= 45);
        IdPhotoOptions options = new() { Make = new MakeOptions { Force = true, KeepBackground = true }, Format = FileFormat.Png, MaxKb = 20_000 };
        IdPhotoFile photo = await chromium.Native.MakeAsync(file, PhotoSpecs.Find("two-inch"), options, null, TestContext.Current.CancellationToken);
        Assert.True(Comparison.Psnr(Comparison.Pixels(photo.Bytes), Comparison.Pixels(made.GetProperty("file").GetBytesFromBase64())) >= 45);
    }

    [Fact]
    public async Task A_picture_that_is_cut_out_already_keeps_its_transparency_and_its_white_surroundings()
    {
        chromium.Require();
        Cutout cut = await chromium.Native.CutOutAsync(Chromium.Portrait(Chromium.Someone), cancel: TestContext.Current.CancellationToken);
        byte[] file = PictureEncoder.EncodePng(cut.Foreground.Size, cut.ToRgba(), cancel: TestContext.Current.CancellationToken);
        EnginePage page = await chromium.SharedAsync();

        JsonElement found = await page.OpenedAsync(file);
        JsonElement made = (await page.MakeAsync(new { specs = TwoInch, force = true }))[0];

        Assert.Equal((cut.Alpha.Width, cut.Alpha.Height), (found.GetProperty("width").GetInt32(), found.GetProperty("height").GetInt32()));
        Assert.Contains(made.GetProperty("report").GetProperty("edits").EnumerateArray(), edit => edit.GetProperty("operation").GetString() == EditOperations.ReplaceBackground
            && edit.GetProperty("detail").GetString()!.Contains("transparency", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_photo_without_a_background_is_the_native_PNG()
    {
        chromium.Require();
        byte[] file = Chromium.Portrait(Chromium.Someone);
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await chromium.StartedAsync(site);
        await page.OpenedAsync(file);

        JsonElement made = (await page.MakeAsync(new { specs = TwoInch, force = true, background = "transparent", draft = true }))[0];

        IdPhotoOptions options = new() { Make = new MakeOptions { Force = true, Transparent = true, Scene = new SceneOptions { UseSalient = false } } };
        IdPhotoFile photo = await chromium.Native.MakeAsync(file, PhotoSpecs.Find("two-inch"), options, null, TestContext.Current.CancellationToken);
        Decoded native = Read(photo.Bytes), browser = Read(made.GetProperty("file").GetBytesFromBase64());
        Assert.True(Comparison.Psnr(native.Picture, browser.Picture) >= 40);
        Assert.True(Comparison.Psnr(Grey(native), Grey(browser)) >= 40, "the person's outline is another one");
        Assert.True(made.GetProperty("report").GetProperty("background").GetProperty("transparent").GetBoolean());
    }

    [Fact]
    public async Task A_cut_out_lies_on_the_picture_even_where_a_face_turned_it()
    {
        chromium.Require();
        Picture portrait = Comparison.Pixels(Chromium.Portrait(Chromium.Someone));
        byte[] lying = PictureEncoder.EncodeJpeg(portrait.Turned(1), new JpegOptions(), TestContext.Current.CancellationToken);
        EnginePage page = await chromium.SharedAsync();
        await page.OpenedAsync(lying);

        JsonElement sizes = await page.CallAsync("engine.cutOut().then(async (cut) => { const whole = await engine.pixels(); return [cut.width, cut.height, whole.width, whole.height, cut.rgba[3], cut.rgba[4 * (cut.width * (cut.height >> 1) + (cut.width >> 1)) + 3]]; })");

        int[] told = [.. sizes.EnumerateArray().Select(side => side.GetInt32())];
        Assert.Equal((told[2], told[3]), (told[0], told[1]));
        Assert.Equal(255, told[5]);
    }

    [Fact]
    public async Task A_picture_of_nobody_or_of_two_is_told_and_not_made()
    {
        chromium.Require();
        EnginePage page = await chromium.SharedAsync();
        foreach ((int people, string code) in ((int, string)[])[(0, "no-face"), (2, "several-faces")])
        {
            JsonElement found = await page.OpenedAsync(PictureEncoder.EncodeJpeg(SideBySide(people), new JpegOptions(), TestContext.Current.CancellationToken));
            JsonElement made = (await page.MakeAsync(new { specs = TwoInch, background = "keep" }))[0];

            Assert.Equal(Math.Min(people, 1), found.GetProperty("faces").GetArrayLength());
            Assert.Equal(code, made.GetProperty("refusal").GetProperty("code").GetString());
            Assert.Equal(JsonValueKind.Null, made.GetProperty("file").ValueKind);
        }
    }

    [Fact]
    public async Task A_wrong_file_is_refused_in_the_readers_language_and_the_next_one_is_opened()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync(language: "de");
        (string Kind, string Code)[] files =
        [
            ("text", "not-a-picture"), ("empty", "empty-file"), ("huge", "file-too-large"), ("cut", "truncated-file"), ("bomb", "too-many-pixels"),
            ("tiff", "unsupported-format"), ("noise", "corrupt-file"),
        ];
        foreach ((string kind, string code) in files)
        {
            JsonElement opened = kind == "huge" ? await OpenWithAsync(page, Chromium.Portrait(Chromium.Someone), 26 * 1024 * 1024) : await page.OpenPhotoAsync(Wrong(kind));
            JsonElement refusal = opened.GetProperty("refusal");
            Assert.Equal((kind, code), (kind, refusal.GetProperty("code").GetString()));
            Assert.DoesNotContain(refusal.GetProperty("id").GetString()!, refusal.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        }
        await page.OpenedAsync(Chromium.Portrait(Chromium.Someone));
    }

    // A file and so many zeros behind it, which the page adds: as text they would be half of the test's time.
    private static Task<JsonElement> OpenWithAsync(EnginePage page, byte[] file, int zeros)
        => page.CallAsync("engine.open(new Blob([toBytes(file), new Uint8Array(zeros)]))", new { file = Convert.ToBase64String(file), zeros });

    // A person so many times beside each other, on a black field for two.
    private static Picture SideBySide(int people)
    {
        Picture portrait = Comparison.Pixels(Chromium.Portrait(Chromium.Someone));
        Picture picture = new(new PixelSize(2 * portrait.Width, portrait.Height), new byte[portrait.Size.Area * 6]);
        for (int y = 0; y < portrait.Height; y++)
            for (int person = 0; person < people; person++)
                portrait.Row(y).CopyTo(picture.Rgb.AsSpan(3 * ((y * picture.Width) + (person * portrait.Width))));
        return picture;
    }

    private async Task AssertSamePixelsAsync(byte[] file, double least)
    {
        EnginePage page = await chromium.SharedAsync();
        await page.OpenedAsync(file);
        JsonElement answer = await page.CallAsync("engine.pixels().then(({ width, height, rgb }) => ({ width, height, rgb: toText(rgb) }))");
        Picture browser = new(new PixelSize(answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()), answer.GetProperty("rgb").GetBytesFromBase64());
        Picture native = (await chromium.Native.AnalyzeAsync(file, cancel: TestContext.Current.CancellationToken)).Picture;
        double psnr = Comparison.Psnr(native, browser);
        Assert.True(psnr >= least, $"{psnr:0.0} dB");
    }

    private static Decoded Read(byte[] file) => PictureDecoder.Decode(file);

    private static Picture Grey(Decoded photo) => new(photo.Pixels.Size, [.. photo.Alpha!.SelectMany(value => (byte[])[value, value, value])]);

    private static Picture Framed(Picture photo)
    {
        const int Bar = 40;
        Picture framed = new(new PixelSize(photo.Width + (2 * Bar), photo.Height + (2 * Bar)), new byte[3 * (photo.Width + (2 * Bar)) * (photo.Height + (2 * Bar))]);
        for (int y = 0; y < photo.Height; y++)
            photo.Row(y).CopyTo(framed.Rgb.AsSpan(3 * (((y + Bar) * framed.Width) + Bar)));
        return framed;
    }

    private static byte[] Wrong(string kind)
    {
        byte[] portrait = Chromium.Portrait(Chromium.Someone);
        return kind switch
        {
            "text" => [.. "This is no picture, but a letter about one."u8],
            "empty" => [],
            "cut" => portrait[..(portrait.Length / 2)],
            "bomb" => Bomb(),
            "tiff" => [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0, 0, 1, 4, 0, 1, 0, 0, 0, 200, 0, 0, 0, 1, 1, 4, 0, 1, 0, 0, 0, 200, 0, 0, 0, 0, 0, 0, 0],
            _ => Noise(portrait),
        };
    }

    // A PNG that says of itself that it has 40,000 x 40,000 pixels.
    private static byte[] Bomb()
    {
        byte[] png = PictureEncoder.EncodePng(new Picture(new PixelSize(64, 64), new byte[64 * 64 * 3]));
        foreach (int at in (int[])[16, 20])
            (png[at], png[at + 1], png[at + 2], png[at + 3]) = (0, 0, 156, 64);
        return png;
    }

    // A JPEG whose tables say nothing sensible.
    private static byte[] Noise(byte[] portrait)
    {
        byte[] noise = [.. portrait];
        int table = noise.AsSpan().IndexOf<byte>([0xFF, 0xC4]);
        noise.AsSpan(table + 4, 200).Fill(0xEE);
        return noise;
    }

    // Our sRGB profile with the colours of Display P3; the two share their curve.
    private static byte[] DisplayP3()
    {
        byte[] profile = SrgbProfile.Bytes.ToArray();
        (string Tag, double X, double Y, double Z)[] colours = [("rXYZ", 0.51512, 0.2412, -0.00105), ("gXYZ", 0.29198, 0.69225, 0.04189), ("bXYZ", 0.1571, 0.06657, 0.78407)];
        foreach ((string tag, double x, double y, double z) in colours)
        {
            int entry = profile.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(tag));
            int at = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(entry + 4)) + 8;
            foreach ((double value, int i) in ((double, int)[])[(x, 0), (y, 1), (z, 2)])
                System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(at + (4 * i)), (int)Math.Round(value * 65536));
        }
        return profile;
    }
}
