using System.Runtime.Intrinsics;

namespace IdPhoto.Decoding;

/// <summary>Converts pixels to sRGB through one curve per channel and a 3 x 3 matrix: what Display P3, Adobe RGB and grey profiles are.</summary>
/// <remarks>Relative colorimetric: white stays white; colours outside sRGB are clipped per channel. Immutable, thread-safe.</remarks>
internal sealed class ColourCurves
{
    private const int Steps = 16384;

    /// <summary>Red, green and blue of sRGB in the XYZ of ICC profiles (D50), inverted: XYZ to linear sRGB, row by row.</summary>
    private static readonly double[] FromXyz =
    [
        3.1338561, -1.6168667, -0.4906146,
        -0.9787684, 1.9161415, 0.0334540,
        0.0719453, -0.2289914, 1.4052427,
    ];

    private static readonly byte[] Encoded = Enumerable.Range(0, Steps).Select(i => Level(ToneCurve.SrgbValue(i / (Steps - 1.0)))).ToArray();

    private readonly ToneCurve[] _curves;
    private readonly double[] _matrix;
    private readonly Lazy<Tables> _bytes;
    private readonly Lazy<Tables> _words;

    private ColourCurves(ToneCurve[] curves, double[] matrix)
    {
        _curves = curves;
        _matrix = matrix;
        _bytes = new Lazy<Tables>(() => new Tables(this, 256));
        _words = new Lazy<Tables>(() => new Tables(this, 65536));
    }

    /// <summary>A conversion for three channels.</summary>
    /// <param name="curves">Red, green and blue.</param>
    /// <param name="xyz">The colour of full red, green and blue in XYZ under D50.</param>
    public static ColourCurves Rgb(ToneCurve[] curves, double[][] xyz)
    {
        ArgumentNullException.ThrowIfNull(xyz);
        double[] matrix = new double[9];
        for (int row = 0; row < 3; row++)
            for (int column = 0; column < 3; column++)
                for (int k = 0; k < 3; k++)
                    matrix[(3 * row) + column] += FromXyz[(3 * row) + k] * xyz[column][k];
        KeepWhite(matrix);
        return new ColourCurves(curves, matrix);
    }

    /// <summary>A conversion for one channel.</summary>
    public static ColourCurves Grey(ToneCurve curve) => new([curve, curve, curve], [1, 0, 0, 0, 1, 0, 0, 0, 1]);

    /// <summary>Whether every level of every channel comes out as it went in: the profile is sRGB under whatever name.</summary>
    public bool IsIdentity()
    {
        for (int i = 0; i < 9; i++)
            if (Math.Abs(_matrix[i] - (i % 4 == 0 ? 1 : 0)) > 0.01)
                return false;
        // Profiles with coarse tables miss the curve by a level; gamma 2.2 misses it by seven.
        foreach (ToneCurve curve in _curves)
            for (int level = 0; level < 256; level++)
                if (Math.Abs((ToneCurve.SrgbValue(curve.Light(level / 255.0)) * 255) - level) > 1.5)
                    return false;
        return true;
    }

    /// <summary>Converts 8-bit pixels in place.</summary>
    /// <param name="rgb">R, G, B, R, G, B...</param>
    public void Convert(Span<byte> rgb)
    {
        Tables tables = _bytes.Value;
        for (int i = 0; i + 2 < rgb.Length; i += 3)
            tables.Convert(rgb[i], rgb[i + 1], rgb[i + 2], rgb.Slice(i, 3));
    }

    /// <summary>Converts 16-bit pixels to 8-bit ones.</summary>
    /// <param name="source">R, G, B, R, G, B...</param>
    /// <param name="rgb">As many bytes as the source has words.</param>
    public void Convert(ReadOnlySpan<ushort> source, Span<byte> rgb)
    {
        Tables tables = _words.Value;
        for (int i = 0; i + 2 < source.Length; i += 3)
            tables.Convert(source[i], source[i + 1], source[i + 2], rgb.Slice(i, 3));
    }

    /// <summary>Profiles round their numbers: without this, greys come out with a tint of a level.</summary>
    private static void KeepWhite(double[] matrix)
    {
        foreach (int row in (ReadOnlySpan<int>)[0, 3, 6])
        {
            double sum = matrix[row] + matrix[row + 1] + matrix[row + 2];
            for (int column = 0; column < 3; column++)
                matrix[row + column] /= sum;
        }
    }

    private static byte Level(double value) => (byte)Math.Clamp((value * 255) + 0.5, 0, 255);

    /// <summary>For each channel and level its light times its column of the matrix, so that a pixel costs three loads and two additions.</summary>
    private sealed class Tables
    {
        private readonly Vector128<float>[][] _columns;

        public Tables(ColourCurves owner, int levels) =>
            _columns = [Column(owner, 0, levels), Column(owner, 1, levels), Column(owner, 2, levels)];

        public void Convert(int red, int green, int blue, Span<byte> target)
        {
            Vector128<float> light = _columns[0][red] + _columns[1][green] + _columns[2][blue];
            light = Vector128.Min(Vector128.Max(light, Vector128<float>.Zero), Vector128.Create(Steps - 1f));
            Vector128<int> step = Vector128.ConvertToInt32(light + Vector128.Create(0.5f));
            target[2] = Encoded[step.GetElement(2)];
            target[1] = Encoded[step.GetElement(1)];
            target[0] = Encoded[step.GetElement(0)];
        }

        private static Vector128<float>[] Column(ColourCurves owner, int channel, int levels)
        {
            Vector128<float>[] column = new Vector128<float>[levels];
            for (int level = 0; level < levels; level++)
            {
                double light = owner._curves[channel].Light(level / (levels - 1.0)) * (Steps - 1);
                column[level] = Vector128.Create(
                    (float)(owner._matrix[channel] * light),
                    (float)(owner._matrix[3 + channel] * light),
                    (float)(owner._matrix[6 + channel] * light),
                    0f);
            }
            return column;
        }
    }
}
