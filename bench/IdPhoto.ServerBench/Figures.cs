using System.Globalization;

namespace IdPhoto.ServerBench;

/// <summary>Figures beside their targets.</summary>
internal static class Figures
{
    /// <summary>The value below which a share of the values lies; the highest for a share of 1.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public static void Print(string figure, FormattableString value, string target, bool met)
        => Console.WriteLine($"| {figure} | {value.ToString(CultureInfo.InvariantCulture)} | {target} | {(met ? "yes" : "no")} |");

    public static void Head() => Console.WriteLine("| figure | value | target | met |\n| --- | --- | --- | --- |");
}
