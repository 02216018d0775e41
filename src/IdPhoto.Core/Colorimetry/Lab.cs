using IdPhoto.Documents;

namespace IdPhoto.Colorimetry;

/// <summary>A colour in CIE Lab under D65.</summary>
/// <param name="L">Lightness, 0..100.</param>
/// <param name="A">Green to red.</param>
/// <param name="B">Blue to yellow.</param>
public readonly record struct Lab(double L, double A, double B)
{
    /// <summary>Distance from grey.</summary>
    public double Chroma => Math.Sqrt((A * A) + (B * B));

    /// <summary>The colour difference of CIE 1976, Delta E*ab.</summary>
    public double DifferenceTo(Lab other)
        => Math.Sqrt(((L - other.L) * (L - other.L)) + ((A - other.A) * (A - other.A)) + ((B - other.B) * (B - other.B)));

    /// <summary>An sRGB colour in Lab.</summary>
    public static Lab Of(Colour colour)
    {
        (float l, float a, float b, _) = CieLab.Of(colour.R, colour.G, colour.B);
        return new Lab(l, a, b);
    }
}
