using IdPhoto.Colorimetry;
using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What the brows look like, which a frown lowers at their inner ends and draws together.</summary>
/// <param name="InnerRise">Lower edge of the brows' inner ends above the inner corners of the eyes, in inter-eye distances.</param>
/// <param name="Gap">Distance between the inner ends, in inter-eye distances.</param>
/// <param name="Fold">Deepest upright fold between the brows: the share of light, 0..1, by which it is darker than the skin on both sides, so that it does not depend on how light the skin is.</param>
internal sealed record BrowLook(double InnerRise, double Gap, double Fold)
{
    private const double D = HeadView.EyeDistance;

    /// <summary>Half the width of a fold and of the skin beside it, in pixels of the view: 2.5 to 4 mm.</summary>
    private static readonly int[] Reaches = [3, 4, 5];

    /// <summary>What L* adds to the cube root of light: with it, half the light is the same share of it on dark and on pale skin.</summary>
    private const double Offset = 16;

    /// <summary>
    /// A fold is a shadow: a* and b* fade with the light, but for what the skin on its two sides casts onto each other, up to 7 in real
    /// ones. From this distance to what they would fade to, it is paint or a jewel.
    /// </summary>
    private const double Painted = 10;

    /// <summary>No fold takes as much of the light.</summary>
    private const double Black = 0.6;

    public static BrowLook Of(HeadView view)
    {
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        Point right = mesh[FaceLandmarks.RightBrowInner], left = mesh[FaceLandmarks.LeftBrowInner];
        double rise = (mesh[FaceLandmarks.RightEyeInner].Y - right.Y + mesh[FaceLandmarks.LeftEyeInner].Y - left.Y) / 2;
        return new BrowLook(rise / D, right.DistanceTo(left) / D, FoldOf(view.Lab, mesh, right, left));
    }

    // Along the line first, so that it adds up and hairs of the brows and pores do not. Folds lean a little to either side.
    private static double FoldOf(LabPlanes lab, IReadOnlyList<Point> mesh, Point right, Point left)
    {
        (double Depth, bool IsShadow) deepest = (0, true);
        double middle = (right.X + left.X) / 2, half = 0.34 * (left.X - right.X);
        int top = (int)mesh[FaceLandmarks.Glabella].Y, bottom = (int)((mesh[FaceLandmarks.NasalRoot].Y + right.Y + left.Y) / 3);
        foreach (double lean in (double[])[-0.3, -0.15, 0, 0.15, 0.3])
            for (double x = middle - half; x <= middle + half; x++)
                foreach (int reach in Reaches)
                    if (Look(lab, new Line(x, lean, top, bottom), reach) is { } look && look.Depth > deepest.Depth)
                        deepest = look;
        return deepest.IsShadow ? deepest.Depth : 0;
    }

    private static (double Depth, bool IsShadow)? Look(LabPlanes lab, Line line, int reach)
    {
        if (line.Mean(lab, 0) is not { } at || line.Mean(lab, -reach) is not { } before || line.Mean(lab, reach) is not { } behind)
            return null;
        double depth = 1 - Math.Pow((at.L + Offset) / (Math.Min(before.L, behind.L) + Offset), 3);
        double fade = (at.L + Offset) / (((before.L + behind.L) / 2) + Offset);
        double off = Math.Sqrt(Math.Pow(at.A - (fade * (before.A + behind.A) / 2), 2) + Math.Pow(at.B - (fade * (before.B + behind.B) / 2), 2));
        return (depth, off < Painted && depth < Black);
    }

    /// <summary>An upright line.</summary>
    /// <param name="X">Its middle's column.</param>
    /// <param name="Lean">Columns per row.</param>
    /// <param name="Top">First row.</param>
    /// <param name="Bottom">Last row.</param>
    private readonly record struct Line(double X, double Lean, int Top, int Bottom)
    {
        /// <summary>The mean colour along the line, moved to the right by some columns; null where all of it lies outside the view.</summary>
        public Lab? Mean(LabPlanes lab, int by)
        {
            double l = 0, a = 0, b = 0;
            int count = 0;
            for (int y = Math.Max(0, Top); y <= Math.Min(Bottom, HeadView.Size.Height - 1); y++)
            {
                int column = (int)(X + (Lean * (y - ((Top + Bottom) / 2.0)))) + by;
                if (column < 0 || column >= HeadView.Size.Width)
                    continue;
                Lab at = lab.At((y * HeadView.Size.Width) + column);
                (l, a, b, count) = (l + at.L, a + at.A, b + at.B, count + 1);
            }
            return count == 0 ? null : new Lab(l / count, a / count, b / count);
        }
    }
}
