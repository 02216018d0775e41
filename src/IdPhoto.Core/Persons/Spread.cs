using System.Runtime.CompilerServices;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Spreads values from where they are known to everywhere (push-pull interpolation, Gortler et al. 1996).</summary>
internal static class Spread
{
    /// <summary>Averages over at least this many levels down, so that even known pixels see their surroundings.</summary>
    private const int LeastLevels = 4;

    /// <summary>A smooth plane that follows the weighted values.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="weight">Per pixel, how much its value counts; from 0.</param>
    /// <param name="values">Per pixel and channel, interleaved.</param>
    /// <param name="channels">Channels.</param>
    public static float[] Inwards(PixelSize size, float[] weight, float[] values, int channels)
    {
        float[] premultiplied = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
            premultiplied[i] = values[i] * weight[i / channels];
        return Solve(size, weight, premultiplied, channels, level: 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Solve(PixelSize size, float[] weight, float[] sums, int channels, int level)
    {
        if (size.Width <= 2 || size.Height <= 2)
            return Average(weight, sums, channels);
        PixelSize half = new((size.Width + 1) / 2, (size.Height + 1) / 2);
        float[] halfWeight = new float[half.Area];
        float[] halfSums = new float[half.Area * channels];
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++)
            {
                int from = (y * size.Width) + x;
                int to = ((y / 2) * half.Width) + (x / 2);
                halfWeight[to] += weight[from];
                for (int c = 0; c < channels; c++)
                    halfSums[(to * channels) + c] += sums[(from * channels) + c];
            }
        float[] coarse = Solve(half, halfWeight, halfSums, channels, level + 1);
        return Blend(size, half, weight, sums, coarse, channels, level);
    }

    // At fine levels the coarse answer stands; from LeastLevels on, a level's own average counts by its weight.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Blend(PixelSize size, PixelSize half, float[] weight, float[] sums, float[] coarse, int channels, int level)
    {
        float[] result = new float[sums.Length];
        (int[] lefts, int[] rights, float[] shares) = Columns(size.Width, half.Width, channels);
        for (int y = 0; y < size.Height; y++)
        {
            float row = Math.Clamp((y - 0.5f) / 2, 0, half.Height - 1);
            int top = Math.Min((int)row, Math.Max(0, half.Height - 2));
            float fy = row - top;
            ReadOnlySpan<float> upper = coarse.AsSpan(top * half.Width * channels, half.Width * channels);
            ReadOnlySpan<float> lower = coarse.AsSpan(Math.Min(top + 1, half.Height - 1) * half.Width * channels, half.Width * channels);
            for (int x = 0; x < size.Width; x++)
            {
                int i = (y * size.Width) + x;
                float own = level < LeastLevels ? 0 : Math.Min(1, weight[i] / 64);
                (int left, int right, float fx) = (lefts[x], rights[x], shares[x]);
                for (int c = 0; c < channels; c++)
                {
                    float up = upper[left + c] + ((upper[right + c] - upper[left + c]) * fx);
                    float down = lower[left + c] + ((lower[right + c] - lower[left + c]) * fx);
                    float below = up + ((down - up) * fy);
                    result[(i * channels) + c] = own > 0 ? below + (own * ((sums[(i * channels) + c] / weight[i]) - below)) : below;
                }
            }
        }
        return result;
    }

    // Between which values of a coarse row each column lies, and how far from the first.
    private static (int[] Left, int[] Right, float[] Share) Columns(int width, int half, int channels)
    {
        int[] left = new int[width], right = new int[width];
        float[] share = new float[width];
        for (int x = 0; x < width; x++)
        {
            float column = Math.Clamp((x - 0.5f) / 2, 0, half - 1);
            int first = Math.Min((int)column, Math.Max(0, half - 2));
            (left[x], right[x], share[x]) = (first * channels, Math.Min(first + 1, half - 1) * channels, column - first);
        }
        return (left, right, share);
    }

    private static float[] Average(float[] weight, float[] sums, int channels)
    {
        float total = Math.Max(1e-6f, weight.Sum());
        float[] result = new float[sums.Length];
        for (int c = 0; c < channels; c++)
        {
            float sum = 0;
            for (int i = c; i < sums.Length; i += channels)
                sum += sums[i];
            for (int i = c; i < sums.Length; i += channels)
                result[i] = sum / total;
        }
        return result;
    }
}
