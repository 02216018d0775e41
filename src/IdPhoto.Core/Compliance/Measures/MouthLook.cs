using IdPhoto.Compliance.View;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What the mouth looks like.</summary>
/// <param name="Gap">Largest distance between the inner lips, in T (eyes to chin).</param>
/// <param name="Width">Corner to corner, in inter-eye distances.</param>
/// <param name="CornerLift">Corners above the middle of the mouth, in inter-eye distances.</param>
/// <param name="TeethShare">Share of the space between the lips that is light and without colour, 0..1.</param>
/// <param name="BrowRise">Brows above the upper lids, in inter-eye distances.</param>
internal sealed record MouthLook(double Gap, double Width, double CornerLift, double TeethShare, double BrowRise)
{
    private static readonly (int Upper, int Lower)[] Gaps = [(81, 178), (13, 14), (311, 402)];

    private static readonly int[] Inner = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];

    public static MouthLook Of(HeadView view, Lab skin)
    {
        const double D = HeadView.EyeDistance;
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        double gap = Gaps.Max(pair => mesh[pair.Upper].DistanceTo(mesh[pair.Lower]));
        Point middle = mesh[13].MidpointTo(mesh[14]);
        double lift = middle.Y - ((mesh[61].Y + mesh[291].Y) / 2);
        Zone inside = Zone.Polygon([.. Inner.Select(i => Grown(mesh[i], middle, 0.012 * D))]);
        double brows = (mesh[159].Y - mesh[105].Y + mesh[386].Y - mesh[334].Y) / 2;
        return new MouthLook(
            gap / view.T, mesh[61].DistanceTo(mesh[291]) / D, lift / D, inside.Share(i => IsTooth(view.Lab.At(i), skin)), brows / D);
    }

    // Lips that touch leave no area; a little more than the line is looked at.
    private static Point Grown(Point corner, Point middle, double by) => corner with { Y = corner.Y + (corner.Y < middle.Y ? -by : by) };

    private static bool IsTooth(Lab colour, Lab skin) => colour.L > skin.L - 4 && colour.Chroma < skin.Chroma - 6;
}
