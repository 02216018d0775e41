using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Moving average over a square, by running sums.</summary>
internal static class BoxBlur
{
    /// <summary>Blurs in place; beyond the edge the edge repeats.</summary>
    public static void Run(PixelSize size, float[] values, int radius)
    {
        float[] line = new float[size.LongSide];
        for (int y = 0; y < size.Height; y++)
            Line(values, y * size.Width, 1, size.Width, radius, line);
        for (int x = 0; x < size.Width; x++)
            Line(values, x, size.Width, size.Height, radius, line);
    }

    private static void Line(float[] values, int start, int step, int count, int radius, float[] line)
    {
        for (int i = 0; i < count; i++)
            line[i] = values[start + (i * step)];
        float sum = line[0] * radius;
        for (int i = 0; i <= radius; i++)
            sum += line[Math.Min(i, count - 1)];
        float share = 1f / ((2 * radius) + 1);
        for (int i = 0; i < count; i++)
        {
            values[start + (i * step)] = sum * share;
            sum += line[Math.Min(i + radius + 1, count - 1)] - line[Math.Max(i - radius, 0)];
        }
    }
}
