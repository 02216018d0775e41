using CsCheck;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Framing;

/// <summary>A page that a person moves by hand.</summary>
public sealed class AdjustTests
{
    private static readonly Gen<PageAdjustment> AnyAdjustment = Gen.Select(
        Gen.Double[0.5, 2], Gen.Double[-0.5, 0.5], Gen.Double[-0.5, 0.5], Gen.Double[-15, 15],
        (zoom, right, down, turn) => new PageAdjustment { Zoom = zoom, Right = right, Down = down, Turn = turn });

    private static readonly FramingOptions Free = new() { MayExceedLeft = true, MayExceedRight = true, MayExceedTop = true };

    [Fact]
    public void An_adjustment_of_nothing_gives_the_very_placement()
    {
        (Subject subject, Placement placed) = Plain(new FramingOptions());

        Assert.Same(placed, Adjusted(subject, placed, new PageAdjustment()));
    }

    [Fact]
    public void An_adjusted_page_is_a_similarity_that_says_its_own_scale_and_roll() => Gen.Select(Subject.Any, AnyAdjustment).Sample((subject, adjustment) =>
    {
        Placement adjusted = Adjusted(subject, Placed(subject), adjustment);
        AffineMap map = adjusted.TargetToSource;
        Assert.Equal(map.A, map.E, 1e-12);
        Assert.Equal(map.B, -map.D, 1e-12);
        Assert.Equal(adjusted.Scale, map.ScaleX, adjusted.Scale * 1e-12);
        Assert.Equal(adjusted.RollDegrees, Math.Atan2(map.D, map.A) * 180 / Math.PI, 1e-9);
        Assert.Equal(subject.Page.Size, adjusted.Size);
    }, iter: Samples.Of(5_000));

    [Fact]
    public void Corners_stay_inside_every_edge_that_may_not_be_exceeded() => Gen.Select(Subject.Any, AnyAdjustment).Sample((subject, adjustment)
        => Assert.True(NaiveRules.PictureViolation(subject, Adjusted(subject, Placed(subject), adjustment).TargetToSource) <= 1e-4), iter: Samples.Of(20_000));

    [Fact]
    public void An_excess_is_where_the_corners_are() => Gen.Select(Subject.Any, AnyAdjustment).Sample((subject, adjustment) =>
    {
        Placement adjusted = Adjusted(subject, Placed(subject), adjustment);
        Point[] corners = Corners(adjusted);
        Assert.Equal(Math.Max(0, -corners.Min(corner => corner.X)), adjusted.Excess.Left, 1e-3);
        Assert.Equal(Math.Max(0, -corners.Min(corner => corner.Y)), adjusted.Excess.Top, 1e-3);
        Assert.Equal(Math.Max(0, corners.Max(corner => corner.X) - subject.Picture.Width), adjusted.Excess.Right, 1e-3);
    }, iter: Samples.Of(5_000));

    [Fact]
    public void Rules_are_judged_on_the_adjusted_page() => Gen.Select(Subject.Any, AnyAdjustment).Sample((subject, adjustment) =>
    {
        Placement adjusted = Adjusted(subject, Placed(subject), adjustment);
        Point top = subject.Page.HeadTop == HeadTop.Crown ? subject.Head.Crown : subject.Head.HeadTop;
        AffineMap toPage = adjusted.TargetToSource.Inverse();
        double height = subject.Page.InUnits(toPage.Apply(top).DistanceTo(toPage.Apply(subject.Head.Chin)));
        RuleOutcome rule = adjusted.Rules[0];
        Assert.Equal(height, rule.Value, 1e-6);
        Assert.Equal(height >= rule.Min - 1e-6 && height <= rule.Max + 1e-6, rule.Holds);
        double eyes = subject.Page.InUnits(subject.Page.Size.Height - toPage.Apply(subject.Head.EyeMidpoint).Y);
        if (adjusted.Rules.FirstOrDefault(outcome => outcome.Rule == FramingRules.EyeLine) is { } line)
            Assert.Equal(eyes, line.Value, 1e-6);
    }, iter: Samples.Of(5_000));

    [Fact]
    public void Content_moves_right_and_down_by_shares_of_the_width_and_grows_and_turns_about_the_middle()
    {
        (Subject subject, Placement placed) = Plain(Free);
        Point middle = new(subject.Page.Size.Width / 2.0, subject.Page.Size.Height / 2.0);
        Point eyes = On(placed, subject.Head.EyeMidpoint);

        Placement moved = Adjusted(subject, placed, new PageAdjustment { Right = 0.1, Down = -0.05 });
        Near(eyes + new Point(0.1 * subject.Page.Size.Width, -0.05 * subject.Page.Size.Width), On(moved, subject.Head.EyeMidpoint));

        Placement zoomed = Adjusted(subject, placed, new PageAdjustment { Zoom = 1.25 });
        Near(middle + ((eyes - middle) * 1.25), On(zoomed, subject.Head.EyeMidpoint));
        Assert.Equal(placed.Scale / 1.25, zoomed.Scale, 1e-9);

        Placement turned = Adjusted(subject, placed, new PageAdjustment { Turn = 10 });
        Point slope = On(turned, subject.Head.LeftEye) - On(turned, subject.Head.RightEye);
        // The subject's left eye is on the right: turned clockwise it comes down.
        Assert.Equal(10, Math.Atan2(slope.Y, slope.X) * 180 / Math.PI, 1e-9);
        Assert.Equal(placed.RollDegrees - 10, turned.RollDegrees, 1e-9);
        Assert.Equal(10, Outcome(turned, FramingRules.Roll).Value, 1e-9);
        Assert.False(Outcome(turned, FramingRules.Roll).Holds);
    }

    [Fact]
    public void A_document_rule_that_a_person_breaks_is_reported_and_not_refused()
    {
        (Subject subject, Placement placed) = Plain(Free);

        Placement adjusted = Adjusted(subject, placed, new PageAdjustment { Zoom = 1.6, Right = 0.3 });

        Assert.DoesNotContain(placed.Rules, rule => rule.Required && !rule.Holds);
        Assert.False(Outcome(adjusted, FramingRules.HeadHeight).Holds);
        Assert.False(Outcome(adjusted, FramingRules.Centring).Holds);
        Assert.DoesNotContain(adjusted.Rules, rule => rule.Rule == FramingRules.Roll);
    }

    [Fact]
    public void The_shift_gives_way_to_an_edge_before_the_zoom_does()
    {
        PixelSize narrow = new(500, 3000);
        Subject subject = Plain(new FramingOptions()).Subject with { Picture = narrow, Head = Subject.Textbook(narrow, new Point(250, 1200), 200) };
        Placement placed = Placed(subject);
        Assert.InRange(placed.Scale * placed.Size.Width, 380, 420);

        Placement pushed = Adjusted(subject, placed, new PageAdjustment { Right = 0.5, Zoom = 0.9 });
        Assert.Equal(placed.Scale / 0.9, pushed.Scale, 1e-9);
        Assert.Equal(0, Corners(pushed).Min(corner => corner.X), 1e-6);

        Placement shrunk = Adjusted(subject, placed, new PageAdjustment { Zoom = 0.5 });
        Assert.Equal(500, Corners(shrunk).Max(corner => corner.X), 1e-6);
        Assert.Equal(0, Corners(shrunk).Min(corner => corner.X), 1e-6);
    }

    [Theory]
    [InlineData(0.5, 0.5, -0.5, 15)]
    [InlineData(2, -0.5, 0.5, -15)]
    public void An_adjustment_at_its_bounds_is_taken(double zoom, double right, double down, double turn)
    {
        (Subject subject, Placement placed) = Plain(new FramingOptions());

        Assert.NotEqual(placed.TargetToSource, Adjusted(subject, placed, new PageAdjustment { Zoom = zoom, Right = right, Down = down, Turn = turn }).TargetToSource);
    }

    [Theory]
    [InlineData(0.49, 0, 0, 0)]
    [InlineData(2.01, 0, 0, 0)]
    [InlineData(double.NaN, 0, 0, 0)]
    [InlineData(1, 0.51, 0, 0)]
    [InlineData(1, 0, -0.51, 0)]
    [InlineData(1, 0, double.NaN, 0)]
    [InlineData(1, 0, 0, 15.1)]
    [InlineData(1, 0, 0, double.NegativeInfinity)]
    public void An_adjustment_out_of_its_bounds_is_refused(double zoom, double right, double down, double turn)
    {
        (Subject subject, Placement placed) = Plain(new FramingOptions());

        PhotoException refusal = Assert.Throws<PhotoException>(() => Adjusted(subject, placed, new PageAdjustment { Zoom = zoom, Right = right, Down = down, Turn = turn }));

        Assert.Equal((Refusals.InvalidCorrection, "framing.adjustment-out-of-range"), (refusal.Code, refusal.Said.Id));
    }

    [Fact]
    public void Adjusting_needs_no_options_and_says_what_is_missing()
    {
        (Subject subject, Placement placed) = Plain(new FramingOptions());
        PageAdjustment none = new();

        Assert.Same(placed, Framer.Adjust(placed, none, subject.Head, subject.Picture, subject.Page));
        Assert.Throws<ArgumentNullException>(() => Framer.Adjust(null!, none, subject.Head, subject.Picture, subject.Page));
        Assert.Throws<ArgumentNullException>(() => Framer.Adjust(placed, null!, subject.Head, subject.Picture, subject.Page));
        Assert.Throws<ArgumentNullException>(() => Framer.Adjust(placed, none, null!, subject.Picture, subject.Page));
        Assert.Throws<ArgumentNullException>(() => Framer.Adjust(placed, none, subject.Head, subject.Picture, null!));
    }

    private static (Subject Subject, Placement Placed) Plain(FramingOptions options)
    {
        PixelSize picture = new(2400, 3000);
        Subject subject = new(Subject.Textbook(picture, new Point(1200, 1200), 200), picture, PhotoSpecs.Find("de-passport").Resolve(), options);
        return (subject, Placed(subject));
    }

    private static Placement Placed(Subject subject) => Framer.Place(subject.Head, subject.Picture, subject.Page, subject.Options with { Force = true });

    private static Placement Adjusted(Subject subject, Placement placed, PageAdjustment adjustment)
        => Framer.Adjust(placed, adjustment, subject.Head, subject.Picture, subject.Page, subject.Options);

    private static Point On(Placement page, Point source) => page.TargetToSource.Inverse().Apply(source);

    private static Point[] Corners(Placement page)
        => [.. new Point[] { new(0, 0), new(page.Size.Width, 0), new(0, page.Size.Height), new(page.Size.Width, page.Size.Height) }.Select(page.TargetToSource.Apply)];

    private static RuleOutcome Outcome(Placement page, string rule) => page.Rules.First(outcome => outcome.Rule == rule);

    private static void Near(Point expected, Point actual) => Assert.InRange(expected.DistanceTo(actual), 0, 1e-6);
}
