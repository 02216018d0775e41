using IdPhoto.Colorimetry;
using IdPhoto.Compliance.View;
using IdPhoto.Faces;
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
    public static MouthLook Of(HeadView view, Lab skin)
    {
        const double D = HeadView.EyeDistance;
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        Point middle = mesh[FaceLandmarks.UpperLipInner].MidpointTo(mesh[FaceLandmarks.LowerLipInner]);
        double lift = middle.Y - ((mesh[FaceLandmarks.RightMouthCorner].Y + mesh[FaceLandmarks.LeftMouthCorner].Y) / 2);
        Zone inside = Zone.Polygon([.. FaceLandmarks.InnerLipContour.Select(i => Grown(mesh[i], middle, 0.012 * D))]);
        double brows = (mesh[FaceLandmarks.RightUpperLid].Y - mesh[FaceLandmarks.RightBrow].Y + mesh[FaceLandmarks.LeftUpperLid].Y - mesh[FaceLandmarks.LeftBrow].Y) / 2;
        return new MouthLook(
            GapOf(view.Mesh), mesh[FaceLandmarks.RightMouthCorner].DistanceTo(mesh[FaceLandmarks.LeftMouthCorner]) / D, lift / D, inside.Share(i => IsTooth(view.Lab.At(i), skin)), brows / D);
    }

    /// <summary>Largest distance between the inner lips, in T, of a face in any pixels.</summary>
    public static double GapOf(FaceMesh mesh)
        => FaceLandmarks.InnerLips.Max(pair => mesh.Points[pair.Upper].DistanceTo(mesh.Points[pair.Lower])) / mesh.EyeMidpoint.DistanceTo(mesh.Chin);

    // Lips that touch leave no area; a little more than the line is looked at.
    private static Point Grown(Point corner, Point middle, double by) => corner with { Y = corner.Y + (corner.Y < middle.Y ? -by : by) };

    private static bool IsTooth(Lab colour, Lab skin) => colour.L > skin.L - 4 && colour.Chroma < skin.Chroma - 6;
}
