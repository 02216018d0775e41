using CsCheck;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Preflight;
using IdPhoto.Tests.Framing;
using Xunit;

namespace IdPhoto.Tests.Documents;

/// <summary>What must hold for every document, whatever its authority asks for.</summary>
public sealed class CatalogueTests
{
    private static readonly PixelSize Picture = new(6000, 8000);

    public static TheoryData<string> Ids => [.. PhotoSpecs.All.Select(spec => spec.Id)];

    public static TheoryData<string> OnSiteIds => [.. PhotoSpecs.OnSite.Select(document => document.Id)];

    [Fact]
    public void There_are_a_hundred_and_eighty_documents_of_seventy_five_countries()
    {
        IEnumerable<string?> countries = PhotoSpecs.All.Select(spec => spec.Country).Concat(PhotoSpecs.OnSite.Select(document => document.Country));

        Assert.True(PhotoSpecs.All.Count >= 180, $"{PhotoSpecs.All.Count} documents");
        Assert.True(countries.OfType<string>().Distinct().Count() >= 75);
        Assert.Empty(PhotoSpecs.All.Select(spec => spec.Id).Intersect(PhotoSpecs.OnSite.Select(document => document.Id)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_record_has_sources_with_the_day_they_were_read(string id)
    {
        PhotoSpec spec = PhotoSpecs.Find(id);

        Assert.Contains(spec.Sources, source => source.Field is "print" or "pixels" or "file");
        Assert.All(spec.Sources, source => Assert.InRange(source.Read, new DateOnly(2026, 1, 1), new DateOnly(2100, 1, 1)));
    }

    [Theory]
    [MemberData(nameof(OnSiteIds))]
    public void Every_document_that_is_taken_on_site_says_where_that_was_read(string id)
        => Assert.NotEmpty(PhotoSpecs.OnSite.Single(document => document.Id == id).Sources);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_number_without_a_source_is_told_to_be_ours(string id)
    {
        PhotoSpec spec = PhotoSpecs.Find(id);
        (string Field, bool Given)[] numbers =
        [
            ("head", true), ("headShare", spec.HeadShare is not null), ("eyes", spec.Eyes is not null), ("topMargin", spec.TopMargin is not null),
            ("chinMargin", spec.ChinMargin is not null), ("headWidth", spec.HeadWidth is not null), ("background", true),
            ("file", spec.File.MinKb is not null || spec.File.MaxKb is not null), ("capture.maxAgeMonths", spec.Capture?.MaxAgeMonths is not null),
        ];

        foreach ((string field, bool given) in numbers)
            if (given && spec.Confidence(field) is null)
                Assert.True(
                    spec.Notes.Concat(spec.Contradictions.Select(contradiction => contradiction.Text)).Any(Decides), $"{id}: {field} has neither a source nor a note");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_ordinary_head_can_be_placed(string id)
    {
        PageGeometry page = PhotoSpecs.Find(id).Resolve();

        // Crown and hair as adults have them, in units of the distance from eyes to chin.
        Gen.Select(Gen.Double[400, 500], Gen.Double[0.85, 0.95], Gen.Double[0.02, 0.15], Gen.Double[-5, 5]).Sample((t, crown, hair, roll) =>
        {
            HeadMeasure head = Subject.Textbook(Picture, new Point(3000, 3500), t, roll, crown, hair);
            Placement placement = Framer.Place(head, Picture, page);
            Assert.DoesNotContain(placement.Broken, rule => rule.Required);
        }, iter: Samples.Of(200));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_textbook_head_breaks_no_rule_at_all(string id)
    {
        Placement placement = Framer.Place(Subject.Textbook(Picture, new Point(3000, 3500), 500, degrees: 2), Picture, PhotoSpecs.Find(id).Resolve());

        Assert.DoesNotContain(placement.Broken, rule => rule.Rule != FramingRules.Sharpness);
        Assert.True(placement.Excess.IsNone);
    }

    [Fact]
    public void The_turkish_rules_can_hold_together_at_one_of_the_two_sizes()
    {
        PageGeometry page = PhotoSpecs.Find("tr-passport").Resolve();

        Assert.Equal((50, 50), (page.WidthMm, page.HeightMm));
        Assert.Equal(35, page.InUnits(page.Head.Min), 1e-6);
        Assert.Equal(36, page.InUnits(page.Head.Max), 1e-6);
    }

    private static bool Decides(string note) => note.Contains("ours", StringComparison.Ordinal)
        || note.Contains("our default", StringComparison.Ordinal) || note.Contains("that of the printed photo", StringComparison.Ordinal)
        || note.Contains("those of the printed photo", StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_one_pixel_off_is_refused_where_an_upload_has_one_size_or_one_shape()
    {
        PhotoSpec[] uploads = [.. PhotoSpecs.All.Where(spec => spec.Print is null)];
        PhotoSpec[] exact = [.. uploads.Where(IsExact)];

        Assert.All(uploads, spec => Assert.Equal(PreflightVerdict.Pass, PixelSizeRule.Check(spec.Resolve().Size, spec).Verdict));
        Assert.All(exact, spec => Assert.All(Around(spec.Resolve().Size), size => Assert.Equal(PreflightVerdict.Fail, PixelSizeRule.Check(size, spec).Verdict)));
        Assert.Equal(
            [
                "bd-visa-digital", "cn-exit-entry-digital", "cn-postgraduate-exam", "in-evisa", "in-oci-digital", "in-visa-digital", "nz-passport-digital",
                "nz-visa-digital", "pk-visa", "us-visa-digital", "uz-evisa", "vn-evisa",
            ],
            uploads.Where(spec => spec.Pixels is { ExactShape: true }).Select(spec => spec.Id).Order());
        Assert.All((string[])["ke-eta", "kr-driving-licence-digital"], id => Assert.Contains(id, exact.Select(spec => spec.Id)));
    }

    [Fact]
    public void A_file_that_is_one_pixel_off_is_refused_at_each_limit_that_a_page_gives_and_not_for_a_size_that_nobody_asks_for()
    {
        PhotoSpec[] uploads = [.. PhotoSpecs.All.Where(spec => spec.Print is null && !IsExact(spec))];

        Assert.All(uploads, spec => Assert.All(Ends(spec), end => Assert.True(
            end.Holds == (PixelSizeRule.Check(end.Size, spec).Verdict != PreflightVerdict.Fail), $"{spec.Id}: {end.Size}")));
        Assert.Equal(["cn-civil-service-exam", "in-ibps", "kr-passport-digital"], uploads.Where(spec => spec.Pixels!.Recommended).Select(spec => spec.Id));
        Assert.NotEqual(PreflightVerdict.Fail, PixelSizeRule.Check(new PixelSize(6000, 7380), PhotoSpecs.Find("ee-eresidency")).Verdict);
    }

    // A limit, and a pixel beyond it; without limits and without a shape, sizes beside the one that is made.
    private static IEnumerable<(PixelSize Size, bool Holds)> Ends(PhotoSpec spec)
    {
        PixelRule rule = spec.Pixels!;
        PixelSize made = spec.Resolve().Size;
        (int? Limit, bool Wide, int Beyond)[] limits =
            [(rule.MinWidth, true, -1), (rule.MinHeight, false, -1), (rule.MaxWidth, true, 1), (rule.MaxHeight, false, 1)];
        foreach ((int limit, bool wide, int beyond) in limits.Where(one => one.Limit is not null).Select(one => (one.Limit!.Value, one.Wide, one.Beyond)))
        {
            if (rule.Ratio is null)
                yield return (wide ? made with { Width = limit } : made with { Height = limit }, true);
            yield return (wide ? made with { Width = limit + beyond } : made with { Height = limit + beyond }, false);
        }
        if (rule.Ratio is null && limits.All(one => one.Limit is null))
            foreach (PixelSize size in Around(made))
                yield return (size, true);
    }

    [Fact]
    public void A_file_beyond_the_shapes_that_an_authority_gives_by_numbers_is_refused()
    {
        PhotoSpec[] shaped = [.. PhotoSpecs.All.Where(spec => spec.Pixels?.Ratio is not null)];

        Assert.Equal(["in-gate", "my-evisa", "th-evisa"], shaped.Select(spec => spec.Id));
        Assert.All(shaped, spec =>
        {
            PixelSize made = spec.Resolve().Size with { Height = spec.Resolve().Size.Height * 9 / 10 };
            RatioRange ratio = spec.Pixels!.Ratio!;
            Assert.Equal(PreflightVerdict.Pass, PixelSizeRule.Check(made with { Width = (int)(made.Height * ratio.Max) }, spec).Verdict);
            Assert.Equal(PreflightVerdict.Fail, PixelSizeRule.Check(made with { Width = (int)(made.Height * ratio.Max) + 1 }, spec).Verdict);
            Assert.Equal(PreflightVerdict.Fail, PixelSizeRule.Check(made with { Width = (int)Math.Ceiling(made.Height * ratio.Min) - 1 }, spec).Verdict);
        });
    }

    [Fact]
    public void A_document_that_only_children_have_says_below_which_age()
    {
        PhotoSpec[] children = [.. PhotoSpecs.All.Where(spec => spec.OnlyBelowYears is not null)];

        Assert.Equal(PhotoSpecs.All.Where(spec => spec.Title.Contains("child", StringComparison.OrdinalIgnoreCase)).Select(spec => spec.Id), children.Select(spec => spec.Id));
        Assert.Equal(6, children.Length);
        Assert.All(children, spec =>
        {
            // Who does not say the age means any of the children's.
            int under = spec.Title.LastIndexOf("under ", StringComparison.Ordinal);
            if (under > 0)
                Assert.Equal($"{spec.OnlyBelowYears}", spec.Title[(under + "under ".Length)..]);
            Assert.Equal(RulesMark.Of(spec with { OnlyBelowYears = null }), RulesMark.Of(spec));
        });
    }

    /// <summary>The guide gives its colours on a scale of 0 to 240: grey of luminance 198 or more, blue of hue 135, full saturation and luminance 167 or more.</summary>
    [Theory]
    [InlineData("cn-exit-entry")]
    [InlineData("cn-exit-entry-digital")]
    public void The_colours_of_the_chinese_guide_are_within_its_limits(string id)
    {
        IReadOnlyList<NamedColour> colours = PhotoSpecs.Find(id).Background.Allowed;
        Colour blue = colours.Single(colour => colour.Name == "light-blue").Colour, grey = colours.Single(colour => colour.Name == "light-grey").Colour;

        Assert.Equal(255, blue.B);
        Assert.InRange(240 * (blue.B + blue.R) / 510.0, 167, 240);
        Assert.Equal(135, 40 * (4 - ((blue.G - blue.R) / (double)(blue.B - blue.R))), 0.5);
        Assert.Equal((grey.R, grey.R), (grey.G, grey.B));
        Assert.InRange(240 * grey.R / 255.0, 198, 240);
    }

    [Fact]
    public void A_contradiction_about_a_rule_names_one_that_the_record_decides()
        => Assert.All(PhotoSpecs.All.SelectMany(spec => spec.Contradictions, (spec, contradiction) => (spec, contradiction.Field)), row =>
            Assert.False(row.Field == "capture.headCovering" && row.spec.Capture?.HeadCovering is null, row.spec.Id));

    /// <summary>What has to be written, signed or handed in beside the photo stands in the one line, not in a note alone.</summary>
    [Theory]
    [InlineData("ca-pr-card", CompanionKind.Photographer)]
    [InlineData("ca-passport", CompanionKind.Guarantor)]
    [InlineData("gb-passport", CompanionKind.Guarantor)]
    [InlineData("ie-visa", CompanionKind.Writing)]
    [InlineData("jp-visa", CompanionKind.Writing)]
    [InlineData("in-neet-ug", CompanionKind.Writing)]
    [InlineData("in-upsc", CompanionKind.Writing)]
    [InlineData("fr-driving-licence", CompanionKind.Photographer)]
    public void What_else_is_needed_is_said_in_the_one_line(string id, CompanionKind kind)
    {
        PhotoSpec spec = PhotoSpecs.Find(id);

        Assert.Contains(spec.Companions, companion => companion.Kind == kind);
        Assert.Contains($"facts.companion-{kind.ToString().ToLowerInvariant()}", SpecFacts.Summary(spec)[^1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_takes_a_photo_that_nobody_brings_is_told_apart()
    {
        OnSiteDocument ssc = PhotoSpecs.OnSite.Single(document => document.Id == "in-ssc");

        Assert.Equal(["in-rrb", "in-ssc"], PhotoSpecs.OnSite.Where(document => document.By == OnSiteTaker.Live).Select(document => document.Id));
        Assert.Equal(["lk-passport"], PhotoSpecs.OnSite.Where(document => document.By == OnSiteTaker.Studio).Select(document => document.Id));
        Assert.Contains("facts.companion-signature", SpecFacts.Extras(ssc)?.ToString(), StringComparison.Ordinal);
        Assert.Null(SpecFacts.Extras(PhotoSpecs.OnSite.Single(document => document.Id == "no-passport")));
        Assert.Throws<ArgumentNullException>(() => SpecFacts.Extras((OnSiteDocument)null!));
    }

    [Fact]
    public void The_french_passport_itself_needs_no_code()
        => Assert.Empty(PhotoSpecs.Find("fr-passport").Companions);

    [Fact]
    public void What_replaces_a_document_is_one()
    {
        PhotoSpec[] replaced = [.. PhotoSpecs.All.Where(spec => spec.Validity?.SupersededBy is not null)];

        Assert.Equal(["ee-passport", "gb-visa"], replaced.Select(spec => spec.Id));
        Assert.All(replaced, spec => Assert.Null(PhotoSpecs.Find(spec.Validity!.SupersededBy!).Validity?.SupersededBy));
    }

    [Fact]
    public void Each_field_that_the_format_has_is_used_by_a_document()
    {
        Assert.Contains(PhotoSpecs.All, spec => spec.Children.Count > 0);
        Assert.Contains(PhotoSpecs.All, spec => spec.Print?.Trim is not null);
        Assert.Contains(PhotoSpecs.All, spec => spec.Validity?.From is not null);
        Assert.Contains(PhotoSpecs.All, spec => spec.Validity?.SupersededBy is not null);
        Assert.Contains(PhotoSpecs.All, spec => spec.File.OriginalOnly);
        Assert.All(Enum.GetValues<PaperFinish>(), finish => Assert.Contains(PhotoSpecs.All, spec => spec.Print?.Finish == finish));
        Assert.All(Enum.GetValues<CompanionKind>(), kind => Assert.Contains(PhotoSpecs.All, spec => spec.Companions.Any(companion => companion.Kind == kind)));
        Assert.All(
            Enum.GetValues<SourceConfidence>(),
            confidence => Assert.Contains(PhotoSpecs.All, spec => spec.Sources.Any(source => source.Confidence == confidence)));
    }

    private static bool IsExact(PhotoSpec spec)
        => !spec.File.OriginalOnly && !spec.Pixels!.Recommended && spec.Confidence("pixels") is not null && IsExact(spec.Pixels);

    private static bool IsExact(PixelRule rule) => rule.ExactShape || rule is { Ratio: null, MinWidth: null, MinHeight: null, MaxWidth: null, MaxHeight: null }
        || (rule.MinWidth == rule.MaxWidth && rule.MinHeight == rule.MaxHeight && rule is { MinWidth: not null, MinHeight: not null });

    private static PixelSize[] Around(PixelSize made)
        => [made with { Width = made.Width + 1 }, made with { Height = made.Height + 1 }, made with { Width = made.Width - 1 }, made with { Height = made.Height - 1 }];
}
