namespace IdPhoto.Decoding;

/// <summary>A channel's curve from stored value to light, both 0..1: ICC types 'curv' and 'para', and the sRGB curve.</summary>
internal sealed class ToneCurve
{
    private readonly Func<double, double> _light;

    private ToneCurve(Func<double, double> light) => _light = light;

    /// <summary>IEC 61966-2-1.</summary>
    public static ToneCurve Srgb { get; } = new(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4));

    /// <summary>Light as stored.</summary>
    public static ToneCurve Linear { get; } = new(value => value);

    /// <summary>Light is the stored value to a power.</summary>
    /// <param name="gamma">Above 0.</param>
    public static ToneCurve Power(double gamma) => new(value => Math.Pow(value, gamma));

    /// <summary>The stored value is the logarithm of light, of which what lies below its range is stored as 0 (ITU-T H.273, table 3).</summary>
    /// <param name="decades">The range, in powers of ten.</param>
    public static ToneCurve Logarithmic(double decades) => new(value => value <= 0 ? 0 : Math.Pow(10, decades * (value - 1)));

    /// <summary>The same curve where black is stored as 16 and white as 235 of 255 (BT.709).</summary>
    public static ToneCurve Narrow(ToneCurve full) => new(value => full.Light(Math.Clamp(((value * 255) - 16) / 219, 0, 1)));

    /// <summary>The light of a stored value.</summary>
    /// <param name="value">0..1.</param>
    /// <returns>0..1.</returns>
    public double Light(double value)
    {
        double light = _light(value);
        return double.IsNaN(light) ? 0 : Math.Clamp(light, 0, 1);
    }

    /// <summary>The stored sRGB value, 0..1, of light 0..1.</summary>
    public static double SrgbValue(double light) =>
        light <= 0.0031308 ? light * 12.92 : (1.055 * Math.Pow(light, 1 / 2.4)) - 0.055;

    /// <summary>Reads a curve tag; null where it is neither 'curv' nor 'para'.</summary>
    internal static ToneCurve? Parse(ReadOnlySpan<byte> tag)
    {
        if (tag.Length < 12)
            return null;
        ByteView view = new(tag, bigEndian: true);
        try
        {
            return view.Has(0, "curv"u8) ? Sampled(view) : view.Has(0, "para"u8) ? Parametric(view) : null;
        }
        catch (PhotoException)
        {
            return null; // a curve that ends early is no curve
        }
    }

    private static ToneCurve Sampled(ByteView view)
    {
        long count = view.U32(8);
        if (count == 0)
            return Linear;
        if (count == 1)
            return Power(view.U16(12) / 256.0);
        ReadOnlySpan<byte> values = view.Slice(12, 2 * count);
        double[] samples = new double[count];
        for (int i = 0; i < count; i++)
            samples[i] = ((values[2 * i] << 8) | values[(2 * i) + 1]) / 65535.0;
        return new ToneCurve(value => Between(samples, value * (count - 1)));
    }

    private static double Between(double[] samples, double position)
    {
        int below = Math.Clamp((int)position, 0, samples.Length - 2);
        return samples[below] + ((samples[below + 1] - samples[below]) * (position - below));
    }

    /// <summary>ICC.1:2022, 10.18: the five functions share the form (a x + b) ^ g + e from d on and c x + f below.</summary>
    private static ToneCurve? Parametric(ByteView view)
    {
        int function = view.U16(8);
        if (function > 4)
            return null;
        double[] p = new double[7]; // g a b c d e f
        int given = function switch { 0 => 1, 1 => 3, 2 => 4, 3 => 5, _ => 7 };
        for (int i = 0; i < given; i++)
            p[i] = (int)view.U32(12 + (4 * i)) / 65536.0;
        return function switch
        {
            0 => Power(p[0]),
            1 => new ToneCurve(x => x >= -p[2] / p[1] ? Math.Pow((p[1] * x) + p[2], p[0]) : 0),
            2 => new ToneCurve(x => x >= -p[2] / p[1] ? Math.Pow((p[1] * x) + p[2], p[0]) + p[3] : p[3]),
            _ => new ToneCurve(x => x >= p[4] ? Math.Pow((p[1] * x) + p[2], p[0]) + p[5] : (p[3] * x) + p[6]),
        };
    }
}
