using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Tests.Framing;
using Xunit;

namespace IdPhoto.Tests.Heads;

/// <summary>Places of a head that a person sets by hand.</summary>
public sealed class HeadMarksTests
{
    private static readonly PixelSize Picture = new(2400, 3000);
    private static readonly HeadMeasure Head = Subject.Textbook(Picture, new Point(1200, 1200), 200);

    [Fact]
    public void Without_a_mark_the_head_is_as_measured() => Assert.Same(Head, Head.Marked(new HeadMarks(), Picture));

    [Fact]
    public void Each_mark_replaces_its_own_place_and_no_other()
    {
        Point up = new(3, -8);
        Assert.Equal(Head with { Crown = Head.Crown + up, CrownUncertainty = 0 }, Head.Marked(new HeadMarks { Crown = Head.Crown + up }, Picture));
        Assert.Equal(Head with { HeadTop = Head.HeadTop + up }, Head.Marked(new HeadMarks { HeadTop = Head.HeadTop + up }, Picture));
        Assert.Equal(Head with { Chin = Head.Chin + up }, Head.Marked(new HeadMarks { Chin = Head.Chin + up }, Picture));
    }

    [Fact]
    public void An_iris_moves_with_its_eye_and_the_roll_follows_the_eyes()
    {
        HeadMeasure head = Head with { LeftIris = Head.LeftEye + new Point(2, 1) };

        HeadMeasure marked = head.Marked(new HeadMarks { LeftEye = head.LeftEye + new Point(0, 10) }, Picture);

        Assert.Equal(head.LeftIris + new Point(0, 10), marked.LeftIris);
        Assert.Equal(head.RightIris, marked.RightIris);
        // The subject's left eye lower in the picture: tilted toward the left shoulder.
        Assert.Equal(-Math.Atan2(10, head.InterEyeDistance) * 180 / Math.PI, marked.Pose.Roll, 1e-9);
        Assert.Equal(head.RightIris + new Point(4, 0), head.Marked(new HeadMarks { RightEye = head.RightEye + new Point(4, 0) }, Picture).RightIris);
    }

    [Fact]
    public void A_head_is_no_longer_cut_off_once_its_top_is_marked_inside_the_picture()
    {
        HeadMeasure cut = Head with { HeadTopCut = true };

        Assert.False(cut.Marked(new HeadMarks { HeadTop = new Point(1200, 900) }, Picture).HeadTopCut);
        Assert.False(cut.Marked(new HeadMarks { Crown = new Point(1200, 900) }, Picture).HeadTopCut);
        Assert.True(cut.Marked(new HeadMarks { HeadTop = new Point(1200, -5) }, Picture).HeadTopCut);
        Assert.True(cut.Marked(new HeadMarks { Chin = new Point(1200, 1410) }, Picture).HeadTopCut);
    }

    [Fact]
    public void The_page_follows_the_marks()
    {
        PageGeometry page = PhotoSpecs.Find("de-passport").Resolve();
        HeadMeasure taller = Head.Marked(new HeadMarks { Crown = Head.Crown + new Point(0, -60) }, Picture);
        Point right = new(80, 0);
        HeadMarks all = new()
        {
            Crown = Head.Crown + right,
            HeadTop = Head.HeadTop + right,
            Chin = Head.Chin + right,
            LeftEye = Head.LeftEye + right,
            RightEye = Head.RightEye + right,
        };

        Placement before = Framer.Place(Head, Picture, page);

        // The same head height in millimetres needs a larger part of the picture.
        Assert.Equal(before.Rules[0].Value, Framer.Place(taller, Picture, page).Rules[0].Value, 0.6);
        Assert.InRange(Framer.Place(taller, Picture, page).Scale, before.Scale * 1.1, before.Scale * 1.3);
        Assert.Equal(before.TargetToSource.C + 80, Framer.Place(Head.Marked(all, Picture), Picture, page).TargetToSource.C, 1e-6);
    }

    [Fact]
    public void Marks_far_outside_the_picture_are_refused() => Assert.All(
        (Point[])[new(double.NaN, 5), new(5, double.PositiveInfinity), new(-2401, 5), new(4801, 5), new(5, -3001), new(5, 6001)],
        place => Assert.All(
            (HeadMarks[])[new() { Crown = place }, new() { HeadTop = place }, new() { Chin = place }, new() { LeftEye = place }, new() { RightEye = place }],
            marks => Refused("portraits.mark-outside", marks)));

    [Fact]
    public void Eyes_on_one_another_or_swapped_are_refused()
    {
        Refused("portraits.marks-eyes", new HeadMarks { LeftEye = Head.RightEye });
        Refused("portraits.marks-eyes", new HeadMarks { LeftEye = Head.RightEye + new Point(5, 0) });
        Refused("portraits.marks-eyes", new HeadMarks { LeftEye = Head.RightEye, RightEye = Head.LeftEye });
    }

    [Fact]
    public void A_chin_above_the_eyes_or_a_top_below_them_is_refused()
    {
        Refused("portraits.marks-order", new HeadMarks { Chin = Head.Crown + new Point(0, -5) });
        Refused("portraits.marks-order", new HeadMarks { Crown = Head.Chin + new Point(0, 5) });
        Refused("portraits.marks-order", new HeadMarks { HeadTop = Head.EyeMidpoint + new Point(0, 5) });
        Refused("portraits.marks-order", new HeadMarks { LeftEye = Head.LeftEye + new Point(0, 500), RightEye = Head.RightEye + new Point(0, 500) });
    }

    private static void Refused(string id, HeadMarks marks)
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => Head.Marked(marks, Picture));
        Assert.Equal((Refusals.InvalidCorrection, id), (refusal.Code, refusal.Said.Id));
    }
}
