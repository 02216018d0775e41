using System.Runtime.CompilerServices;
using IdPhoto.Composing;
using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.View;

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
        (float l, float a, float b) = LabPlanes.Convert(colour.R, colour.G, colour.B);
        return new Lab(l, a, b);
    }
}

/// <summary>A picture in CIE Lab (CIE 15:2004; white D65, as sRGB has it), three planes.</summary>
internal sealed class LabPlanes
{
    private const int Steps = 4096;

    // f(t) of the standard: the cube root, made straight below 216/24389. Interpolated: the error is below 0.02 of L*.
    private static readonly float[] Root = [.. Enumerable.Range(0, Steps + 2).Select(i => (float)F((double)i / Steps))];

    private LabPlanes(int count) => (L, A, B, Y) = (new float[count], new float[count], new float[count], new float[count]);

    public float[] L { get; }

    public float[] A { get; }

    public float[] B { get; }

    /// <summary>Linear luminance, 0..1.</summary>
    public float[] Y { get; }

    public Lab At(int i) => new(L[i], A[i], B[i]);

    public static LabPlanes Of(Picture picture)
    {
        LabPlanes planes = new((int)picture.Size.Area);
        Parallel.For(0, picture.Height, y => planes.FillRow(picture, y));
        return planes;
    }

    public static (float L, float A, float B) Convert(byte red, byte green, byte blue)
    {
        (float l, float a, float b, _) = WithLuminance(red, green, blue);
        return (l, a, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRow(Picture picture, int y)
    {
        ReadOnlySpan<byte> row = picture.Row(y);
        int start = y * picture.Width;
        for (int x = 0; x < picture.Width; x++)
            (L[start + x], A[start + x], B[start + x], Y[start + x]) = WithLuminance(row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float L, float A, float B, float Y) WithLuminance(byte red, byte green, byte blue)
    {
        float r = SrgbCurve.ToLinear(red), g = SrgbCurve.ToLinear(green), b = SrgbCurve.ToLinear(blue);
        float luminance = (0.2126f * r) + (0.7152f * g) + (0.0722f * b);
        float fx = Read(((0.4124f * r) + (0.3576f * g) + (0.1805f * b)) / 0.9505f);
        float fy = Read(luminance);
        float fz = Read(((0.0193f * r) + (0.1192f * g) + (0.9505f * b)) / 1.0890f);
        return ((116 * fy) - 16, 500 * (fx - fy), 200 * (fy - fz), luminance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Read(float t)
    {
        float at = Math.Clamp(t, 0f, 1f) * Steps;
        int i = (int)at;
        return Root[i] + ((Root[i + 1] - Root[i]) * (at - i));
    }

    private static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116;
}
