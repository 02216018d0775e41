namespace IdPhoto.Compliance.Rules;

/// <summary>From numbers to verdicts, one way everywhere.</summary>
internal static class Judge
{
    /// <summary>
    /// A value with a known error against a range: pass when it lies inside with one standard deviation to spare, fail when
    /// it lies outside by two, otherwise a person should look. A wrong fail then needs an error of two deviations.
    /// </summary>
    public static Verdict Range(double value, double? min, double? max, double deviation)
    {
        double low = min ?? double.NegativeInfinity, high = max ?? double.PositiveInfinity;
        // A range narrower than the error could never pass: its middle then does.
        double spare = Math.Min(deviation, (high - low) / 3);
        if (value - spare >= low && value + spare <= high)
            return Verdict.Pass;
        return value + (2 * deviation) < low || value - (2 * deviation) > high ? Verdict.Fail : Verdict.Review;
    }

    /// <summary>A value that should be small.</summary>
    /// <param name="value">NaN is not assessed.</param>
    /// <param name="pass">Passes up to here.</param>
    /// <param name="fail">Fails from here on.</param>
    public static Verdict Low(double value, double pass, double fail)
        => double.IsNaN(value) ? Verdict.NotAssessed : value <= pass ? Verdict.Pass : value >= fail ? Verdict.Fail : Verdict.Review;

    /// <summary>A value that should be large.</summary>
    /// <param name="value">NaN is not assessed.</param>
    /// <param name="pass">Passes from here on.</param>
    /// <param name="fail">Fails up to here.</param>
    public static Verdict High(double value, double pass, double fail) => Low(-value, -pass, -fail);

    /// <summary>The worse of two verdicts; one that was not assessed counts least.</summary>
    public static Verdict Worse(Verdict a, Verdict b) => Rank(a) >= Rank(b) ? a : b;

    /// <summary>At most a reason to look.</summary>
    public static Verdict AtMostReview(Verdict verdict) => verdict == Verdict.Fail ? Verdict.Review : verdict;

    private static int Rank(Verdict verdict) => verdict switch { Verdict.NotAssessed => 0, Verdict.Pass => 1, Verdict.Review => 2, _ => 3 };
}
