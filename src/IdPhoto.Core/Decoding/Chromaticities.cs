namespace IdPhoto.Decoding;

/// <summary>Where a space's red, green, blue and white lie: CIE 1931 x and y.</summary>
internal sealed record Chromaticities(
    (double X, double Y) Red, (double X, double Y) Green, (double X, double Y) Blue, (double X, double Y) White)
{
    /// <summary>The white of ICC profiles as X, Y and Z.</summary>
    private static readonly double[] D50 = [0.9642, 1.0, 0.8249];

    /// <summary>Cone responses of XYZ by Bradford, row by row.</summary>
    private static readonly double[] Bradford = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

    private static readonly (double, double) D65 = (0.3127, 0.3290);
    private static readonly (double, double) C = (0.310, 0.316);

    /// <summary>IEC 61966-2-1 and BT.709.</summary>
    public static Chromaticities Srgb { get; } = new((0.64, 0.33), (0.30, 0.60), (0.15, 0.06), D65);

    /// <summary>Adobe RGB (1998), 4.3.1.1, and the DCF option colour space (JEITA CP-3461).</summary>
    public static Chromaticities AdobeRgb { get; } = new((0.64, 0.33), (0.21, 0.71), (0.15, 0.06), D65);

    /// <summary>Those of a code point of ITU-T H.273, table 2; null for unspecified and unknown ones.</summary>
    public static Chromaticities? Of(int primaries) => primaries switch
    {
        1 => Srgb,
        4 => new((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), C),
        5 => new((0.64, 0.33), (0.29, 0.60), (0.15, 0.06), D65),
        6 or 7 => new((0.630, 0.340), (0.310, 0.595), (0.155, 0.070), D65),
        8 => new((0.681, 0.319), (0.243, 0.692), (0.145, 0.049), C),
        9 => new((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), D65),
        11 => new((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.314, 0.351)),
        12 => new((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), D65),
        22 => new((0.630, 0.340), (0.295, 0.605), (0.155, 0.077), D65),
        _ => null,
    };

    /// <summary>X, Y and Z of full red, green and blue, adapted to D50; null where these are no colours that make this white.</summary>
    public double[][]? ToD50()
    {
        double[][] primaries = [Xyz(Red), Xyz(Green), Xyz(Blue)];
        double[]? parts = Solve(primaries, Xyz(White));
        if (parts is null || !parts.All(part => part > 0 && double.IsFinite(part)))
            return null;
        double[] from = Times(Bradford, Xyz(White)), to = Times(Bradford, D50);
        double[][] adapted = new double[3][];
        for (int i = 0; i < 3; i++)
        {
            double[] cones = Times(Bradford, [.. primaries[i].Select(value => value * parts[i])]);
            adapted[i] = Solve(Columns(Bradford), [.. cones.Select((value, k) => value * to[k] / from[k])])!;
        }
        return adapted;
    }

    private static double[] Xyz((double X, double Y) at) => [at.X / at.Y, 1, (1 - at.X - at.Y) / at.Y];

    private static double[] Times(double[] matrix, double[] vector)
        => [.. Enumerable.Range(0, 3).Select(row => (matrix[3 * row] * vector[0]) + (matrix[(3 * row) + 1] * vector[1]) + (matrix[(3 * row) + 2] * vector[2]))];

    private static double[][] Columns(double[] matrix) => [.. Enumerable.Range(0, 3).Select(column => new[] { matrix[column], matrix[3 + column], matrix[6 + column] })];

    /// <summary>How much of each column makes the sum (Cramer); null where the columns lie in a plane.</summary>
    private static double[]? Solve(double[][] columns, double[] sum)
    {
        double all = Determinant(columns[0], columns[1], columns[2]);
        return Math.Abs(all) < 1e-9 || !double.IsFinite(all)
            ? null
            : [Determinant(sum, columns[1], columns[2]) / all, Determinant(columns[0], sum, columns[2]) / all, Determinant(columns[0], columns[1], sum) / all];
    }

    private static double Determinant(double[] a, double[] b, double[] c)
        => (a[0] * ((b[1] * c[2]) - (b[2] * c[1]))) - (b[0] * ((a[1] * c[2]) - (a[2] * c[1]))) + (c[0] * ((a[1] * b[2]) - (a[2] * b[1])));
}
