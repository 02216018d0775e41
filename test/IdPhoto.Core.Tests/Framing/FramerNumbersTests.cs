using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Framing;

/// <summary>Placements whose numbers can be worked out on paper: a level head, a page of 40 x 50 mm at 10 px a millimetre.</summary>
public sealed class FramerNumbersTests
{
    private static readonly PixelSize Picture = new(3000, 4000);

    /// <summary>Crown to chin 950 px, hair to chin 1000 px, eyes 500 px above the chin and 280 px apart.</summary>
    private static readonly HeadMeasure Head = new(
        Crown: new(1500, 1150), CrownUncertainty: 38, HeadTop: new(1500, 1100), HeadTopCut: false, Chin: new(1500, 2100), LeftEye: new(1640, 1600), RightEye: new(1360, 1600),
        LeftIris: new(1640, 1600), RightIris: new(1360, 1600), HeadWidth: 700, Pose: new(0, 0, 0));

    private static readonly PageGeometry Page = new()
    {
        Size = new PixelSize(400, 500),
        Dpi = 254,
        WidthMm = 40,
        HeightMm = 50,
        PixelsPerMm = 10,
        Head = new PixelRange(200, 300, 250),
        HeadTop = HeadTop.Crown,
        CentringTolerance = 0.02,
    };

    [Fact]
    public void Of_the_room_that_the_head_leaves_three_tenths_go_above_it()
    {
        Placement placement = Framer.Place(Head, Picture, Page);

        // 950 px become 250; half of the page's height is left, three tenths of which are 75 px, or 285 of the picture.
        AssertMap(3.8, 1500 - (200 * 3.8), 1150 - 285, placement);
        Assert.Equal((3.8, 0.0, true), (placement.Scale, placement.RollDegrees, placement.Excess.IsNone));
        Assert.Equal(Page.Size, placement.Size);
    }

    [Fact]
    public void Every_rule_is_told_with_its_numbers()
    {
        PageGeometry page = Page with { HeadWidth = new PixelRange(150, 250, 200) };

        RuleOutcome[] rules = [.. Framer.Place(Head, Picture, page).Rules];

        Assert.Equal(
            [
                "head-height 25.00 20..30 mm True True 1.00", "eye-line 30.66 25..35 mm True False 0.00", "top-margin 7.50 0.. mm True True 1.00", "chin-margin 17.50 0.. mm True True 0.00",
                "centring 0.00 -2..2 % True True 0.00", "enlargement 0.26 ..3 x True True 0.00", "hair-inside 6.18 0.. mm True False 0.00", "head-width 18.42 15..25 mm True False 0.46",
                "sharpness 0.26 ..1 x True False 0.00", "inter-eye-distance 280.00 90.. px True False 0.00",
            ],
            rules.Select(Told));
    }

    [Fact]
    public void A_photo_that_is_never_printed_is_told_in_per_cent()
    {
        RuleOutcome rule = Framer.Place(Head, Picture, Page with { PixelsPerMm = null, WidthMm = null, HeightMm = null }).Rules[0];

        Assert.Equal("head-height 50.00 40..60 % True True 2.00", Told(rule));
    }

    [Fact]
    public void The_eye_line_that_a_document_sets_is_met()
    {
        Placement placement = Framer.Place(Head, Picture, Page with { EyesFromBottom = new PixelRange(220, 300, 260) });

        AssertMap(3.8, 740, 1600 - (240 * 3.8), placement);
    }

    [Fact]
    public void The_margin_that_a_document_sets_is_met_and_measured_from_crown_or_hair()
    {
        PageGeometry page = Page with { TopMargin = new PixelRange(30, 60, 40), TopMarginFrom = HeadTop.Crown };

        AssertMap(3.8, 740, 1150 - (40 * 3.8), Framer.Place(Head, Picture, page));
        AssertMap(3.8, 740, 1100 - (40 * 3.8), Framer.Place(Head, Picture, page with { TopMarginFrom = HeadTop.Hair }));
        Assert.Equal("top-margin 4.00 3..6 mm True True 0.00", Told(Framer.Place(Head, Picture, page with { TopMarginFrom = HeadTop.Hair }).Rules[1]));
    }

    [Fact]
    public void Where_nothing_fixes_the_eyes_they_stay_in_icaos_box()
    {
        // A low brow: eyes 100 px above the chin of a head of 950.
        HeadMeasure low = Head with { LeftEye = new(1640, 2000), RightEye = new(1360, 2000), HeadTop = new(1500, 1150) };
        HeadMeasure high = Head with { LeftEye = new(1640, 1200), RightEye = new(1360, 1200) };

        Assert.Equal(25, Framer.Place(low, Picture, Page).Rules[1].Value, 1e-6);
        Assert.Equal(35, Framer.Place(high, Picture, Page).Rules[1].Value, 1e-6);
        // A document that sets a margin sets the place: no box.
        Assert.Equal("chin-margin", Framer.Place(low, Picture, Page with { ChinMargin = new PixelRange(100, 400, 200) }).Rules[2].Rule);
        Assert.DoesNotContain(Framer.Place(low, Picture, Page with { TopMargin = new PixelRange(0, 100, 50) }).Rules, rule => rule.Rule == FramingRules.EyeLine);
    }

    [Fact]
    public void A_head_that_is_measured_to_the_hair_is_as_high_as_wanted_with_it()
    {
        Placement placement = Framer.Place(Head, Picture, Page with { HeadTop = HeadTop.Hair });

        AssertMap(4, 1500 - 800, 1100 - (0.3 * 250 * 4), placement);
    }

    [Fact]
    public void Both_readings_of_the_heads_top_hold_where_they_can()
    {
        // Hair 1200 px above the chin: at most 300 px of the page make at least 4 px of the picture for one.
        HeadMeasure tall = Head with { HeadTop = new(1500, 900) };

        Assert.Equal(4, Framer.Place(tall, Picture, Page with { Head = new PixelRange(200, 300, 280) }).Scale, 1e-9);
        Assert.Equal(950 / 200.0, Framer.Place(tall, Picture, Page with { HeadTop = HeadTop.Hair, Head = new PixelRange(200, 300, 220) }).Scale, 1e-9);
    }

    [Fact]
    public void The_width_of_the_head_is_kept_where_it_can_be()
    {
        Assert.Equal(4, Framer.Place(Head, Picture, Page with { HeadWidth = new PixelRange(100, 175, 150) }).Scale, 1e-9);
        Assert.Equal(3.5, Framer.Place(Head, Picture, Page with { HeadWidth = new PixelRange(200, 300, 250) }).Scale, 1e-9);
        Placement missed = Framer.Place(Head, Picture, Page with { HeadWidth = new PixelRange(400, 500, 450) });
        // As near as the height of the head lets it: at its largest, hair included.
        Assert.Equal(1000 / 300.0, missed.Scale, 1e-3);
        Assert.Equal([FramingRules.HeadWidth], missed.Broken.Select(rule => rule.Rule));
    }

    [Fact]
    public void Hair_keeps_some_room_above_it_where_it_can()
    {
        // Below the preferred place hair would touch the edge: 3 % of 500 px stay free above it.
        PageGeometry page = Page with { Head = new PixelRange(250, 250, 250), TopMargin = new PixelRange(0, 60, 10), TopMarginFrom = HeadTop.Crown };

        Assert.Equal(1100 - (15 * 3.8), Framer.Place(Head, Picture, page).TargetToSource.F, 1e-6);
        Assert.Equal(1100 - (5 * 3.8), Framer.Place(Head, Picture, page with { TopMargin = new PixelRange(0, (50 / 3.8) + 5, 10) }).TargetToSource.F, 0.05);
    }

    [Fact]
    public void A_lean_below_what_can_be_seen_stays()
    {
        Assert.Equal(0, Framer.Place(Leaning(0.29), Picture, Page).RollDegrees);
        Assert.Equal(0.31, Framer.Place(Leaning(0.31), Picture, Page).RollDegrees, 1e-9);
        Assert.Equal(-0.31, Framer.Place(Leaning(-0.31), Picture, Page).RollDegrees, 1e-9);
        Assert.DoesNotContain(Framer.Place(Leaning(5), Picture, Page).Rules, rule => rule.Rule == FramingRules.Roll);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(-7.99, true)]
    [InlineData(8.01, false)]
    [InlineData(-8.01, false)]
    public void A_lean_that_is_left_is_told(double degrees, bool holds)
    {
        Placement placement = Framer.Place(Leaning(degrees), Picture, Page, new FramingOptions { Level = false });

        RuleOutcome roll = placement.Rules.Single(rule => rule.Rule == FramingRules.Roll);
        Assert.Equal(0, placement.RollDegrees);
        Assert.Equal(degrees, roll.Value, 1e-9);
        Assert.Equal((-8.0, 8.0, "degrees", holds, false, 0.0), (roll.Min, roll.Max, roll.Unit, roll.Holds, roll.Required, roll.Uncertainty));
    }

    [Fact]
    public void A_turned_page_follows_the_eyes()
    {
        Placement placement = Framer.Place(Leaning(10), Picture, Page);

        AffineMap map = placement.TargetToSource;
        Assert.Equal(10, Math.Atan2(map.D, map.A) * 180 / Math.PI, 1e-9);
        // As the level head, turned about the eyes.
        Point eyes = map.Inverse().Apply(new Point(1500, 1600));
        Assert.Equal(200, eyes.X, 1e-6);
        Assert.Equal(735 / 3.8, eyes.Y, 1e-6);
    }

    [Theory]
    [InlineData(1500, 3300, false, "framing.too-tight-below")]
    [InlineData(1500, 3300, true, "framing.too-tight-below")]
    [InlineData(1500, 500, false, "framing.too-tight-above")]
    [InlineData(1500, 500, true, "framing.too-tight-above-or-replace")]
    [InlineData(300, 1600, false, "framing.too-tight-left")]
    [InlineData(300, 1600, true, "framing.too-tight-left-or-replace")]
    [InlineData(2700, 1600, false, "framing.too-tight-right")]
    [InlineData(2700, 1600, true, "framing.too-tight-right-or-replace")]
    public void An_edge_that_is_too_near_is_named(double x, double y, bool replacingMayHelp, string id)
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => Framer.Place(At(x, y), Picture, Page with { Head = new PixelRange(250, 250, 250) }, new FramingOptions { ReplacingMayHelp = replacingMayHelp }));

        Assert.Equal((Refusals.FramingTooTight, id), (refusal.Code, refusal.Said.Id));
    }

    [Fact]
    public void What_is_missing_at_an_edge_is_told_in_pixels_and_as_a_share_of_the_page()
    {
        string Said(double x, double y) => Assert.Throws<PhotoException>(() => Framer.Place(At(x, y), Picture, Page)).Said.ToString();

        // Half a page is 760 px wide; 460 of them are missing, of 1520.
        Assert.EndsWith("pixels=460 share=30.3percent", Said(300, 1600), StringComparison.Ordinal);
        Assert.EndsWith("pixels=460 share=30.3percent", Said(2700, 1600), StringComparison.Ordinal);
        // 735 px above the eyes and 1165 below, of 1900.
        Assert.EndsWith("pixels=435 share=22.9percent", Said(1500, 300), StringComparison.Ordinal);
        Assert.EndsWith("pixels=465 share=24.5percent", Said(1500, 3300), StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_reach_beyond_the_picture_is_told_by_its_side()
    {
        PageGeometry page = Page with { Head = new PixelRange(250, 250, 250), CentringTolerance = 0 };

        AssertExcess(460, 0, 0, 0, Framer.Place(At(300, 1600), Picture, page, new FramingOptions { MayExceedLeft = true }));
        AssertExcess(0, 0, 460, 0, Framer.Place(At(2700, 1600), Picture, page, new FramingOptions { MayExceedRight = true }));
        AssertExcess(0, 235, 0, 0, Framer.Place(At(1500, 500), Picture, page, new FramingOptions { MayExceedTop = true }));
        Assert.False(new PictureExcess(1, 0, 0, 0).IsNone || new PictureExcess(0, 1, 0, 0).IsNone || new PictureExcess(0, 0, 1, 0).IsNone || new PictureExcess(0, 0, 0, 1).IsNone);
    }

    [Fact]
    public void Rules_that_contradict_each_other_are_named_with_what_could_be_and_what_must_be()
    {
        PageGeometry fixedEyes = Page with { Head = new PixelRange(190, 285, 200), EyesFromBottom = new PixelRange(250, 250, 250) };

        // Eyes at half the height: crown 90 to 135 px above them, chin 100 to 150 px below.
        Assert.Equal(
            "rules-conflict: framing.conflict-top-margin could=(units.range min=11.5 max=16mm) must=(units.at-least min=20mm)",
            Assert.Throws<PhotoException>(() => Framer.Place(Head, Picture, fixedEyes with { TopMargin = new PixelRange(200, double.PositiveInfinity, 200) })).Message);
        Assert.Equal(
            "rules-conflict: framing.conflict-chin-margin could=(units.range min=10 max=15mm) must=(units.range min=5 max=8mm)",
            Assert.Throws<PhotoException>(() => Framer.Place(Head, Picture, fixedEyes with { ChinMargin = new PixelRange(50, 80, 60) })).Message);
    }

    [Fact]
    public void A_head_of_too_few_pixels_is_refused_with_what_is_missing()
    {
        HeadMeasure small = Head.Mapped(new AffineMap(0.06, 0, 1400, 0, 0.06, 1500));

        // 57 px of a head; at least 200 of the page are a third of that, 67, of the picture.
        Assert.Equal(
            "resolution-too-low: framing.too-few-pixels height=57 needed=67 most=3 eyes=17", Assert.Throws<PhotoException>(() => Framer.Place(small, Picture, Page)).Message);
        Assert.Equal(1 / 3.0, Framer.Place(Head.Mapped(new AffineMap(0.08, 0, 1400, 0, 0.08, 1500)), Picture, Page).Scale, 1e-9);
    }

    [Fact]
    public void Force_keeps_the_picture_and_then_the_rules_in_their_order()
    {
        Placement placement = Framer.Place(At(300, 1600), Picture, Page, new FramingOptions { Force = true });

        Assert.True(placement.Excess.IsNone);
        Assert.Equal(0, placement.TargetToSource.C, 1e-6);
        // The face, 300 px from the edge, is kept within 48 px of the middle, which makes the head too large and cuts some hair.
        Assert.Equal(300 / 152.0, placement.Scale, 1e-6);
        Assert.Equal([FramingRules.HeadHeight, FramingRules.Centring, FramingRules.HairInside], placement.Broken.Select(rule => rule.Rule));
        Placement cut = Framer.Place(Head with { HeadTopCut = true }, Picture, Page, new FramingOptions { Force = true });
        AssertMap(3.8, 740, 865, cut);
        Assert.Equal(Refusals.HeadCut, Assert.Throws<PhotoException>(() => Framer.Place(Head with { HeadTopCut = true }, Picture, Page)).Code);
    }

    [Fact]
    public void A_face_a_little_off_is_centred_between_eyes_and_chin()
    {
        Placement placement = Framer.Place(Head with { Chin = new(1540, 2100) }, Picture, Page);

        Assert.Equal(1520, placement.TargetToSource.Apply(new Point(200, 0)).X, 1e-6);
    }

    [Fact]
    public void A_polygons_nearest_point_lies_in_it_on_an_edge_or_at_a_corner()
    {
        Point[] square = [new(0, 0), new(10, 0), new(10, 10), new(0, 10)], line = [new(0, 0), new(10, 0)], point = [new(3, 4)];
        (Point Wish, Point[] Corners, Point Nearest)[] rows =
        [
            (new(5, 6), square, new(5, 6)), (new(10, 10), square, new(10, 10)), (new(5, 12), square, new(5, 10)), (new(-1, 4), square, new(0, 4)), (new(12, 13), square, new(10, 10)),
            (new(5, -3), square, new(5, 0)), (new(-3, -4), square, new(0, 0)), (new(5, 3), line, new(5, 0)), (new(5, 0), line, new(5, 0)), (new(12, 0), line, new(10, 0)), (new(0, 0), point, new(3, 4)),
            (new(3, 4), point, new(3, 4)), (new(5, 6), [.. square.Reverse()], new(5, 6)), (new(5, 12), [.. square.Reverse()], new(5, 10)),
            (new(-3, 9), [new(0, 0), new(10, 0), new(0, 5)], new(0, 5)), (new(8, 8), [new(0, 0), new(10, 0), new(0, 10)], new(5, 5)),
        ];

        Assert.All(rows, row => Assert.True(NearestPoint.Nearest(row.Wish, row.Corners).DistanceTo(row.Nearest) < 1e-12, $"{row.Wish}: {NearestPoint.Nearest(row.Wish, row.Corners)}"));
    }

    [Fact]
    public void Nothing_is_placed_without_a_head_and_a_page()
    {
        Assert.Throws<ArgumentNullException>(() => Framer.Place(null!, Picture, Page));
        Assert.Throws<ArgumentNullException>(() => Framer.Place(Head, Picture, null!));
        Assert.True(new FramingOptions().Level);
    }

    private static HeadMeasure At(double x, double y) => Head.Mapped(new AffineMap(1, 0, x - 1500, 0, 1, y - 1600));

    private static HeadMeasure Leaning(double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return Head.Mapped(new AffineMap(cos, -sin, 1500 - (cos * 1500) + (sin * 1600), sin, cos, 1600 - (sin * 1500) - (cos * 1600)));
    }

    [Fact]
    public void A_forced_head_that_cannot_have_its_height_still_fills_the_page_and_not_a_lock_of_its_hair()
    {
        // Leaning by 18 degrees, its hair cut off by the picture's upper edge: no page of this shape holds it and lies in the picture.
        HeadMeasure leaning = new(
            Crown: new(330, 103), CrownUncertainty: 11, HeadTop: new(306, -6), HeadTopCut: true, Chin: new(422, 528), LeftEye: new(430, 286), RightEye: new(318, 322),
            LeftIris: new(425, 282), RightIris: new(308, 319), HeadWidth: 304, Pose: new(33, 0, 18));

        Placement placement = Framer.Place(leaning, new PixelSize(634, 634), PhotoSpecs.Find("two-inch").Resolve(), new FramingOptions { Force = true });

        // 41 mm is the least that fits; 15 in a hundred more may go to the other rules.
        Assert.InRange(placement.Rules.Single(rule => rule.Rule == FramingRules.HeadHeight).Value, 41, 1.16 * 49);
    }

    private static void AssertMap(double scale, double left, double top, Placement placement)
    {
        Point corner = placement.TargetToSource.Apply(new Point(0, 0)), far = placement.TargetToSource.Apply(new Point(400, 500));
        Assert.True(corner.DistanceTo(new Point(left, top)) < 1e-6 && far.DistanceTo(new Point(left + (400 * scale), top + (500 * scale))) < 1e-6, $"{placement.TargetToSource}");
    }

    private static void AssertExcess(double left, double top, double right, double bottom, Placement placement)
    {
        PictureExcess excess = placement.Excess;
        Assert.True(Math.Abs(excess.Left - left) + Math.Abs(excess.Top - top) + Math.Abs(excess.Right - right) + Math.Abs(excess.Bottom - bottom) < 1e-6, $"{excess}");
    }

    private static string Told(RuleOutcome rule) => FormattableString.Invariant(
        $"{rule.Rule} {rule.Value:0.00} {rule.Min}..{rule.Max} {rule.Unit} {rule.Holds} {rule.Required} {rule.Uncertainty:0.00}");
}
