using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What one eye looks like.</summary>
/// <param name="Opening">Largest distance between the lids, in inter-eye distances.</param>
/// <param name="WhiteLightness">L* of the lightest part between the lids: the white of the eye, which is alike in all people.</param>
/// <param name="WhiteContrast">Lightest part between the lids minus the iris, in L*.</param>
/// <param name="WhiteChroma">Chroma of the lightest part between the lids minus that of the cheek: negative for the white of an eye.</param>
/// <param name="GazeX">Iris right of the eye's middle (toward the picture's right), in eye widths.</param>
/// <param name="RedShare">Share of pupil and iris that is red, 0..1.</param>
/// <param name="GlareShare">Share of the eye's surroundings that is blown out, 0..1.</param>
/// <param name="GlareOnIris">Area of blown-out pixels on the iris, in squared inter-eye distances.</param>
/// <param name="HairShare">Share of the eye's surroundings that is hair, 0..1.</param>
/// <param name="WornShare">Share of the eye's surroundings that is something worn, 0..1.</param>
/// <param name="SkinLightness">Median L* of the skin right under the eye: behind lenses where there are any.</param>
internal sealed record EyeLook(
    double Opening, double WhiteLightness, double WhiteContrast, double WhiteChroma, double GazeX, double RedShare, double GlareShare, double GlareOnIris,
    double HairShare, double WornShare, double SkinLightness)
{
    private static readonly EyePoints Right = new(
        FaceLandmarks.RightEyeOuter, FaceLandmarks.RightEyeInner, FaceLandmarks.RightIris, FaceLandmarks.RightLids, FaceLandmarks.RightEyeContour);

    private static readonly EyePoints Left = new(
        FaceLandmarks.LeftEyeOuter, FaceLandmarks.LeftEyeInner, FaceLandmarks.LeftIris, FaceLandmarks.LeftLids, FaceLandmarks.LeftEyeContour);

    private const double D = HeadView.EyeDistance;

    /// <summary>Radius of the visible iris in inter-eye distances: 11.7 of 63 mm, halved.</summary>
    private const double IrisRadius = 0.093;

    /// <summary>A pupil is about half as wide as the iris in the dim light that needs a flash.</summary>
    private const double PupilRadius = 0.05;

    /// <summary>Looks at both eyes, the subject's right one first.</summary>
    public static (EyeLook Right, EyeLook Left) Of(HeadView view, double cheekChroma) => (Of(view, Right, cheekChroma), Of(view, Left, cheekChroma));

    /// <summary>The opening of the eye that is closed more, in inter-eye distances, of a face in any pixels.</summary>
    public static double LeastOpening(FaceMesh mesh)
        => Math.Min(OpeningOf(mesh, Right), OpeningOf(mesh, Left)) / mesh.LeftEye.DistanceTo(mesh.RightEye);

    private static double OpeningOf(FaceMesh mesh, EyePoints points)
        => points.Lids.Max(pair => mesh.Points[pair.Upper].DistanceTo(mesh.Points[pair.Lower]));

    private static EyeLook Of(HeadView view, EyePoints points, double cheekChroma)
    {
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        Point outer = mesh[points.Outer], inner = mesh[points.Inner], centre = outer.MidpointTo(inner), iris = mesh[points.Iris];
        double opening = OpeningOf(view.Mesh, points);
        Zone between = Zone.Polygon([.. points.Contour.Select(i => mesh[i])]);
        Zone disc = Zone.Disc(iris, IrisRadius * D);
        Zone around = Zone.Box(new Box(centre.X - (0.33 * D), centre.Y - (0.18 * D), 0.66 * D, 0.36 * D));
        int[] irisInside = [.. between.Indices().Intersect(disc.Indices())];
        float[] irisLight = Values.Of(view.Lab.L, irisInside.Length > 10 ? irisInside : [.. disc.Indices()]);
        double irisDark = Values.Quantile(irisLight, 0.25);
        (double white, double whiteChroma) = White(view.Lab, between);
        Zone under = Zone.Box(new Box(centre.X - (0.2 * D), centre.Y + (0.16 * D), 0.4 * D, 0.12 * D));
        return new EyeLook(
            opening / D, white, white - irisDark, whiteChroma - cheekChroma, Gaze(outer, inner, iris), Zone.Disc(iris, PupilRadius * D).Share(i => IsRed(view.Picture, i)), around.Share(view.IsBlown), disc.Indices().Count(view.IsBlown) / (D * D),
            around.Share(i => view.Tissues.Kind[i] == (byte)Tissue.Hair), around.Share(i => view.Tissues.Kind[i] is (byte)Tissue.Others or (byte)Tissue.Clothes),
            Values.Median(view.Lab.L, under.Indices()));
    }

    private static (double Lightness, double Chroma) White(LabPlanes lab, Zone between)
    {
        // Lids that touch leave no pixel between them.
        int[] lightest = [.. between.Indices().OrderByDescending(i => lab.L[i])];
        if (lightest.Length == 0)
            return (0, 0);
        int[] white = lightest[..Math.Max(1, lightest.Length / 6)];
        return (Values.Median(lab.L, white), Values.Median(white.Select(i => Math.Sqrt((lab.A[i] * lab.A[i]) + (lab.B[i] * lab.B[i])))));
    }

    private static double Gaze(Point outer, Point inner, Point iris)
    {
        // Along the line between the corners, toward the picture's right in both eyes.
        Point axis = outer.X < inner.X ? inner - outer : outer - inner;
        double width = axis.Length;
        axis *= 1 / width;
        Point from = iris - outer.MidpointTo(inner);
        return ((from.X * axis.X) + (from.Y * axis.Y)) / width;
    }

    // Brown irises reach 1.9 times the larger of the others; blood in the light of a flash lies above.
    private static bool IsRed(Picture picture, int i)
    {
        (byte r, byte g, byte b) = (picture.Rgb[3 * i], picture.Rgb[(3 * i) + 1], picture.Rgb[(3 * i) + 2]);
        return r > 90 && r > 2 * Math.Max(g, b);
    }

    private sealed record EyePoints(int Outer, int Inner, int Iris, IReadOnlyList<(int Upper, int Lower)> Lids, IReadOnlyList<int> Contour);
}
