using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What the brows look like, which a frown lowers at their inner ends and draws together.</summary>
/// <param name="InnerRise">Lower edge of the brows' inner ends above the inner corners of the eyes, in inter-eye distances.</param>
/// <param name="Gap">Distance between the inner ends, in inter-eye distances.</param>
/// <param name="Fold">Strongest upright line between the brows that is darker than the skin on both sides of it, in L*.</param>
internal sealed record BrowLook(double InnerRise, double Gap, double Fold)
{
    private const double D = HeadView.EyeDistance;

    /// <summary>Half the width of a fold and of the skin beside it, in pixels of the view: 2.5 to 4 mm.</summary>
    private static readonly int[] Reaches = [3, 4, 5];

    public static BrowLook Of(HeadView view)
    {
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        Point right = mesh[FaceLandmarks.RightBrowInner], left = mesh[FaceLandmarks.LeftBrowInner];
        double rise = (mesh[FaceLandmarks.RightEyeInner].Y - right.Y + mesh[FaceLandmarks.LeftEyeInner].Y - left.Y) / 2;
        return new BrowLook(rise / D, right.DistanceTo(left) / D, FoldOf(view.Lab.L, mesh, right, left));
    }

    // Along the line first, so that it adds up and hairs of the brows and pores do not. Folds lean a little to either side.
    private static double FoldOf(float[] lightness, IReadOnlyList<Point> mesh, Point right, Point left)
    {
        double best = 0, middle = (right.X + left.X) / 2, half = 0.34 * (left.X - right.X);
        int top = (int)mesh[FaceLandmarks.Glabella].Y, bottom = (int)((mesh[FaceLandmarks.NasalRoot].Y + right.Y + left.Y) / 3);
        foreach (double lean in (double[])[-0.3, -0.15, 0, 0.15, 0.3])
            for (double x = middle - half; x <= middle + half; x++)
                foreach (int reach in Reaches)
                    best = Math.Max(best, Depth(lightness, x, lean, top, bottom, reach));
        return best;
    }

    private static double Depth(float[] lightness, double x, double lean, int top, int bottom, int reach)
    {
        double at = 0, before = 0, behind = 0;
        int count = 0;
        for (int y = top; y <= bottom; y++)
        {
            int column = (int)(x + (lean * (y - ((top + bottom) / 2.0))));
            if (y < 0 || y >= HeadView.Size.Height || column < reach || column >= HeadView.Size.Width - reach)
                continue;
            int i = (y * HeadView.Size.Width) + column;
            at += lightness[i];
            before += lightness[i - reach];
            behind += lightness[i + reach];
            count++;
        }
        return count == 0 ? 0 : (Math.Min(before, behind) - at) / count;
    }
}
