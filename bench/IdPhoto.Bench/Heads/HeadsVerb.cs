using IdPhoto.Bench.Portraits;
using IdPhoto.Desktop;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.Bench.Heads;

/// <summary>Measures head and eye positions against annotations made by hand.</summary>
internal static class HeadsVerb
{
    /// <summary>Measures every annotated picture.</summary>
    public static async Task RunAsync()
    {
        using PhotoStudio studio = DesktopStudio.Open();
        List<(TestPortrait Annotation, Portrait Found)> read = [];
        foreach (TestPortrait portrait in TestPortrait.All.Where(portrait => portrait.Kind != "drawing"))
            read.Add((portrait, await studio.AnalyzeAsync(portrait.ReadFile())));
        HeadError[] errors = [.. read.Select(pair => HeadError.Of(pair.Annotation, pair.Found)).OfType<HeadError>()];
        string text = $"{Accuracy(errors)}\n{Faces(read)}\n{await TurnsTest.RunAsync(studio.Networks, read)}";
        await File.WriteAllTextAsync(Path.Combine(BenchFolders.Out("heads"), "summary.md"), text + "\n" + PerPicture(errors));
        Console.WriteLine(text);
    }

    private static MarkdownTable Accuracy(IReadOnlyList<HeadError> errors)
    {
        MarkdownTable table = new("position", "n", "mean error", "median", "worst", "n, uncertain too", "mean error", "worst");
        Add(table, "head top, % of head height", errors, error => error.HeadTop, "headTop");
        Add(table, "chin, % of head height", errors, error => error.Chin, "chin");
        Add(table, "eyes, % of head height", errors, error => error.EyesOfHead, "leftEye", "rightEye");
        Add(table, "eyes, % of inter-eye distance", errors, error => error.EyesOfDistance, "leftEye", "rightEye");
        return table;
    }

    private static void Add(MarkdownTable table, string name, IReadOnlyList<HeadError> errors, Func<HeadError, double?> read, params string[] fields)
    {
        HeadError[] all = [.. errors.Where(error => read(error) is not null)];
        double[] sure = [.. all.Where(error => !error.Annotation.Uncertain.Any(fields.Contains)).Select(error => read(error)!.Value)];
        HeadError worst = all.MaxBy(error => read(error))!;
        double[] every = [.. all.Select(error => read(error)!.Value)];
        table.Add(
            name, $"{sure.Length}", $"{sure.Average():f2}", $"{Statistics.Median(sure):f2}", $"{sure.Max():f1}",
            $"{every.Length}", $"{every.Average():f2}", $"{every.Max():f1} ({worst.Annotation.Id})");
    }

    private static MarkdownTable Faces(List<(TestPortrait Annotation, Portrait Found)> read)
    {
        MarkdownTable table = new("faces", "number", "where");
        (TestPortrait, Portrait)[] missed = [.. read.Where(pair => pair.Found.Faces.Count < pair.Annotation.Faces)];
        (TestPortrait, Portrait)[] beyond = [.. read.Where(pair => pair.Found.Faces.Count > pair.Annotation.Faces)];
        table.Add("annotated", $"{read.Sum(pair => pair.Annotation.Faces)}", $"in {read.Count(pair => pair.Annotation.Faces > 0)} of {read.Count} pictures");
        table.Add("missed", $"{missed.Sum(pair => pair.Item1.Faces - pair.Item2.Faces.Count)}", Where(missed));
        table.Add("false", $"{beyond.Sum(pair => pair.Item2.Faces.Count - pair.Item1.Faces)}", Where(beyond));
        return table;
    }

    private static string Where((TestPortrait Annotation, Portrait Found)[] pairs)
        => string.Join(", ", pairs.Select(pair => $"{pair.Annotation.Id} ({pair.Found.Faces.Count} of {pair.Annotation.Faces})"));

    private static MarkdownTable PerPicture(IReadOnlyList<HeadError> errors)
    {
        MarkdownTable table = new("picture", "head top %", "chin %", "eyes % of head", "eyes % of distance", "yaw", "uncertain");
        foreach (HeadError error in errors)
            table.Add(
                error.Annotation.Id, $"{error.HeadTop:f1}", $"{error.Chin:f1}", $"{error.EyesOfHead:f1}", $"{error.EyesOfDistance:f1}",
                $"{error.Found.Pose.Yaw:f0} ({error.Annotation.Yaw})", string.Join(", ", error.Annotation.Uncertain));
        return table;
    }
}

/// <summary>How far a measured head is from the annotation, in per cent; null where the annotation lacks what it takes.</summary>
internal sealed record HeadError(TestPortrait Annotation, HeadMeasure Found, double? HeadTop, double? Chin, double? EyesOfHead, double? EyesOfDistance)
{
    /// <summary>The error of the main head, or null where none was annotated or found.</summary>
    public static HeadError? Of(TestPortrait annotation, Portrait found)
    {
        if (found.Heads.Count == 0 || annotation.Chin is not Point chin)
            return null;
        HeadMeasure head = found.Heads[0];
        double? height = annotation.HeadTop?.DistanceTo(chin);
        double? eyes = annotation is { LeftEye: Point left, RightEye: Point right }
            ? (head.LeftEye.DistanceTo(left) + head.RightEye.DistanceTo(right)) / 2
            : null;
        return new HeadError(
            annotation, head,
            annotation.HeadTop is Point top ? 100 * Along(head.HeadTop - top, top - chin) / height : null,
            annotation.HeadTop is Point axis ? 100 * Along(head.Chin - chin, axis - chin) / height : null,
            100 * eyes / height,
            100 * eyes / annotation.LeftEye?.DistanceTo(annotation.RightEye ?? default));
    }

    // Across the axis neither the top of a head nor its chin is a sharp place; rules speak of its length.
    private static double Along(Point error, Point axis) => Math.Abs((error.X * axis.X) + (error.Y * axis.Y)) / axis.Length;
}
