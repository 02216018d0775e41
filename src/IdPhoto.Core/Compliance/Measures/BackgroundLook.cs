using IdPhoto.Colorimetry;
using IdPhoto.Compliance.View;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What is behind the person, within the page.</summary>
/// <param name="Colour">Median colour.</param>
/// <param name="Spread">Standard deviation of L* around an even gradient, the worst twentieth left out.</param>
/// <param name="Covered">Share of the page that is near enough to the head to be seen here, 0..1.</param>
/// <param name="Different">Share of the background more than 10 Delta E from that gradient and not in the person's shadow, 0..1.</param>
/// <param name="Gradient">How much L* changes across the page in the steepest direction.</param>
/// <param name="ShadowRight">L* beside the person minus further away, on the picture's left (the subject's right): negative for a shadow.</param>
/// <param name="ShadowLeft">The same on the picture's right.</param>
internal sealed record BackgroundLook(
    Lab Colour, double Spread, double Covered, double Different, double Gradient, double ShadowRight, double ShadowLeft)
{
    private const int D = HeadView.EyeDistance;

    /// <summary>Hair and blurred outlines reach this far into the background, in inter-eye distances.</summary>
    private const double Fringe = 0.10;

    /// <summary>A wall's gradient is fitted to what lies within this of it.</summary>
    private const double Outlier = 8;

    /// <summary>Fewer pixels of a shadow are none on that side.</summary>
    private const int SmallestShadow = 100;

    /// <summary>What differs by more Delta E from the wall is something else.</summary>
    private const double OtherThing = 10;

    public static BackgroundLook? Of(HeadView view, Point[] page)
    {
        byte[] distance = DistanceFromPerson(view.Tissues.Person);
        int[] shown = [.. Zone.Polygon(page).Indices().Where(view.IsShown)];
        int[] wall = [.. shown.Where(i => distance[i] >= Fringe * D)];
        if (wall.Length < 200)
            return null;
        Even even = Even.Of(view.Lab, wall);
        HashSet<int> shadow = WallShadow.Find(view, wall, even.LightAt, even.At);
        int[] lit = shadow.Count == 0 ? wall : [.. wall.Where(i => !shadow.Contains(i))];
        even = shadow.Count == 0 ? even : Even.Of(view.Lab, lit);
        int different = 0;
        float[] residuals = new float[lit.Length];
        for (int k = 0; k < lit.Length; k++)
        {
            int i = lit[k];
            Lab expected = even.At(i);
            different += view.Lab.At(i).DifferenceTo(expected) > OtherThing ? 1 : 0;
            residuals[k] = (float)Math.Abs(view.Lab.L[i] - expected.L);
        }
        // The page's sides, along its own axes: a square of the same area does for the span of a gradient.
        double side = Math.Sqrt(shown.Length) / D, span = (Math.Abs(even.L.X) + Math.Abs(even.L.Y)) * side;
        return new BackgroundLook(
            even.Middle, RootMeanSquare(residuals, 0.95), shown.Length / Math.Max(1, Area(page)), different / (double)wall.Length, span,
            Worse(Cast(view, even, shadow, left: true), Shadow(view, even.L, wall, distance, left: true)), Worse(Cast(view, even, shadow, left: false), Shadow(view, even.L, wall, distance, left: false)));
    }

    private static double Worse(double cast, double beside) => double.IsNaN(cast) ? beside : double.IsNaN(beside) ? cast : Math.Min(cast, beside);

    // How much darker the wall is in the person's shadow.
    private static double Cast(HeadView view, Even even, HashSet<int> shadow, bool left)
    {
        float[] steps = [.. shadow.Where(i => (i % HeadView.Size.Width < HeadView.Middle.X) == left).Select(i => (float)(view.Lab.L[i] - even.At(i).L))];
        return steps.Length < SmallestShadow ? double.NaN : Values.Quantile(steps, 0.5);
    }

    /// <summary>The wall as it would be without things and shadows: a colour that changes evenly.</summary>
    private sealed record Even(Lab Middle, Slope L, Slope A, Slope B)
    {
        public static Even Of(LabPlanes lab, int[] wall)
        {
            Lab middle = new(Values.Median(lab.L, wall), Values.Median(lab.A, wall), Values.Median(lab.B, wall));
            return new Even(middle, Gradual(lab.L, middle.L, wall), Gradual(lab.A, middle.A, wall), Gradual(lab.B, middle.B, wall));
        }

        public double LightAt(int i)
        {
            (double x, double y) = Slope.Place(i);
            return L.At(x, y);
        }

        public Lab At(int i)
        {
            (double x, double y) = Slope.Place(i);
            return new Lab(L.At(x, y), A.At(x, y), B.At(x, y));
        }
    }

    private static double Area(Point[] corners)
    {
        double twice = 0;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
            twice += (corners[j].X * corners[i].Y) - (corners[i].X * corners[j].Y);
        return Math.Abs(twice) / 2;
    }

    // Twice: the second fit leaves out what the first one shows not to be wall.
    private static Slope Gradual(float[] plane, double middle, int[] wall)
    {
        Slope rough = Slope.Fit(plane, wall, i => Math.Abs(plane[i] - middle) < 2 * Outlier);
        Slope fit = Slope.Fit(plane, wall, i => Math.Abs(plane[i] - At(rough, i)) < Outlier);
        return fit == default ? rough : fit;
    }

    private static double At(Slope slope, int i)
    {
        (double x, double y) = Slope.Place(i);
        return slope.At(x, y);
    }

    // Of the smallest values.
    private static double RootMeanSquare(float[] values, double share)
    {
        int count = Math.Max(1, (int)(values.Length * share));
        _ = Values.Quantile(values, share);
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += values[i] * values[i];
        return Math.Sqrt(sum / count);
    }

    // A shadow on the wall hugs one side of the head and seldom fills the ring around it; a gradient of the light does not.
    private static double Shadow(HeadView view, Slope even, int[] wall, byte[] distance, bool left)
    {
        int width = HeadView.Size.Width;
        bool Near(int i) => distance[i] >= 0.12 * D && distance[i] < 0.5 * D;
        bool Far(int i) => distance[i] >= 0.6 * D;
        bool Side(int i) => (i % width < HeadView.Middle.X) == left && i / width < HeadView.Middle.Y + (1.6 * D);
        float[] near = [.. wall.Where(i => Side(i) && Near(i)).Select(i => (float)(view.Lab.L[i] - At(even, i)))];
        float[] far = [.. wall.Where(i => Side(i) && Far(i)).Select(i => (float)(view.Lab.L[i] - At(even, i)))];
        return near.Length < 100 || far.Length < 100 ? double.NaN : Values.Quantile(near, 0.25) - Values.Quantile(far, 0.5);
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
        for (int y = 0; y < height; y++)
        {
            int first = y * width, last = first + width - 1;
            distance[first] = Math.Min(distance[first], distance[first + 1] + 5);
            distance[last] = Math.Min(distance[last], distance[last - 1] + 5);
        }
        byte[] pixels = new byte[person.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Min(255, distance[i] / 5);
        return pixels;
    }
}
