using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Preflight;
using IdPhoto.Printing;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using IdPhoto.Words;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>What the engine does with files, and with its own, in a real browser.</summary>
[Collection("browser")]
public sealed class DeviceTests(Chromium chromium)
{
    private const string Someone = "argon-design-system-free/assets/img/faces/team-1.jpg";

    [Fact]
    public async Task A_file_within_kilobytes_has_density_profile_full_colour_and_passes_the_portal()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);
        await page.OpenedAsync(Chromium.Portrait(Someone));

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
        byte[] p3 = JpegSegments.Rewrite(Chromium.Portrait(Someone), 72, DisplayP3());
        await AssertSamePixelsAsync(p3, least: 45);
        Picture plain = Comparison.Pixels(Chromium.Portrait(Someone));
        Assert.True(Comparison.Psnr(plain, Comparison.Pixels(p3)) < 40, "the profile changes the colours");
    }

    [Fact]
    public async Task An_iphones_file_is_read_with_its_colours()
    {
        chromium.Require();
        byte[] heic = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "p3.heic"), TestContext.Current.CancellationToken);
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);
        Assert.DoesNotContain(site.Asked, path => path.Contains("/heic/", StringComparison.Ordinal));

        JsonElement answer = await page.CallAsync("""
            engine.open(new Blob([toBytes(file)])).then(() => engine.pixels()).then(({ width, height, rgb }) => ({ width, height, rgb: toText(rgb) }))
            """, new { file = Convert.ToBase64String(heic) });

        Picture browser = new(new PixelSize(answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()), answer.GetProperty("rgb").GetBytesFromBase64());
        Assert.True(Comparison.Psnr(Comparison.Pixels(heic), browser) >= 38);
        Assert.Contains(site.Asked, path => path.Contains("/heic/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_turned_photo_and_a_transparent_one_come_as_the_native_engine_reads_them()
    {
        chromium.Require();
        Picture picture = Comparison.Pixels(Chromium.Portrait(Someone));
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

    [Theory]
    [InlineData("text", "not-a-picture")]
    [InlineData("empty", "empty-file")]
    [InlineData("cut", "truncated-file")]
    [InlineData("bomb", "too-many-pixels")]
    [InlineData("tiff", "unsupported-format")]
    [InlineData("noise", "corrupt-file")]
    public async Task A_wrong_file_is_refused_in_the_readers_language(string kind, string code)
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync(language: "de");

        JsonElement refusal = (await page.OpenPhotoAsync(Wrong(kind))).GetProperty("refusal");

        Assert.Equal(code, refusal.GetProperty("code").GetString());
        Assert.DoesNotContain(refusal.GetProperty("id").GetString()!, refusal.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_cancelled_between_stages_and_the_next_one_works()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);
        byte[] file = Chromium.Portrait(Someone);

        JsonElement cancelled = await page.CallAsync("""
            (() => {
                const stop = new AbortController();
                return engine.open(new Blob([toBytes(file)]), { signal: stop.signal, progress: (stage) => stage === 'FindFace' && stop.abort() });
            })()
            """, new { file = Convert.ToBase64String(file) });

        Assert.True(cancelled.TryGetProperty("cancelled", out _), cancelled.ToString());
        Assert.Single((await page.OpenedAsync(file)).GetProperty("faces").EnumerateArray());
    }

    [Fact]
    public async Task A_job_that_is_cancelled_before_its_turn_never_begins()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);

        JsonElement told = await page.CallAsync("""
            (async () => {
                const stop = new AbortController();
                const first = engine.open(new Blob([toBytes(file)]));
                const second = engine.open(new Blob([toBytes(other)]), { signal: stop.signal }).catch((error) => error.name);
                await new Promise((resolve) => setTimeout(resolve, 20));
                stop.abort();
                const { width } = await first;
                const name = await second;
                const { width: still } = await engine.pixels();
                return { name, width, still };
            })()
            """, new { file = Convert.ToBase64String(Chromium.Portrait(Someone)), other = Convert.ToBase64String(Chromium.Portrait("paper-kit-2/assets/img/faces/kaci-baum-2.jpg")) });

        Assert.Equal("Cancelled", told.GetProperty("name").GetString());
        Assert.Equal(told.GetProperty("width").GetInt32(), told.GetProperty("still").GetInt32());
    }

    [Fact]
    public async Task Closing_while_a_file_is_being_read_leaves_nothing_open()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);

        JsonElement name = await page.CallAsync("""
            (() => {
                const opened = engine.open(new Blob([toBytes(file)])).then(() => 'opened', (error) => error.name);
                engine.close();
                return opened;
            })()
            """, new { file = Convert.ToBase64String(Chromium.Portrait(Someone)) });

        Assert.Equal("Cancelled", name.GetString());
        Assert.Equal(0, await WorkersAsync(page));
    }

    [Fact]
    public async Task A_start_that_fails_says_so_and_the_next_one_works()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        site.Tamper = (path, real) => path.EndsWith("networks.json", StringComparison.Ordinal) ? null : real;
        await Assert.ThrowsAsync<PlaywrightException>(() => page.StartAsync());
        Assert.Equal(0, await WorkersAsync(page));

        site.Tamper = null;
        await page.StartAsync();

        Assert.Single((await page.OpenedAsync(Chromium.Portrait(Someone))).GetProperty("faces").EnumerateArray());
    }

    [Fact]
    public async Task A_cut_out_lies_on_the_picture_even_where_a_face_turned_it()
    {
        chromium.Require();
        Picture portrait = Comparison.Pixels(Chromium.Portrait(Someone));
        byte[] lying = PictureEncoder.EncodeJpeg(portrait.Turned(1), new JpegOptions(), TestContext.Current.CancellationToken);
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);
        await page.OpenedAsync(lying);

        JsonElement sizes = await page.CallAsync("engine.cutOut().then(async (cut) => { const whole = await engine.pixels(); return [cut.width, cut.height, whole.width, whole.height, cut.rgba[3], cut.rgba[4 * (cut.width * (cut.height >> 1) + (cut.width >> 1)) + 3]]; })");

        int[] told = [.. sizes.EnumerateArray().Select(side => side.GetInt32())];
        Assert.Equal((told[2], told[3]), (told[0], told[1]));
        Assert.Equal(255, told[5]);
    }

    [Fact]
    public async Task Progress_tells_every_stage_and_a_sheet_is_printed_of_what_was_made()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);
        await page.OpenedAsync(Chromium.Portrait(Someone));

        JsonElement stages = await page.CallAsync("""
            (async () => {
                const stages = [];
                await engine.make({ specs: ['de-passport'], force: true, background: 'keep' }, { progress: (stage) => stages.push(stage) });
                return stages;
            })()
            """);
        byte[] pdf = (await page.CallAsync("engine.print({ paper: '10x15cm', format: 'pdf', copies: [4] }).then((sheet) => toText(sheet.file))")).GetBytesFromBase64();
        byte[] png = (await page.CallAsync("engine.print({ paper: '10x15cm', format: 'png' }).then((sheet) => toText(sheet.file))")).GetBytesFromBase64();

        Assert.Equal(["CutOut", "Export"], stages.EnumerateArray().Select(stage => stage.GetString()));
        using PdfDocument document = PdfDocument.Open(pdf);
        UglyToad.PdfPig.Content.Page sheet = Assert.Single(document.GetPages());
        Assert.Equal((425.2, 283.5), (Math.Round(Math.Max(sheet.Width, sheet.Height), 1), Math.Round(Math.Min(sheet.Width, sheet.Height), 1)));
        Assert.Equal(4, sheet.GetImages().Count());
        Assert.All(sheet.GetImages(), image => Assert.Equal(35.0 / 45, Math.Min(image.BoundingBox.Width, image.BoundingBox.Height) / Math.Max(image.BoundingBox.Width, image.BoundingBox.Height), 3));
        Assert.Contains("50 mm", sheet.Text, StringComparison.Ordinal);
        Assert.Equal(new PixelSize(1772, 1181).Area, Comparison.Pixels(png).Size.Area);
    }

    [Fact]
    public async Task Photos_lie_on_a_sheet_where_the_native_engine_puts_them_the_turned_ones_too()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);
        await page.OpenedAsync(Chromium.Portrait(Someone));
        byte[] photo = (await page.MakeAsync(new { specs = TwoInch, background = "keep", force = true }))[0].GetProperty("file").GetBytesFromBase64();

        byte[] pdf = (await page.CallAsync("engine.print({ paper: '10x15cm' }).then((sheet) => toText(sheet.file))")).GetBytesFromBase64();

        SheetFile native = await chromium.Native.PrintAsync(
            [new SheetPhoto(photo)], new SheetOptions { Paper = PaperSize.Parse("10x15cm") }, SheetFormat.Pdf, cancel: TestContext.Current.CancellationToken);
        Assert.Contains(native.Layout.Photos, place => place.Turned);
        Assert.Equal(Boxes(native.Bytes), Boxes(pdf));
    }

    // Left, bottom, width and height of each picture, in tenths of a millimetre, and which way its own upper edge points.
    private static string[] Boxes(byte[] pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf);
        return [.. document.GetPage(1).GetImages().Select(image => image.BoundingBox).Select(Box).Order(StringComparer.Ordinal)];

        static string Box(UglyToad.PdfPig.Core.PdfRectangle box)
        {
            double left = Math.Min(box.TopLeft.X, box.BottomRight.X), bottom = Math.Min(box.TopLeft.Y, box.BottomRight.Y);
            double right = Math.Max(box.TopLeft.X, box.BottomRight.X), top = Math.Max(box.TopLeft.Y, box.BottomRight.Y);
            double up = Math.Round(Math.Atan2(box.TopLeft.Y - box.BottomLeft.Y, box.TopLeft.X - box.BottomLeft.X) * 180 / Math.PI);
            return $"{Tenths(left)} {Tenths(bottom)} {Tenths(right - left)} {Tenths(top - bottom)} {up}";
        }

        static string Tenths(double points) => Math.Round(points / 72 * 254).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Without_the_large_network_a_background_is_kept_refused_or_a_draft()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync(salient: false);
        await page.OpenedAsync(Chromium.Portrait(Someone));

        JsonElement kept = (await page.MakeAsync(new { specs = TwoInch, background = "keep", force = true }))[0];
        JsonElement replaced = (await page.MakeAsync(new { specs = TwoInch, force = true }))[0];
        JsonElement draft = (await page.MakeAsync(new { specs = TwoInch, force = true, draft = true }))[0];

        Assert.False(kept.GetProperty("draft").GetBoolean());
        Assert.Equal("model-missing", replaced.GetProperty("refusal").GetProperty("code").GetString());
        Assert.Equal("models.not-downloaded", replaced.GetProperty("refusal").GetProperty("id").GetString());
        Assert.True(draft.GetProperty("draft").GetBoolean());
        Assert.DoesNotContain(site.Asked, path => path.Contains("salient.net", StringComparison.Ordinal));
        Assert.True((await page.CallAsync("engine.missing()")).GetInt32() > 40_000_000);
    }

    [Fact]
    public async Task A_download_goes_on_where_it_broke_off_and_a_damaged_part_is_never_run()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync();
        await page.OpenedAsync(Chromium.Portrait(Someone));
        site.Tamper = (path, real) => path.EndsWith("salient.net.5", StringComparison.Ordinal) ? null : real;
        Assert.Equal("model-missing", await MadeCodeAsync(page));

        site.Tamper = (path, real) => path.EndsWith("salient.net.5", StringComparison.Ordinal) ? [.. real![..^1], (byte)~real[^1]] : real;
        Assert.Equal("model-missing", await MadeCodeAsync(page));
        site.Tamper = null;
        lock (site.Asked)
            site.Asked.Clear();
        Assert.Null(await MadeCodeAsync(page));

        Assert.Equal(7, site.Asked.Count(path => path.Contains("salient.net", StringComparison.Ordinal)));
        Assert.DoesNotContain(site.Asked, path => path.EndsWith("salient.net.4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_reload_without_a_connection_photos_are_still_made()
    {
        chromium.Require();
        byte[] file = Chromium.Portrait(Someone);
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address + "?offline");
        await page.StartAsync();
        await page.OpenedAsync(file);
        await page.MakeAsync(new { specs = Both, force = true });
        await page.Page.Context.SetOfflineAsync(true);
        await page.Page.ReloadAsync();
        await page.Page.WaitForFunctionAsync("globalThis.ready === true");
        lock (site.Asked)
            site.Asked.Clear();

        await page.StartAsync();
        await page.OpenedAsync(file);
        JsonElement made = await page.MakeAsync(new { specs = Both, force = true, allowEdits = true });

        Assert.All(made.EnumerateArray(), line => Assert.Equal(JsonValueKind.String, line.GetProperty("file").ValueKind));
        // The browser itself asks whether there is a newer service worker.
        Assert.DoesNotContain(site.Asked, path => path != "/keeper.js");
    }

    [Fact]
    public async Task An_isolated_page_has_threads_and_makes_the_same_picture()
    {
        chromium.Require();
        byte[] file = Chromium.Portrait(Someone);
        List<byte[]> made = [];
        foreach (bool isolated in (bool[])[false, true])
        {
            await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated);
            await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
            Assert.Equal(isolated, (await page.CallAsync("globalThis.crossOriginIsolated")).GetBoolean());
            await page.StartAsync(threads: 2);
            await page.OpenedAsync(file);
            made.Add((await page.MakeAsync(new { specs = TwoInch, force = true, format = "png", maxKb = 20_000 }))[0].GetProperty("file").GetBytesFromBase64());
        }
        double psnr = Comparison.Psnr(Comparison.Pixels(made[0]), Comparison.Pixels(made[1]));
        // Sums are added up in another order.
        Assert.True(psnr > 50, $"{psnr:0.0} dB");
    }

    [Fact]
    public async Task Closing_ends_the_worker_and_what_is_asked_afterwards_begins_a_new_one()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);
        await page.OpenedAsync(Chromium.Portrait(Someone));
        Assert.Single(page.Page.Workers);

        await page.CallAsync("engine.close()");

        Assert.Equal(0, await WorkersAsync(page));
        await Assert.ThrowsAsync<PlaywrightException>(() => page.CheckAsync(new { specs = TwoInch }));
        Assert.Single((await page.OpenedAsync(Chromium.Portrait(Someone))).GetProperty("faces").EnumerateArray());
    }

    [Fact]
    public async Task Camera_frames_are_guided_while_no_photo_is_open()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);

        JsonElement steps = await page.CallAsync("""
            (async () => {
                const portrait = await createImageBitmap(new Blob([toBytes(file)]));
                const told = [];
                for (const [left, top, side] of [[130, 30, 380], [-190, 30, 380], [-500, -420, 1600], [700, 0, 100]]) {
                    const canvas = new OffscreenCanvas(640, 480);
                    const context = canvas.getContext('2d');
                    context.fillStyle = '#bbb';
                    context.fillRect(0, 0, 640, 480);
                    context.drawImage(portrait, left, top, side, side);
                    told.push((await engine.guide(canvas.transferToImageBitmap(), 'de-passport', 8)).steps[0]);
                }
                return told;
            })()
            """, new { file = Convert.ToBase64String(Chromium.Portrait(Someone)) });

        Assert.Equal(["moveRight", "further", "showFace"], steps.EnumerateArray().Skip(1).Select(step => step.GetString()));
        Assert.False(steps[0].GetString() is "moveRight" or "further" or "showFace", steps[0].ToString());
        Assert.DoesNotContain(site.Asked, path => path.Contains("person.net", StringComparison.Ordinal) || path.Contains("salient.net", StringComparison.Ordinal));
    }

    private static readonly string[] TwoInch = ["two-inch"];
    private static readonly string[] Both = ["two-inch", "de-passport"];
    private static readonly string[] Indian = ["in-passport-digital"];

    private static readonly JsonSerializerOptions Web = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private async Task<EnginePage> StartedAsync(Site site)
    {
        EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync();
        return page;
    }

    private async Task AssertSamePixelsAsync(byte[] file, double least)
    {
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await StartedAsync(site);
        await page.OpenedAsync(file);
        JsonElement answer = await page.CallAsync("engine.pixels().then(({ width, height, rgb }) => ({ width, height, rgb: toText(rgb) }))");
        Picture browser = new(new PixelSize(answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()), answer.GetProperty("rgb").GetBytesFromBase64());
        Picture native = (await chromium.Native.AnalyzeAsync(file, cancel: TestContext.Current.CancellationToken)).Picture;
        double psnr = Comparison.Psnr(native, browser);
        Assert.True(psnr >= least, $"{psnr:0.0} dB");
    }

    private static async Task<string?> MadeCodeAsync(EnginePage page)
        => (await page.MakeAsync(new { specs = TwoInch, force = true }))[0].GetProperty("refusal") is { ValueKind: JsonValueKind.Object } refusal
            ? refusal.GetProperty("code").GetString()
            : null;

    private static async Task<int> WorkersAsync(EnginePage page)
    {
        // A worker that was ended is told a moment later.
        for (int wait = 0; wait < 20 && page.Page.Workers.Count > 0; wait++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        return page.Page.Workers.Count;
    }

    private static byte[] Wrong(string kind)
    {
        byte[] portrait = Chromium.Portrait(Someone);
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
