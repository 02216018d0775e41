namespace IdPhoto.Studio.Reports;

/// <summary>Rounds what a report tells: of a pixel, a degree or a millimetre nothing finer is known.</summary>
public static class Hundredths
{
    /// <summary>The nearest hundredth, never -0.</summary>
    public static double Of(double value) => Math.Round(value, 2) + 0.0;
}
