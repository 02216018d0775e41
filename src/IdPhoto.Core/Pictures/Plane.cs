using System.Runtime.CompilerServices;
namespace IdPhoto.Pictures;

/// <summary>One value per pixel, row after row: an alpha matte, a probability, a mask.</summary>
public sealed class Plane
{
    /// <summary>A plane of zeros.</summary>
    public Plane(PixelSize size)
        : this(size, new float[size.Area])
    {
    }

    /// <summary>Wraps values without copying them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The array is shorter than the area.</exception>
    public Plane(PixelSize size, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.LongLength, size.Area);
        Size = size;
        Values = values;
    }

    /// <summary>Columns and rows.</summary>
    public PixelSize Size { get; }

    /// <summary>Columns.</summary>
    public int Width => Size.Width;

    /// <summary>Rows.</summary>
    public int Height => Size.Height;

    /// <summary>The values: index y * Width + x.</summary>
    public float[] Values { get; }

    /// <summary>One value.</summary>
    public float this[int x, int y] => Values[(y * Width) + x];

    /// <summary>Bilinear between pixel centres; beyond the edge the edge repeats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Sample(double x, double y)
    {
        double column = Math.Clamp(x - 0.5, 0, Width - 1);
        double row = Math.Clamp(y - 0.5, 0, Height - 1);
        int left = Math.Min((int)column, Math.Max(0, Width - 2));
        int top = Math.Min((int)row, Math.Max(0, Height - 2));
        int right = Math.Min(left + 1, Width - 1);
        int below = Math.Min(top + 1, Height - 1);
        double fx = column - left;
        double fy = row - top;
        double upper = (this[left, top] * (1 - fx)) + (this[right, top] * fx);
        double lower = (this[left, below] * (1 - fx)) + (this[right, below] * fx);
        return (float)((upper * (1 - fy)) + (lower * fy));
    }

    /// <summary>Bilinear resampling through a map from target to this plane; for enlarging and slight reduction.</summary>
    public Plane Resample(AffineMap targetToThis, PixelSize target)
    {
        if (targetToThis is { B: 0, D: 0 })
            return Stretch(targetToThis, target);
        Plane result = new(target);
        Parallelism.For(target.Height, y =>
        {
            Span<float> row = result.Values.AsSpan(y * target.Width, target.Width);
            for (int x = 0; x < row.Length; x++)
            {
                Point at = targetToThis.Apply(new Point(x + 0.5, y + 0.5));
                row[x] = Sample(at.X, at.Y);
            }
        });
        return result;
    }

    // The same numbers as Sample gives; each column's place is computed once.
    private Plane Stretch(AffineMap map, PixelSize target)
    {
        Plane result = new(target);
        int[] left = new int[target.Width], right = new int[target.Width];
        double[] share = new double[target.Width];
        for (int x = 0; x < target.Width; x++)
            (left[x], right[x], share[x]) = Between((map.A * (x + 0.5)) + map.C, Width);
        Parallelism.For(target.Height, y =>
        {
            (int top, int below, double fy) = Between((map.E * (y + 0.5)) + map.F, Height);
            Mix(Values.AsSpan(top * Width, Width), Values.AsSpan(below * Width, Width), left, right, share, fy, result.Values.AsSpan(y * target.Width, target.Width));
        });
        return result;
    }

    private static (int Before, int After, double Share) Between(double at, int count)
    {
        double place = Math.Clamp(at - 0.5, 0, count - 1);
        int before = Math.Min((int)place, Math.Max(0, count - 2));
        return (before, Math.Min(before + 1, count - 1), place - before);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, int[] left, int[] right, double[] share, double fy, Span<float> row)
    {
        for (int x = 0; x < row.Length; x++)
        {
            double fx = share[x];
            double up = (upper[left[x]] * (1 - fx)) + (upper[right[x]] * fx);
            double down = (lower[left[x]] * (1 - fx)) + (lower[right[x]] * fx);
            row[x] = (float)((up * (1 - fy)) + (down * fy));
        }
    }
}
