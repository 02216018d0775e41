using System.Diagnostics;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.Bench.Speed;

/// <summary>One source to ten documents, against the time of one of them.</summary>
internal static class ManyVerb
{
    private const int WarmUp = 3;
    private const int Runs = 9;
    private static readonly string[] Documents = ["cn-passport", "gb-passport-digital", "jp-passport", "one-inch", "schengen-visa", "two-inch", "us-passport"];
    private static readonly int[] Resolutions = [250, 350, 400];

    /// <summary>Measures in process, warm, and the whole command.</summary>
    public static async Task RunAsync()
    {
        string path = LargePhotos.Make(12);
        byte[] file = await File.ReadAllBytesAsync(path);
        using PhotoStudio studio = DesktopStudio.Open();
        MarkdownTable table = new("12 MP, warm, in process", "one document", "ten documents", "ratio", "ratio of processor time", "target");
        MakeOptions replaced = new() { AllowEdits = true };
        await CompareAsync(table, "every background replaced", studio, file, replaced);
        await CompareAsync(table, "as each document permits", studio, file, new MakeOptions());
        MeasuredProcess one = await CommandAsync(path, "two-inch"), all = await CommandAsync(path, string.Join(',', Documents));
        table.Add("whole command, seven documents as each permits", $"{one.Milliseconds:f0} ms", $"{all.Milliseconds:f0} ms", $"{all.Milliseconds / one.Milliseconds:f2}", $"{all.CpuMilliseconds / one.CpuMilliseconds:f2}", "");
        Console.WriteLine(table);
    }

    /// <summary>Ten documents of different shape and size, one of them at four resolutions.</summary>
    private static PhotoSpec[] Ten()
    {
        PhotoSpec[] all = [.. Documents.Select(PhotoSpecs.Find)];
        PhotoSpec last = PhotoSpecs.Find("one-inch");
        return [.. all, .. Resolutions.Select(dpi => last with { Id = $"one-inch-{dpi}", Pixels = null, Dpi = dpi })];
    }

    private static async Task CompareAsync(MarkdownTable table, string name, PhotoStudio studio, byte[] file, MakeOptions make)
    {
        IdPhotoOptions options = new() { Make = make };
        PhotoSpec[] ten = Ten();
        List<Taken> one = [], many = [];
        for (int i = 0; i < WarmUp + Runs; i++)
        {
            // In turn, so that what else the machine does falls on both.
            one.Add(await Taken.ByAsync(() => studio.MakeAsync(file, PhotoSpecs.Find("two-inch"), options)));
            many.Add(await Taken.ByAsync(async () => Check(await studio.MakeManyAsync(file, ten, options))));
        }
        Taken single = Taken.Median(one.Skip(WarmUp)), all = Taken.Median(many.Skip(WarmUp));
        table.Add(name, $"{single.Wall:f0} ms", $"{all.Wall:f0} ms", $"{all.Wall / single.Wall:f2}", $"{all.Processor / single.Processor:f2}", "1.5");
    }

    private static void Check(IReadOnlyList<DocumentResult> results)
    {
        if (results.FirstOrDefault(result => result.Refusal is not null) is { } refused)
            throw refused.Refusal!;
    }

    /// <summary>Milliseconds by the clock and of all processors; the latter hardly depend on what else the machine does.</summary>
    private sealed record Taken(double Wall, double Processor)
    {
        public static async Task<Taken> ByAsync(Func<Task> work)
        {
            using Process self = Process.GetCurrentProcess();
            TimeSpan before = self.TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            await work();
            double wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            self.Refresh();
            return new Taken(wall, (self.TotalProcessorTime - before).TotalMilliseconds);
        }

        public static Taken Median(IEnumerable<Taken> all)
            => new(Statistics.Median(all.Select(taken => taken.Wall)), Statistics.Median(all.Select(taken => taken.Processor)));
    }

    private static async Task<MeasuredProcess> CommandAsync(string path, string documents)
    {
        List<MeasuredProcess> runs = [];
        for (int i = 0; i < 3; i++)
            runs.Add(await OurProgram.MakeAsync(path, documents));
        return MeasuredProcess.Median(runs);
    }
}
