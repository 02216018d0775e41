using IdPhoto.Compliance.View;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What is behind the person, within the page.</summary>
/// <param name="Share">Share of the page that is surely background, 0..1.</param>
/// <param name="Colour">Median colour.</param>
/// <param name="Spread">Standard deviation of L* around an even gradient, the worst twentieth left out.</param>
/// <param name="Different">Share of the background more than 10 Delta E from that gradient, 0..1.</param>
/// <param name="Farthest">The 95th percentile of Delta E from that gradient.</param>
/// <param name="Gradient">How much L* changes across the page in the steepest direction.</param>
/// <param name="Texture">Mean change of L* between pixels 0.05 inter-eye distances apart.</param>
/// <param name="ShadowRight">L* beside the person minus further away, on the picture's left (the subject's right): negative for a shadow.</param>
/// <param name="ShadowLeft">The same on the picture's right.</param>
internal sealed record BackgroundLook(
    double Share, Lab Colour, double Spread, double Different, double Farthest, double Gradient, double Texture, double ShadowRight, double ShadowLeft)
{
    private const int D = HeadView.EyeDistance;

    /// <summary>Hair and blurred outlines reach this far into the background, in inter-eye distances.</summary>
    private const double Fringe = 0.10;

    /// <summary>A wall's gradient is fitted to what lies within this of it.</summary>
    private const double Outlier = 8;

    public static BackgroundLook? Of(HeadView view, Box page)
    {
        byte[] distance = DistanceFromPerson(view.Tissues.Person);
        Box seen = page.Intersect(view.Shown);
        int[] wall = [.. Zone.Box(seen).Indices().Where(i => distance[i] >= Fringe * D)];
        if (wall.Length < 200)
            return null;
        LabPlanes lab = view.Lab;
        Slope l = Gradual(lab.L, wall), a = Gradual(lab.A, wall), b = Gradual(lab.B, wall);
        float[] differences = new float[wall.Length];
        float[] residuals = new float[wall.Length];
        for (int k = 0; k < wall.Length; k++)
        {
            int i = wall[k];
            (double x, double y) = Slope.Place(i);
            Lab expected = new(l.At(x, y), a.At(x, y), b.At(x, y));
            differences[k] = (float)lab.At(i).DifferenceTo(expected);
            residuals[k] = (float)Math.Abs(lab.L[i] - expected.L);
        }
        Array.Sort(differences);
        Array.Sort(residuals);
        double span = (Math.Abs(l.X) * seen.Width / D) + (Math.Abs(l.Y) * seen.Height / D);
        return new BackgroundLook(
            wall.Length / Math.Max(1, seen.Area), new Lab(Values.Median(lab.L, wall), Values.Median(lab.A, wall), Values.Median(lab.B, wall)),
            RootMeanSquare(residuals, 0.95), differences.Count(d => d > 10) / (double)wall.Length, Values.Quantile(differences, 0.95), span, TextureOf(view, wall, distance),
            Shadow(view, l, wall, distance, left: true), Shadow(view, l, wall, distance, left: false));
    }

    // Twice: the second fit leaves out what the first one shows not to be wall.
    private static Slope Gradual(float[] plane, int[] wall)
    {
        double middle = Values.Median(plane, wall);
        Slope rough = Slope.Fit(plane, wall, i => Math.Abs(plane[i] - middle) < 2 * Outlier);
        Slope fit = Slope.Fit(plane, wall, i => Math.Abs(plane[i] - At(rough, i)) < Outlier);
        return fit == default ? rough : fit;
    }

    private static double At(Slope slope, int i)
    {
        (double x, double y) = Slope.Place(i);
        return slope.At(x, y);
    }

    private static double RootMeanSquare(float[] sorted, double share)
    {
        int count = Math.Max(1, (int)(sorted.Length * share));
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += sorted[i] * sorted[i];
        return Math.Sqrt(sum / count);
    }

    private static double TextureOf(HeadView view, int[] wall, byte[] distance)
    {
        const int Step = D / 20;
        int width = HeadView.Size.Width;
        double sum = 0;
        int count = 0;
        foreach (int i in wall)
        {
            if (i % width + Step >= view.Shown.Right || i + (Step * width) >= distance.Length || distance[i + Step] < Fringe * D || distance[i + (Step * width)] < Fringe * D)
                continue;
            sum += Math.Abs(view.Lab.L[i + Step] - view.Lab.L[i]) + Math.Abs(view.Lab.L[i + (Step * width)] - view.Lab.L[i]);
            count += 2;
        }
        return count == 0 ? 0 : sum / count;
    }

    // A shadow on the wall hugs one side of the head; a gradient of the light does not.
    private static double Shadow(HeadView view, Slope even, int[] wall, byte[] distance, bool left)
    {
        int width = HeadView.Size.Width;
        bool Near(int i) => distance[i] >= 0.12 * D && distance[i] < 0.5 * D;
        bool Far(int i) => distance[i] >= 0.6 * D;
        bool Side(int i) => (i % width < view.Middle.X) == left && i / width < view.Middle.Y + (1.6 * D);
        double[] near = [.. wall.Where(i => Side(i) && Near(i)).Select(i => view.Lab.L[i] - At(even, i))];
        double[] far = [.. wall.Where(i => Side(i) && Far(i)).Select(i => view.Lab.L[i] - At(even, i))];
        return near.Length < 100 || far.Length < 100 ? double.NaN : Quarter(near) - Values.Median(far);
    }

    // The darker part of the ring: a shadow seldom fills it.
    private static double Quarter(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 4];
    }

    /// <summary>Distance from the person in pixels along the axes and diagonals (chamfer 5-7), at most 255.</summary>
    private static byte[] DistanceFromPerson(float[] person)
    {
        const int Far = 255 * 5;
        int width = HeadView.Size.Width, height = HeadView.Size.Height;
        int[] distance = new int[person.Length];
        for (int i = 0; i < person.Length; i++)
            distance[i] = person[i] > 0.1f ? 0 : Far;
        for (int y = 1; y < height; y++)
            for (int x = 1; x < width - 1; x++)
            {
                int i = (y * width) + x;
                distance[i] = Math.Min(distance[i], Math.Min(Math.Min(distance[i - 1] + 5, distance[i - width] + 5), Math.Min(distance[i - width - 1], distance[i - width + 1]) + 7));
            }
        for (int y = height - 2; y >= 0; y--)
            for (int x = width - 2; x > 0; x--)
            {
                int i = (y * width) + x;
                distance[i] = Math.Min(distance[i], Math.Min(Math.Min(distance[i + 1] + 5, distance[i + width] + 5), Math.Min(distance[i + width + 1], distance[i + width - 1]) + 7));
            }
        byte[] pixels = new byte[person.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Min(255, distance[i] / 5);
        return pixels;
    }
}
