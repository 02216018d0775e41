using IdPhoto.Borders;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Borders;

/// <summary>Bars and frames around a photo, and what looks like them and is none.</summary>
public sealed class BorderFinderTests
{
    private const int Width = 400, Height = 480;

    private static readonly byte[] Black = [0, 0, 0], White = [255, 255, 255], Paper = [238, 237, 233], Grey = [172, 172, 172];

    [Fact]
    public void Bars_above_and_below_are_found()
    {
        PictureBorder border = BorderFinder.Find(Drawn((x, y) => y is < 50 or >= 410 ? Black : Photo(x, y)));
        Assert.Equal((0, 0), (border.Left, border.Right));
        Assert.InRange(border.Top, 50, 52);
        Assert.InRange(border.Bottom, 70, 72);
    }

    [Fact]
    public void Letters_and_buttons_on_a_bar_are_part_of_it()
    {
        PictureBorder border = BorderFinder.Find(Drawn((x, y) => y switch
        {
            < 60 => x is > 20 and < 80 && y is > 20 and < 32 && x % 6 < 3 ? White : Black,
            >= 400 => x is > 20 and < 300 && y is > 420 and < 450 && y is 421 or 449 ? White : Black,
            _ => Photo(x, y),
        }));
        Assert.InRange(border.Top, 60, 62);
        Assert.InRange(border.Bottom, 80, 82);
    }

    [Fact]
    public void The_side_of_a_frame_under_a_shirt_of_its_own_colour_is_found_by_the_three_others()
    {
        PictureBorder border = BorderFinder.Find(Drawn((x, y) => x is < 40 or >= 360 || y is < 40 or >= 440 || IsShirt(x, y) ? Black : Photo(x, y)));
        Assert.All(new[] { border.Left, border.Top, border.Right, border.Bottom }, side => Assert.InRange(side, 40, 42));
    }

    [Fact]
    public void A_bar_whose_middle_a_shirt_of_its_colour_hides_is_found_by_both_its_ends()
    {
        PictureBorder border = BorderFinder.Find(Drawn((x, y) => y is < 50 or >= 410 || (x is > 105 and < 295 && y > 300) ? Black : Photo(x, y)));
        Assert.InRange(border.Top, 50, 52);
        Assert.InRange(border.Bottom, 70, 72);
    }

    [Fact]
    public void The_white_edge_of_a_scan_that_lies_askew_is_left_out_whole()
    {
        Random grain = new(3);
        double turn = 2 * Math.PI / 180;
        bool IsInside(double x, double y)
        {
            (double u, double v) = (x - (Width / 2.0), y - (Height / 2.0));
            return Math.Abs((u * Math.Cos(turn)) + (v * Math.Sin(turn))) < 165 && Math.Abs((v * Math.Cos(turn)) - (u * Math.Sin(turn))) < 205;
        }
        PictureBorder border = BorderFinder.Find(Drawn((x, y) => IsInside(x, y) ? Photo(x, y) : Shifted(Paper, grain.Next(-4, 5))));
        Assert.All(new[] { border.Left, border.Top, border.Right, border.Bottom }, side => Assert.InRange(side, 36, 52));
        Assert.True(IsInside(border.Left, border.Top) && IsInside(Width - border.Right, Height - border.Bottom));
        Assert.True(IsInside(Width - border.Right, border.Top) && IsInside(border.Left, Height - border.Bottom));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    public void The_corners_of_a_rounded_card_are_left_out(int around)
    {
        const int Radius = 40;
        bool IsInside(int x, int y)
        {
            double dx = Math.Max(0, Math.Max(around + Radius - x - 0.5, x + 0.5 - (Width - around - Radius)));
            double dy = Math.Max(0, Math.Max(around + Radius - y - 0.5, y + 0.5 - (Height - around - Radius)));
            return x >= around && y >= around && x < Width - around && y < Height - around && (dx * dx) + (dy * dy) <= Radius * Radius;
        }
        PictureBorder border = BorderFinder.Find(Drawn((x, y) => IsInside(x, y) ? Photo(x, y) : Black));
        Assert.All(new[] { border.Left, border.Top, border.Right, border.Bottom }, side => Assert.InRange(side, around + 11, around + 16));
    }

    [Fact]
    public void A_plain_studio_backdrop_is_no_border() => Assert.Equal(PictureBorder.None, BorderFinder.Find(Drawn((x, y) => IsPerson(x, y) ? Photo(x, y) : White)));

    [Fact]
    public void A_dark_shirt_at_the_bottom_is_no_border()
        => Assert.Equal(PictureBorder.None, BorderFinder.Find(Drawn((x, y) => IsShirt(x, y) ? Black : Photo(x, y))));

    [Fact]
    public void A_white_wall_that_ends_in_a_straight_line_at_the_top_is_no_border()
        => Assert.Equal(PictureBorder.None, BorderFinder.Find(Drawn((x, y) => y < 60 ? White : Photo(x, y))));

    [Fact]
    public void A_floor_of_the_colour_of_a_bar_on_top_is_no_border()
    {
        PictureBorder border = BorderFinder.Find(Drawn((x, y) => y < 60 || y > 400 + (0.2 * Math.Abs(x - 200)) ? Grey : Photo(x, y)));
        Assert.InRange(border.Top, 60, 62);
        Assert.Equal(0, border.Bottom);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Overexposed_walls_or_dark_ones_on_both_sides_of_a_narrow_backdrop_are_no_border(bool bright)
        => Assert.Equal(PictureBorder.None, BorderFinder.Find(Drawn((x, y) => x is < 70 or >= 330 && y < 380 + (0.5 * Math.Abs(x - 200)) ? bright ? White : Black : Photo(x, y))));

    [Fact]
    public void A_dark_wardrobe_at_one_side_is_no_border()
        => Assert.Equal(PictureBorder.None, BorderFinder.Find(Drawn((x, y) => x < 60 ? Black : Photo(x, y))));

    [Fact]
    public void A_wall_with_grain_does_not_make_a_border_of_what_lies_opposite()
    {
        Random grain = new(7);
        bool IsFloor(int x, int y) => 479 - y < (x is >= 150 and < 230 ? 60 : 60 + (0.3 * Math.Abs(x - 190)));
        Assert.Equal(PictureBorder.None, BorderFinder.Find(Drawn((x, y) => y < 60 ? Shifted(Grey, grain.Next(-2, 3)) : IsFloor(x, y) ? Grey : Photo(x, y))));
    }

    [Fact]
    public void A_flat_crown_before_white_within_a_white_frame_is_no_border()
    {
        bool IsSomebody(int x, int y) => x is >= 30 and < 370 && y is >= 80 and < 450 && (x is >= 160 and < 240 || y > 150 + (0.4 * Math.Abs(x - 200)));
        Assert.InRange(BorderFinder.Find(Drawn((x, y) => IsSomebody(x, y) ? Photo(x, y) : White)).Top, 0, 32);
    }

    [Fact]
    public void A_slat_that_a_camera_saw_at_an_angle_is_no_border()
        => Assert.Equal(PictureBorder.None, BorderFinder.Find(Drawn((x, y) => y < 40 + (0.015 * x) ? [217, 228, 230] : Photo(x, y))));

    [Fact]
    public void A_wall_with_the_grain_of_a_camera_beside_a_door_is_no_border()
    {
        Random grain = new(5);
        Assert.Equal(PictureBorder.None, BorderFinder.Find(Drawn((x, y) => x is < 60 or >= 330 ? Shifted([172, 168, 160], grain.Next(-5, 6)) : Photo(x, y))));
    }

    private static bool IsPerson(int x, int y) => ((x - 200) * (x - 200)) + ((y - 180) * (y - 180)) < 90 * 90 || IsShirt(x, y);

    private static bool IsShirt(int x, int y) => y > 300 + (0.5 * Math.Abs(x - 200));

    private static byte[] Shifted(byte[] colour, int by) => [(byte)(colour[0] + by), (byte)(colour[1] + by), (byte)(colour[2] + by)];

    // Bright and dark patches, as a photo has them, never as dark as a bar.
    private static byte[] Photo(int x, int y)
    {
        int light = 110 + (int)(60 * Math.Sin((x * 0.05) + (0.031 * y))) + (((x * 7) + (y * 13)) % 23);
        return [(byte)light, (byte)(light - 20), (byte)(light - 40)];
    }

    private static Picture Drawn(Func<int, int, byte[]> colour)
    {
        byte[] rgb = new byte[Width * Height * 3];
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                colour(x, y).CopyTo(rgb, 3 * ((y * Width) + x));
        return new Picture(new PixelSize(Width, Height), rgb);
    }
}
