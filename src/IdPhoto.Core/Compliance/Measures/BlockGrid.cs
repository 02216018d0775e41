using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>The grid of 8 x 8 blocks that strong JPEG compression leaves.</summary>
internal static class BlockGrid
{
    private const int Block = 8;

    /// <summary>Mean step of green across the borders of blocks beyond that elsewhere, in 8-bit levels: about 0 where no grid is, NaN where the region is too small to tell.</summary>
    /// <param name="picture">In the file's own pixels: neither scaled nor turned off the grid.</param>
    /// <param name="region">Where to look; at most its middle 800 x 800 pixels are.</param>
    /// <param name="origin">Where the picture's first whole block begins.</param>
    public static double Strength(PhotoPixels picture, Box region, BlockOrigin origin = default)
    {
        Box seen = new Box(region.Centre.X - 400, region.Centre.Y - 400, 800, 800).Intersect(region).Intersect(new Box(0, 0, picture.Width, picture.Height));
        int left = (((int)seen.X - origin.X) / Block * Block) + Block + origin.X, top = (((int)seen.Y - origin.Y) / Block * Block) + Block + origin.Y;
        int right = Math.Min((int)seen.Right, picture.Width - 2), bottom = Math.Min((int)seen.Bottom, picture.Height - 2);
        if (right - left < 5 * Block || bottom - top < 5 * Block)
            return double.NaN;
        // Differences reach two pixels back and one ahead; the part begins on the grid, too.
        (int x, int y) = (left - Block, top - Block);
        Picture part = picture.Part(x, y, new PixelSize(Math.Min(right + 2, picture.Width) - x, Math.Min(bottom + 2, picture.Height) - y));
        (left, top, right, bottom) = (left - x, top - y, right - x, bottom - y);
        double across = Excess(part.Rgb, top, bottom, left, right, part.Width * 3, 3);
        double down = Excess(part.Rgb, left, right, top, bottom, 3, part.Width * 3);
        return Math.Max(across, down);
    }

    // Second differences: a step stands out, a gradient does not.
    private static double Excess(byte[] rgb, int lineFrom, int lineTo, int from, int to, int line, int step)
    {
        Span<double> sums = stackalloc double[Block];
        Span<int> counts = stackalloc int[Block];
        for (int a = lineFrom; a < lineTo; a++)
        {
            int start = (a * line) + 1;
            for (int b = from; b < to; b++)
            {
                int i = start + (b * step);
                int change = Math.Abs(rgb[i] - rgb[i - step] - ((rgb[i + step] - rgb[i - (2 * step)]) / 3));
                sums[b % Block] += Math.Min(change, 24);
                counts[b % Block]++;
            }
        }
        double inside = 0;
        for (int k = 1; k < Block; k++)
            inside += sums[k] / counts[k] / (Block - 1);
        return (sums[0] / counts[0]) - inside;
    }
}
