using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using IdPhoto.Bench;
using IdPhoto.Browser.Tests;
using IdPhoto.Codecs;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.BrowserBench;

/// <summary>Times, memory and downloads in the browser, one thread, beside the native engine on one thread in the same minutes.</summary>
internal static class SpeedVerb
{
    private const int Runs = 5;
    private static readonly string[] Passport = ["de-passport"];
    private static readonly string[] Small = ["FaceFullRange", "FaceShortRange", "FaceMesh", "Person", "Palm"];
    private const string Someone = "node_modules/paper-kit-2/assets/img/faces/ayo-ogunseinde-2.jpg";

    public static async Task RunAsync()
    {
        byte[] photo = Large(12e6);
        MarkdownTable table = new("figure", "browser", "native", "ratio", "target");
        await using (Chrome chrome = await Chrome.StartAsync())
        {
            await MeasureStartAsync(chrome, photo, table);
            await using EnginePage page = await chrome.OpenAsync();
            await page.StartAsync();
            await MeasurePhotosAsync(chrome, page, photo, table);
            await MeasureGuidanceAsync(page, table);
        }
        await MeasureMemoryAsync(photo, table);
        Console.WriteLine(table);
    }

    private static async Task MeasureStartAsync(Chrome chrome, byte[] photo, MarkdownTable table)
    {
        List<double> ready = [], guided = [];
        for (int i = 0; i < Runs; i++)
        {
            await using EnginePage page = await chrome.OpenAsync();
            lock (chrome.Site.Asked)
                chrome.Site.Asked.Clear();
            Stopwatch watch = Stopwatch.StartNew();
            await page.StartAsync(salient: false);
            ready.Add(watch.Elapsed.TotalSeconds);
            await GuideAsync(page, frames: 1);
            guided.Add(watch.Elapsed.TotalSeconds);
            if (i > 0)
                continue;
            await page.OpenPhotoAsync(photo);
            await page.MakeAsync(new { specs = Passport, background = "keep", force = true });
            (long plain, long packed) = Downloaded(chrome.Site.Asked);
            table.Add("tier 1 downloaded, brotli but for the networks' parts", $"{packed / 1e6:0.0} MB ({plain / 1e6:0.0} MB unpacked)", "", "", "17 MB");
        }
        table.Add("worker ready, first visit, median of five", $"{Statistics.Median(ready):0.0} s", "", "", "3 s");
        table.Add("first guidance, first visit, median of five", $"{Statistics.Median(guided):0.0} s", "", "", "6 s");
    }

    private static async Task MeasurePhotosAsync(Chrome chrome, EnginePage page, byte[] photo, MarkdownTable table)
    {
        foreach ((string name, string spec, bool keep, string target) in (IEnumerable<(string, string, bool, string)>)[("crop-only photo of 12 MP", "de-passport", true, "2.5 s, ratio 3"), ("background replaced, 12 MP", "two-inch", false, "6 s, ratio 3")])
        {
            List<double> browser = [], native = [];
            for (int i = 0; i <= Runs; i++)
            {
                double mine = await NativeAsync(chrome, photo, spec, keep), theirs = await BrowserAsync(page, photo, spec, keep);
                // The first run loads networks and compiles.
                if (i == 0)
                    continue;
                native.Add(mine);
                browser.Add(theirs);
            }
            (double b, double n) = (Statistics.Median(browser), Statistics.Median(native));
            table.Add($"{name}, file to file, median of five", $"{b:0.00} s", $"{n:0.00} s", $"{b / n:0.0}", target);
        }
        double longest = (await page.CallAsync("globalThis.longestTask")).GetDouble();
        table.Add("longest task on the page's thread", $"{longest:0} ms", "", "", "100 ms");
    }

    private static async Task<double> BrowserAsync(EnginePage page, byte[] photo, string spec, bool keep)
    {
        JsonElement seconds = await page.CallAsync("""
            (async () => {
                const photo = new Blob([toBytes(file)]);
                // Unpacking it is the bench's own work; the page is told of a long task some time after it.
                await new Promise((resolve) => setTimeout(resolve, 500));
                globalThis.longestTask = 0;
                const start = performance.now();
                await engine.open(photo);
                await engine.make({ specs: [spec], background: keep ? 'keep' : null, force: true });
                const seconds = (performance.now() - start) / 1000;
                await new Promise((resolve) => setTimeout(resolve, 500));
                return seconds;
            })()
            """, new { file = Convert.ToBase64String(photo), spec, keep });
        return seconds.GetDouble();
    }

    private static async Task<double> NativeAsync(Chrome chrome, byte[] photo, string spec, bool keep)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await chrome.Native.MakeAsync(photo, PhotoSpecs.Find(spec), new IdPhotoOptions { Make = new MakeOptions { Force = true, KeepBackground = keep } });
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task MeasureGuidanceAsync(EnginePage page, MarkdownTable table)
    {
        await GuideAsync(page, frames: 20);
        List<double> rates = [];
        for (int i = 0; i < Runs; i++)
            rates.Add((await GuideAsync(page, frames: 60)).GetDouble());
        table.Add("guidance at 640 x 480, median of five times 60 frames", $"{Statistics.Median(rates):0} fps", "", "", "20 fps");
    }

    // The portrait moves a little in every frame, as a hand-held phone does.
    private static Task<JsonElement> GuideAsync(EnginePage page, int frames) => page.CallAsync("""
        (async () => {
            const portrait = await createImageBitmap(new Blob([toBytes(file)]));
            const canvas = new OffscreenCanvas(640, 480);
            const context = canvas.getContext('2d');
            const start = performance.now();
            for (let i = 0; i < frames; i++) {
                context.fillStyle = '#bbb';
                context.fillRect(0, 0, 640, 480);
                context.drawImage(portrait, 130 + 8 * Math.sin(i / 5), 30 + 6 * Math.cos(i / 7), 380, 380);
                await engine.guide(canvas.transferToImageBitmap(), 'de-passport', 4);
            }
            return frames / (performance.now() - start) * 1000;
        })()
        """, new { file = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(BenchFolders.Portraits, Someone))), frames });

    private static async Task MeasureMemoryAsync(byte[] photo, MarkdownTable table)
    {
        foreach ((string name, bool keep, string target) in (IEnumerable<(string, bool, string)>)[("crop-only", true, ""), ("background replaced", false, "750 MB")])
        {
            await using Chrome chrome = await Chrome.StartAsync();
            await using EnginePage page = await chrome.OpenAsync();
            await page.StartAsync();
            // As an app does while the picture is framed.
            await page.CallAsync("engine.preload(large ? ['Salient', ...names] : names)", new { large = !keep, names = Small });
            await Task.Delay(5000);
            for (int i = 0; i < 3; i++)
                await BrowserAsync(page, photo, keep ? "de-passport" : "two-inch", keep);
            table.Add($"renderer's peak, 12 MP, {name}", $"{Chrome.Megabytes("VmHWM"):0} MB", "", "", target);
            await page.CallAsync("engine.close()");
            await Task.Delay(8000);
            table.Add($"renderer after close, {name}", $"{Chrome.Megabytes("VmRSS"):0} MB", "", "", keep ? "" : "300 MB");
        }
    }

    private static (long Plain, long Packed) Downloaded(IEnumerable<string> paths)
    {
        (long plain, long packed) = (0, 0);
        foreach (string path in paths.Distinct().ToArray())
        {
            string file = Path.Combine(Chrome.PageFolder, path.TrimStart('/'));
            if (!File.Exists(file))
                continue;
            byte[] bytes = File.ReadAllBytes(file);
            plain += bytes.Length;
            packed += path.Contains(".net.", StringComparison.Ordinal) ? bytes.Length : Brotli(bytes);
        }
        return (plain, packed);
    }

    private static long Brotli(byte[] bytes)
    {
        using MemoryStream target = new();
        using (BrotliStream packed = new(target, CompressionLevel.SmallestSize, leaveOpen: true))
            packed.Write(bytes);
        return target.Length;
    }

    internal static byte[] Large(double pixels)
    {
        Picture small = PictureDecoder.Decode(File.ReadAllBytes(Path.Combine(BenchFolders.Portraits, Someone))).Picture;
        double scale = Math.Sqrt(pixels / small.Size.Area);
        Picture large = small.Resize(new Box(0, 0, small.Width, small.Height), new PixelSize((int)(small.Width * scale), (int)(small.Height * scale)), ResamplingKernel.CatmullRom);
        return PictureEncoder.EncodeJpeg(large, new JpegOptions());
    }
}
