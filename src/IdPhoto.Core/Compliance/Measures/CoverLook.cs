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
internal sealed record CoverLook(
    double CapWorn, double FaceSkin, double FaceHand, double FaceHair, double FaceWorn, double MouthWorn, double Contour, double MeshOff)
{
    private const double D = HeadView.EyeDistance;
    private static readonly int[] Lips = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];
    private static readonly int[] Sides = [234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454];

    public static CoverLook Of(HeadView view, DetectedFace detection)
    {
        byte[] kind = view.Tissues.Kind;
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        Point eyes = view.Mesh.EyeMidpoint;
        double brow = (mesh[105].Y + mesh[334].Y) / 2, halfWidth = 0.5 * mesh[234].DistanceTo(mesh[454]);
        Zone cap = Zone.Box(new Box(eyes.X - (1.2 * halfWidth), eyes.Y - (1.35 * view.T), 2.4 * halfWidth, brow - (0.1 * D) - eyes.Y + (1.35 * view.T)));
        int[] head = [.. cap.Indices().Where(i => kind[i] != (byte)Tissue.Background)];
        double Of(int[] pixels, params Tissue[] wanted) => pixels.Length == 0 ? 0 : pixels.Count(i => wanted.Contains((Tissue)kind[i])) / (double)pixels.Length;
        int[] face = [.. Zone.Polygon(SkinLook.Outline(view)).Indices()];
        double mouth = (mesh[61].Y + mesh[291].Y) / 2;
        int[] upper = [.. face.Where(i => i / HeadView.Size.Width < mouth - (0.15 * D))];
        int[] belowEyes = [.. face.Where(i => i / HeadView.Size.Width > eyes.Y + (0.35 * D))];
        int[] lips = [.. Zone.Polygon([.. Lips.Select(i => mesh[i])]).Indices()];
        return new CoverLook(
            Of(head, Tissue.Clothes, Tissue.Others), Of(face, Tissue.FaceSkin), Of(face, Tissue.BodySkin), Of(upper, Tissue.Hair), Of(belowEyes, Tissue.Clothes, Tissue.Others),
            Of(lips, Tissue.Clothes, Tissue.Others, Tissue.BodySkin, Tissue.Background), Outlined(view), Off(view, detection));
    }

    private static double Outlined(HeadView view)
    {
        Point centre = view.Mesh.EyeMidpoint.MidpointTo(view.Mesh.Chin);
        int skin = 0;
        foreach (int i in Sides)
        {
            Point at = view.Mesh.Points[i] + ((centre - view.Mesh.Points[i]) * 0.14);
            (int x, int y) = ((int)at.X, (int)at.Y);
            bool inside = x >= 0 && y >= 0 && x < HeadView.Size.Width && y < HeadView.Size.Height;
            skin += inside && view.Tissues.At(x, y) is Tissue.FaceSkin or Tissue.BodySkin ? 1 : 0;
        }
        return (double)skin / Sides.Length;
    }

    // Under a mask or a hand the mesh is made up; the detector's points then often lie elsewhere.
    private static double Off(HeadView view, DetectedFace detection)
    {
        AffineMap toView = view.ToPicture.Inverse();
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        (Point Seen, Point Fitted)[] pairs =
        [
            (detection.RightEye, mesh[468]), (detection.LeftEye, mesh[473]), (detection.Mouth, mesh[13].MidpointTo(mesh[14])), (detection.Nose, mesh[4]),
        ];
        return pairs.Max(pair => toView.Apply(pair.Seen).DistanceTo(pair.Fitted)) / D;
    }
}
