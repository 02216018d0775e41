using IdPhoto.Composing;
using IdPhoto.Matting;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Composing;

/// <summary>Strokes that correct a cut-out by hand.</summary>
public sealed class CutoutBrushTests
{
    private static readonly PixelSize Frame = new(200, 100);
    private static readonly PixelSize Whole = new(400, 200);

    // Two pixels of the picture for each of the frame.
    private static readonly AffineMap ToPicture = new(2, 0, 0, 0, 2, 0);

    [Fact]
    public void Erasing_clears_what_the_brush_covers_and_nothing_beyond_its_radius()
    {
        PageCutout person = Person(alpha: 1);

        Plane alpha = Brushed(person, new BrushStroke(false, 40, [new(100, 100), new(300, 100)])).Cutout.Alpha;

        AssertEach(alpha, (distance, value) =>
        {
            if (distance <= 15.5)
                Assert.Equal(0, value);
            else if (distance >= 20.5)
                Assert.Equal(1, value);
            else
                Assert.InRange(value, 0, 1);
        });
        Assert.InRange(alpha.Values[(32 * Frame.Width) + 100], 0.3f, 0.7f);
    }

    [Fact]
    public void A_path_that_comes_back_takes_nothing_away_from_itself()
    {
        Plane alpha = Brushed(Person(alpha: 1), new BrushStroke(false, 40, [new(100, 100), new(300, 100), new(200, 134), new(200, 60)])).Cutout.Alpha;

        AssertEach(alpha, (distance, value) => Assert.True(distance > 15.5 || value == 0, $"{value} at {distance}"));
    }

    [Fact]
    public void Keeping_makes_the_picture_s_own_pixels_opaque()
    {
        PageCutout person = Person(alpha: 0);

        PageCutout kept = Brushed(person, new BrushStroke(true, 40, [new(100, 100), new(300, 100)]));

        AssertEach(kept.Cutout.Alpha, (distance, value) => Assert.True(distance <= 15.5 ? value == 1 : distance < 20.5 || value == 0));
        int inside = (50 * Frame.Width) + 100, edge = (32 * Frame.Width) + 100, outside = 0;
        Assert.Equal(person.Image.Rgb.AsSpan(3 * inside, 3), kept.Cutout.Foreground.Rgb.AsSpan(3 * inside, 3));
        // Where there was nothing of the person, the soft edge shows the picture's own colour, thinly, and no other.
        Assert.Equal(person.Image.Rgb.AsSpan(3 * edge, 3), kept.Cutout.Foreground.Rgb.AsSpan(3 * edge, 3));
        Assert.Equal(person.Cutout.Foreground.Rgb.AsSpan(3 * outside, 3), kept.Cutout.Foreground.Rgb.AsSpan(3 * outside, 3));
    }

    [Fact]
    public void The_soft_edge_of_keeping_mixes_by_the_weight_of_either()
    {
        PageCutout kept = Brushed(Person(alpha: 0.5f), new BrushStroke(true, 40, [new(200, 100)]));

        // 18 pixels off: halfway through the fifth of the radius that is soft.
        int edge = (50 * Frame.Width) + 118;
        double share = (20 - 18.506) / 4;
        double alpha = share + (0.5 * (1 - share));
        Assert.Equal(alpha, kept.Cutout.Alpha.Values[edge], 0.01);
        Assert.Equal((250 * share / alpha) + (10 * 0.5 * (1 - share) / alpha), kept.Cutout.Foreground.Rgb[3 * edge], 1.5);
    }

    [Fact]
    public void Strokes_are_applied_in_their_order()
    {
        BrushStroke keep = new(true, 30, [new(200, 100)]), erase = new(false, 30, [new(200, 100)]);
        int middle = (50 * Frame.Width) + 100;

        Assert.Equal(0, Brushed(Person(alpha: 0.5f), keep, erase).Cutout.Alpha.Values[middle]);
        Assert.Equal(1, Brushed(Person(alpha: 0.5f), erase, keep).Cutout.Alpha.Values[middle]);
    }

    [Fact]
    public void The_same_strokes_give_the_same_bits_and_leave_the_cut_out_that_is_remembered_as_it_was()
    {
        PageCutout person = Person(alpha: 0.5f);
        float[] alpha = [.. person.Cutout.Alpha.Values];
        byte[] rgb = [.. person.Cutout.Foreground.Rgb];
        BrushStroke[] strokes = [new(true, 25, [new(50, 50), new(120, 90), new(121, 90)]), new(false, 90, [new(300, 20), new(310, 190)])];

        PageCutout first = Brushed(person, strokes), second = Brushed(person, strokes);

        Assert.Equal(first.Cutout.Alpha.Values, second.Cutout.Alpha.Values);
        Assert.Equal(first.Cutout.Foreground.Rgb, second.Cutout.Foreground.Rgb);
        Assert.Equal(alpha, person.Cutout.Alpha.Values);
        Assert.Equal(rgb, person.Cutout.Foreground.Rgb);
        Assert.NotEqual(alpha, first.Cutout.Alpha.Values);
    }

    [Fact]
    public void A_stroke_off_the_frame_or_without_a_point_changes_nothing()
    {
        PageCutout person = Person(alpha: 0.5f);

        Assert.Same(person, Brushed(person));
        Assert.Equal(
            person.Cutout.Alpha.Values,
            Brushed(person, new BrushStroke(false, 40, []), new BrushStroke(false, 10, [new(-30, -30)]), new BrushStroke(false, 10, [new(430, 230), new(500, 230)])).Cutout.Alpha.Values);
    }

    [Fact]
    public void Nothing_can_be_kept_beyond_the_picture()
    {
        PageCutout beyond = Person(alpha: 0) with { ToSource = new AffineMap(2, 0, -100, 0, 2, 0) };

        float[] alpha = Brushed(beyond, new BrushStroke(true, 60, [new(0, 100)])).Cutout.Alpha.Values;

        Assert.Equal(0, alpha[(50 * Frame.Width) + 49]);
        Assert.Equal(1, alpha[(50 * Frame.Width) + 50]);
    }

    [Fact]
    public void Too_many_strokes_too_many_points_and_a_brush_that_is_too_large_are_refused()
    {
        BrushStroke dot = new(true, 10, [new(5, 5)]);
        BrushStroke.RequireUsable([.. Enumerable.Repeat(dot, 500)], Whole);
        BrushStroke.RequireUsable([dot with { Radius = 100, Path = [.. Enumerable.Repeat(new Point(-400, 400), 20_000)] }], Whole);

        Refused("portraits.strokes-too-many", [.. Enumerable.Repeat(dot, 501)]);
        Refused("portraits.strokes-too-many", [dot with { Path = [.. Enumerable.Repeat(new Point(5, 5), 20_001)] }]);
        Assert.All((double[])[0, -1, 100.1, double.NaN, double.PositiveInfinity], radius => Refused("portraits.stroke-radius", [dot with { Radius = radius }]));
        Assert.All((Point[])[new(-401, 5), new(5, 401), new(double.NaN, 5)], point => Refused("portraits.stroke-outside", [dot with { Path = [new(5, 5), point] }]));
    }

    private static void Refused(string id, BrushStroke[] strokes)
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => BrushStroke.RequireUsable(strokes, Whole));
        Assert.Equal((Refusals.InvalidCorrection, id), (refusal.Code, refusal.Said.Id));
    }

    private static PageCutout Brushed(PageCutout person, params BrushStroke[] strokes) => CutoutBrush.Apply(person, strokes, Whole);

    // The picture is 250 everywhere, the person's own colours are 10.
    private static PageCutout Person(float alpha)
    {
        Plane plane = new(Frame);
        plane.Values.AsSpan().Fill(alpha);
        return new PageCutout(Plain(250), new Cutout(Plain(10), plane), ToPicture);
    }

    private static Picture Plain(byte value)
    {
        byte[] rgb = new byte[Frame.Area * 3];
        rgb.AsSpan().Fill(value);
        return new Picture(Frame, rgb);
    }

    // The stroke runs from (50, 50) to (150, 50) in the frame.
    private static void AssertEach(Plane alpha, Action<double, float> check)
    {
        for (int i = 0; i < alpha.Values.Length; i++)
        {
            Point at = new((i % Frame.Width) + 0.5, (i / Frame.Width) + 0.5);
            check(at.DistanceTo(new Point(Math.Clamp(at.X, 50, 150), 50)), alpha.Values[i]);
        }
    }
}
