using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>
/// The JPEG quality that a picture was once saved at, whatever its file says now: coefficients of 8 x 8 blocks stay heaped at the multiples
/// of the steps they were quantised with when the picture is saved again with finer ones (Lukas and Fridrich, "Estimation of primary
/// quantization matrix in double compressed JPEG images", 2003).
/// </summary>
internal static class Requantisation
{
    private const int Block = 8;

    /// <summary>Side of the part that is looked at, in pixels: 3,600 blocks.</summary>
    private const int Part = 480;

    /// <summary>Smaller steps cannot be told from the noise of rounding; larger ones leave too little of a portrait to be heaped.</summary>
    private const int SmallestStep = 6, LargestStep = 128;

    /// <summary>So many coefficients beside 0 must be there, and so many of the nine kinds agree.</summary>
    private const int LeastCoefficients = 60, LeastKinds = 4;

    /// <summary>1 where every coefficient is a multiple of the step, 0 where they lie anywhere.</summary>
    private const double Heaped = 0.55;

    // The lowest frequencies beside the mean, which a portrait has most of: row, column, and the step at quality 50 (ITU-T T.81, K.1).
    private static readonly (int Row, int Column, int Standard)[] Kinds = [(0, 1, 11), (1, 0, 12), (2, 0, 14), (1, 1, 12), (0, 2, 10), (0, 3, 16), (1, 2, 14), (2, 1, 13), (3, 0, 14)];

    private static readonly double[] Cosines = [.. Enumerable.Range(0, Block * Block).Select(i => Math.Sqrt((i / Block == 0 ? 1.0 : 2.0) / Block) * Math.Cos(((2 * (i % Block)) + 1) * (i / Block) * Math.PI / (2 * Block)))];

    /// <summary>The quality, 1..100 as libjpeg counts; NaN where nothing shows.</summary>
    /// <param name="picture">In the file's own pixels: neither scaled nor turned off the grid.</param>
    /// <param name="region">Where to look.</param>
    /// <param name="origin">Where the picture's first whole block begins.</param>
    public static double Quality(PhotoPixels picture, Box region, BlockOrigin origin = default)
    {
        Box seen = new Box(region.Centre.X - (Part / 2), region.Centre.Y - (Part / 2), Part, Part).Intersect(region).Intersect(new Box(0, 0, picture.Width, picture.Height));
        int left = (((int)seen.X - origin.X + Block - 1) / Block * Block) + origin.X, top = (((int)seen.Y - origin.Y + Block - 1) / Block * Block) + origin.Y;
        (int columns, int rows) = (((int)seen.Right - left) / Block, ((int)seen.Bottom - top) / Block);
        if (columns < 5 || rows < 5)
            return double.NaN;
        Picture part = picture.Part(left, top, new PixelSize(columns * Block, rows * Block));
        int[][] coefficients = Coefficients(part, columns, rows);
        double[] ratios = [.. Kinds.Select((kind, k) => Step(coefficients[k]) / (double)kind.Standard).Where(ratio => ratio > 0).Order()];
        return ratios.Length < LeastKinds ? double.NaN : QualityOf(ratios[ratios.Length / 2]);
    }

    // libjpeg scales the standard's tables by 50 / quality below 50, and by 2 - quality / 50 above.
    private static double QualityOf(double ratio) => Math.Clamp(ratio > 1 ? 50 / ratio : 50 * (2 - ratio), 1, 100);

    private static int[][] Coefficients(Picture part, int columns, int rows)
    {
        int[][] all = [.. Kinds.Select(_ => new int[columns * rows])];
        double[] light = new double[Block * Block];
        for (int block = 0; block < columns * rows; block++)
        {
            Read(part, block % columns * Block, block / columns * Block, light);
            for (int k = 0; k < Kinds.Length; k++)
                all[k][block] = (int)Math.Round(Transformed(light, Kinds[k].Row, Kinds[k].Column));
        }
        return all;
    }

    // JFIF's luma.
    private static void Read(Picture part, int left, int top, double[] light)
    {
        for (int i = 0; i < light.Length; i++)
        {
            int at = 3 * (((top + (i / Block)) * part.Width) + left + (i % Block));
            light[i] = (0.299 * part.Rgb[at]) + (0.587 * part.Rgb[at + 1]) + (0.114 * part.Rgb[at + 2]);
        }
    }

    private static double Transformed(double[] light, int row, int column)
    {
        double sum = 0;
        for (int i = 0; i < light.Length; i++)
            sum += light[i] * Cosines[(row * Block) + (i / Block)] * Cosines[(column * Block) + (i % Block)];
        return sum;
    }

    // The largest step at whose multiples the coefficients are heaped: its halves and thirds would do as well. 0 for none.
    private static int Step(int[] coefficients)
    {
        (int Size, int Count)[] sizes = [.. coefficients.CountBy(Math.Abs).Select(pair => (pair.Key, pair.Value))];
        double[] heaped = [.. Enumerable.Range(SmallestStep, LargestStep - SmallestStep + 1).Select(step => HeapedAt(sizes, step))];
        double most = heaped.Max();
        return most < Heaped ? 0 : SmallestStep + Array.FindLastIndex(heaped, value => value >= Math.Max(Heaped, 0.9 * most));
    }

    private static double HeapedAt((int Size, int Count)[] sizes, int step)
    {
        double sum = 0;
        int all = 0;
        foreach ((int size, int count) in sizes)
        {
            if (2 * size <= step)
                continue;
            all += count;
            sum += count * Math.Cos(2 * Math.PI * size / step);
        }
        return all < LeastCoefficients ? 0 : sum / all;
    }
}
