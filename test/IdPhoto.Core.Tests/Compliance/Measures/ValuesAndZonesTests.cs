using CsCheck;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Compliance.Measures;

/// <summary>What the measures are made of, against slow twins.</summary>
public sealed class ValuesAndZonesTests
{
    private static readonly int Width = HeadView.Size.Width, Height = HeadView.Size.Height;

    [Fact]
    public void A_quantile_is_the_value_at_its_place_in_order_and_what_is_smaller_lies_before_it() => Gen.Select(Gen.Float[-10, 10].Array[1, 60], Gen.Double[0, 1]).Sample((values, share) =>
    {
        float[] some = [.. values], sorted = [.. values.Order()];
        int place = Math.Min((int)(share * values.Length), values.Length - 1);

        Assert.Equal(sorted[place], Values.Quantile(some, share));
        Assert.Equal(sorted.Take(place), some.Take(place).Order());
    }, iter: Samples.Of(2_000));

    [Fact]
    public void Equal_values_are_told_from_none()
    {
        Assert.Equal(3, Values.Quantile([3, 3, 3, 3], 0.25));
        Assert.Equal(2, Values.Quantile([1, 2], 1));
        Assert.Equal(1, Values.Quantile([2, 1], -1));
        Assert.Equal(double.NaN, Values.Quantile([], 0.5));
        Assert.Equal(double.NaN, Values.Median([]));
        Assert.Equal(3, Values.Median([5.0, 1, 3]));
        Assert.Equal(3, Values.Median([4.0, 1, 3, 2]));
        Assert.Equal(30, Values.Median([10f, 20, 30, 40], [0, 2, 3]));
        Assert.Equal([30f, 10], Values.Of([10f, 20, 30], [2, 0]));
    }

    [Fact]
    public void A_polygon_holds_the_pixels_whose_centres_lie_in_it() => Gen.Select(Gen.Double[-80, 700], Gen.Double[-80, 700]).Array[3, 7].Sample(corners =>
    {
        Point[] polygon = [.. corners.Select(corner => new Point(corner.Item1, corner.Item2))];
        HashSet<int> inside = [.. Zone.Polygon(polygon).Indices()];

        for (int y = 0; y < Height; y += 13)
            for (int x = 0; x < Width; x += 11)
                Assert.Equal(Contains(polygon, x + 0.5, y + 0.5), inside.Contains((y * Width) + x));
        Assert.Equal(inside.Count, Zone.Polygon(polygon).Count);
    }, iter: Samples.Of(50));

    [Fact]
    public void A_disc_holds_the_pixels_whose_centres_are_near_enough() => Gen.Select(Gen.Double[-20, 600], Gen.Double[-20, 600], Gen.Double[0.5, 60]).Sample((x, y, radius) =>
    {
        Point centre = new(x, y);
        int[] expected = [.. Enumerable.Range(0, Width * Height).Where(i => new Point((i % Width) + 0.5, (i / Width) + 0.5).DistanceTo(centre) < radius)];

        Assert.Equal(expected, Zone.Disc(centre, radius).Indices());
    }, iter: Samples.Of(30));

    [Fact]
    public void A_box_is_clipped_to_the_view()
    {
        Assert.Equal([0, 1, Width, Width + 1], Zone.Box(new Box(-5, -7, 7, 9)).Indices());
        Assert.Equal((Width * Height) - 1, Assert.Single(Zone.Box(new Box(Width - 1, Height - 1, 50, 50)).Indices()));
        Assert.Equal(12, Zone.Box(new Box(10, 20, 4, 3)).Count);
        Assert.Equal([(20 * Width) + 10, (20 * Width) + 11], Zone.Box(new Box(9.6, 19.6, 2, 1)).Indices());
        Assert.Equal([(20 * Width) + 10], Zone.Box(new Box(9.6, 19.6, 1.9, 1)).Indices());
        Assert.Empty(Zone.Box(new Box(-50, 10, 20, 20)).Indices());
        Assert.Equal(Zone.Box(new Box(8, 18, 4, 4)).Indices(), Zone.Square(new Point(10, 20), 4).Indices());
    }

    [Fact]
    public void A_share_is_what_holds_of_all()
    {
        Zone zone = Zone.Box(new Box(0, 0, 4, 1));

        Assert.Equal(0.75, zone.Share(i => i < 3));
        Assert.Equal(0, zone.Share(_ => false));
        Assert.Equal(0, Zone.Box(new Box(-9, -9, 2, 2)).Share(_ => true));
    }

    [Fact]
    public void An_even_slope_is_found_exactly() => Gen.Select(Gen.Double[-50, 50], Gen.Double[-20, 20], Gen.Double[-20, 20]).Sample((level, across, down) =>
    {
        float[] plane = new float[Width * Height];
        int[] pixels = [.. Enumerable.Range(0, 400).Select(k => (k * 829) % plane.Length)];
        foreach (int i in pixels)
            plane[i] = (float)(level + (across * Column(i)) + (down * Row(i)));
        plane[pixels[7]] = 1e6f;

        Slope slope = Slope.Fit(plane, pixels, i => i != pixels[7]);

        Assert.Equal((level, across, down), (slope.C, slope.X, slope.Y), Near);
        Assert.Equal(level + (2 * across) - (3 * down), slope.At(2, -3), 1e-2);
    }, iter: Samples.Of(100));

    [Fact]
    public void Too_few_pixels_or_a_line_of_them_have_no_slope()
    {
        float[] plane = new float[Width * Height];
        (plane[0], plane[1], plane[2]) = (1, 2, 6);

        Assert.Equal(default, Slope.Fit(plane, [0, 1], _ => true));
        Assert.Equal(default, Slope.Fit(plane, [0, 1, 2, 3], i => i < 2));
        Assert.Equal(new Slope(3, 0, 0), Slope.Fit(plane, [0, 1, 2], _ => true));
        Assert.Equal((0.0, 0.0), Slope.Place((272 * Width) + 288));
        Assert.Equal((1.0, -0.5), Slope.Place((232 * Width) + 368));
    }

    [Fact]
    public void The_grid_of_blocks_is_as_strong_as_its_steps()
    {
        // Columns of blocks 10 levels apart: a border's second difference is 7, its neighbours' are 3.
        Picture across = Drawn(64, 64, (x, _) => 100 + (10 * (x / 8 % 2)));
        Picture down = Drawn(64, 64, (_, y) => 100 + (10 * (y / 8 % 2)));
        Box all = new(0, 0, 64, 64);

        Assert.Equal(7 - (6 / 7.0), BlockGrid.Strength(across, all), 1e-9);
        Assert.Equal(7 - (6 / 7.0), BlockGrid.Strength(down, all), 1e-9);
        Assert.Equal(-13 / 7.0, Math.Min(0, BlockGrid.Strength(Drawn(64, 64, (x, y) => 100 + (10 * (((x + 3) / 8) + ((y + 3) / 8)) % 20)), all)), 1e-9);
        Assert.Equal(0, BlockGrid.Strength(Drawn(64, 64, (x, y) => x + (2 * y)), all), 1e-9);
        // A step of an outline counts no more than 24.
        Assert.Equal(24 - (24 * 2 / 7.0), BlockGrid.Strength(Drawn(64, 64, (x, _) => x / 8 % 2 * 200), all), 1e-9);
    }

    [Fact]
    public void The_grid_is_looked_for_in_the_region_alone_and_not_in_a_small_one()
    {
        Picture right = Drawn(128, 64, (x, _) => x < 64 ? 100 : 100 + (10 * (x / 8 % 2)));

        Assert.Equal(0, BlockGrid.Strength(right, new Box(0, 0, 56, 64)), 1e-9);
        Assert.True(BlockGrid.Strength(right, new Box(64, 0, 64, 64)) > 6);
        Assert.False(double.IsNaN(BlockGrid.Strength(right, new Box(0, 0, 48, 48))));
        Assert.Equal(double.NaN, BlockGrid.Strength(right, new Box(0, 0, 47, 64)));
        Assert.Equal(double.NaN, BlockGrid.Strength(right, new Box(0, 0, 64, 47)));
        Assert.Equal(double.NaN, BlockGrid.Strength(right, new Box(200, 0, 64, 64)));
    }

    private static Picture Drawn(int width, int height, Func<int, int, int> level)
    {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++)
            rgb[(3 * i) + 1] = (byte)level(i % width, i / width);
        return new Picture(new PixelSize(width, height), rgb);
    }

    private static double Column(int i) => ((i % Width) - 288) / 80.0;

    private static double Row(int i) => ((i / Width) - 272) / 80.0;

    private static bool Near((double, double, double) a, (double, double, double) b)
        => Math.Abs(a.Item1 - b.Item1) < 1e-3 && Math.Abs(a.Item2 - b.Item2) < 1e-3 && Math.Abs(a.Item3 - b.Item3) < 1e-3;

    private static bool Contains(Point[] corners, double x, double y)
    {
        bool inside = false;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
            if (corners[i].Y > y != corners[j].Y > y && x < corners[i].X + ((corners[j].X - corners[i].X) * (y - corners[i].Y) / (corners[j].Y - corners[i].Y)))
                inside = !inside;
        return inside;
    }
}
