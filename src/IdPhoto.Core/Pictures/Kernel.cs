namespace IdPhoto.Pictures;

/// <summary>How source pixels are weighted into a target pixel. Both widen with the scale, so that a reduction does not alias.</summary>
public enum ResamplingKernel
{
    /// <summary>Linear, support 1: fast and without overshoot; for what networks see.</summary>
    Triangle,

    /// <summary>Catmull-Rom cubic (Keys 1981, a = -0.5), support 2: sharp; for what people see.</summary>
    CatmullRom,
}

/// <summary>Normalised weights of a kernel for every sub-pixel phase, each weight repeated for R, G and B.</summary>
internal sealed class KernelTable
{
    /// <summary>Sub-pixel positions per pixel; 1/64 px is below what 8-bit colour can show.</summary>
    public const int Phases = 64;

    private readonly float[] _weights;

    /// <param name="kernel">The shape.</param>
    /// <param name="scale">Source pixels per target pixel.</param>
    /// <param name="block">Taps are padded with zeros to a multiple of this.</param>
    /// <param name="channels">How often each weight is repeated.</param>
    public KernelTable(ResamplingKernel kernel, double scale, int block, int channels)
    {
        double stretch = Math.Max(1, scale);
        Radius = (kernel == ResamplingKernel.Triangle ? 1 : 2) * stretch;
        Taps = (int)Math.Ceiling(Radius * 2) + 1;
        PaddedTaps = (Taps + block - 1) / block * block;
        Stride = PaddedTaps * channels;
        _weights = new float[(Phases + 1) * Stride];
        double[] tap = new double[Taps];
        for (int phase = 0; phase <= Phases; phase++)
            Fill(kernel, stretch, phase, tap, channels);
    }

    /// <summary>Half the width of the kernel, in source pixels.</summary>
    public double Radius { get; }

    /// <summary>Source pixels that may have a weight.</summary>
    public int Taps { get; }

    /// <summary>Taps including the padding.</summary>
    public int PaddedTaps { get; }

    /// <summary>Floats per phase.</summary>
    public int Stride { get; }

    /// <summary>The first source pixel under a kernel centred at <paramref name="centre"/>, and its weights.</summary>
    public ReadOnlySpan<float> At(double centre, out int first)
    {
        double start = centre - 0.5 - Radius;
        double whole = Math.Floor(start);
        first = (int)whole + 1;
        int phase = (int)(((start - whole) * Phases) + 0.5);
        return _weights.AsSpan(phase * Stride, Stride);
    }

    private void Fill(ResamplingKernel kernel, double stretch, int phase, double[] tap, int channels)
    {
        double fraction = (double)phase / Phases;
        double sum = 0;
        for (int i = 0; i < Taps; i++)
        {
            double distance = Math.Abs(i + 1 - fraction - Radius) / stretch;
            tap[i] = kernel == ResamplingKernel.Triangle ? Math.Max(0, 1 - distance) : Cubic(distance);
            sum += tap[i];
        }
        for (int i = 0; i < Taps; i++)
            _weights.AsSpan((phase * Stride) + (i * channels), channels).Fill((float)(tap[i] / sum));
    }

    private static double Cubic(double x) => x switch
    {
        < 1 => (((1.5 * x) - 2.5) * x * x) + 1,
        < 2 => (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2,
        _ => 0,
    };
}
