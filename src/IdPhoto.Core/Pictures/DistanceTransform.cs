using System.Runtime.CompilerServices;

namespace IdPhoto.Pictures;

/// <summary>Exact Euclidean distances (Felzenszwalb and Huttenlocher 2012).</summary>
internal static class DistanceTransform
{
    private const float Far = 1e12f;

    /// <summary>Distance in pixels from each pixel to the nearest one in the set; 0 inside it.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="isInSet">One flag per pixel, row after row.</param>
    public static float[] To(PixelSize size, ReadOnlySpan<bool> isInSet)
    {
        float[] squared = new float[size.Area];
        for (int i = 0; i < squared.Length; i++)
            squared[i] = isInSet[i] ? 0 : Far;
        Parallelism.For((size.Width + 15) / 16, () => new Scratch(size.LongSide), (strip, scratch) =>
        {
            for (int x = strip * 16; x < Math.Min(size.Width, (strip * 16) + 16); x++)
                Line(squared, x, size.Width, size.Height, scratch);
        });
        Parallelism.For(size.Height, () => new Scratch(size.LongSide), (y, scratch) =>
        {
            Line(squared, y * size.Width, 1, size.Width, scratch);
            for (int i = y * size.Width; i < (y + 1) * size.Width; i++)
                squared[i] = MathF.Sqrt(squared[i]);
        });
        return squared;
    }

    // Lower envelope of the parabolas rooted at each pixel of a line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Line(float[] values, int start, int step, int count, Scratch scratch)
    {
        (float[] f, int[] root, float[] edge) = (scratch.Values, scratch.Roots, scratch.Edges);
        for (int i = 0; i < count; i++)
            f[i] = values[start + (i * step)];
        int last = 0;
        root[0] = 0;
        edge[0] = float.NegativeInfinity;
        edge[1] = float.PositiveInfinity;
        for (int q = 1; q < count; q++)
        {
            float meet = Meet(f, q, root[last]);
            while (meet <= edge[last])
                meet = Meet(f, q, root[--last]);
            root[++last] = q;
            edge[last] = meet;
            edge[last + 1] = float.PositiveInfinity;
        }
        int at = 0;
        for (int q = 0; q < count; q++)
        {
            while (edge[at + 1] < q)
                at++;
            float distance = q - root[at];
            values[start + (q * step)] = (distance * distance) + f[root[at]];
        }
    }

    private static float Meet(float[] f, int q, int p)
        => ((f[q] + ((float)q * q)) - (f[p] + ((float)p * p))) / (2f * (q - p));

    private sealed class Scratch(int longest)
    {
        public readonly float[] Values = new float[longest];
        public readonly int[] Roots = new int[longest];
        public readonly float[] Edges = new float[longest + 1];
    }
}
