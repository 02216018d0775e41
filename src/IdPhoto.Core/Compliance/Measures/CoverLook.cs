using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What covers head and face.</summary>
/// <param name="CapWorn">Above the brows: share of clothes and things worn among what is no background, 0..1.</param>
/// <param name="FaceSkin">Share of the face's skin in the face without its forehead, 0..1.</param>
/// <param name="FaceHand">Share of skin that is not the face's there: a hand.</param>
/// <param name="FaceHair">Share of hair there above the mouth, beside beards.</param>
/// <param name="FaceWorn">Share of clothes and things worn there below the eyes.</param>
/// <param name="MouthWorn">Share of the lips that is neither face nor hair: a mask, a scarf, a hand.</param>
/// <param name="Contour">Share of the face's outline that is skin on its inner side, from temple over chin to temple.</param>
/// <param name="MeshOff">Largest distance between the detector's eyes, nose and mouth and the mesh's, in inter-eye distances.</param>
/// <param name="HandBeside">Body skin beside the face between forehead and mouth, where no neck is, in squared inter-eye distances: a hand at temple, cheek or chin.</param>
/// <param name="Human">Share of the whole face that is skin, cloth or something worn, 0..1: a beast has fur there, or is no person to the network.</param>
internal sealed record CoverLook(
    double CapWorn, double FaceSkin, double FaceHand, double FaceHair, double FaceWorn, double MouthWorn, double Contour, double MeshOff, double HandBeside = 0, double Human = 1)
{
    private const double D = HeadView.EyeDistance;

    public static CoverLook Of(HeadView view, DetectedFace detection)
    {
        byte[] kind = view.Tissues.Kind;
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        Point eyes = view.Mesh.EyeMidpoint;
        double brow = (mesh[FaceLandmarks.RightBrow].Y + mesh[FaceLandmarks.LeftBrow].Y) / 2, halfWidth = 0.5 * mesh[FaceLandmarks.RightEar].DistanceTo(mesh[FaceLandmarks.LeftEar]);
        Zone cap = Zone.Box(new Box(eyes.X - (1.2 * halfWidth), eyes.Y - (1.35 * view.T), 2.4 * halfWidth, brow - (0.1 * D) - eyes.Y + (1.35 * view.T)));
        int[] head = [.. cap.Indices().Where(i => kind[i] != (byte)Tissue.Background)];
        double Of(int[] pixels, params Tissue[] wanted) => pixels.Length == 0 ? 0 : pixels.Count(i => wanted.Contains((Tissue)kind[i])) / (double)pixels.Length;
        int[] face = [.. Zone.Polygon(SkinLook.Outline(view)).Indices()];
        double mouth = (mesh[FaceLandmarks.RightMouthCorner].Y + mesh[FaceLandmarks.LeftMouthCorner].Y) / 2;
        int[] upper = [.. face.Where(i => i / HeadView.Size.Width < mouth - (0.15 * D))];
        int[] belowEyes = [.. face.Where(i => i / HeadView.Size.Width > eyes.Y + (0.35 * D))];
        int[] lips = [.. Zone.Polygon([.. FaceLandmarks.OuterLipContour.Select(i => mesh[i])]).Indices()];
        return new CoverLook(
            Of(head, Tissue.Clothes, Tissue.Others), Of(face, Tissue.FaceSkin), Of(face, Tissue.BodySkin), Of(upper, Tissue.Hair), Of(belowEyes, Tissue.Clothes, Tissue.Others),
            Of(lips, Tissue.Clothes, Tissue.Others, Tissue.BodySkin, Tissue.Background), Outlined(view), Off(view, detection), Beside(view), Of([.. Zone.Polygon([.. FaceLandmarks.Oval.Select(i => mesh[i])]).Indices()], Tissue.FaceSkin, Tissue.BodySkin, Tissue.Clothes, Tissue.Others));
    }

    // Within an inter-eye distance of the face; below the mouth there is neck.
    private static double Beside(HeadView view)
    {
        Point[] face = [.. FaceLandmarks.Oval.Select(i => view.Mesh.Points[i])];
        double left = face.Min(p => p.X), right = face.Max(p => p.X), top = view.Mesh.EyeMidpoint.Y - (0.6 * D), bottom = view.Mesh.Points[FaceLandmarks.UpperLipInner].Y;
        bool IsBare(int i) => view.Tissues.Kind[i] == (byte)Tissue.BodySkin;
        int first = (int)Math.Round(top), end = (int)Math.Round(bottom);
        int all = Zone.Box(new Box(left - D, top, right - left + (2 * D), bottom - top)).Indices().Count(IsBare);
        int inside = Zone.Polygon(face).Indices().Count(i => i / HeadView.Size.Width >= first && i / HeadView.Size.Width < end && IsBare(i));
        return (all - inside) / (D * D);
    }

    private static double Outlined(HeadView view)
    {
        Point centre = view.Mesh.EyeMidpoint.MidpointTo(view.Mesh.Chin);
        int skin = 0;
        foreach (int i in FaceLandmarks.Jaw)
        {
            Point at = view.Mesh.Points[i] + ((centre - view.Mesh.Points[i]) * 0.14);
            (int x, int y) = ((int)at.X, (int)at.Y);
            bool inside = x >= 0 && y >= 0 && x < HeadView.Size.Width && y < HeadView.Size.Height;
            skin += inside && view.Tissues.At(x, y) is Tissue.FaceSkin or Tissue.BodySkin ? 1 : 0;
        }
        return (double)skin / FaceLandmarks.Jaw.Count;
    }

    // Under a mask or a hand the mesh is made up; the detector's points then often lie elsewhere.
    private static double Off(HeadView view, DetectedFace detection)
    {
        AffineMap toView = view.ToPicture.Inverse();
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        (Point Seen, Point Fitted)[] pairs =
        [
            (detection.RightEye, mesh[FaceLandmarks.RightIris]), (detection.LeftEye, mesh[FaceLandmarks.LeftIris]), (detection.Mouth, mesh[FaceLandmarks.UpperLipInner].MidpointTo(mesh[FaceLandmarks.LowerLipInner])), (detection.Nose, mesh[FaceLandmarks.NoseTip]),
        ];
        return pairs.Max(pair => toView.Apply(pair.Seen).DistanceTo(pair.Fitted)) / D;
    }
}
