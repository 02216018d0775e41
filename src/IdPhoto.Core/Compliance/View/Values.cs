namespace IdPhoto.Compliance.View;

/// <summary>Order statistics of a plane's values.</summary>
internal static class Values
{
    /// <summary>The values of a plane at some pixels, sorted.</summary>
    public static float[] Sorted(float[] plane, IEnumerable<int> pixels)
    {
        float[] values = [.. pixels.Select(i => plane[i])];
        Array.Sort(values);
        return values;
    }

    /// <summary>A quantile of sorted values; NaN when there are none.</summary>
    /// <param name="sorted">Ascending.</param>
    /// <param name="share">0..1.</param>
    public static double Quantile(float[] sorted, double share)
        => sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)(share * sorted.Length), 0, sorted.Length - 1)];

    /// <summary>The median; NaN when there are no values.</summary>
    public static double Median(float[] plane, IEnumerable<int> pixels) => Quantile(Sorted(plane, pixels), 0.5);

    /// <summary>The median of a few numbers.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
