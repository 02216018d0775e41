using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>Long edges where bare skin has none: the rims and the bridge of glasses.</summary>
/// <param name="Bridge">Strongest edge across the bridge of the nose, in L* over 0.04 inter-eye distances.</param>
/// <param name="DarkBar">Strongest line across the bridge that is darker than the skin above and below it, in L*: a frame, but neither a fold with light beside it nor a shine.</param>
/// <param name="RightRim">Strongest edge along a line under the subject's right eye, likewise.</param>
/// <param name="LeftRim">The same under the left eye.</param>
internal sealed record LineLook(double Bridge, double DarkBar, double RightRim, double LeftRim)
{
    private const double D = HeadView.EyeDistance;

    /// <summary>Share of a row that is hair or cloth from which it is no bare skin.</summary>
    private const double Covered = 0.25;

    /// <summary>The network's outline is coarse and hair throws a shadow: rows below it that are left out too.</summary>
    private const int Margin = 6;

    /// <summary>Where skin is looked for below the margin, in rows: below a frame, above the tip of the nose.</summary>
    private const int SkinFrom = 10, SkinTo = 20;

    /// <summary>A frame is darker than the skin by more than this, in L*; the shadow of hair fades out.</summary>
    private const double Frame = 10;

    public static LineLook Of(HeadView view)
    {
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        Point right = view.Mesh.RightEye, left = view.Mesh.LeftEye;
        Point bridge = mesh[FaceLandmarks.NasalRoot].MidpointTo(mesh[FaceLandmarks.NasalBridge]);
        float[] skin = WithoutHair(view, bridge);
        return new LineLook(
            Strongest(skin, bridge.X - (0.09 * D), bridge.X + (0.09 * D), bridge.Y - (0.22 * D), bridge.Y + (0.28 * D)),
            Bar(skin, bridge.X - (0.09 * D), bridge.X + (0.09 * D), bridge.Y - (0.22 * D), bridge.Y + (0.28 * D)),
            Strongest(view.Lab.L, right.X - (0.25 * D), right.X + (0.15 * D), right.Y + (0.2 * D), right.Y + (0.62 * D)),
            Strongest(view.Lab.L, left.X - (0.15 * D), left.X + (0.25 * D), left.Y + (0.2 * D), left.Y + (0.62 * D)));
    }

    /// <summary>
    /// Lightness with no line where a fringe or a band around the head comes down to the brows: from its lowest row near the bridge
    /// up, each row repeats the first row of bare skin below. Glasses lie on skin, and below it is skin again.
    /// </summary>
    private static float[] WithoutHair(HeadView view, Point bridge)
    {
        int width = HeadView.Size.Width, x0 = Math.Max(0, (int)(bridge.X - (0.12 * D))), x1 = Math.Min(width - 1, (int)(bridge.X + (0.12 * D)));
        int lowest = -1;
        for (int y = Math.Max(0, (int)(bridge.Y - (0.5 * D))); y < Math.Min(HeadView.Size.Height - Margin - 1, (int)bridge.Y); y++)
            if (Enumerable.Range(x0, x1 - x0 + 1).Count(x => view.Tissues.At(x, y) is Tissue.Hair or Tissue.Clothes) > Covered * (x1 - x0 + 1))
                lowest = y;
        if (lowest < 0)
            return view.Lab.L;
        float[] skin = [.. view.Lab.L];
        int bare = Bare(skin, lowest, x0, x1);
        for (int y = Math.Max(0, lowest - (int)(0.6 * D)); y <= lowest + Margin; y++)
            Array.Copy(skin, bare * width, skin, y * width, width);
        return skin;
    }

    // The first row below the margin, unless a frame begins there: dark, with skin above it under the hair, and skin below it.
    private static int Bare(float[] lightness, int lowest, int x0, int x1)
    {
        int first = lowest + Margin + 1, last = Math.Min(HeadView.Size.Height - 1, first + SkinTo);
        double[] rows = [.. Enumerable.Range(lowest + 1, last - lowest).Select(y => Mean(lightness, y, x0, x1))];
        double skin = Values.Median(rows[Math.Min(Margin + SkinFrom, rows.Length - 1)..]) - Frame;
        if (rows[Margin] >= skin || rows[..Margin].Max() < skin)
            return first;
        int below = Array.FindIndex(rows, Margin, row => row >= skin);
        return below < 0 ? first : lowest + 1 + below;
    }

    private static double Mean(float[] lightness, int y, int x0, int x1)
        => Enumerable.Range(x0, x1 - x0 + 1).Average(x => (double)lightness[(y * HeadView.Size.Width) + x]);

    // The mean over the columns first: a line adds up, pores and lashes cancel out. A little slope is allowed for.
    private static double Strongest(float[] lightness, double left, double right, double top, double bottom)
    {
        double best = 0;
        int width = HeadView.Size.Width, height = HeadView.Size.Height;
        int x0 = Math.Max(0, (int)left), x1 = Math.Min(width - 1, (int)right);
        foreach (double slope in (double[])[-0.25, -0.12, 0, 0.12, 0.25])
            for (int y = (int)top; y <= (int)bottom; y++)
            {
                double sum = 0;
                int count = 0;
                for (int x = x0; x <= x1; x++)
                {
                    int row = (int)(y + (slope * (x - ((left + right) / 2))));
                    if (row < 2 || row >= height - 2)
                        continue;
                    sum += lightness[((row + 2) * width) + x] - lightness[((row - 2) * width) + x];
                    count++;
                }
                if (count > 0)
                    best = Math.Max(best, Math.Abs(sum) / count);
            }
        return best;
    }

    private static double Bar(float[] lightness, double left, double right, double top, double bottom)
    {
        int width = HeadView.Size.Width, x0 = Math.Max(0, (int)left), x1 = Math.Min(width - 1, (int)right);
        if (x1 <= x0)
            return 0;
        int y0 = Math.Max(0, (int)top - 8), y1 = Math.Min(HeadView.Size.Height - 1, (int)bottom + 8);
        double[] rows = [.. Enumerable.Range(y0, Math.Max(0, y1 - y0)).Select(y => Enumerable.Range(x0, x1 - x0).Average(x => (double)lightness[(y * width) + x]))];
        double best = 0;
        foreach (int reach in (int[])[4, 6, 8])
            for (int y = reach; y < rows.Length - reach; y++)
                best = Math.Max(best, Math.Min(rows[y - reach], rows[y + reach]) - rows[y]);
        return best;
    }
}
