using CsCheck;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Framing;

public sealed class FramerProperties
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void A_placement_that_is_not_refused_keeps_every_document_rule_and_every_edge() => Subject.Any.Sample(subject =>
    {
        if (Try(subject) is not { } placement)
            return;
        Assert.True(NaiveRules.PageViolation(Taken(subject), placement.TargetToSource) <= Tolerance);
        // Source pixels: a turned page meets an edge at a flat angle, which magnifies rounding.
        Assert.True(NaiveRules.PictureViolation(subject, placement.TargetToSource) <= 1e-4);
        Assert.DoesNotContain(placement.Rules, rule => rule.Required && !rule.Holds);
    }, iter: Samples.Of(20_000));

    [Fact]
    public void The_head_is_as_high_as_reported() => Subject.Any.Sample(subject =>
    {
        Placement placement = Framer.Place(subject.Head, subject.Picture, subject.Page, subject.Options with { Force = true });
        AffineMap toPage = placement.TargetToSource.Inverse();
        Point top = toPage.Apply(subject.Page.HeadTop == HeadTop.Crown ? subject.Head.Crown : subject.Head.HeadTop);
        double height = subject.Page.InUnits(top.DistanceTo(toPage.Apply(subject.Head.Chin)));
        Assert.Equal(height, placement.Rules[0].Value, Tolerance);
    }, iter: Samples.Of(5_000));

    [Fact]
    public void A_placement_never_stretches() => Subject.Any.Sample(subject =>
    {
        Placement placement = Framer.Place(subject.Head, subject.Picture, subject.Page, subject.Options with { Force = true });
        AffineMap map = placement.TargetToSource;
        Assert.Equal(map.A, map.E);
        Assert.Equal(map.B, -map.D);
        Assert.Equal(placement.Scale, map.ScaleX, placement.Scale * 1e-12);
    }, iter: Samples.Of(5_000));

    [Fact]
    public void Levelled_eyes_are_level() => Subject.Any.Sample(subject =>
    {
        FramingOptions options = subject.Options with { Force = true, Level = true };
        Placement placement = Framer.Place(subject.Head, subject.Picture, subject.Page, options);
        AffineMap toPage = placement.TargetToSource.Inverse();
        double slope = toPage.Apply(subject.Head.LeftEye).Y - toPage.Apply(subject.Head.RightEye).Y;
        double degrees = Math.Abs(subject.Head.EyeAngle * 180 / Math.PI);
        Assert.True(degrees < 0.3 ? placement.RollDegrees == 0 : Math.Abs(slope) < 1e-9 * subject.Page.Size.Height);
    }, iter: Samples.Of(5_000));

    [Fact]
    public void What_is_refused_cannot_be_found_by_trying_either() => Subject.Any.Sample(subject =>
    {
        if (Try(subject) is null)
            Assert.False(NaiveRules.GridFinds(subject));
    }, iter: Samples.Of(3_000));

    [Fact]
    public void Force_never_refuses_and_changes_nothing_that_was_not_refused() => Subject.Any.Sample(subject =>
    {
        Placement forced = Framer.Place(subject.Head with { HeadTopCut = true }, subject.Picture, subject.Page, subject.Options with { Force = true });
        Assert.True(NaiveRules.PictureViolation(subject, forced.TargetToSource) <= 1e-4);
        if (Try(subject) is { } placement)
            AssertSame(placement.TargetToSource, forced.TargetToSource, subject.Picture.LongSide * 1e-7);
    }, iter: Samples.Of(10_000));

    [Fact]
    public void Framing_the_finished_photo_again_leaves_it_as_it_is() => Subject.Easy.Sample(subject =>
    {
        // A roll just at the limit may be left alone once and undone the next time.
        bool atTheLimit = Math.Abs(Math.Abs(subject.Head.EyeAngle * 180 / Math.PI) - 0.3) < 1e-6;
        if (atTheLimit || Try(subject) is not { Excess.IsNone: true } placement || placement.Scale < 1)
            return;
        Subject again = subject with { Head = Moved(subject.Head, placement.TargetToSource.Inverse()), Picture = subject.Page.Size };
        // A hundredth of a pixel: where head and margins together leave a sliver of placements, rounding moves along it.
        AssertSame(new AffineMap(1, 0, 0, 0, 1, 0), Try(again)!.TargetToSource, 1e-2);
    }, iter: Samples.Of(5_000));

    [Fact]
    public void Most_good_portraits_are_not_refused()
    {
        int placed = 0;
        int all = 0;
        Subject.Easy.Sample(subject =>
        {
            Interlocked.Increment(ref all);
            if (Try(subject) is not null)
                Interlocked.Increment(ref placed);
        }, iter: 2_000);
        Assert.True(placed > 0.9 * all, $"{placed} of {all}");
    }

    private static Placement? Try(Subject subject)
    {
        try
        {
            return Framer.Place(subject.Head, subject.Picture, subject.Page, subject.Options);
        }
        catch (PhotoException)
        {
            return null;
        }
    }

    private static IdPhoto.Heads.HeadMeasure Moved(IdPhoto.Heads.HeadMeasure head, AffineMap map) => head with
    {
        Crown = map.Apply(head.Crown),
        HeadTop = map.Apply(head.HeadTop),
        Chin = map.Apply(head.Chin),
        LeftEye = map.Apply(head.LeftEye),
        RightEye = map.Apply(head.RightEye),
        HeadWidth = head.HeadWidth * map.ScaleX,
        CrownUncertainty = head.CrownUncertainty * map.ScaleX,
    };

    // Where hair would be cut, the crown is taken to lie higher, by one standard deviation at most.
    private static Subject Taken(Subject subject)
    {
        FramingProblem measured = new(new LevelledHead(subject.Head, subject.Options.Level), subject.Picture, subject.Page, subject.Options);
        FramingProblem taken = CrownDoubt.Settled(measured, Framer.Allowed);
        Assert.InRange(taken.Head.Head.CrownHeight - subject.Head.CrownHeight, -1e-9, subject.Head.CrownUncertainty + 1e-9);
        return subject with { Head = taken.Head.Head };
    }

    private static void AssertSame(AffineMap expected, AffineMap actual, double pixels)
    {
        foreach (Point point in (Point[])[new(0, 0), new(400, 0), new(0, 500)])
            Assert.True(expected.Apply(point).DistanceTo(actual.Apply(point)) <= pixels, $"{expected} became {actual}");
    }
}
