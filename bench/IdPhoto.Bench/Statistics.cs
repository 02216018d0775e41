namespace IdPhoto.Bench;

/// <summary>Summaries of measurements.</summary>
internal static class Statistics
{
    /// <summary>The middle value; the mean of the two middle ones of an even number.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The range in which the true share lies with 95 % (Wilson's interval), 0..1.</summary>
    /// <param name="some">How many had it.</param>
    /// <param name="all">Of how many, from 1.</param>
    public static (double Low, double High) ShareInterval(int some, int all)
    {
        const double Z = 1.96;
        double share = (double)some / all, middle = share + (Z * Z / (2 * all)), spread = Z * Math.Sqrt((share * (1 - share) / all) + (Z * Z / (4.0 * all * all))), scale = 1 + (Z * Z / all);
        return (Math.Max(0, (middle - spread) / scale), Math.Min(1, (middle + spread) / scale));
    }
}
