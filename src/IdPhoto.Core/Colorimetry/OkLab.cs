namespace IdPhoto.Colorimetry;

/// <summary>Hues after Ottosson's OKLab (2020), in which a colour keeps its hue however saturated it is; blue does not in CIE Lab.</summary>
internal static class OkLab
{
    /// <summary>The hue of a colour.</summary>
    /// <param name="colour">The colour.</param>
    /// <returns>0..360 degrees: sRGB's red 29, yellow 110, green 142, blue 264.</returns>
    public static double Hue(Lab colour)
    {
        (double x, double y, double z) = ToXyz(colour);
        double l = Math.Cbrt((0.8189330101 * x) + (0.3618667424 * y) - (0.1288597137 * z));
        double m = Math.Cbrt((0.0329845436 * x) + (0.9293118715 * y) + (0.0361456387 * z));
        double s = Math.Cbrt((0.0482003018 * x) + (0.2643662691 * y) + (0.6338517070 * z));
        double a = (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s), b = (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s);
        double hue = Math.Atan2(b, a) * 180 / Math.PI;
        return hue < 0 ? hue + 360 : hue;
    }

    // Under D65, with the white's Y as 1.
    private static (double X, double Y, double Z) ToXyz(Lab colour)
    {
        double y = (colour.L + 16) / 116;
        return (0.95047 * Uncubed(y + (colour.A / 500)), Uncubed(y), 1.08883 * Uncubed(y - (colour.B / 200)));
    }

    private static double Uncubed(double t) => t > 6.0 / 29 ? t * t * t : 3 * (6.0 / 29) * (6.0 / 29) * (t - (4.0 / 29));
}
