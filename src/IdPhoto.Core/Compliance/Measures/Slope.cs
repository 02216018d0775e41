using IdPhoto.Compliance.View;

namespace IdPhoto.Compliance.Measures;

/// <summary>A value that changes evenly across the view: c + x * X + y * Y, with x and y in inter-eye distances from the eye midpoint.</summary>
internal readonly record struct Slope(double C, double X, double Y)
{
    public double At(double x, double y) => C + (X * x) + (Y * y);

    /// <summary>Least squares over the pixels that are used.</summary>
    public static Slope Fit(float[] plane, int[] pixels, Func<int, bool> used)
    {
        double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, sv = 0, sxv = 0, syv = 0;
        foreach (int i in pixels)
        {
            if (!used(i))
                continue;
            (double x, double y) = Place(i);
            double v = plane[i];
            n++;
            sx += x;
            sy += y;
            sxx += x * x;
            sxy += x * y;
            syy += y * y;
            sv += v;
            sxv += x * v;
            syv += y * v;
        }
        if (n < 3)
            return default;
        double cxx = sxx - (sx * sx / n), cxy = sxy - (sx * sy / n), cyy = syy - (sy * sy / n), cxv = sxv - (sx * sv / n), cyv = syv - (sy * sv / n);
        double determinant = (cxx * cyy) - (cxy * cxy);
        if (determinant < 1e-6 * n)
            return new Slope(sv / n, 0, 0);
        double bx = ((cxv * cyy) - (cyv * cxy)) / determinant, by = ((cyv * cxx) - (cxv * cxy)) / determinant;
        return new Slope((sv - (bx * sx) - (by * sy)) / n, bx, by);
    }

    /// <summary>A pixel's place in inter-eye distances from the eye midpoint.</summary>
    public static (double X, double Y) Place(int i)
    {
        (int row, int column) = Math.DivRem(i, HeadView.Size.Width);
        return ((column - HeadView.Middle.X) / HeadView.EyeDistance, (row - HeadView.Middle.Y) / HeadView.EyeDistance);
    }
}
