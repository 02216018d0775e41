namespace IdPhoto.Colorimetry;

/// <summary>The sRGB transfer curve (IEC 61966-2-1): exact, and as tables for 8-bit values.</summary>
internal static class SrgbCurve
{
    private const int Steps = 4096;
    private static readonly float[] Linear = [.. Enumerable.Range(0, 256).Select(v => (float)Decode(v / 255.0))];
    private static readonly byte[] Encoded = [.. Enumerable.Range(0, (Steps * 4) + 1).Select(i => (byte)((Encode((double)i / (Steps * 4)) * 255) + 0.5))];

    /// <summary>Linear light 0..1 of an 8-bit value.</summary>
    public static float ToLinear(byte value) => Linear[value];

    /// <summary>The 8-bit value of linear light, clamped to 0..1.</summary>
    public static byte ToByte(float linear)
    {
        // The curve is so steep at black that a table is exact only above it.
        if (linear < 0.02f)
            return (byte)((Encode(Math.Max(0, linear)) * 255) + 0.5);
        return Encoded[(int)((Math.Min(1f, linear) * Steps * 4) + 0.5f)];
    }

    /// <summary>Linear light 0..1 of an sRGB value 0..1.</summary>
    public static double Decode(double v) => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    /// <summary>The sRGB value 0..1 of linear light 0..1.</summary>
    public static double Encode(double v) => v <= 0.0031308 ? v * 12.92 : (1.055 * Math.Pow(v, 1 / 2.4)) - 0.055;
}
