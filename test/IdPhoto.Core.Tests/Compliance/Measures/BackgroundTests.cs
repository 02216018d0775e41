using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using Xunit;
using static IdPhoto.Tests.Compliance.Measures.DrawnHead;

namespace IdPhoto.Tests.Compliance.Measures;

/// <summary>Walls of known colour, gradient, spread, things and shadows.</summary>
public sealed class BackgroundTests
{
    private static readonly Point[] Page = [new(0, 0), new(576, 0), new(576, 576), new(0, 576)];

    private static readonly double Wall = LabOf(Grey(200)).L;

    [Fact]
    public void An_even_wall_has_its_colour_and_nothing_else()
    {
        BackgroundLook look = Of(new DrawnHead());

        Assert.Equal((Wall, 0.0, 0.0), (look.Colour.L, Math.Round(look.Colour.A, 1), Math.Round(look.Colour.B, 1)));
        Assert.Equal(0, look.Spread, 1e-3);
        Assert.Equal(0, look.Gradient, 1e-3);
        Assert.Equal((0.0, 0.0, 0.0), (look.Different, Math.Round(look.ShadowRight, 3), Math.Round(look.ShadowLeft, 3)));
    }

    [Fact]
    public void The_colour_is_the_walls_and_not_the_persons()
    {
        Colour blue = new(120, 160, 220);

        BackgroundLook look = Of(new DrawnHead().Draw((x, y) => InFace(x, y) ? null : blue));

        Assert.True(look.Colour.DifferenceTo(LabOf(blue)) < 1e-3);
    }

    [Fact]
    public void A_gradient_is_told_across_the_page_and_is_no_spread()
    {
        // From 180 to 220 across, from 190 to 210 down.
        BackgroundLook across = Of(new DrawnHead().Draw((x, y) => InFace(x, y) ? null : Grey(180 + (int)Math.Round(40.0 * x / 575))));
        BackgroundLook down = Of(new DrawnHead().Draw((x, y) => InFace(x, y) ? null : Grey(210 - (int)Math.Round(20.0 * y / 575))));
        BackgroundLook both = Of(new DrawnHead().Draw((x, y) => InFace(x, y) ? null : Grey(160 + (int)Math.Round((40.0 * x / 575) + (20.0 * y / 575)))));

        Assert.Equal(LabOf(Grey(220)).L - LabOf(Grey(180)).L, across.Gradient, 0.3);
        Assert.Equal(LabOf(Grey(210)).L - LabOf(Grey(190)).L, down.Gradient, 0.2);
        Assert.Equal(LabOf(Grey(220)).L - LabOf(Grey(160)).L, both.Gradient, 0.4);
        Assert.InRange(across.Spread, 0, 0.2);
        Assert.Equal(0, across.Different);
    }

    [Fact]
    public void A_spread_is_the_deviation_from_the_gradient()
    {
        // Every second pixel so much lighter, every other so much darker.
        BackgroundLook look = Of(new DrawnHead().Draw((x, y) => InFace(x, y) ? null : Grey(200 + ((x + y) % 2 == 0 ? 6 : -6))));

        Assert.Equal((LabOf(Grey(206)).L - LabOf(Grey(194)).L) / 2, look.Spread, 0.02);
    }

    [Fact]
    public void The_worst_twentieth_is_no_spread()
    {
        DrawnHead few = new DrawnHead().Draw((x, y) => !InFace(x, y) && ((x * 7) + (y * 13)) % 25 == 0 ? Grey(214) : null);
        DrawnHead more = new DrawnHead().Draw((x, y) => !InFace(x, y) && ((x * 7) + (y * 13)) % 10 == 0 ? Grey(214) : null);

        Assert.InRange(Of(few).Spread, 0, 0.3);
        Assert.InRange(Of(more).Spread, 1, 2);
    }

    [Fact]
    public void Another_thing_is_a_share_of_the_wall()
    {
        // Of 576 x 576 px the wall is what lies 8 px and more from the face's ellipse.
        int wall = Enumerable.Range(0, 576 * 576).Count(i => Math.Pow(((i % 576) + 0.5 - X) / 108, 2) + Math.Pow(((i / 576) + 0.5 - 292) / 143, 2) >= 1);

        Assert.Equal(80.0 * 100 / wall, Of(new DrawnHead().Box(20, 30, 100, 130, Grey(120))).Different, 0.004);
        Assert.Equal(80.0 * 100 / wall, Of(new DrawnHead().Box(20, 30, 100, 130, new Colour(200, 215, 180))).Different, 0.004);
        Assert.Equal(0, Of(new DrawnHead().Box(20, 30, 100, 130, Grey(185))).Different);
    }

    [Fact]
    public void A_fringe_around_the_person_is_no_wall()
    {
        // A band of 6 px beside the face is not looked at, one that begins 9 px from it is.
        Assert.Equal(0, Of(Banded(0, 6)).Different);
        Assert.True(Of(Banded(10, 16)).Different > 0.01);
        Assert.Equal(0, Of(Banded(0, 6)).Spread, 1e-3);
    }

    [Fact]
    public void What_is_near_enough_to_be_seen_is_a_share_of_the_page()
    {
        Assert.Equal(1, Of(new DrawnHead()).Covered, 0.01);
        Assert.Equal(0.5, BackgroundLook.Of(new DrawnHead().Seen(), [new(0, 0), new(1152, 0), new(1152, 576), new(0, 576)])!.Covered, 0.01);
        Assert.Equal(0.25, BackgroundLook.Of(new DrawnHead().Seen(), [new(0, 0), new(0, 1152), new(1152, 1152), new(1152, 0)])!.Covered, 0.01);
    }

    [Fact]
    public void A_page_that_shows_too_little_wall_has_no_look()
    {
        Assert.Null(BackgroundLook.Of(new DrawnHead().Seen(), [new(250, 250), new(320, 250), new(320, 320), new(250, 320)]));
        Assert.Null(BackgroundLook.Of(new DrawnHead().Seen(), [new(20, 20), new(34, 20), new(34, 34), new(20, 34)]));
        Assert.NotNull(BackgroundLook.Of(new DrawnHead().Seen(), [new(20, 20), new(35, 20), new(35, 34), new(20, 34)]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_shadow_beside_the_head_is_told_on_its_side(bool left)
    {
        // A crescent of 30 px beside the head.
        DrawnHead head = new DrawnHead().Draw((x, y) => !InFace(x, y) && (x < X) == left && Outside(x, y) < 30 && y is > 180 and < 400 ? Grey(170) : null);

        BackgroundLook look = Of(head);

        (double shadow, double other) = left ? (look.ShadowRight, look.ShadowLeft) : (look.ShadowLeft, look.ShadowRight);
        Assert.InRange(shadow, LabOf(Grey(170)).L - Wall - 0.5, -8);
        Assert.InRange(other, -0.5, 0.5);
    }

    [Fact]
    public void A_gradient_is_no_shadow_and_what_lies_below_the_head_neither()
    {
        BackgroundLook even = Of(new DrawnHead().Draw((x, y) => InFace(x, y) ? null : Grey(180 + (int)Math.Round(40.0 * x / 575))));
        BackgroundLook below = Of(new DrawnHead().Box(0, 410, 576, 440, Grey(190)));

        Assert.InRange(even.ShadowRight, -0.5, 0.5);
        Assert.InRange(even.ShadowLeft, -0.5, 0.5);
        Assert.InRange(below.ShadowRight, -0.3, 0.3);
    }

    [Fact]
    public void A_side_without_wall_beside_the_head_has_no_shadow()
    {
        DrawnHead head = new DrawnHead().TissueBox(0, 0, X, 576, Tissue.Hair);

        Assert.Equal(double.NaN, Of(head).ShadowRight);
        Assert.False(double.IsNaN(Of(head).ShadowLeft));
    }

    // A strong lamp at the side: the head's outline on the wall, a third of an inter-eye distance and more beside it.
    [Theory]
    [InlineData(40, 10, 0.5)]
    [InlineData(-60, 30, 0.3)]
    [InlineData(70, 60, 0.6)]
    public void The_heads_shadow_on_the_wall_is_named_and_no_thing(int right, int down, double light)
    {
        BackgroundLook look = Of(new DrawnHead().Draw((x, y) => !InFace(x, y) && InFace(x - right, y - down) ? Dimmed(new Colour(210, 205, 190), light) : InFace(x, y) ? null : new Colour(210, 205, 190)));

        Assert.Equal(0, look.Different, 0.005);
        Assert.InRange(look.Spread, 0, 1);
        Assert.InRange(right < 0 ? look.ShadowRight : look.ShadowLeft, -60, -10);
        Assert.Equal(LabOf(new Colour(210, 205, 190)).L, look.Colour.L, 0.5);
    }

    // A flash beside the lens: all that is seen of it is a strip of a sixth to a quarter of an inter-eye distance along the head.
    [Theory]
    [InlineData(14, 4, 0.5)]
    [InlineData(-16, 2, 0.5)]
    [InlineData(12, 8, 0.55)]
    [InlineData(20, 0, 0.6)]
    public void A_narrow_shadow_close_to_the_head_is_named_and_no_thing(int right, int down, double light)
    {
        BackgroundLook look = Of(new DrawnHead().Draw((x, y) => InFace(x, y) ? null : Dimmed(new Colour(210, 205, 190), 1 - ((1 - light) * Softly(x - right, y - down)))));

        Assert.Equal(0, look.Different, 0.004);
        Assert.InRange(look.Spread, 0, 1);
        Assert.InRange(right < 0 ? look.ShadowRight : look.ShadowLeft, -60, -8);
        Assert.InRange(right < 0 ? look.ShadowLeft : look.ShadowRight, -2, 2);
    }

    /// <summary>The face's ellipse with an edge of 4 px, 0..1.</summary>
    private static double Softly(int x, int y) => Math.Clamp(0.5 - (Outside(x, y) / 4), 0, 1);

    [Theory]
    [InlineData("a coloured strip")]
    [InlineData("a bar")]
    [InlineData("a striped strip")]
    public void A_narrow_thing_close_to_the_head_is_no_shadow(string what)
    {
        DrawnHead head = new();
        bool Strip(int x, int y) => !InFace(x, y) && InFace(x - 20, y);
        _ = what switch
        {
            "a coloured strip" => head.Draw((x, y) => Strip(x, y) ? new Colour(150, 90, 60) : null),
            "a bar" => head.Draw((x, y) => x is >= 398 and < 412 && !InFace(x, y) ? Grey(120) : null),
            _ => head.Draw((x, y) => Strip(x, y) ? Grey(x / 4 % 2 == 0 ? 80 : 150) : null),
        };

        Assert.True(Of(head).Different > 0.005, what);
    }

    [Fact]
    public void A_soft_and_bluish_shadow_is_one_all_the_same()
    {
        BackgroundLook look = Of(new DrawnHead().Draw((x, y) =>
        {
            double inside = Math.Clamp((1.15 - Math.Sqrt(Math.Pow((x - 50 + 0.5 - X) / 100, 2) + Math.Pow((y - 20 + 0.5 - 292) / 135, 2))) / 0.3, 0, 1);
            return InFace(x, y) ? null : new Colour(Level(0.6 * (1 - (0.62 * inside))), Level(0.6 * (1 - (0.6 * inside))), Level(0.6 * (1 - (0.52 * inside))));
        }));

        Assert.InRange(look.Different, 0, 0.01);
        Assert.InRange(look.ShadowLeft, -60, -8);
    }

    [Fact]
    public void Light_that_fades_toward_the_corners_is_no_shadow()
    {
        BackgroundLook look = Of(new DrawnHead().Draw((x, y) => InFace(x, y) ? null : Grey((int)(215 - (75 * Math.Pow(Math.Min(1, new Point(x, y).DistanceTo(new Point(420, 120)) / 560), 2))))));

        Assert.InRange(look.ShadowRight, -8, 8);
        Assert.InRange(look.ShadowLeft, -8, 8);
    }

    public static TheoryData<string> Things => ["a coloured copy", "a shelf", "a dark box", "a striped copy"];

    [Theory]
    [MemberData(nameof(Things))]
    public void A_thing_is_no_shadow_though_it_is_dark(string what)
    {
        DrawnHead head = new();
        bool Copy(int x, int y) => !InFace(x, y) && InFace(x - 50, y - 10);
        _ = what switch
        {
            "a coloured copy" => head.Draw((x, y) => Copy(x, y) ? new Colour(150, 90, 60) : null),
            "a shelf" => head.Box(0, 60, 576, 110, Grey(120)),
            "a dark box" => head.Box(420, 60, 560, 200, Grey(110)),
            _ => head.Draw((x, y) => Copy(x, y) ? Grey(x / 4 % 2 == 0 ? 80 : 150) : null),
        };

        Assert.True(Of(head).Different > 0.02, what);
    }

    private static Colour Dimmed(Colour colour, double light) => new(Level(light * Linear(colour.R)), Level(light * Linear(colour.G)), Level(light * Linear(colour.B)));

    private static double Linear(byte level) => Math.Pow(level / 255.0, 2.2);

    private static byte Level(double light) => (byte)Math.Round(255 * Math.Pow(light, 1 / 2.2));

    private static BackgroundLook Of(DrawnHead head) => BackgroundLook.Of(head.Seen(), Page)!;

    /// <summary>How far about a pixel lies outside the face's ellipse.</summary>
    private static double Outside(int x, int y)
    {
        double dx = x + 0.5 - X, dy = y + 0.5 - 292, radius = Math.Sqrt(Math.Pow(dx / 100, 2) + Math.Pow(dy / 135, 2));
        return Math.Sqrt((dx * dx) + (dy * dy)) * (1 - (1 / radius));
    }

    private static DrawnHead Banded(double from, double to) => new DrawnHead().Draw((x, y) => !InFace(x, y) && Outside(x, y) >= from && Outside(x, y) < to ? Grey(120) : null);
}
