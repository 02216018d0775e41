using System.Globalization;
using IdPhoto.Bench.Composites;
using IdPhoto.Bench.Pictures;
using IdPhoto.Bench.Speed;
using IdPhoto.Desktop;
using IdPhoto.Pictures;
using IdPhoto.Studio;

namespace IdPhoto.Bench.Mattes;

/// <summary>Measures mattes on the frozen composites.</summary>
internal static class MatteVerb
{
    private const int WorstShown = 8;

    /// <summary>From here on, in thousands of pixels, a piece of the person is missing, or one of the scene is there.</summary>
    private const double Gross = 30;

    /// <summary>Measures the named sets, or all.</summary>
    /// <param name="arguments">
    /// Names of sets; --peer to run the peer too, which takes seconds a picture; --every N for every Nth picture only; --sides N,M to
    /// compare the engine with smaller inputs of IS-Net instead of with each network alone.
    /// </param>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        bool withPeer = arguments.Contains("--peer");
        int every = Value(arguments, "--every") is { } nth ? int.Parse(nth, CultureInfo.InvariantCulture) : 1;
        CompositeSet[] named = [.. CompositeMaker.Sets.Where(set => arguments.Contains(set.Name))];
        using PhotoStudio studio = DesktopStudio.Open();
        using PhotoStudio withoutSalient = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = false });
        PhotoStudio[] sized = [.. Sides(arguments).Select(side => DesktopStudio.Open(new PhotoStudioOptions { SalientSide = side }))];
        IReadOnlyList<Cutter> own = sized.Length > 0 ? [.. sized.Zip(Sides(arguments), Cutters.Sized)] : Cutters.Ours(studio, withoutSalient);
        IReadOnlyList<Cutter> cutters = [.. own, .. withPeer ? [Cutters.Peer] : Array.Empty<Cutter>()];
        MarkdownTable summary = new("set", "n", "method", "SAD mean", "SAD median", "MSE mean", "gradient mean", "refused", "grossly wrong");
        foreach (CompositeSet set in named.Length == 0 ? CompositeMaker.Sets : named)
            await MeasureAsync(set, [.. set.Files().Where((_, i) => i % every == 0)], cutters, summary);
        string text = summary.ToString();
        await File.WriteAllTextAsync(Path.Combine(BenchFolders.Out("matte"), "summary.md"), text);
        Console.WriteLine(text);
    }

    private static string? Value(IReadOnlyList<string> arguments, string option)
        => arguments.Contains(option) ? arguments[arguments.ToList().IndexOf(option) + 1] : null;

    private static int[] Sides(IReadOnlyList<string> arguments)
        => [.. (Value(arguments, "--sides") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(side => int.Parse(side, CultureInfo.InvariantCulture))];

    private static async Task MeasureAsync(CompositeSet set, string[] files, IReadOnlyList<Cutter> cutters, MarkdownTable summary)
    {
        if (cutters.Contains(Cutters.Peer))
            await Peer.PrepareAsync(files);
        MarkdownTable pictures = new("picture", "method", "SAD", "MSE", "gradient");
        foreach (Cutter cutter in cutters)
        {
            List<(string File, MatteScore Score)> scores = [];
            foreach (string file in files)
                scores.Add((file, await ScoreAsync(set, cutter, file)));
            foreach ((string file, MatteScore score) in scores)
                pictures.Add(Name(file), cutter.Name, $"{score.Sad:f2}", $"{score.Mse:f2}", $"{score.Gradient:f2}");
            summary.Add(
                set.Name, $"{files.Length}", cutter.Name, $"{scores.Average(s => s.Score.Sad):f2}", $"{Statistics.Median(scores.Select(s => s.Score.Sad)):f2}",
                $"{scores.Average(s => s.Score.Mse):f2}", $"{scores.Average(s => s.Score.Gradient):f2}",
                $"{scores.Count(s => s.Score.Refused)}", $"{scores.Count(s => !s.Score.Refused && s.Score.Sad > Gross)}");
            if (cutter == cutters[0])
                ShowWorst(set, scores);
        }
        await File.WriteAllTextAsync(Path.Combine(BenchFolders.Out("matte"), set.Name + ".md"), pictures.ToString());
    }

    private static async Task<MatteScore> ScoreAsync(CompositeSet set, Cutter cutter, string file)
    {
        Plane matte = await cutter.CutAsync(file);
        string folder = BenchFolders.Out("matte", set.Name, cutter.Name.Replace(" ", "-", StringComparison.Ordinal).Replace("/", "-", StringComparison.Ordinal));
        PictureFiles.WriteAlpha(matte, Path.Combine(folder, Name(file) + ".png"));
        return MatteScore.Of(matte, PictureFiles.ReadAlpha(Path.ChangeExtension(file, ".alpha.png")));
    }

    private static void ShowWorst(CompositeSet set, List<(string File, MatteScore Score)> scores)
    {
        Console.WriteLine($"{set.Name}, ours, the worst by SAD:");
        foreach ((string file, MatteScore score) in scores.OrderByDescending(s => s.Score.Sad).Take(WorstShown))
            Console.WriteLine($"  {score.Sad,7:f2}  {Name(file)}");
    }

    private static string Name(string file) => Path.GetFileNameWithoutExtension(file);
}
