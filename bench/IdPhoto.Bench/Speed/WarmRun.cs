using System.Diagnostics;
using IdPhoto.Codecs;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Onnx;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Bench.Speed;

/// <summary>A photo made in a process that has made one before.</summary>
/// <param name="Milliseconds">From the file's bytes to the photo's.</param>
/// <param name="NetworkShare">The share of it spent inside networks, 0..1.</param>
internal sealed record WarmRun(double Milliseconds, double NetworkShare)
{
    /// <summary>Runs that are not counted: loading, compiling, growing the heap.</summary>
    private const int WarmUp = 3;

    /// <summary>The medians of several runs, stage after stage as PhotoStudio calls them.</summary>
    public static async Task<WarmRun> MedianAsync(string path, int times)
    {
        byte[] file = await File.ReadAllBytesAsync(path);
        using OnnxNetworks networks = new();
        TimedNetworks timed = new(networks);
        List<WarmRun> runs = [];
        for (int i = 0; i < WarmUp + times; i++)
            runs.Add(await OnceAsync(timed, file));
        return new WarmRun(
            Statistics.Median(runs.Skip(WarmUp).Select(run => run.Milliseconds)),
            Statistics.Median(runs.Skip(WarmUp).Select(run => run.NetworkShare)));
    }

    private static async Task<WarmRun> OnceAsync(TimedNetworks networks, byte[] file)
    {
        networks.Spent = TimeSpan.Zero;
        long start = Stopwatch.GetTimestamp();
        Picture picture = PictureDecoder.Decode(file).Picture;
        Portrait portrait = await PortraitReader.ReadAsync(networks, picture, mostHeads: 1);
        MadePhoto photo = await IdPhotoMaker.MakeAsync(networks, portrait, PhotoSpecs.Find("us-passport"), new MakeOptions { AllowEdits = true });
        PictureEncoder.EncodeJpeg(photo.Picture, new JpegOptions { Dpi = photo.Page.Dpi });
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        return new WarmRun(wall.TotalMilliseconds, networks.Spent / wall);
    }
}
