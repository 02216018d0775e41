using IdPhoto.Borders;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Tests.Compliance.Measures;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>Which page a portrait is checked on. The drawn head is 288 px from chin to crown and 298 to the hair, on 576 x 576 px.</summary>
public sealed class ComplianceCheckerTests
{
    private static readonly FaceMeasurements Centred = FaceMeasurements.Of(Portrait(new DrawnHead()));

    // Finished where the document's head is within a factor of 1.3 of the head that is there: half the height.
    [Theory]
    [InlineData(38.4, HeadTop.Crown, PhotoKind.Capture)]
    [InlineData(38.5, HeadTop.Crown, PhotoKind.Finished)]
    [InlineData(64.9, HeadTop.Crown, PhotoKind.Finished)]
    [InlineData(65.1, HeadTop.Crown, PhotoKind.Capture)]
    [InlineData(39.5, HeadTop.Crown, PhotoKind.Finished)]
    [InlineData(39.5, HeadTop.Hair, PhotoKind.Capture)]
    [InlineData(67, HeadTop.Hair, PhotoKind.Finished)]
    public void A_picture_of_the_pages_shape_is_finished_where_its_head_is_about_as_large(double percent, HeadTop top, PhotoKind kind)
        => Assert.Equal(kind, ComplianceChecker.Check(Centred, Document(288, 288, percent, top)).Kind);

    [Theory]
    [InlineData(576, 576, 20, PhotoKind.Finished)]
    [InlineData(576, 567, 50, PhotoKind.Capture)]
    [InlineData(576, 568, 50, PhotoKind.Finished)]
    [InlineData(576, 584, 50, PhotoKind.Finished)]
    [InlineData(576, 585, 50, PhotoKind.Capture)]
    public void Shapes_that_differ_by_less_than_a_part_in_67_are_the_same(int width, int height, double percent, PhotoKind kind)
    {
        PhotoSpec spec = Document(width, height, percent);

        Assert.Equal(kind, ComplianceChecker.Check(Centred, spec).Kind);
        // Without a face the shape alone tells.
        Assert.Equal(kind, ComplianceChecker.Check(Centred.Portrait with { Faces = [] }, spec).Kind);
    }

    [Fact]
    public void What_is_left_of_a_file_without_its_border_is_no_finished_photo_unless_that_is_said()
    {
        PhotoSpec same = Document(576, 576, 50);
        Portrait framed = Centred.Portrait with { Border = new PictureBorder(0, 40, 0, 40) };

        Assert.Equal(PhotoKind.Finished, ComplianceChecker.Check(Centred, same).Kind);
        Assert.Equal(PhotoKind.Capture, ComplianceChecker.Check(framed, same).Kind);
        Assert.Equal(PhotoKind.Capture, ComplianceChecker.Check(framed with { Faces = [] }, same).Kind);
        Assert.Equal(PhotoKind.Finished, ComplianceChecker.Check(framed, same, new CheckOptions { Kind = PhotoKind.Finished }).Kind);
    }

    [Fact]
    public void What_a_picture_is_said_to_be_goes_before_its_looks()
    {
        PhotoSpec same = Document(576, 576, 50), other = Document(300, 400, 60);
        Portrait empty = Centred.Portrait with { Faces = [] };

        Assert.Equal(PhotoKind.Capture, ComplianceChecker.Check(Centred, same, new CheckOptions { Kind = PhotoKind.Capture }).Kind);
        Assert.Equal(PhotoKind.Finished, ComplianceChecker.Check(Centred, other, new CheckOptions { Kind = PhotoKind.Finished }).Kind);
        Assert.Equal(PhotoKind.Capture, ComplianceChecker.Check(empty, same, new CheckOptions { Kind = PhotoKind.Capture }).Kind);
        Assert.Equal(PhotoKind.Finished, ComplianceChecker.Check(empty, other, new CheckOptions { Kind = PhotoKind.Finished }).Kind);
    }

    [Fact]
    public void A_finished_photo_of_another_shape_is_checked_on_a_page_in_its_middle()
    {
        ComplianceReport report = ComplianceChecker.Check(Centred, Document(300, 400, 60), new CheckOptions { Kind = PhotoKind.Finished });

        Assert.Equal(new AffineMap(1.44, 0, 72, 0, 1.44, 0), report.Marks!.PageToPicture);
        Assert.Equal(new PixelSize(300, 400), report.Marks.PageSize);
        Assert.Null(report.Of("framing"));
    }

    [Fact]
    public void A_report_has_every_rule_that_applies_in_order_and_the_checklist()
    {
        PhotoSpec spec = Document(300, 400, 60);
        CheckOptions young = new() { Kind = PhotoKind.Finished, AgeYears = 3 };

        ComplianceReport finished = ComplianceChecker.Check(Centred, spec, young), capture = ComplianceChecker.Check(Centred, spec, new CheckOptions { Kind = PhotoKind.Capture });

        Assert.Same(spec, finished.Spec);
        Assert.Equal(Checklists.For(spec, young), finished.Checklist);
        string[] everywhere = [.. finished.Findings.Select(finding => finding.Code)];
        Assert.Equal([.. ComplianceRules.All.Where(code => code is not ("framing" or "resolution" or "top-margin" or "chin-margin"))], everywhere);
        Assert.Equal(["framing", "resolution"], capture.Findings.Select(finding => finding.Code).Except(everywhere));
    }

    [Fact]
    public void A_capture_is_checked_on_the_page_that_would_be_cut()
    {
        PhotoSpec spec = Document(300, 300, 70);

        ComplianceReport report = Capture(Centred, spec);

        Assert.Equal(Placed(Centred, spec, new FramingOptions()), report.Marks!.PageToPicture);
        Assert.Equal(Verdict.Pass, report.Of("framing")!.Verdict);
    }

    [Fact]
    public void A_tilted_head_is_levelled_where_the_document_permits_it()
    {
        (double sin, double cos) = Math.SinCos(0.05);
        FaceMeasurements tilted = Measured(new AffineMap(cos, -sin, 20, sin, cos, -10));
        PhotoSpec free = Document(300, 300, 70), strict = Forbidden(free);

        Assert.Equal(Placed(tilted, free, new FramingOptions()), Capture(tilted, free).Marks!.PageToPicture);
        Assert.Equal(Placed(tilted, strict, new FramingOptions { Level = false }), Capture(tilted, strict).Marks!.PageToPicture);
        Assert.Equal(0.05, Math.Atan2(Capture(tilted, free).Marks!.PageToPicture.D, Capture(tilted, free).Marks!.PageToPicture.A), 1e-9);
        Assert.Equal(0, Capture(tilted, strict).Marks!.PageToPicture.D);
    }

    [Theory]
    [InlineData(-200, 0, 0)]
    [InlineData(200, 0, 0)]
    [InlineData(0, -100, 15)]
    public void A_page_that_reaches_beyond_the_picture_fits_with_a_new_background(double right, double down, double above)
    {
        FaceMeasurements shifted = Measured(new AffineMap(1, 0, right, 0, 1, down));
        PhotoSpec spec = Document(300, 300, 70);
        if (above > 0)
            spec = spec with { TopMargin = new IdPhoto.Documents.TopMarginRule { Min = above, Unit = LengthUnit.Percent, From = HeadTop.Crown } };
        Assert.Throws<PhotoException>(() => Placed(shifted, spec, new FramingOptions()));

        ComplianceReport report = Capture(shifted, spec), forbidden = Capture(shifted, Forbidden(spec)), allowed = Capture(shifted, Allowed(spec));

        Assert.Equal(Placed(shifted, spec, new FramingOptions { MayExceedLeft = true, MayExceedRight = true, MayExceedTop = true }), report.Marks!.PageToPicture);
        Assert.Equal((Verdict.Review, Verdict.Fail, Verdict.Pass), (report.Of("framing")!.Verdict, forbidden.Of("framing")!.Verdict, allowed.Of("framing")!.Verdict));
        Assert.StartsWith("framing.too-tight", forbidden.Of("framing")!.Said.Id, StringComparison.Ordinal);
        // What a new background fills is no miss.
        Assert.Null(allowed.Of("framing")!.Value);
        Assert.All(new[] { report, forbidden }, missed => Assert.True(missed.Of("framing")!.Value > missed.Of("framing")!.Max));
    }

    [Fact]
    public void A_page_that_cannot_be_made_is_forced_and_fails()
    {
        // The chin lies 8 px above the picture's lower edge.
        FaceMeasurements low = Measured(new AffineMap(1, 0, 0, 0, 1, 160));
        PhotoSpec spec = Allowed(Document(300, 300, 70));

        ComplianceReport report = Capture(low, spec);

        Assert.Equal(Placed(low, spec, new FramingOptions { MayExceedLeft = true, MayExceedRight = true, MayExceedTop = true, Force = true }), report.Marks!.PageToPicture);
        Finding framing = report.Of("framing")!;
        Assert.Equal((Verdict.Fail, "framing.too-tight-below"), (framing.Verdict, framing.Said.Id));
        // The numbers are with the finding, and not in the words.
        Assert.Equal(("%", null, 0.0), (framing.Unit, framing.Min, framing.Max!.Value));
        Assert.InRange(framing.Value!.Value, 1, 40);
        Assert.DoesNotContain(IdPhoto.Words.Sentences.In(IdPhoto.Words.Languages.English).Say(framing.Said), char.IsDigit);
    }

    [Fact]
    public void Only_the_wall_on_the_page_is_looked_at()
    {
        PhotoSpec spec = Document(300, 300, 70);
        AffineMap page = Placed(Centred, spec, new FramingOptions());
        Point first = page.Apply(new Point(0, 0)), last = page.Apply(new Point(300, 300));
        DrawnHead framed = new DrawnHead().Draw((x, y) => x < first.X - 1 || y < first.Y - 1 || x > last.X + 1 || y > last.Y + 1 ? new Colour(255, 0, 0) : null);

        ComplianceReport plain = Capture(Centred, spec), seen = Capture(FaceMeasurements.Of(Portrait(framed)), spec);

        foreach (string code in (string[])["background-uniform", "background-colour", "background-objects"])
        {
            Assert.NotNull(plain.Of(code)!.Value);
            Assert.Equal((plain.Of(code)!.Verdict, plain.Of(code)!.Said), (seen.Of(code)!.Verdict, seen.Of(code)!.Said));
            Assert.Equal(plain.Of(code)!.Value!.Value, seen.Of(code)!.Value!.Value, 1e-6);
        }
    }

    [Fact]
    public void What_the_file_declared_is_taken_from_where_it_was_measured()
    {
        PictureHeader header = new(FileKind.Jpeg, DrawnHead.Size, 1, 8) { JpegQuality = 40 };
        PhotoSpec spec = Document(300, 300, 70);
        Portrait portrait = Centred.Portrait;

        Assert.Equal("rules.compression.review.setting", ComplianceChecker.Check(portrait, spec, new CheckOptions { Header = header }).Of("compression")!.Said.Id);
        Assert.Equal("rules.compression.review.setting", ComplianceChecker.Check(FaceMeasurements.Of(portrait, header), spec).Of("compression")!.Said.Id);
        Assert.Equal(Verdict.NotAssessed, ComplianceChecker.Check(Centred, spec, new CheckOptions { Header = header }).Of("compression")!.Verdict);
    }

    [Fact]
    public void Without_a_face_that_is_all_that_is_said()
    {
        Portrait empty = Centred.Portrait with { Faces = [] };
        PhotoSpec spec = Document(300, 400, 60);
        CheckOptions baby = new() { AgeYears = 0.5 };

        ComplianceReport report = ComplianceChecker.Check(empty, spec, baby);

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal(("face-count", Verdict.Fail, "rules.face-count.fail.none"), (finding.Code, finding.Verdict, finding.Said.Id));
        Assert.Equal((spec, null, PhotoKind.Capture), (report.Spec, report.Marks, report.Kind));
        Assert.Equal(Checklists.For(spec, baby), report.Checklist);
        ComplianceReport source = ComplianceChecker.CheckSource(FaceMeasurements.Of(empty), spec, Made(Centred, spec));
        Assert.Equal("face-count", Assert.Single(source.Findings).Code);
    }

    [Fact]
    public void The_source_of_a_made_photo_is_checked_within_its_frame()
    {
        // The picture has the page's very size, and yet it is a source.
        PhotoSpec spec = Document(576, 576, 70);
        MadePhoto photo = Made(Centred, spec);

        ComplianceReport report = ComplianceChecker.CheckSource(Centred, spec, photo), child = ComplianceChecker.CheckSource(Centred, spec, photo, new CheckOptions { AgeYears = 3 });

        Assert.Equal((PhotoKind.Capture, Verdict.Pass), (report.Kind, report.Of("framing")!.Verdict));
        Assert.Equal((photo.Placement.TargetToSource, photo.Page.Size), (report.Marks!.PageToPicture, report.Marks.PageSize));
        Assert.Equal(Checklists.For(spec, new CheckOptions()), report.Checklist);
        Assert.Equal(Checklists.For(spec, new CheckOptions { AgeYears = 3 }), child.Checklist);
        // What was done to the photo counts, not what the document would have done: its background was replaced.
        ComplianceReport replaced = ComplianceChecker.CheckSource(Centred, spec, photo with { Plan = photo.Plan with { Background = new Colour(255, 255, 255) } });
        Assert.Equal("rules.background.not-assessed.replaced", replaced.Of("background-colour")!.Said.Id);
        Assert.NotEqual("rules.background.not-assessed.replaced", report.Of("background-colour")!.Said.Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_source_of_a_mirrored_photo_is_checked_as_it_was_taken(bool marked)
    {
        PhotoSpec spec = Document(300, 300, 70);
        FaceMeasurements aside = Measured(new AffineMap(1, 0, 30, 0, 1, 0));
        MadePhoto photo = Made(aside, spec) with { Marked = marked };

        ComplianceReport plain = ComplianceChecker.CheckSource(aside, spec, photo), mirrored = ComplianceChecker.CheckSource(aside, spec, photo.InMirror());

        Assert.Equal(0, plain.Marks!.PageToPicture.Apply(new Point(0, 0)).DistanceTo(mirrored.Marks!.PageToPicture.Apply(new Point(0, 0))), 1e-9);
        Assert.Equal(plain.Findings.Select(Rounded), mirrored.Findings.Select(Rounded));

        static (string Code, Verdict Verdict, string Said, double? Value) Rounded(Finding finding)
            => (finding.Code, finding.Verdict, finding.Said.Id, finding.Value is { } value ? Math.Round(value, 6) : null);
    }

    [Fact]
    public void Nothing_is_checked_against_nothing()
    {
        PhotoSpec spec = Document(300, 300, 70);

        Assert.Equal("face", Assert.Throws<ArgumentNullException>(() => ComplianceChecker.Check((FaceMeasurements)null!, spec)).ParamName);
        Assert.Equal("spec", Assert.Throws<ArgumentNullException>(() => ComplianceChecker.Check(Centred, null!)).ParamName);
        Assert.Equal("face", Assert.Throws<ArgumentNullException>(() => ComplianceChecker.CheckSource(null!, spec, Made(Centred, spec))).ParamName);
        Assert.Equal("spec", Assert.Throws<ArgumentNullException>(() => ComplianceChecker.CheckSource(Centred, null!, Made(Centred, spec))).ParamName);
        Assert.Equal("photo", Assert.Throws<ArgumentNullException>(() => ComplianceChecker.CheckSource(Centred, spec, null!)).ParamName);
    }

    private static ComplianceReport Capture(FaceMeasurements face, PhotoSpec spec) => ComplianceChecker.Check(face, spec, new CheckOptions { Kind = PhotoKind.Capture });

    private static AffineMap Placed(FaceMeasurements face, PhotoSpec spec, FramingOptions options)
        => Framer.Place(face.Portrait.Heads[0], face.Portrait.Picture.Size, spec.Resolve(), options).TargetToSource;

    private static MadePhoto Made(FaceMeasurements face, PhotoSpec spec)
    {
        HeadMeasure head = face.Portrait.Heads[0];
        Placement placement = Framer.Place(head, face.Portrait.Picture.Size, spec.Resolve());
        return new MadePhoto
        {
            Picture = face.Portrait.Picture,
            Page = spec.Resolve(),
            Placement = placement,
            SourceHead = head,
            Head = head.Mapped(placement.TargetToSource.Inverse()),
            Background = null,
            Plan = EditPlan.Of(spec, new EditRequest()),
            Edits = [],
        };
    }

    /// <summary>A document that is never printed, whose head may be up to ten per cent of the height larger or smaller.</summary>
    private static PhotoSpec Document(int width, int height, double head, HeadTop top = HeadTop.Crown) => Scene.Good.Spec with
    {
        Print = null,
        Pixels = new PixelRule { Width = width, Height = height },
        Head = new HeadRule { Min = head - 10, Max = head + 10, Unit = LengthUnit.Percent, Top = top },
    };

    private static PhotoSpec Forbidden(PhotoSpec spec) => spec with { Edit = new EditPolicy { Alteration = EditRule.Forbidden, Background = EditRule.Forbidden } };

    private static PhotoSpec Allowed(PhotoSpec spec) => spec with { Edit = new EditPolicy { Alteration = EditRule.Allowed, Background = EditRule.Allowed } };

    // The head alone is elsewhere: what is seen in pixels stays.
    [Fact]
    public void A_childs_head_is_held_against_the_range_of_its_age()
    {
        PhotoSpec spec = Document(288, 288, 60, HeadTop.Crown);
        HeadRule child = spec.Head with { Min = 1 };
        PhotoSpec aged = spec with { Children = [new ChildRule { BelowYears = 11, Head = child }] };

        Assert.Equal(child, ComplianceChecker.Check(Centred, aged, new CheckOptions { AgeYears = 10 }).Spec.Head);
        Assert.Equal(spec.Head, ComplianceChecker.Check(Centred, aged, new CheckOptions { AgeYears = 11 }).Spec.Head);
    }

    private static FaceMeasurements Measured(AffineMap moved) => FaceMeasurements.Of(Centred.Portrait with { Heads = [Centred.Portrait.Heads[0].Mapped(moved)] });

    private static Portrait Portrait(DrawnHead head)
    {
        Portrait portrait = head.Portrait();
        return portrait with { Heads = [portrait.Heads[0] with { Chin = new(288, 408) }] };
    }
}
