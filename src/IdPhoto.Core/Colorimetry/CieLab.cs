using System.Runtime.CompilerServices;

namespace IdPhoto.Colorimetry;

/// <summary>From sRGB to CIE Lab (CIE 15:2004; white D65, as sRGB has it).</summary>
internal static class CieLab
{
    private const int Steps = 4096;

    // f(t) of the standard: the cube root, made straight below 216/24389. Interpolated: the error is below 0.02 of L*.
    private static readonly float[] Root = [.. Enumerable.Range(0, Steps + 2).Select(i => (float)F((double)i / Steps))];

    /// <summary>L* 0..100, a*, b*, and the linear luminance Y, 0..1, of an sRGB colour.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float L, float A, float B, float Y) Of(byte red, byte green, byte blue)
    {
        float r = SrgbCurve.ToLinear(red), g = SrgbCurve.ToLinear(green), b = SrgbCurve.ToLinear(blue);
        float luminance = (0.2126f * r) + (0.7152f * g) + (0.0722f * b);
        float fx = Read(((0.4124f * r) + (0.3576f * g) + (0.1805f * b)) / 0.9505f);
        float fy = Read(luminance);
        float fz = Read(((0.0193f * r) + (0.1192f * g) + (0.9505f * b)) / 1.0890f);
        return ((116 * fy) - 16, 500 * (fx - fy), 200 * (fy - fz), luminance);
    }

    /// <summary>Linear sRGB of a colour; beyond 0..1 where sRGB cannot show it.</summary>
    public static (double R, double G, double B) ToLinear(Lab colour)
    {
        double fy = (colour.L + 16) / 116, x = 0.9505 * Inverse(fy + (colour.A / 500)), y = Inverse(fy), z = 1.0890 * Inverse(fy - (colour.B / 200));
        return ((3.2406 * x) - (1.5372 * y) - (0.4986 * z), (-0.9689 * x) + (1.8758 * y) + (0.0415 * z), (0.0557 * x) - (0.2040 * y) + (1.0570 * z));
    }

    private static double Inverse(double f) => f > 6.0 / 29 ? f * f * f : ((116 * f) - 16) * 27 / 24389;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Read(float t)
    {
        float at = Math.Clamp(t, 0f, 1f) * Steps;
        int i = (int)at;
        return Root[i] + ((Root[i + 1] - Root[i]) * (at - i));
    }

    private static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116;
}
