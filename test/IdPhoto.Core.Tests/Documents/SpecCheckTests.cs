using IdPhoto.Documents;
using Xunit;

namespace IdPhoto.Tests.Documents;

/// <summary>Every rule of a record, a step to either side of its limit.</summary>
public sealed class SpecCheckTests
{
    private static readonly PhotoSpec Plain = Records.Print, Upload = Records.Upload;

    private static readonly (PhotoSpec Spec, string? Refused)[] Rows =
    [
        (Plain, null),
        (Upload, null),

        (Plain with { Id = "a1-b2-c3" }, null),
        (Plain with { Id = "Club" }, "id: id-form"),
        (Plain with { Id = "a--b" }, "id: id-form"),
        (Plain with { Id = "a-" }, "id: id-form"),
        (Plain with { Id = "-a" }, "id: id-form"),
        (Plain with { Id = "a\n" }, "id: id-form"),
        (Plain with { Id = "" }, "id: id-form"),
        (Plain with { Title = " " }, "title: empty"),
        (Plain with { Document = "" }, "document: empty"),
        (Plain with { Country = "DE" }, null),
        (Plain with { Country = "De" }, "country: country"),
        (Plain with { Country = "DEU" }, "country: country"),
        (Plain with { Country = "D" }, "country: country"),
        (Plain with { Country = "DE\n" }, "country: country"),

        (Plain with { Centring = 0 }, null),
        (Plain with { Centring = 0.05 }, null),
        (Plain with { Centring = -0.001 }, "centring: interval"),
        (Plain with { Centring = 0.051 }, "centring: interval"),
        (Plain with { Dpi = 72 }, null),
        (Plain with { Dpi = 1200 }, null),
        (Plain with { Dpi = 71 }, "dpi: interval"),
        (Plain with { Dpi = 1201 }, "dpi: interval"),

        // Sizes.
        (Plain with { Print = null }, "print: size-missing"),
        (Sized(print => print with { WidthMm = 1000 }), null),
        (Sized(print => print with { WidthMm = 1001 }), "print.widthMm: above-zero-to"),
        (Sized(print => print with { WidthMm = 0 }), "print.widthMm: above-zero-to"),
        (Sized(print => print with { HeightMm = 0 }), "print.heightMm: above-zero-to"),
        (Sized(print => print with { MinWidthMm = 0 }), "print.minWidthMm: above-zero-to"),
        (Sized(print => print with { MinHeightMm = 0 }), "print.minHeightMm: above-zero-to"),
        (Sized(print => print with { MaxWidthMm = 1001 }), "print.maxWidthMm: above-zero-to"),
        (Sized(print => print with { MaxHeightMm = 1001 }), "print.maxHeightMm: above-zero-to"),
        (Sized(print => print with { MinWidthMm = 30, MaxWidthMm = 30 }), null),
        (Sized(print => print with { MinWidthMm = 30.1 }), "print.widthMm: outside"),
        (Sized(print => print with { MaxWidthMm = 29.9 }), "print.widthMm: outside"),
        (Sized(print => print with { MinHeightMm = 40, MaxHeightMm = 40 }), null),
        (Sized(print => print with { MinHeightMm = 40.1 }), "print.heightMm: outside"),
        (Sized(print => print with { MaxHeightMm = 39.9 }), "print.heightMm: outside"),
        (Sized(print => print with { MaxHeightMm = 45 }).With(new PixelRule { Width = 600, Height = 800 }), "pixels: fixed-in-range"),
        (Plain.With(new PixelRule { Width = 600, Height = 800 }), null),
        (Plain.With(new PixelRule { Width = 611, Height = 800 }), null),
        (Plain.With(new PixelRule { Width = 613, Height = 800 }), "pixels: shape"),
        (Plain.With(new PixelRule { Width = 589, Height = 800 }), null),
        (Plain.With(new PixelRule { Width = 587, Height = 800 }), "pixels: shape"),
        (Plain.With(new PixelRule { Width = 611, Height = 815 }), null),
        (Plain.With(new PixelRule { Width = 613, Height = 817 }), "dpi: resolution"),
        (Plain.With(new PixelRule { Width = 589, Height = 785 }), null),
        (Plain.With(new PixelRule { Width = 587, Height = 783 }), "dpi: resolution"),
        (Upload.With(new PixelRule { Width = 20_000, Height = 20_000 }), null),
        (Upload.With(new PixelRule { Width = 20_001, Height = 20_000 }), "pixels.width: interval"),
        (Upload.With(new PixelRule { Width = 20_000, Height = 20_001 }), "pixels.height: interval"),
        (Upload.With(new PixelRule { Width = 0, Height = 800 }), "pixels.width: interval"),
        (Upload.With(new PixelRule { Width = 600, Height = 0 }), "pixels.height: interval"),
        (Upload.With(new PixelRule { Width = 1, Height = 1 }), null),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 600, MaxWidth = 600, MinHeight = 800, MaxHeight = 800 }), null),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 0 }), "pixels.minWidth: above-zero"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MinHeight = 0 }), "pixels.minHeight: above-zero"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MaxWidth = 0 }), "pixels.maxWidth: above-zero"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MaxHeight = 0 }), "pixels.maxHeight: above-zero"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 700, MaxWidth = 650 }), "pixels.minWidth: above-other other=maxWidth"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MinHeight = 900, MaxHeight = 850 }), "pixels.minHeight: above-other other=maxHeight"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 601 }), "pixels.width: outside"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MaxWidth = 599 }), "pixels.width: outside"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MinHeight = 801 }), "pixels.height: outside"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, MaxHeight = 799 }), "pixels.height: outside"),

        (Upload.With(new PixelRule { Width = 600, Height = 800, Ratio = new RatioRange { Min = 0.75, Max = 0.75 } }), null),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Ratio = new RatioRange { Min = 0.751, Max = 0.8 } }), "pixels.width: outside"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Ratio = new RatioRange { Min = 0.7, Max = 0.749 } }), "pixels.width: outside"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Ratio = new RatioRange { Min = 0, Max = 0.8 } }), "pixels.ratio.min: above-zero"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Ratio = new RatioRange { Min = 0.8, Max = 0.7 } }), "pixels.ratio.min: above-other other=max"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, ExactShape = true, Ratio = new RatioRange { Min = 0.7, Max = 0.8 } }), "pixels.exactShape: shape-twice"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Recommended = true }), null),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Recommended = true, MinWidth = 600 }), "pixels.recommended: recommended-limits"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Recommended = true, MinHeight = 600 }), "pixels.recommended: recommended-limits"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Recommended = true, MaxWidth = 600 }), "pixels.recommended: recommended-limits"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Recommended = true, MaxHeight = 800 }), "pixels.recommended: recommended-limits"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Recommended = true, ExactShape = true }), "pixels.recommended: recommended-limits"),
        (Upload.With(new PixelRule { Width = 600, Height = 800, Recommended = true, Ratio = new RatioRange { Min = 0.7, Max = 0.8 } }), "pixels.recommended: recommended-limits"),
        (Sized(print => print with { Copies = 1, Finish = PaperFinish.Matt }), null),
        (Sized(print => print with { Copies = 0 }), "print.copies: above-zero"),
        (Sized(print => print with { Trim = new TrimSize { WidthMm = 30, HeightMm = 40 } }), null),
        (Sized(print => print with { Trim = new TrimSize { WidthMm = 30.1, HeightMm = 40 } }), "print.trim.widthMm: above-zero-to"),
        (Sized(print => print with { Trim = new TrimSize { WidthMm = 0, HeightMm = 40 } }), "print.trim.widthMm: above-zero-to"),
        (Sized(print => print with { Trim = new TrimSize { WidthMm = 30, HeightMm = 40.1 } }), "print.trim.heightMm: above-zero-to"),
        (Sized(print => print with { Trim = new TrimSize { WidthMm = 30, HeightMm = 0 } }), "print.trim.heightMm: above-zero-to"),

        // Children.
        (Young(Child(1), Child(18)), null),
        (Plain with { OnlyBelowYears = 18 }, null),
        (Plain with { OnlyBelowYears = 0 }, "onlyBelowYears: interval"),
        (Plain with { OnlyBelowYears = 19 }, "onlyBelowYears: interval"),
        (Young(Child(0)), "children.belowYears: interval"),
        (Young(Child(19)), "children.belowYears: interval"),
        (Young(Child(6), Child(6)), "children.belowYears: youngest-first"),
        (Young(Child(6) with { Head = Plain.Head with { Min = null } }), "children.head: needs-both"),
        (Young(Child(6) with { Head = Plain.Head with { Max = 41 } }), "children.head.max: higher-than-photo"),
        (Young(Child(6) with { Head = Plain.Head with { Min = 38, Max = 39 } }) with { TopMargin = Above(3) }, "children.head: impossible"),

        // What is handed in as well.
        (With(new Companion { Kind = CompanionKind.Thumbprint }), null),
        (With(new Companion { Kind = CompanionKind.Signature, Pixels = new PixelRule { Width = 140, Height = 60 }, File = new FileRule { MinKb = 10, MaxKb = 20 }, Note = "In black." }), null),
        (With(new Companion { Kind = CompanionKind.Signature, Pixels = new PixelRule { Width = 0, Height = 60 } }), "companions.pixels.width: interval"),
        (With(new Companion { Kind = CompanionKind.Signature, File = new FileRule { MinKb = 30, MaxKb = 20 } }), "companions.file.minKb: above-other other=maxKb"),
        (With(new Companion { Kind = CompanionKind.Signature, Note = " " }), "companions.note: empty"),

        // Validity.
        (Valid(new SpecValidity { From = Day(1), Until = Day(1), SupersededBy = "other-card" }), null),
        (Valid(new SpecValidity()), "validity: says-nothing"),
        (Valid(new SpecValidity { From = Day(2), Until = Day(1) }), "validity.from: above-other other=until"),
        (Valid(new SpecValidity { SupersededBy = "Other card" }), "validity.supersededBy: other-id"),
        (Valid(new SpecValidity { SupersededBy = Plain.Id }), "validity.supersededBy: other-id"),

        // Lengths.
        (Headed(head => head with { Min = null }), "head: needs-both"),
        (Headed(head => head with { Max = null }), "head: needs-both"),
        (Headed(head => head with { Min = 0 }), "head: needs-both"),
        (Headed(head => head with { Max = 0 }), "head: needs-both"),
        (Headed(head => head with { Min = 30 }), null),
        (Headed(head => head with { Min = 30.1 }), "head.min: above-other other=max"),
        (Headed(head => head with { Target = 20 }), null),
        (Headed(head => head with { Target = 30 }), null),
        (Headed(head => head with { Target = 19.9 }), "head.target: outside"),
        (Headed(head => head with { Target = 30.1 }), "head.target: outside"),
        (Headed(head => head with { Max = 40 }), null),
        (Headed(head => head with { Max = 40.1 }), "head.max: higher-than-photo"),
        (Headed(head => head with { Unit = LengthUnit.Percent, Max = 100 }), null),
        (Headed(head => head with { Unit = LengthUnit.Percent, Max = 100.1 }), "head.max: higher-than-photo"),
        (Upload with { Head = Upload.Head with { Unit = LengthUnit.Mm } }, "head.unit: mm-without-print"),
        (Upload with { Eyes = new LengthRange { Min = 10 } }, "eyes.unit: mm-without-print"),
        (Upload with { HeadWidth = new LengthRange { Min = 10 } }, "headWidth.unit: mm-without-print"),
        (Plain with { Eyes = new LengthRange() }, "eyes: needs-limit"),
        (Plain with { Eyes = new LengthRange { Max = 20 } }, null),
        (Plain with { Eyes = new LengthRange { Min = 40 } }, null),
        (Plain with { Eyes = new LengthRange { Min = 40.1 } }, "eyes.max: higher-than-photo"),
        (Plain with { Eyes = new LengthRange { Min = 10, Target = 40.1 } }, "eyes.max: higher-than-photo"),
        (Plain with { ChinMargin = new LengthRange { Min = 0 } }, null),
        (Plain with { ChinMargin = new LengthRange { Min = -0.1 } }, "chinMargin.min: negative"),
        (Plain with { ChinMargin = new LengthRange { Min = 20 } }, null),
        (Plain with { ChinMargin = new LengthRange { Min = 20.1 } }, "chinMargin.min: no-room"),
        (Plain with { ChinMargin = new LengthRange { Max = 5 } }, null),
        (Plain with { TopMargin = Above(20) }, null),
        (Plain with { TopMargin = Above(20.1) }, "topMargin.min: no-room"),
        (Plain with { TopMargin = Above(10), ChinMargin = new LengthRange { Min = 10 } }, null),
        (Plain with { TopMargin = Above(10), ChinMargin = new LengthRange { Min = 10.1 } }, "topMargin.min: no-room"),
        (Plain with { TopMargin = new TopMarginRule { Max = 5, From = HeadTop.Crown }, ChinMargin = new LengthRange { Min = 20 } }, null),
        (Plain with { TopMargin = new TopMarginRule { Max = 1, From = HeadTop.Crown }, ChinMargin = new LengthRange { Max = 1 } }, "print: impossible"),
        (Plain with { TopMargin = new TopMarginRule { Max = 1, From = HeadTop.Hair }, ChinMargin = new LengthRange { Max = 1 } }, null),
        (Plain with { HeadShare = new LengthRange { Unit = LengthUnit.Percent, Min = 50, Max = 75 } }, null),
        (Plain with { HeadShare = new LengthRange { Min = 20, Max = 30 } }, "headShare.unit: percent"),
        (Plain with { HeadShare = new LengthRange { Unit = LengthUnit.Percent, Min = 80, Max = 90 } }, "print: impossible"),
        (Plain with { HeadWidth = new LengthRange { Min = 5, Max = 4 } }, "headWidth.min: above-other other=max"),

        // Background.
        (Behind(rule => rule with { Default = new NamedColour { Name = " ", Hex = "#fff" } }), "background.default.name: empty"),
        (Behind(rule => rule with { Default = new NamedColour { Name = "white", Hex = "white" } }), "background.default.hex: colour"),
        (Behind(rule => rule with { Default = new NamedColour { Name = "white", Hex = "#ff" } }), "background.default.hex: colour"),
        (Behind(rule => rule with { Allowed = [Records.White, Records.Blue] }), null),
        (Behind(rule => rule with { Allowed = [Records.Blue] }), "background.default: colour-not-allowed"),
        (Behind(rule => rule with { Allowed = [Records.White, new NamedColour { Name = "", Hex = "#000" }] }), "background.allowed.name: empty"),
        (Behind(rule => rule with { Forbidden = [Records.Blue] }), null),
        (Behind(rule => rule with { Forbidden = [Records.Blue, Records.White] }), "background.default: colour-forbidden"),
        (Behind(rule => rule with { Forbidden = [new NamedColour { Name = "", Hex = "#000" }] }), "background.forbidden.name: empty"),
        (Behind(rule => rule with { Examples = true }), "background.examples: needs-allowed"),
        (Behind(rule => rule with { Examples = true, Allowed = [Records.White] }), null),

        // File.
        (Plain.With(new FileRule { MaxCompression = 1 }), null),
        (Plain.With(new FileRule { MinQuality = 1 }), null),
        (Plain.With(new FileRule { MinQuality = 100 }), null),
        (Plain.With(new FileRule { MinQuality = 0 }), "file.minQuality: interval"),
        (Plain.With(new FileRule { MinQuality = 101 }), "file.minQuality: interval"),
        (Plain.With(new FileRule { MaxCompression = 0.9 }), "file.maxCompression: at-least-one"),
        (Plain.With(new FileRule { MinKb = 8, MaxKb = 8 }), null),
        (Plain.With(new FileRule { MinKb = 9, MaxKb = 8 }), "file.minKb: above-other other=maxKb"),
        (Plain.With(new FileRule { MinKb = 0 }), "file.minKb: above-zero"),
        (Plain.With(new FileRule { MinKb = 20_001 }), "file.minKb: interval"),
        (Plain.With(new FileRule { MaxKb = 2_000_001 }), "file.maxKb: interval"),
        (Plain.With(new FileRule { MaxKb = 0 }), "file.maxKb: above-zero"),
        (Plain.With(new FileRule { Formats = [FileFormat.Jpeg, FileFormat.Png] }), null),
        (Plain.With(new FileRule { Formats = [FileFormat.Png] }), "file.format: format-not-accepted"),

        (Plain with { Capture = new CaptureRule { MaxAgeMonths = 1 } }, null),
        (Plain with { Capture = new CaptureRule { MaxAgeMonths = 0 } }, "capture.maxAgeMonths: above-zero"),

        .. from rule in Enum.GetValues<EditRule>()
           let refused = rule is EditRule.Forbidden or EditRule.Implied ? "edit.warning: edit-warning" : null
           from policy in (EditPolicy[])[new() { Alteration = rule, Background = EditRule.NotSeen }, new() { Alteration = EditRule.NotSeen, Background = rule }]
           select (Plain with { Edit = policy }, refused),
        (Plain with { Edit = new EditPolicy { Alteration = EditRule.Forbidden, Background = EditRule.NotSeen, Warning = " " } }, "edit.warning: edit-warning"),
        (Plain.With(EditRule.Forbidden, EditRule.Implied), null),

        // Sources.
        .. ((string[])["print", "pixels", "dpi", "head", "headShare", "eyes", "topMargin", "chinMargin", "headWidth", "centring", "children", "background", "file", "edit", "capture", "companions", "validity", "head.top", "capture.glasses"])
            .Select(field => (Plain with { Sources = [Records.Source(field)] }, (string?)null)),
        (Plain with { Sources = [Records.Source("head"), Records.Source("title")] }, "sources.field: source-field"),
        (Plain with { Sources = [Records.Source("head", page: "ftp://example.org/")] }, "sources.url: source-address"),
        (Plain with { Sources = [Records.Source("head", page: "http://example.org/")] }, null),
        (Plain with { Sources = [Records.Source("head") with { Url = new Uri("/page", UriKind.Relative) }] }, "sources.url: source-address"),
        (Plain with { Sources = [Records.Source("head") with { Read = new DateOnly(2000, 1, 1) }] }, null),
        (Plain with { Sources = [Records.Source("head") with { Read = new DateOnly(1999, 12, 31) }] }, "sources.read: source-day"),
        (Plain with { Contradictions = [new SpecContradiction { Field = "head", Text = "Two pages." }] }, null),
        (Plain with { Contradictions = [new SpecContradiction { Field = "title", Text = "Two pages." }] }, "contradictions.field: source-field"),
        (Plain with { Contradictions = [new SpecContradiction { Field = "head", Text = " " }] }, "contradictions.text: empty"),
    ];

    private static readonly OnSiteDocument OnSite = new()
    {
        Id = "on-site",
        Title = "On site",
        Country = "NO",
        Document = "Passport",
        Reason = "The police take it.",
        Sources = [Records.Source("capture")],
    };

    private static readonly (OnSiteDocument Document, string? Refused)[] OnSiteRows =
    [
        (OnSite, null),
        (OnSite with { Id = "On site" }, "id: id-form"),
        (OnSite with { Title = "" }, "title: empty"),
        (OnSite with { Document = "" }, "document: empty"),
        (OnSite with { Country = "no" }, "country: country"),
        (OnSite with { Reason = " " }, "reason: empty"),
        (OnSite with { Companions = [new Companion { Kind = CompanionKind.Signature }] }, null),
        (OnSite with { Companions = [new Companion { Kind = CompanionKind.Signature, Note = " " }] }, "companions.note: empty"),
        (OnSite with { Sources = [] }, "sources: empty"),
        (OnSite with { Sources = [Records.Source("capture"), Records.Source("who")] }, "sources.field: source-field"),
    ];

    [Fact]
    public void A_record_is_refused_by_its_field_beyond_its_limits() => Assert.All(Rows, (row, index) => AssertRefused(row.Refused, () => SpecCheck.Check(row.Spec), index));

    [Fact]
    public void A_record_of_a_document_that_is_taken_on_site_is_refused_by_its_field()
        => Assert.All(OnSiteRows, (row, index) => AssertRefused(row.Refused, () => SpecCheck.Check(row.Document), index));

    [Fact]
    public void A_record_that_is_accepted_is_the_same_after_writing_and_reading() => Assert.All(Rows.Where(row => row.Refused is null), row =>
    {
        string json = PhotoSpecs.ToJson(row.Spec);

        Assert.Equal(json, PhotoSpecs.ToJson(PhotoSpecs.Parse(json)));
    });

    [Fact]
    public void A_refusal_about_something_else_names_no_field()
    {
        Assert.Null(SpecCheck.Parts(new PhotoException(Refusals.InvalidSpec, IdPhoto.Messages.Message.Of("custom.twice", ("field", "size")))));
        Assert.Null(SpecCheck.Parts(new PhotoException(Refusals.InvalidSpec, IdPhoto.Messages.Message.Of("records.empty"))));
        Assert.Equal(("size", "empty"), SpecCheck.Parts(new PhotoException(Refusals.InvalidSpec, IdPhoto.Messages.Message.Of("records.empty", ("field", "size")))));
    }

    private static void AssertRefused(string? expected, Action check, int index)
    {
        PhotoException? refusal = Record.Exception(check) as PhotoException;
        string? found = refusal is null ? null : $"{SpecCheck.Parts(refusal)!.Value.Field}: {SpecCheck.Parts(refusal)!.Value.Problem}";
        if (expected?.Contains("other=", StringComparison.Ordinal) == true)
            found += $" other={refusal?.Said.Find("other")}";
        Assert.True(expected == found, $"row {index}: {expected ?? "accepted"} was {found ?? "accepted"}");
        if (refusal is null)
            return;
        Assert.Equal(Refusals.InvalidSpec, refusal.Code);
        string sentence = IdPhoto.Tests.Wording.InEnglishExtensions.InEnglish(refusal);
        Assert.DoesNotContain("{", sentence, StringComparison.Ordinal);
    }

    private static PhotoSpec Sized(Func<PrintSize, PrintSize> sized) => Plain with { Print = sized(Plain.Print!) };

    private static PhotoSpec Headed(Func<HeadRule, HeadRule> headed) => Plain with { Head = headed(Plain.Head) };

    private static PhotoSpec Behind(Func<BackgroundRule, BackgroundRule> behind) => Plain with { Background = behind(Plain.Background) };

    private static PhotoSpec Young(params ChildRule[] children) => Plain with { Children = children };

    private static ChildRule Child(int below) => new() { BelowYears = below, Head = Plain.Head };

    private static PhotoSpec With(Companion companion) => Plain with { Companions = [companion] };

    private static PhotoSpec Valid(SpecValidity validity) => Plain with { Validity = validity };

    private static DateOnly Day(int day) => new(2026, 5, day);

    private static TopMarginRule Above(double min) => new() { Min = min, From = HeadTop.Crown };
}
