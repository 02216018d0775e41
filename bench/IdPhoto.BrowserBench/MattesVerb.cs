using System.Globalization;
using System.Text.Json;
using IdPhoto.Bench;
using IdPhoto.Browser.Tests;
using IdPhoto.Codecs;
using IdPhoto.Pictures;

namespace IdPhoto.BrowserBench;

/// <summary>Mattes of the browser and the native engine on the composites of IdPhoto.Bench, against the truth.</summary>
internal static class MattesVerb
{
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        int every = arguments is ["--every", var n] ? int.Parse(n, CultureInfo.InvariantCulture) : 1;
        await using Chrome chrome = await Chrome.StartAsync();
        await using EnginePage page = await chrome.OpenAsync();
        await page.StartAsync();
        MarkdownTable table = new("set", "n", "SAD native", "SAD browser", "ratio");
        (double native, double browser) = (0, 0);
        foreach (string set in (string[])["scenery", "walls", "clothes", "strands"])
        {
            string[] files = [.. Directory.EnumerateFiles(BenchFolders.Out("composites", set), "*.jpg").Order().Where((_, i) => i % every == 0)];
            List<(double Native, double Browser)> sads = [];
            foreach (string file in files)
                sads.Add(await MeasureAsync(chrome, page, file));
            if (sads.Count == 0)
                continue;
            table.Add(set, $"{sads.Count}", $"{sads.Average(sad => sad.Native):0.00}", $"{sads.Average(sad => sad.Browser):0.00}", $"{sads.Sum(sad => sad.Browser) / sads.Sum(sad => sad.Native):0.000}");
            (native, browser) = (native + sads.Sum(sad => sad.Native), browser + sads.Sum(sad => sad.Browser));
        }
        Console.WriteLine(table);
        Console.WriteLine($"All together: {browser / native:0.000} of the native engine's SAD (thousands of pixels).");
    }

    private static async Task<(double Native, double Browser)> MeasureAsync(Chrome chrome, EnginePage page, string file)
    {
        byte[] bytes = await File.ReadAllBytesAsync(file);
        byte[] truth = Alpha(Path.ChangeExtension(file, ".alpha.png"));
        float[] native = await NativeAsync(chrome, bytes, truth.Length);
        await page.OpenPhotoAsync(bytes);
        JsonElement answer = await page.CallAsync("engine.cutOut().then(({ rgba }) => toText(rgba.filter((_, i) => i % 4 === 3)))");
        byte[] theirs = answer.ValueKind == JsonValueKind.String ? answer.GetBytesFromBase64() : new byte[truth.Length];
        return (Sad(i => native[i], truth), Sad(i => theirs[i] / 255f, truth));
    }

    // A refusal is an answer, too, and here always a wrong one: it counts as an empty matte.
    private static async Task<float[]> NativeAsync(Chrome chrome, byte[] file, int pixels)
    {
        try
        {
            return (await chrome.Native.CutOutAsync(file)).Alpha.Values;
        }
        catch (PhotoException)
        {
            return new float[pixels];
        }
    }

    private static byte[] Alpha(string file)
    {
        Picture picture = PictureDecoder.Decode(File.ReadAllBytes(file)).Picture;
        return [.. Enumerable.Range(0, (int)picture.Size.Area).Select(i => picture.Rgb[3 * i])];
    }

    private static double Sad(Func<int, float> alpha, byte[] truth)
    {
        double sum = 0;
        for (int i = 0; i < truth.Length; i++)
            sum += Math.Abs(alpha(i) - (truth[i] / 255f));
        return sum / 1000;
    }
}
