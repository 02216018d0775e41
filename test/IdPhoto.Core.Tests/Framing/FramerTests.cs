using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Framing;

public sealed class FramerTests
{
    private static readonly PixelSize Picture = new(3000, 4000);
    private static readonly PageGeometry Visa = PhotoSpecs.Find("schengen-visa").Resolve();

    [Theory]
    [InlineData("us-passport")]
    [InlineData("schengen-visa")]
    [InlineData("gb-passport-digital")]
    [InlineData("cn-passport")]
    [InlineData("jp-passport")]
    [InlineData("one-inch")]
    [InlineData("two-inch")]
    public void A_textbook_portrait_fits_every_document_with_no_rule_broken(string id)
    {
        HeadMeasure head = Subject.Textbook(Picture, new Point(1500, 1600), 500, degrees: 2);

        Placement placement = Framer.Place(head, Picture, PhotoSpecs.Find(id).Resolve());

        Assert.Empty(placement.Broken);
        Assert.True(placement.Excess.IsNone);
        Assert.Equal(2, placement.RollDegrees, 1e-9);
    }

    [Fact]
    public void Where_nothing_is_in_the_way_the_preferred_head_height_is_met_exactly()
    {
        HeadMeasure head = Subject.Textbook(Picture, new Point(1500, 1600), 500);

        Placement placement = Framer.Place(head, Picture, Visa);

        Assert.Equal(34, placement.Rules[0].Value, 1e-6);
        Assert.Equal(34 / 45.0 * 531, head.CrownHeight / placement.Scale, 1e-6);
    }

    [Fact]
    public void Hair_stays_inside_although_the_head_is_measured_to_the_crown()
    {
        HeadMeasure head = Subject.Textbook(Picture, new Point(1500, 1600), 500);
        head = head with { HeadTop = head.Crown + new Point(0, -150) };

        Placement placement = Framer.Place(head, Picture, Visa);

        Assert.True(placement.TargetToSource.Inverse().Apply(head.HeadTop).Y >= (0.03 * 531) - 1e-6);
        Assert.DoesNotContain(placement.Broken, rule => rule.Required);
    }

    // The hair ends 298 px above eyes that ICAO's box keeps within 265 px of the upper edge: no authority asks for that box.
    [Fact]
    public void A_place_for_the_eyes_that_no_document_asks_for_costs_no_hair()
    {
        HeadMeasure head = Subject.Textbook(Picture, new Point(1500, 1600), 500, hair: 0.6);

        Placement placement = Framer.Place(head, Picture, Visa);

        Assert.InRange(placement.TargetToSource.Inverse().Apply(head.HeadTop).Y, -1e-6, (0.03 * 531) + 1e-6);
        Assert.InRange(placement.Rules.Single(rule => rule.Rule == FramingRules.HeadHeight).Value, 32 - 1e-6, 36);
        Assert.DoesNotContain(placement.Broken, rule => rule.Required || rule.Rule == FramingRules.HairInside);
    }

    // The eyes may lie no lower than 22 mm above the edge of 45: the hair ends 23.3 mm above the eyes of a head of 32 mm, by a crown that is known to 1.7.
    [Fact]
    public void Within_what_is_not_known_of_the_crown_the_smaller_head_keeps_the_hair()
    {
        PageGeometry page = Visa with { EyesFromBottom = Millimetres(22, 29, 25) };
        HeadMeasure head = Subject.Textbook(Picture, new Point(1500, 1600), 500, hair: 0.48);

        Placement placement = Framer.Place(head, Picture, page);

        // A little more than what the measure of a finished photo takes for hair that goes on beyond it.
        double room = 1.2 * HeadMeter.EdgeError * 500 / placement.Scale;
        Assert.InRange(placement.TargetToSource.Inverse().Apply(head.HeadTop).Y, room - 1e-3, room + 0.1);
        RuleOutcome height = placement.Rules.Single(rule => rule.Rule == FramingRules.HeadHeight);
        // As measured, and within one deviation of what is asked for.
        Assert.Equal(32, height.Min!.Value, 0.01);
        Assert.InRange(height.Value, 32 - height.Uncertainty, 32 - 0.1);
        Assert.DoesNotContain(placement.Broken, rule => rule.Required || rule.Rule == FramingRules.HairInside);
    }

    // Nor is a head taken smaller than it must be where its crown is known, where the hair fits as it is, or where even the smaller head would not do.
    [Theory]
    [InlineData(0, 0.48, true)]
    [InlineData(50, 0.35, false)]
    [InlineData(50, 1.2, true)]
    public void A_head_is_taken_smaller_only_where_that_keeps_the_hair(double doubt, double hair, bool cut)
    {
        PageGeometry page = Visa with { EyesFromBottom = Millimetres(22, 29, 25) };
        HeadMeasure head = Subject.Textbook(Picture, new Point(1500, 1600), 500, hair: hair) with { CrownUncertainty = doubt };

        Placement placement = Framer.Place(head, Picture, page);

        Assert.InRange(placement.Rules.Single(rule => rule.Rule == FramingRules.HeadHeight).Value, 32 - 1e-3, 36);
        Assert.Equal(cut, placement.Broken.Any(rule => rule.Rule == FramingRules.HairInside));
    }

    private static PixelRange Millimetres(double min, double max, double target)
        => new(min * Visa.PixelsPerMm!.Value, max * Visa.PixelsPerMm!.Value, target * Visa.PixelsPerMm!.Value);

    [Fact]
    public void The_eyes_lie_in_the_box_of_the_standards_where_hair_leaves_room_for_it()
    {
        HeadMeasure head = Subject.Textbook(Picture, new Point(1500, 1600), 500, hair: 0.35);

        RuleOutcome eyes = Framer.Place(head, Picture, Visa).Rules.Single(rule => rule.Rule == FramingRules.EyeLine);

        Assert.Equal((true, false), (eyes.Holds, eyes.Required));
        Assert.InRange(eyes.Value, 22.5 - 1e-6, 31.5);
    }

    [Fact]
    public void A_cut_head_is_refused()
    {
        HeadMeasure head = Subject.Textbook(Picture, new Point(1500, 1600), 500) with { HeadTopCut = true };

        Assert.Equal(Refusals.HeadCut, Refused(head).Code);
    }

    [Fact]
    public void A_small_head_is_refused_with_the_pixels_that_are_missing()
    {
        PhotoException refusal = Refused(Subject.Textbook(Picture, new Point(1500, 1600), 60));

        Assert.Equal(Refusals.ResolutionTooLow, refusal.Code);
        // 32 mm are 377.6 px; a third of that is 125.9.
        Assert.Contains("114 pixels high and needs at least 126", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1500, 3480, "lower")]
    [InlineData(1500, 330, "upper")]
    [InlineData(300, 1600, "left")]
    [InlineData(2700, 1600, "right")]
    public void A_head_too_near_an_edge_is_refused_by_the_edge(double x, double y, string edge)
    {
        PhotoException refusal = Refused(Subject.Textbook(Picture, new Point(x, y), 500));

        Assert.Equal(Refusals.FramingTooTight, refusal.Code);
        Assert.Contains($"picture's {edge} edge", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1500, 330)]
    [InlineData(300, 1600)]
    public void A_new_background_is_advised_only_where_it_could_help(double x, double y)
    {
        HeadMeasure head = Subject.Textbook(Picture, new Point(x, y), 500);

        PhotoException could = Assert.Throws<PhotoException>(() => Framer.Place(head, Picture, Visa, new FramingOptions { ReplacingMayHelp = true }));

        Assert.EndsWith(", or have the background replaced.", could.InEnglish(), StringComparison.Ordinal);
        Assert.DoesNotContain("background", Refused(head).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Room_above_may_be_missing_where_the_background_is_replaced()
    {
        HeadMeasure head = Subject.Textbook(Picture, new Point(1500, 510), 500);

        Placement placement = Framer.Place(head, Picture, Visa, new FramingOptions { MayExceedTop = true });

        Assert.True(placement.Excess.Top > 0);
        Assert.DoesNotContain(placement.Broken, rule => rule.Required);
    }

    [Fact]
    public void The_page_moves_sideways_within_the_tolerance_when_an_edge_requires_it()
    {
        double half = Visa.Size.Width / 2.0 * 950 / Visa.Head.Target;
        HeadMeasure head = Subject.Textbook(Picture, new Point(half - 10, 1600), 500);

        Placement placement = Framer.Place(head, Picture, Visa);

        RuleOutcome centring = placement.Rules.Single(rule => rule.Rule == FramingRules.Centring);
        Assert.InRange(centring.Value, -2, -0.5);
        Assert.Equal(0, placement.TargetToSource.C, 1e-6);
    }

    [Fact]
    public void Rules_that_contradict_each_other_for_a_head_are_named_with_numbers()
    {
        PageGeometry page = PhotoSpecs.Find("jp-passport").Resolve() with { ChinMargin = new PixelRange(200, 300, 250) };

        PhotoException refusal = Assert.Throws<PhotoException>(
            () => Framer.Place(Subject.Textbook(Picture, new Point(1500, 1600), 500), Picture, page));

        Assert.Equal(Refusals.RulesConflict, refusal.Code);
        Assert.Contains("the room below the chin would be 3 to 11 mm, but must be 16.9 to 25.4 mm", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void Force_tells_which_rules_are_broken()
    {
        HeadMeasure head = Subject.Textbook(Picture, new Point(300, 1600), 500);

        Placement placement = Framer.Place(head, Picture, Visa, new FramingOptions { Force = true });

        Assert.Contains(placement.Broken, rule => rule is { Rule: FramingRules.Centring, Required: true });
        Assert.True(placement.Excess.IsNone);
    }

    [Fact]
    public void A_slightly_enlarged_photo_and_eyes_close_together_are_told_but_not_refused()
    {
        Placement placement = Framer.Place(Subject.Textbook(Picture, new Point(1500, 1600), 150), Picture, Visa);

        Assert.Equal([FramingRules.Sharpness, FramingRules.InterEyeDistance], placement.Broken.Select(rule => rule.Rule));
    }

    private static PhotoException Refused(HeadMeasure head)
        => Assert.Throws<PhotoException>(() => Framer.Place(head, Picture, Visa));
}
