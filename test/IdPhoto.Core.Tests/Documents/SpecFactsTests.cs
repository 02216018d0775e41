using IdPhoto.Documents;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Documents;

/// <summary>Every fact of a record: its field, its label, its numbers and where it comes from.</summary>
public sealed class SpecFactsTests
{
    private static readonly PhotoSpec Plain = Records.Print with { Dpi = 300 };

    [Fact]
    public void A_short_record_has_few_facts() => Assert.Equal(
        [
            "print|label-print|(units.size-mm size=30x40)|no-source",
            "head|label-head|(units.range min=20 max=30mm)|no-source",
            "head.top|label-head-top|(facts.to-crown)|no-source",
            "background|label-background|(facts.by-default colour=(colours.white))|no-source",
            "edit|label-edited-photos|(facts.edit-no-authority)|no-source",
            "edit|label-edited-background|(facts.edit-no-authority)|no-source",
        ],
        All(Plain));

    [Fact]
    public void A_whole_record_has_all_in_the_order_of_the_page()
    {
        PhotoSpec spec = Records.Print with
        {
            Print = new PrintSize { WidthMm = 30, HeightMm = 40, MinWidthMm = 29, MaxHeightMm = 50, Copies = 2, Finish = PaperFinish.Glossy, Trim = new TrimSize { WidthMm = 25, HeightMm = 35 } },
            Head = new HeadRule { Min = 20, Max = 30, Target = 25, Top = HeadTop.Hair },
            HeadShare = new LengthRange { Unit = LengthUnit.Percent, Min = 60, Max = 60 },
            Eyes = new LengthRange { Min = 18 },
            TopMargin = new TopMarginRule { Max = 5, From = HeadTop.Hair },
            ChinMargin = new LengthRange { Unit = LengthUnit.Percent, Max = 12.5 },
            HeadWidth = new LengthRange { Min = 14, Max = 18 },
            Background = new BackgroundRule { Default = Records.White, Allowed = [Records.White, Records.Blue], Forbidden = [new NamedColour { Name = "red", Hex = "#f00" }], Examples = true },
            Children = [new ChildRule { BelowYears = 11, Head = new HeadRule { Min = 15, Max = 30, Top = HeadTop.Hair } }],
            File = new FileRule { MinKb = 20, MaxKb = 300, MaxCompression = 20, MinQuality = 70, ColourSpace = ColourSpace.Srgb, Formats = [FileFormat.Jpeg, FileFormat.Png], Others = [OtherFormat.Heic], OriginalOnly = true },
            Edit = new EditPolicy { Alteration = EditRule.Forbidden, Background = EditRule.NotSeen, Ai = EditRule.Discouraged, Crop = EditRule.Allowed },
            Capture = new CaptureRule
            {
                By = Photographer.Professional,
                MaxAgeMonths = 6,
                Glasses = new WearRule { Rule = Wear.Excepted, Note = "With a note." },
                HeadCovering = new WearRule { Rule = Wear.Forbidden },
                Expression = new ExpressionRule { Rule = ExpressionWord.Neutral },
            },
            Companions =
            [
                new Companion { Kind = CompanionKind.Signature, Pixels = new PixelRule { Width = 140, Height = 60 }, File = new FileRule { MinKb = 10, MaxKb = 20 }, Note = "In black." },
                new Companion { Kind = CompanionKind.LivePhoto },
            ],
            Validity = new SpecValidity { From = new DateOnly(2025, 9, 1), Until = new DateOnly(2026, 4, 30), SupersededBy = "other-card" },
            Sources =
            [
                Records.Source("print"), Records.Source("companions", SourceConfidence.Restated), Records.Source("head", SourceConfidence.Secondary), Records.Source("head.target", SourceConfidence.Lead),
                Records.Source("edit"), Records.Source("capture", SourceConfidence.Secondary), Records.Source("capture.glasses"),
            ],
        };

        Assert.Equal(
            [
                "print|label-print|(facts.print-range widths=(units.range min=29 max=30) heights=(units.range min=40 max=50) preferred=30x40)|official",
                "print|label-trim|(facts.cut-out size=25x35)|official",
                "print.copies|label-copies|2|official",
                "print.finish|label-finish|(facts.paper-glossy)|official",
                "dpi|label-dpi|508dpi|chosen-here",
                "head|label-head|(units.range min=20 max=30mm)|secondary",
                "head.target|label-head-target|25mm|unverified",
                "head.top|label-head-top|(facts.to-hair)|chosen-here",
                "headShare|label-head-share|60percent|chosen-here",
                "eyes|label-eyes|(units.at-least min=18mm)|chosen-here",
                "topMargin|label-top-margin|(facts.from-hair room=(units.at-most max=5mm))|chosen-here",
                "chinMargin|label-chin-margin|(units.at-most max=12.5percent)|chosen-here",
                "headWidth|label-head-width|(units.range min=14 max=18mm)|chosen-here",
                "children|label-children|(facts.below-age years=11 range=(units.range min=15 max=30mm))|chosen-here",
                "background|label-background|(facts.allowed-not allowed=(facts.light-such-as examples=[(colours.white), (colours.blue)]) forbidden=[(colours.red)])|chosen-here",
                "file|label-file|(facts.file-between formats=[JPEG, PNG, HEIC] min=20 max=300)|chosen-here",
                "file|label-compression|(facts.compression-at-most ratio=20)|chosen-here",
                "file|label-quality|(units.at-least min=70)|chosen-here",
                "file.originalOnly|label-original-only|(facts.as-the-camera-saved-it)|chosen-here",
                "file.colourSpace|label-colour-space|sRGB|chosen-here",
                "edit|label-edited-photos|(facts.edit-forbidden)|official",
                "edit|label-edited-background|(facts.edit-nothing-seen)|nothing-read",
                "edit|label-edited-by-ai|(facts.edit-discouraged)|official",
                "edit|label-cropping|(facts.edit-allowed)|official",
                "capture.by|label-taken-by|(facts.by-professional)|secondary",
                "capture.maxAgeMonths|label-oldest|6months|secondary",
                "capture.glasses|label-glasses|(facts.noted phrase=(facts.wear-by-exception) note=With a note.)|official",
                "capture.headCovering|label-head-covering|(facts.wear-forbidden)|secondary",
                "capture.expression|label-expression|(facts.expression-neutral)|secondary",
                "companions|label-companion|(facts.noted phrase=[(facts.companion-signature), (facts.companion-pixels size=140x60), (facts.file-between formats=[JPEG] min=10 max=20)] note=In black.)|restated",
                "companions|label-companion|[(facts.companion-live-photo)]|restated",
                "validity|label-valid-from|2025-09-01|chosen-here",
                "validity|label-valid-until|2026-04-30|chosen-here",
                "validity|label-superseded-by|other-card|chosen-here",
            ],
            All(spec));
        Assert.All(SpecFacts.Of(spec), fact => Assert.Equal(spec.Confidence(fact.Field), fact.Confidence));
    }

    [Fact]
    public void Each_kind_of_fact_has_words_of_its_own()
    {
        (PhotoSpec Spec, string Label, string? Text)[] rows =
        [
            (Plain with { Sources = [Records.Source("dpi")] }, "dpi", "300dpi"),
            (Plain, "dpi", null),
            (Records.Upload, "pixels", "600x800"),
            (Records.Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 400, MinHeight = 500 }), "pixels", "(facts.pixels-at-least size=600x800 least=400x500)"),
            (Records.Upload.With(new PixelRule { Width = 600, Height = 800, MaxWidth = 900, MaxHeight = 950 }), "pixels", "(facts.pixels-at-most size=600x800 most=900x950)"),
            (Records.Upload.With(new PixelRule { Width = 600, Height = 800, Recommended = true }), "pixels", "(facts.pixels-recommended size=600x800)"),
            (Records.Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 400, MinHeight = 500, MaxWidth = 900, MaxHeight = 950 }), "pixels", "(facts.pixels-between size=600x800 least=400x500 most=900x950)"),
            (Records.Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 600, MinHeight = 800, MaxWidth = 600, MaxHeight = 800 }), "pixels", "(facts.pixels-exactly size=600x800)"),
            (Records.Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 400, MaxHeight = 950 }), "pixels", "600x800"),
            (Records.Upload.With(new PixelRule { Width = 600, Height = 800, ExactShape = true }), "shape", "(facts.shape-exactly size=600x800)"),
            (Records.Upload.With(new PixelRule { Width = 600, Height = 800, Ratio = new RatioRange { Min = 0.66, Max = 0.89 } }), "shape", "(facts.shape-between least=0.66 most=0.89)"),
            (Records.Upload, "shape", null),
            (Sized(print => print with { Finish = PaperFinish.Matt }), "finish", "(facts.paper-matt)"),
            .. Each((CompanionKind.Signature, "signature"), (CompanionKind.Thumbprint, "thumbprint"), (CompanionKind.Declaration, "declaration"), (CompanionKind.LivePhoto, "live-photo"), (CompanionKind.SecondPhoto, "second-photo"), (CompanionKind.Photographer, "photographer"))
                .Select(row => (Plain with { Companions = [new Companion { Kind = row.Item1 }] }, "companion", (string?)$"[(facts.companion-{row.Item2})]")),
            (Plain.With(new FileRule { Others = [OtherFormat.Tiff, OtherFormat.Bmp] }), "file", "[JPEG, TIFF, BMP]"),
            (Plain with { Eyes = new LengthRange() }, "eyes", null),
            (Plain with { TopMargin = new TopMarginRule { From = HeadTop.Crown } }, "top-margin", null),
            (Plain with { TopMargin = new TopMarginRule { Min = 2, From = HeadTop.Crown } }, "top-margin", "(facts.from-crown room=(units.at-least min=2mm))"),
            (Plain with { Head = Plain.Head with { Target = 25 } }, "head-target", null),
            (Records.Upload with { Head = Records.Upload.Head with { Target = 60 }, Sources = [Records.Source("head.target")] }, "head-target", "60percent"),
            (Plain with { Background = Plain.Background with { Forbidden = [Records.Blue] } }, "background", "(facts.allowed-not allowed=(facts.by-default colour=(colours.white)) forbidden=[(colours.blue)])"),
            (Plain with { Background = Plain.Background with { Allowed = [Records.White] } }, "background", "[(colours.white)]"),
            (Plain, "file", null),
            (Plain.With(new FileRule { Format = FileFormat.Png }), "file", "[PNG]"),
            (Plain.With(new FileRule { Formats = [FileFormat.Jpeg] }), "file", "[JPEG]"),
            (Plain.With(new FileRule { MinKb = 20 }), "file", "(facts.file-at-least formats=[JPEG] min=20)"),
            (Plain.With(new FileRule { MaxKb = 30 }), "file", "(facts.file-at-most formats=[JPEG] max=30)"),
            (Plain.With(new FileRule { ColourSpace = ColourSpace.Grey }), "colour-space", "(colours.grey)"),
            (Sized(print => print with { MaxWidthMm = 32 }), "print", "(facts.print-range widths=(units.range min=30 max=32) heights=40 preferred=30x40)"),
            (Sized(print => print with { MinHeightMm = 38 }), "print", "(facts.print-range widths=30 heights=(units.range min=38 max=40) preferred=30x40)"),
            .. Each((EditRule.Forbidden, "forbidden"), (EditRule.Implied, "implied"), (EditRule.Discouraged, "discouraged"), (EditRule.Silent, "silent"), (EditRule.Allowed, "allowed"), (EditRule.NotApplicable, "no-authority"), (EditRule.NotSeen, "nothing-seen"))
                .Select(row => (Plain.With(EditRule.NotSeen, row.Item1), "edited-background", (string?)$"(facts.edit-{row.Item2})")),
            .. Each((Wear.Forbidden, "forbidden"), (Wear.Excepted, "by-exception"), (Wear.Discouraged, "discouraged"), (Wear.Allowed, "allowed"))
                .Select(row => (Plain with { Capture = new CaptureRule { HeadCovering = new WearRule { Rule = row.Item1 } } }, "head-covering", (string?)$"(facts.wear-{row.Item2})")),
            .. Each((ExpressionWord.Neutral, "neutral"), (ExpressionWord.ClosedSmile, "closed-smile"), (ExpressionWord.Any, "natural"))
                .Select(row => (Plain with { Capture = new CaptureRule { Expression = new ExpressionRule { Rule = row.Item1 } } }, "expression", (string?)$"(facts.expression-{row.Item2})")),
            (Plain with { Capture = new CaptureRule { By = Photographer.OnSite } }, "taken-by", "(facts.by-office)"),
            (Plain with { Capture = new CaptureRule() }, "taken-by", null),
            (Plain with { Capture = new CaptureRule() }, "glasses", null),
        ];

        Assert.All(rows, (row, index) =>
        {
            string? found = SpecFacts.Of(row.Spec).SingleOrDefault(fact => fact.Label.Id == $"facts.label-{row.Label}")?.Text.ToString();
            Assert.True(row.Text == found, $"row {index}, {row.Label}: {row.Text} was {found}");
        });
    }

    [Fact]
    public void Every_fact_of_every_document_can_be_said() => Assert.All(PhotoSpecs.All, spec => Assert.All(SpecFacts.Of(spec), fact =>
    {
        Assert.NotEmpty(fact.Label.InEnglish());
        Assert.NotEmpty(fact.Basis.InEnglish());
    }));

    [Fact]
    public void Numbers_that_were_only_found_as_hints_are_doubted()
    {
        PhotoSpec national = Plain with { Country = "DE" };

        Assert.Null(SpecFacts.Doubt(Plain));
        Assert.Null(SpecFacts.Doubt(national));
        Assert.Equal("documents.no-head-rule", SpecFacts.Doubt(national with { Sources = [Records.Source("print")] })?.Id);
        Assert.Null(SpecFacts.Doubt(Plain with { Sources = [Records.Source("print")] }));
        Assert.All((string[])["head", "head.target", "headShare"], field => Assert.Null(SpecFacts.Doubt(national with { Sources = [Records.Source("print"), Records.Source(field)] })));
        Assert.All((string[])["print", "pixels", "head", "headShare", "eyes", "topMargin", "chinMargin", "headWidth", "background", "file"], field =>
            Assert.Equal($"documents.only-hints fields=[{field}]", SpecFacts.Doubt(national with { Sources = [Records.Source(field, SourceConfidence.Lead)] })?.ToString()));
        Assert.Equal("documents.no-head-rule", SpecFacts.Doubt(national with { Sources = [Records.Source("dpi", SourceConfidence.Lead)] })?.Id);
    }

    [Fact]
    public void Who_takes_the_photo_is_said_first()
    {
        Assert.Null(SpecFacts.Notice(Plain));
        Assert.Null(SpecFacts.Notice(Plain with { Capture = new CaptureRule() }));
        Assert.Equal("documents.taken-by-professional", SpecFacts.Notice(Plain with { Capture = new CaptureRule { By = Photographer.Professional } })?.Id);
        Assert.Equal("documents.usually-not-needed", SpecFacts.Notice(Plain with { Capture = new CaptureRule { By = Photographer.OnSite } })?.Id);
        Assert.Throws<ArgumentNullException>(() => SpecFacts.Notice(null!));
        Assert.Throws<ArgumentNullException>(() => SpecFacts.Doubt(null!));
        Assert.Throws<ArgumentNullException>(() => SpecFacts.Of(null!));
    }

    [Fact]
    public void One_line_says_who_takes_it_what_may_be_edited_and_what_else_is_needed()
    {
        PhotoSpec national = Plain with { Country = "DE" };
        (PhotoSpec Spec, string Ids)[] rows =
        [
            (Plain, "edits-nobody"),
            (national.With(EditRule.NotSeen, EditRule.NotSeen), "self-made edits-unclear"),
            (national.With(EditRule.Forbidden, EditRule.NotSeen), "self-made edits-refused-background-unknown"),
            (national.With(EditRule.Forbidden, EditRule.Implied), "self-made edits-refused"),
            (national.With(EditRule.Allowed, EditRule.NotSeen), "self-made edits-allowed-background-unknown"),
            (national.With(EditRule.Discouraged, EditRule.Discouraged), "self-made edits-discouraged"),
            (national.With(EditRule.Silent, EditRule.Allowed), "self-made edits-allowed"),
            (national with { Capture = new CaptureRule { By = Photographer.Professional } }, "taken-by-professional edits-nobody"),
            (Sized(print => print with { Copies = 1 }), "edits-nobody"),
            (Sized(print => print with { Copies = 2 }), "edits-nobody prints"),
            (Plain with { Validity = new SpecValidity { From = new DateOnly(2026, 5, 1) } }, "edits-nobody"),
            (Plain with { Validity = new SpecValidity { Until = new DateOnly(2026, 5, 1) } }, "edits-nobody valid-until"),
            (Plain with { Validity = new SpecValidity { SupersededBy = "other" } }, "edits-nobody superseded"),
            (Plain with { Validity = new SpecValidity { Until = new DateOnly(2026, 5, 1), SupersededBy = "other" } }, "edits-nobody superseded-since"),
            (Plain.With(new FileRule { OriginalOnly = true }), "edits-nobody original-only"),
            (Plain with { Companions = [new Companion { Kind = CompanionKind.Signature }] }, "edits-nobody also-needed"),
        ];

        Assert.All(rows, row => Assert.Equal(row.Ids, string.Join(' ', SpecFacts.Summary(row.Spec).Select(message => message.Id["documents.".Length..]))));
        Assert.Equal(
            "documents.also-needed things=[(facts.companion-signature), (facts.companion-live-photo)]",
            SpecFacts.Extras(Plain with { Companions = [new Companion { Kind = CompanionKind.Signature }, new Companion { Kind = CompanionKind.LivePhoto }, new Companion { Kind = CompanionKind.Signature, Note = "Again." }] })[0].ToString());
        Assert.Throws<ArgumentNullException>(() => SpecFacts.Summary(null!));
        Assert.Throws<ArgumentNullException>(() => SpecFacts.Extras((PhotoSpec)null!));
    }

    [Fact]
    public void A_childs_head_has_the_range_of_its_age()
    {
        HeadRule baby = Plain.Head with { Min = 10 }, child = Plain.Head with { Min = 15 };
        PhotoSpec spec = Plain with { Children = [new ChildRule { BelowYears = 2, Head = baby }, new ChildRule { BelowYears = 11, Head = child }] };

        Assert.Equal([20, 10, 15, 15, 20], new double?[] { null, 1.9, 2, 10.9, 11 }.Select(years => spec.ForAge(years).Head.Min));
    }

    [Fact]
    public void A_page_is_listed_once_with_all_that_was_read_there()
    {
        SpecSource[] sources = [Records.Source("head"), Records.Source("eyes", page: "https://example.com/"), Records.Source("print"), Records.Source("file", SourceConfidence.Lead)];

        Assert.Equal(
            ["https://example.org/ Official head,print", "https://example.com/ Official eyes", "https://example.org/ Lead file"],
            SpecFacts.Pages(sources).Select(page => $"{page.Url} {page.Confidence} {string.Join(',', page.Fields)}"));
    }

    [Fact]
    public void A_record_is_worth_what_its_least_rule_is_worth()
    {
        (SpecTrust Trust, SpecSource[] Sources)[] rows =
        [
            (SpecTrust.Official, [Records.Source("head"), Records.Source("print")]),
            (SpecTrust.Mixed, [Records.Source("head"), Records.Source("print", SourceConfidence.Secondary)]),
            (SpecTrust.Secondary, [Records.Source("print", SourceConfidence.Secondary)]),
            (SpecTrust.Secondary, []),
            (SpecTrust.Restated, [Records.Source("head", SourceConfidence.Restated), Records.Source("print", SourceConfidence.Restated)]),
            (SpecTrust.Secondary, [Records.Source("head", SourceConfidence.Restated), Records.Source("print", SourceConfidence.Secondary)]),
            (SpecTrust.Mixed, [Records.Source("head", SourceConfidence.Restated), Records.Source("print")]),
            (SpecTrust.Restated, [Records.Source("head", SourceConfidence.Secondary), Records.Source("head", SourceConfidence.Restated)]),
            (SpecTrust.Unverified, [Records.Source("head"), Records.Source("print", SourceConfidence.Lead)]),
            (SpecTrust.Official, [Records.Source("head", SourceConfidence.Secondary), Records.Source("head")]),
        ];

        Assert.All(rows, row => Assert.Equal(row.Trust, SpecTrusts.Of(Plain with { Sources = row.Sources })));
        Assert.Throws<ArgumentNullException>(() => SpecTrusts.Of((PhotoSpec)null!));
    }

    [Fact]
    public void What_was_read_for_a_whole_counts_for_its_parts_except_for_the_heads_top()
    {
        PhotoSpec spec = Plain with { Sources = [Records.Source("head"), Records.Source("capture", SourceConfidence.Lead), Records.Source("capture.glasses", SourceConfidence.Secondary)] };

        Assert.Equal(SourceConfidence.Official, spec.Confidence("head"));
        Assert.Equal(SourceConfidence.Official, spec.Confidence("head.target"));
        Assert.Null(spec.Confidence("head.top"));
        Assert.Null(spec.Confidence("eyes"));
        Assert.Equal(SourceConfidence.Lead, spec.Confidence("capture.expression"));
        Assert.Equal(SourceConfidence.Secondary, spec.Confidence("capture.glasses"));
        Assert.Throws<ArgumentNullException>(() => spec.Confidence(null!));
    }

    private static IEnumerable<string> All(PhotoSpec spec)
        => SpecFacts.Of(spec).Select(fact => $"{fact.Field}|{fact.Label.Id["facts.".Length..]}|{fact.Text}|{fact.Basis.Id["facts.".Length..]}");

    private static T[] Each<T>(params T[] rows) => rows;

    private static PhotoSpec Sized(Func<PrintSize, PrintSize> sized) => Plain with { Print = sized(Plain.Print!) };
}
