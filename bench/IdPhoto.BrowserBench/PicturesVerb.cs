using System.Globalization;
using System.Text.Json;
using IdPhoto.Bench;
using IdPhoto.Browser.Tests;
using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using IdPhoto.Words;

namespace IdPhoto.BrowserBench;

/// <summary>Pixels and verdicts in the browser beside the native engine's, for eight documents and every test portrait that makes them.</summary>
internal static class PicturesVerb
{
    private const int MostKb = 20_000;
    private static readonly string[] Kept = ["de-passport", "gb-passport-digital", "fr-passport", "jp-passport", "au-passport"];
    private static readonly string[] Replaced = ["two-inch", "one-inch", "cn-civil-service-exam"];

    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        int every = arguments is ["--every", var n] ? int.Parse(n, CultureInfo.InvariantCulture) : 1;
        await using Chrome chrome = await Chrome.StartAsync();
        await using EnginePage page = await chrome.OpenAsync();
        await page.StartAsync();
        MarkdownTable table = new("portrait", "kept: least PSNR", "replaced: least PSNR", "largest difference", "verdicts that differ", "of");
        List<double> kept = [], replaced = [];
        (int differ, int all) = (0, 0);
        foreach ((string id, string file) in Portraits().Where((_, i) => i % every == 0))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file);
            if ((await page.OpenPhotoAsync(bytes)).TryGetProperty("refusal", out _))
                continue;
            Compared a = await CompareAsync(chrome, page, bytes, Kept, keep: true), b = await CompareAsync(chrome, page, bytes, Replaced, keep: false);
            if (a.Psnr.Count + b.Psnr.Count == 0)
                continue;
            kept.AddRange(a.Psnr);
            replaced.AddRange(b.Psnr);
            (differ, all) = (differ + a.Differ + b.Differ, all + a.All + b.All);
            table.Add(id, Least(a.Psnr), Least(b.Psnr), $"{Math.Max(a.Largest, b.Largest)} of 255", $"{a.Differ + b.Differ}", $"{a.All + b.All}");
        }
        Console.WriteLine(table);
        Console.WriteLine($"Kept backgrounds: {kept.Count} photos, least {kept.Min():0.0} dB, median {Statistics.Median(kept):0.0} dB.");
        Console.WriteLine($"Replaced backgrounds: {replaced.Count} photos, least {replaced.Min():0.0} dB, median {Statistics.Median(replaced):0.0} dB.");
        Console.WriteLine($"Verdicts: {differ} of {all} differ ({100.0 * differ / all:0.0} %).");
    }

    private sealed record Compared(List<double> Psnr, int Largest, int Differ, int All);

    private static string Least(List<double> psnr) => psnr.Count == 0 ? "refused by both" : $"{psnr.Min():0.0} dB";

    private static IEnumerable<(string Id, string File)> Portraits()
    {
        using JsonDocument list = JsonDocument.Parse(File.ReadAllText(Path.Combine(BenchFolders.Portraits, "portraits.json")));
        foreach (JsonElement entry in list.RootElement.EnumerateArray().ToArray())
        {
            string file = Path.GetFullPath(Path.Combine(BenchFolders.Portraits, entry.GetProperty("path").GetString()!));
            if (entry.GetProperty("kind").GetString() == "portrait" && !entry.TryGetProperty("duplicateOf", out _) && File.Exists(file))
                yield return (entry.GetProperty("id").GetString()!, file);
        }
    }

    private static async Task<Compared> CompareAsync(Chrome chrome, EnginePage page, byte[] file, string[] specs, bool keep)
    {
        JsonElement made = await page.MakeAsync(new { specs, force = true, check = true, background = keep ? "keep" : null, format = "png", maxKb = MostKb });
        IdPhotoOptions options = new()
        {
            Make = new MakeOptions { Force = true, KeepBackground = keep },
            Check = new CheckOptions(),
            Format = FileFormat.Png,
            MaxKb = MostKb,
        };
        IReadOnlyList<DocumentResult> native = await chrome.Native.MakeManyAsync(file, [.. specs.Select(PhotoSpecs.Find)], options);
        Compared compared = new([], 0, 0, 0);
        foreach ((DocumentResult mine, JsonElement theirs) in native.Zip(made.EnumerateArray()))
        {
            if (mine.Photo is not { } photo)
                continue;
            (double psnr, int largest) = Difference(PictureDecoder.Decode(photo.Bytes).Picture, PictureDecoder.Decode(theirs.GetProperty("file").GetBytesFromBase64()).Picture);
            (int differ, int all) = Verdicts(MadeReport.Of(photo, Sentences.In(Languages.English)), theirs.GetProperty("report"));
            compared.Psnr.Add(psnr);
            compared = compared with { Largest = Math.Max(largest, compared.Largest), Differ = compared.Differ + differ, All = compared.All + all };
        }
        return compared;
    }

    private static (double Psnr, int Largest) Difference(Picture a, Picture b)
    {
        double sum = 0;
        int largest = 0;
        for (int i = 0; i < a.Size.Area * 3; i++)
        {
            int difference = Math.Abs(a.Rgb[i] - b.Rgb[i]);
            largest = Math.Max(largest, difference);
            sum += difference * difference;
        }
        return (Math.Min(99, 10 * Math.Log10(255 * 255 / (sum / (a.Size.Area * 3)))), largest);
    }

    private static (int Differ, int All) Verdicts(MadeReport native, JsonElement browser)
    {
        int differ = 0, all = 0;
        foreach ((string side, ComplianceLine line) in (IEnumerable<(string, ComplianceLine)>)[("source", native.Compliance!.Source), ("result", native.Compliance.Result)])
        {
            JsonElement[] theirs = [.. browser.GetProperty("compliance").GetProperty(side).GetProperty("findings").EnumerateArray()];
            foreach (FindingLine finding in line.Findings)
            {
                all++;
                differ += theirs.Any(other => other.GetProperty("code").GetString() == finding.Code && other.GetProperty("verdict").GetString() == finding.Verdict) ? 0 : 1;
            }
        }
        return (differ, all);
    }
}
