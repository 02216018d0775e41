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
}
