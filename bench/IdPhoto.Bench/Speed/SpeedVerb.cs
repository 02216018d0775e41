using System.Globalization;

namespace IdPhoto.Bench.Speed;

/// <summary>Measures time and memory: ours beside the peer in one run, and ours against its targets.</summary>
internal static class SpeedVerb
{
    private const int Runs = 3;
    private const int FolderPhotos = 24;
    private const int MegapixelsInFolder = 2;

    /// <summary>Measures everything and prints the table.</summary>
    public static async Task RunAsync()
    {
        string largest = LargePhotos.Make(22), large = LargePhotos.Make(12), small = LargePhotos.Make(2);
        string machine = Machine();
        MarkdownTable table = new("figure", "ours", "target", "peer", "ratio");
        await CompareAsync(table, "22 MP", largest, "at most 1/6 of the peer");
        await CompareAsync(table, "12 MP", large, "");
        await CompareAsync(table, "2 MP", small, "");
        await MemoryAsync(table, large);
        WarmRun warm = await WarmRun.MedianAsync(large, 3 * Runs);
        table.Add("make 12 MP, warm, in process", $"{warm.Milliseconds:f0} ms", "900 ms", "", "");
        table.Add("of it inside ONNX Runtime", $"{100 * warm.NetworkShare:f0} %", "at least 70 %", "", "");
        await FolderAsync(table, small);
        string text = $"{machine}\n\n{table}";
        await File.WriteAllTextAsync(Path.Combine(BenchFolders.Out("speed"), "summary.md"), text);
        Console.WriteLine(text);
    }

    private static async Task CompareAsync(MarkdownTable table, string name, string file, string target)
    {
        List<MeasuredProcess> our = [], their = [];
        for (int i = 0; i < Runs; i++)
        {
            // In turn, so that what else the machine does falls on both.
            our.Add(await OurProgram.MakeAsync(file));
            if (Peer.IsInstalled)
                their.Add(await Peer.CutAsync(file));
        }
        MeasuredProcess ours = MeasuredProcess.Median(our);
        MeasuredProcess? peer = their.Count == 0 ? null : MeasuredProcess.Median(their);
        Compare(table, $"make {name}, whole process (peer: cut-out only)", "ms", target, ours.Milliseconds, peer?.Milliseconds);
        Compare(table, $"make {name}, processor time", "ms", "", ours.CpuMilliseconds, peer?.CpuMilliseconds);
        Compare(table, $"make {name}, peak memory", "MB", "900 MB", ours.PeakMegabytes, peer?.PeakMegabytes);
        if (name == "2 MP")
            table.Add("cold start: make 2 MP, whole process", $"{ours.Milliseconds:f0} ms", "2500 ms", "", "");
    }

    private static void Compare(MarkdownTable table, string name, string unit, string target, double ours, double? peer)
        => table.Add(name, $"{ours:f0} {unit}", target, peer is null ? "not installed" : $"{peer:f0} {unit}", peer is null ? "" : $"1/{peer / ours:f1}");

    private static async Task MemoryAsync(MarkdownTable table, string file)
    {
        List<MeasuredProcess> runs = [];
        for (int i = 0; i < Runs; i++)
            runs.Add(await OurProgram.CutAsync(file));
        MeasuredProcess cut = MeasuredProcess.Median(runs);
        table.Add("cutout 12 MP at full size, whole process", $"{cut.Milliseconds:f0} ms", "", "", "");
        table.Add("cutout 12 MP at full size, peak memory", $"{cut.PeakMegabytes:f0} MB", "1500 MB", "", "");
    }

    private static async Task FolderAsync(MarkdownTable table, string file)
    {
        string folder = BenchFolders.Out("speed", "folder");
        for (int i = 0; i < FolderPhotos; i++)
            File.Copy(file, Path.Combine(folder, $"{i:d2}.jpg"), overwrite: true);
        Directory.Delete(BenchFolders.Out("speed", "made"), recursive: true);
        MeasuredProcess made = await OurProgram.MakeFolderAsync(folder);
        table.Add(
            $"make a folder of {FolderPhotos} photos of {MegapixelsInFolder} MP", $"{FolderPhotos * 1000 / made.Milliseconds:f2} photos/s", "2 photos/s",
            "", "");
        table.Add("make a folder, peak memory", $"{made.PeakMegabytes:f0} MB", "", "", "");
    }

    private static string Machine()
    {
        string load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        string day = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{day}, {Environment.ProcessorCount} cores, load before the run {load}";
    }
}
