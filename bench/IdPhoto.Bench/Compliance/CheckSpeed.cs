using System.Diagnostics;
using IdPhoto.Bench.Portraits;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Ofiq;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Onnx;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Bench.Compliance;

/// <summary>How long the whole report takes beyond detection and segmentation.</summary>
internal static class CheckSpeed
{
    private const int Runs = 30;

    public static async Task RunAsync(OnnxNetworks networks, PhotoSpec spec)
    {
        MarkdownTable table = new("photo", "report, median of 30", "slowest of 30", "OFIQ's measures, median", "target");
        foreach (string id in (string[])["material-marc", "paper-joe-gardner", "astronaut"])
        {
            Picture small = TestPortrait.Find(id).Load();
            double scale = Math.Sqrt(12e6 / small.Size.Area);
            PixelSize size = new((int)(small.Width * scale), (int)(small.Height * scale));
            Picture large = Resampler.Resize(small, new Box(0, 0, small.Width, small.Height), size, ResamplingKernel.CatmullRom);
            Portrait portrait = await PortraitReader.ReadAsync(networks, large, 1);
            CheckOptions options = new() { Header = new PictureHeader(FileKind.Jpeg, size, 1, 8) };
            double[] report = Times(() => ComplianceChecker.Check(portrait, spec, options)), ofiq = Times(() => OfiqChecker.Measure(portrait));
            table.Add($"{id}, enlarged to 12 MP", $"{Statistics.Median(report):0} ms", $"{report.Max():0} ms", $"{Statistics.Median(ofiq):0} ms", "60 ms");
        }
        Console.WriteLine("## Time, warm, in process\n");
        Console.WriteLine(table);
    }

    private static double[] Times(Action work)
    {
        for (int i = 0; i < 10; i++)
            work();
        double[] times = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return times;
    }
}
