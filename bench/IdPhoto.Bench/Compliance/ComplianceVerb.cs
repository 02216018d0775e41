using IdPhoto.Bench.Portraits;
using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Onnx;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Bench.Compliance;

/// <summary>Holds the compliance check against what people see in the labelled pictures.</summary>
internal static class ComplianceVerb
{
    /// <summary>An invented document that forbids all that any document forbids, so that every rule is asked.</summary>
    private const string Strict = """
        {
          "id": "strict", "title": "Strict test document", "document": "Every rule at once",
          "print": { "widthMm": 35, "heightMm": 45 }, "pixels": { "width": 413, "height": 531 },
          "head": { "min": 32, "max": 36, "top": "crown" },
          "background": { "default": { "name": "light-grey", "hex": "#d3d3d3" } },
          "edit": { "alteration": "notSeen", "background": "notSeen" },
          "capture": { "glasses": { "rule": "forbidden" }, "headCovering": { "rule": "forbidden" }, "expression": { "rule": "neutral" } },
          "sources": [
            { "field": "head", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" },
            { "field": "background", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" }
          ]
        }
        """;

    /// <summary>Rules about size and place: labels say nothing of them, and small pictures break them whatever they show.</summary>
    public static IReadOnlySet<string> SizeRules { get; } = new HashSet<string>(
        [.. RuleBook.All.Where(rule => rule.Group == RuleGroup.Size).Select(rule => rule.Code), ComplianceRules.HeadCut, ComplianceRules.Sharpness, ComplianceRules.Shoulders]);

    private static readonly HashSet<string> BackgroundRules = [.. RuleBook.All.Where(rule => rule.Group == RuleGroup.Background).Select(rule => rule.Code)];

    public static async Task RunAsync(string[] args)
    {
        IReadOnlyList<LabelledPhoto> photos = args.Contains("--holdout") ? LabelledPhoto.HoldOut() : LabelledPhoto.Tuning();
        PhotoSpec spec = PhotoSpecs.Parse(Strict);
        using OnnxNetworks networks = new();
        if (args.Contains("--speed"))
        {
            await CheckSpeed.RunAsync(networks, spec);
            return;
        }
        List<(LabelledPhoto Photo, ComplianceReport Report)> checkedPhotos = [];
        foreach (LabelledPhoto photo in photos)
            checkedPhotos.Add((photo, await CheckAsync(networks, photo, spec)));
        foreach (IGrouping<bool, (LabelledPhoto Photo, ComplianceReport Report)> sort in checkedPhotos.GroupBy(pair => pair.Photo.Synthetic))
        {
            Console.WriteLine($"## {(sort.Key ? "Generated faces" : "Photographs")}: {sort.Count()}, with a face found in {sort.Count(pair => pair.Report.Marks is not null)}\n");
            Print([.. sort.Where(pair => pair.Report.Marks is not null)]);
        }
        if (args.Contains("--changes"))
            await ChangesTest.RunAsync(networks, photos, spec, most: 20);
        if (args.Contains("--values"))
            ValueTable.Write(checkedPhotos.Select(pair => (pair.Photo.Label.Id, pair.Report)));
    }

    private static void Print(IReadOnlyList<(LabelledPhoto Photo, ComplianceReport Report)> photos)
    {
        MarkdownTable table = new(RuleTally.Header);
        List<string> wrong = [];
        foreach ((string rule, string field, Func<Label, Expected> of) in Expectation.Rules)
        {
            RuleTally tally = Tally(photos, rule, field, of);
            table.Add([rule, .. tally.Cells()]);
            wrong.AddRange(tally.Wrong.Select(text => $"{rule} {text}"));
        }
        Console.WriteLine(table);
        Whole(photos);
        SkinTones(photos);
        Console.WriteLine("Wrong ones:\n" + string.Join('\n', wrong.Select(text => "- " + text)) + "\n");
    }

    private static RuleTally Tally(IEnumerable<(LabelledPhoto Photo, ComplianceReport Report)> photos, string rule, string field, Func<Label, Expected> of)
    {
        RuleTally tally = new();
        foreach ((LabelledPhoto photo, ComplianceReport report) in photos)
            if (report.Of(rule) is Finding finding && !photo.Label.Uncertain.Contains(field))
                tally.Add(of(photo.Label), finding.Verdict, $"{photo.Label.Id} ({finding.Value:0.##} {finding.Unit})");
        return tally;
    }

    // The two questions that matter to people: does a good photo pass, and does a bad one not?
    private static void Whole(IReadOnlyList<(LabelledPhoto Photo, ComplianceReport Report)> photos)
    {
        MarkdownTable table = new("a person would", "n", "pass", "check", "fail", "failing rules");
        foreach ((string title, Func<Label, string?> of, bool background) in new (string, Func<Label, string?>, bool)[]
        {
            ("take it as it is", l => l.PassAsIs, true), ("take it with another background", l => l.PassAsSource, false),
        })
            foreach (string answer in (string[])["yes", "arguable", "no"])
            {
                var set = photos.Where(pair => of(pair.Photo.Label) == answer).Select(pair => (pair.Photo.Label.Id, Findings: Shown(pair.Report, background))).ToArray();
                int fails = set.Count(pair => pair.Findings.Any(f => f.Verdict == Verdict.Fail)), checks = set.Count(pair => Worst(pair.Findings) == Verdict.Review);
                string which = answer == "no" ? "passed: " + string.Join(", ", set.Where(pair => Worst(pair.Findings) == Verdict.Pass).Select(pair => pair.Id))
                    : string.Join(", ", set.SelectMany(pair => pair.Findings.Where(f => f.Verdict == Verdict.Fail).Select(f => $"{f.Code} ({pair.Id} {f.Value:0.##})")));
                table.Add($"{title}: {answer}", $"{set.Length}", $"{set.Length - fails - checks}", $"{checks}", $"{fails}", which);
            }
        Console.WriteLine("All rules together, size and place left aside:\n");
        Console.WriteLine(table);
    }

    private static Finding[] Shown(ComplianceReport report, bool background)
        => [.. report.Findings.Where(f => !SizeRules.Contains(f.Code) && (background || !BackgroundRules.Contains(f.Code)))];

    private static Verdict Worst(Finding[] findings) => findings.Any(f => f.Verdict == Verdict.Fail) ? Verdict.Fail : findings.Any(f => f.Verdict == Verdict.Review) ? Verdict.Review : Verdict.Pass;

    private static void SkinTones(IReadOnlyList<(LabelledPhoto Photo, ComplianceReport Report)> photos)
    {
        MarkdownTable table = new("Monk skin tone", "n", "rules kept by label", "wrong fails", "share, 95 %", "checks on them", "share, 95 %", "which");
        foreach ((int from, int to) in new[] { (1, 3), (4, 6), (7, 10) })
        {
            var set = photos.Where(pair => pair.Photo.Label.SkinTone >= from && pair.Photo.Label.SkinTone <= to).ToArray();
            int kept = 0, wrong = 0, checks = 0;
            List<string> looks = [];
            foreach ((LabelledPhoto photo, ComplianceReport report) in set)
                foreach ((string rule, string field, Func<Label, Expected> of) in Expectation.Rules)
                {
                    if (of(photo.Label) != Expected.Good || photo.Label.Uncertain.Contains(field) || report.Of(rule) is not Finding finding)
                        continue;
                    kept++;
                    wrong += finding.Verdict == Verdict.Fail ? 1 : 0;
                    checks += finding.Verdict == Verdict.Review ? 1 : 0;
                    if (finding.Verdict == Verdict.Review)
                        looks.Add($"{rule} {photo.Label.Id} ({finding.Value:0.##})");
                }
            table.Add($"{from} to {to}", $"{set.Length}", $"{kept}", $"{wrong}", Share(wrong, kept), $"{checks}", Share(checks, kept), string.Join(", ", looks.Order(StringComparer.Ordinal)));
        }
        Console.WriteLine(table);
    }

    private static string Share(int some, int all)
    {
        if (all == 0)
            return "";
        (double low, double high) = Statistics.ShareInterval(some, all);
        return $"{100.0 * some / all:0.0} % ({100 * low:0.0} to {100 * high:0.0})";
    }

    private static async Task<ComplianceReport> CheckAsync(OnnxNetworks networks, LabelledPhoto photo, PhotoSpec spec)
    {
        byte[] bytes = await File.ReadAllBytesAsync(photo.Path);
        Decoded decoded = PictureDecoder.Decode(bytes);
        Portrait portrait = await PortraitReader.ReadAsync(networks, decoded.Picture, 1);
        return ComplianceChecker.Check(portrait, spec, new CheckOptions { Kind = PhotoKind.Capture, Header = decoded.Header });
    }
}
