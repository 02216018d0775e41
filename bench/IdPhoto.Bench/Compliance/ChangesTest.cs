using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Onnx;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Bench.Compliance;

/// <summary>Controlled changes to portraits that keep the rule: does the check notice the strong ones and let the slight ones be?</summary>
internal static class ChangesTest
{
    /// <summary>A face this small has too few pixels for a change to be seen.</summary>
    private const double SmallestFace = 40;

    public static async Task RunAsync(OnnxNetworks networks, IReadOnlyList<LabelledPhoto> photos, PhotoSpec spec, int most)
    {
        List<(string Id, Portrait Portrait, Dictionary<string, Verdict> Before)> bases = [];
        foreach (LabelledPhoto photo in photos.Where(photo => IsPlainPortrait(photo.Label)))
        {
            Portrait portrait = await PortraitReader.ReadAsync(networks, PictureDecoder.Decode(await File.ReadAllBytesAsync(photo.Path)).Picture, 1);
            if (bases.Count < most && portrait.Heads.Count > 0 && portrait.Heads[0].InterEyeDistance >= SmallestFace)
                bases.Add((photo.Label.Id, portrait, Verdicts(portrait, spec)));
        }
        MarkdownTable table = new("change", "rule", "photos", "pass", "check", "fail", "n. a.", "wrong");
        foreach (Change change in Change.All)
            table.Add(await RowAsync(networks, change, bases, spec));
        Console.WriteLine($"## Controlled changes to {bases.Count} portraits\n");
        Console.WriteLine(table);
    }

    private static bool IsPlainPortrait(Label label)
        => label is { Glasses: "none", HeadCovering: "none", FaceOccluded: false } && Math.Abs(label.YawDegreesAbout ?? 90) <= 20;

    private static async Task<string[]> RowAsync(OnnxNetworks networks, Change change, List<(string Id, Portrait Portrait, Dictionary<string, Verdict> Before)> bases, PhotoSpec spec)
    {
        int[] counts = new int[4];
        List<string> wrong = [];
        foreach ((string id, Portrait portrait, Dictionary<string, Verdict> before) in bases)
        {
            // What the rule already says of the unchanged picture is no effect of the change; a tilt is undone by it.
            if (!change.Rules.Contains(ComplianceRules.Roll) && change.Rules.Any(rule => before[rule] != Verdict.Pass))
                continue;
            Picture changed = change.Apply(portrait.Picture, portrait.Faces[0].Mesh, portrait.HeadMap!);
            Portrait again = await PortraitReader.ReadAsync(networks, changed, 1);
            // A face that is not found any more is noticed too.
            Verdict verdict = again.Heads.Count == 0 ? Verdict.Fail : change.Rules.Select(rule => Verdicts(again, spec)[rule]).Max(v => (Rank(v), v)).v;
            counts[(int)verdict]++;
            if ((change.Expected == Expected.Bad && verdict == Verdict.Pass) || (change.Expected == Expected.Good && verdict == Verdict.Fail))
                wrong.Add(id);
        }
        return [change.Name, string.Join(", ", change.Rules), $"{counts.Sum()}", $"{counts[0]}", $"{counts[1]}", $"{counts[2]}", $"{counts[3]}", $"{wrong.Count}{(wrong.Count is > 0 and < 6 ? ": " + string.Join(", ", wrong) : "")}"];
    }

    private static int Rank(Verdict verdict) => verdict switch { Verdict.NotAssessed => 0, Verdict.Pass => 1, Verdict.Review => 2, _ => 3 };

    private static Dictionary<string, Verdict> Verdicts(Portrait portrait, PhotoSpec spec)
    {
        // A JPEG as far as the rules know, so that blocks are looked for.
        PictureHeader header = new(FileKind.Jpeg, portrait.Picture.Size, 1, 8);
        return ComplianceChecker.Check(portrait, spec, new CheckOptions { Kind = PhotoKind.Capture, Header = header }).Findings.ToDictionary(f => f.Code, f => f.Verdict);
    }
}
