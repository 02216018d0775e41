using IdPhoto.Pictures;

namespace IdPhoto.Bench.Mattes;

/// <summary>How far a matte is from the truth, with the measures of Rhemann et al. 2009 over the whole picture.</summary>
/// <param name="Sad">Sum of absolute differences, in thousands of pixels.</param>
/// <param name="Mse">Mean squared difference, times a thousand.</param>
/// <param name="Gradient">Sum of squared differences of gradient magnitudes (Gaussian, sigma 1.4), in thousands.</param>
/// <param name="Refused">There is nothing in it: the engine found nobody.</param>
internal readonly record struct MatteScore(double Sad, double Mse, double Gradient, bool Refused)
{
    private const double Sigma = 1.4;
    private const int Radius = 5;
    private static readonly double[] Bell = [.. Enumerable.Range(-Radius, (2 * Radius) + 1).Select(Gauss)];
    private static readonly double[] Slope = [.. Enumerable.Range(-Radius, (2 * Radius) + 1).Select(x => -x / (Sigma * Sigma) * Gauss(x))];

    /// <summary>Compares a matte with the truth; both of one size.</summary>
    public static MatteScore Of(Plane matte, Plane truth)
    {
        double sad = 0, squares = 0, gradient = 0;
        float[] ours = Magnitudes(matte), theirs = Magnitudes(truth);
        for (int i = 0; i < truth.Values.Length; i++)
        {
            double difference = matte.Values[i] - truth.Values[i], steepness = ours[i] - theirs[i];
            sad += Math.Abs(difference);
            squares += difference * difference;
            gradient += steepness * steepness;
        }
        return new MatteScore(sad / 1000, squares / truth.Values.Length * 1000, gradient / 1000, matte.Values.All(value => value == 0));
    }

    private static double Gauss(int x) => Math.Exp(-x * x / (2 * Sigma * Sigma)) / (Sigma * Math.Sqrt(2 * Math.PI));

    private static float[] Magnitudes(Plane plane)
    {
        float[] across = Filter(Filter(plane, Slope, 1, 0), Bell, 0, 1).Values;
        float[] down = Filter(Filter(plane, Bell, 1, 0), Slope, 0, 1).Values;
        for (int i = 0; i < across.Length; i++)
            across[i] = MathF.Sqrt((across[i] * across[i]) + (down[i] * down[i]));
        return across;
    }

    private static Plane Filter(Plane plane, double[] kernel, int dx, int dy)
    {
        Plane result = new(plane.Size);
        Parallel.For(0, plane.Height, y =>
        {
            for (int x = 0; x < plane.Width; x++)
            {
                double sum = 0;
                for (int k = -Radius; k <= Radius; k++)
                    sum += kernel[k + Radius] * plane[Math.Clamp(x + (k * dx), 0, plane.Width - 1), Math.Clamp(y + (k * dy), 0, plane.Height - 1)];
                result.Values[(y * plane.Width) + x] = (float)sum;
            }
        });
        return result;
    }
}
