namespace IdPhoto.Compliance.View;

/// <summary>Order statistics of a plane's values.</summary>
internal static class Values
{
    /// <summary>The values of a plane at some pixels.</summary>
    public static float[] Of(float[] plane, IEnumerable<int> pixels) => [.. pixels.Select(i => plane[i])];

    /// <summary>A quantile; NaN when there are no values.</summary>
    /// <param name="values">In any order; they are reordered so that what is smaller than the quantile lies before it.</param>
    /// <param name="share">0..1.</param>
    public static double Quantile(float[] values, double share)
        => values.Length == 0 ? double.NaN : Nth(values, Math.Clamp((int)(share * values.Length), 0, values.Length - 1));

    /// <summary>The median; NaN when there are no values.</summary>
    public static double Median(float[] plane, IEnumerable<int> pixels) => Quantile(Of(plane, pixels), 0.5);

    /// <summary>The median of a few numbers.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    // Hoare's selection: walls have a hundred thousand pixels, and sorting them all was most of the report's time.
    private static float Nth(float[] values, int n)
    {
        int from = 0, to = values.Length - 1;
        while (from < to)
        {
            float pivot = values[(from + to) / 2];
            int i = from, j = to;
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }
            if (n <= j)
                to = j;
            else if (n >= i)
                from = i;
            else
                return values[n];
        }
        return values[n];
    }
}
