using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Studio;
using IdPhoto.Tests.Portraits;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>Verdicts on real portraits, each as plain to see as can be.</summary>
public sealed class PortraitVerdictTests
{
    private static readonly PhotoSpec Strict = PhotoSpecs.Parse("""
        {
          "id": "strict", "title": "Strict", "document": "test",
          "print": { "widthMm": 35, "heightMm": 45 },
          "head": { "min": 32, "max": 36, "top": "crown" },
          "background": { "default": { "name": "light-grey", "hex": "#d3d3d3" } },
          "edit": { "alteration": "notSeen", "background": "notSeen" },
          "capture": { "glasses": { "rule": "forbidden" }, "headCovering": { "rule": "excepted", "note": "religious" }, "expression": { "rule": "neutral" } }
        }
        """);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("argon-christian", ComplianceRules.HeadCovering)]
    [InlineData("paper-joe-gardner", ComplianceRules.HeadCovering)]
    [InlineData("now-avatar", ComplianceRules.HeadCovering)]
    [InlineData("argon-team-1", ComplianceRules.TintedLenses)]
    [InlineData("material-mariya-georgieva", ComplianceRules.TintedLenses)]
    [InlineData("now-ryan", ComplianceRules.Glasses)]
    [InlineData("paper-clem-onojeghuo-2", ComplianceRules.Glasses)]
    [InlineData("astronaut", ComplianceRules.MouthClosed)]
    [InlineData("argon-christian", ComplianceRules.MouthClosed)]
    [InlineData("material-card-profile5", ComplianceRules.Yaw)]
    [InlineData("argon-team-3", ComplianceRules.Yaw)]
    [InlineData("now-julie", ComplianceRules.Monochrome)]
    [InlineData("paper-ayo-ogunseinde", ComplianceRules.BackgroundUniform)]
    [InlineData("argon-fezbot", ComplianceRules.BackgroundObjects)]
    [InlineData("argon-fezbot", ComplianceRules.FaceCovered)]
    [InlineData("face-api-sample2", ComplianceRules.EyesOpen)]
    [InlineData("argon-team-4", ComplianceRules.Gaze)]
    public async Task What_anybody_would_refuse_fails(string portrait, string rule)
    {
        Finding finding = (await CheckAsync(portrait)).Of(rule)!;

        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.NotEqual(Remedy.None, finding.Remedy);
        Assert.NotNull(finding.Value);
    }

    [Theory]
    [InlineData("paper-joe-gardner")]
    [InlineData("material-marc")]
    [InlineData("paper-erik-lucatero")]
    [InlineData("paper-ayo-ogunseinde")]
    public async Task An_open_bare_face_passes_what_is_about_eyes_mouth_and_cover(string portrait)
    {
        ComplianceReport report = await CheckAsync(portrait);

        string[] rules =
        [
            ComplianceRules.FaceCount, ComplianceRules.EyesOpen, ComplianceRules.Gaze, ComplianceRules.RedEye, ComplianceRules.MouthClosed, ComplianceRules.Glasses,
            ComplianceRules.TintedLenses, ComplianceRules.FaceCovered, ComplianceRules.Yaw, ComplianceRules.Monochrome, ComplianceRules.UnderExposure, ComplianceRules.Sharpness,
        ];
        Assert.All(rules, rule => Assert.True(report.Of(rule)!.Verdict == Verdict.Pass, $"{rule}: {report.Of(rule)!.Verdict}, {report.Of(rule)!.Value}"));
    }

    [Fact]
    public async Task Every_finding_says_what_was_measured_where_the_range_comes_from_and_what_to_do()
    {
        ComplianceReport report = await CheckAsync("astronaut");

        Assert.All(report.Findings, finding =>
        {
            Assert.Contains(finding.Code, ComplianceRules.All);
            Assert.EndsWith(".", finding.Said.InEnglish(), StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(finding.Basis.Said.InEnglish()));
            Assert.Equal(finding.Verdict is Verdict.Fail, finding.Verdict is Verdict.Fail && finding.Remedy != Remedy.None);
        });
        Assert.Equal(report.Findings.Count, report.Findings.Select(finding => finding.Code).Distinct().Count());
        Assert.NotEmpty(report.Checklist);
        Assert.All(report.Checklist, question => Assert.Contains('?', question.InEnglish()));
    }

    [Fact]
    public async Task Several_people_fail_and_nobody_fails()
    {
        Assert.Equal(Verdict.Fail, (await CheckAsync("face-api-sample5")).Of(ComplianceRules.FaceCount)!.Verdict);
        ComplianceReport nobody = await CheckAsync("argon-alejandro-escamilla");
        Assert.Equal(Verdict.Fail, nobody.Overall);
        Assert.Equal([ComplianceRules.FaceCount], nobody.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task Small_children_may_open_their_mouth()
    {
        Assert.Equal(Verdict.Fail, (await CheckAsync("astronaut")).Of(ComplianceRules.MouthClosed)!.Verdict);
        Assert.Equal(Verdict.Review, (await CheckAsync("astronaut", new CheckOptions { AgeYears = 4 })).Of(ComplianceRules.MouthClosed)!.Verdict);
    }

    [Fact]
    public async Task A_smile_is_no_reason_to_look_where_the_document_accepts_one()
    {
        PhotoSpec friendly = Strict with { Capture = Strict.Capture! with { Expression = new ExpressionRule { Rule = ExpressionWord.ClosedSmile } } };
        CheckedPhoto photo = await TestPortraits.Studio.CheckAsync(TestPortraits.Astronaut, friendly, null, null, None);

        Assert.Equal(Verdict.Review, (await CheckAsync("astronaut")).Of(ComplianceRules.Expression)!.Verdict);
        Assert.Equal(Verdict.Pass, photo.Report.Of(ComplianceRules.Expression)!.Verdict);
        Assert.Equal(Verdict.Fail, photo.Report.Of(ComplianceRules.MouthClosed)!.Verdict);
    }

    [Fact]
    public async Task A_covered_head_that_shows_the_whole_face_passes_where_it_is_excepted()
    {
        Assert.Equal(Verdict.Fail, (await CheckAsync("argon-christian")).Of(ComplianceRules.HeadCovering)!.Verdict);
        Assert.Equal(Verdict.Pass, (await CheckAsync("argon-christian", new CheckOptions { CoveringExcepted = true })).Of(ComplianceRules.HeadCovering)!.Verdict);
    }

    [Fact]
    public async Task A_made_photo_measures_as_it_was_placed()
    {
        PhotoSpec spec = PhotoSpecs.Find("two-inch");
        IdPhotoFile made = await TestPortraits.Studio.MakeAsync(
            TestPortraits.Get("paper-ayo-ogunseinde").Bytes, spec, new IdPhotoOptions { Check = new CheckOptions() }, null, None);

        ComplianceReport result = made.Compliance!.Result;
        Assert.Equal(PhotoKind.Finished, result.Kind);
        Assert.Equal(PhotoKind.Capture, made.Compliance.Source.Kind);
        // Mesh and person network see the photo anew, at another scale and before another wall: within 4 % of the head.
        double placed = made.Photo.Placement.Rules.First(rule => rule.Rule == FramingRules.HeadHeight).Value;
        Assert.Equal(placed, result.Of(ComplianceRules.HeadHeight)!.Value!.Value, 0.04 * placed);
        Assert.All(
            (string[])[ComplianceRules.BackgroundUniform, ComplianceRules.BackgroundObjects, ComplianceRules.BackgroundShadow, ComplianceRules.PixelSize, ComplianceRules.Centring],
            rule => Assert.Equal(Verdict.Pass, result.Of(rule)!.Verdict));
    }

    [Fact]
    public async Task The_same_picture_gets_the_same_verdicts_twice()
    {
        ComplianceReport first = await CheckAsync("now-ryan"), second = await CheckAsync("now-ryan");

        Assert.Equal(first.Findings, second.Findings);
    }

    [Theory]
    [InlineData(12, null, Verdict.Fail)]
    [InlineData(12, 95, Verdict.Fail)]
    [InlineData(45, 95, Verdict.Review)]
    [InlineData(92, null, Verdict.Pass)]
    [InlineData(92, 95, Verdict.Pass)]
    public async Task What_compression_has_cost_is_not_made_good_by_saving_again(int quality, int? again, Verdict verdict)
    {
        byte[] file = Saved(TestPortraits.Astronaut, quality);

        CheckedPhoto photo = await TestPortraits.Studio.CheckAsync(again is int second ? Saved(file, second) : file, Strict, null, null, None);

        Assert.Equal(verdict, photo.Report.Of(ComplianceRules.Compression)!.Verdict);
    }

    // With the encoder itself: ours refuses qualities that nobody wants.
    private static byte[] Saved(byte[] file, int quality)
    {
        using NetVips.Image image = NetVips.Image.NewFromBuffer(file);
        return image.JpegsaveBuffer(q: quality);
    }

    private static async Task<ComplianceReport> CheckAsync(string portrait, CheckOptions? options = null)
    {
        ComplianceReport report = (await TestPortraits.Studio.CheckAsync(TestPortraits.Get(portrait).Bytes, Strict, options, null, None)).Report;
        AnyPictureTests.AssertSound(report);
        return report;
    }
}
