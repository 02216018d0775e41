using IdPhoto.Colorimetry;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using TissueKind = IdPhoto.Compliance.View.Tissue;

namespace IdPhoto.Tests.Compliance.Measures;

/// <summary>
/// A picture that is drawn with code and whose pixels are those of the view: eyes 80 px apart at its middle, a mesh of
/// ellipses, and tissues to the pixel, so that the right value of every measure is known.
/// </summary>
internal sealed class DrawnHead
{
    public const int D = HeadView.EyeDistance;

    public static readonly PixelSize Size = HeadView.Size;

    /// <summary>The eye midpoint.</summary>
    public const int X = 288, Y = 272;

    private readonly byte[] _rgb = new byte[3 * Size.Area];
    private readonly TissueKind[] _tissues = new TissueKind[Size.Area];
    private readonly Point[] _mesh = NewMesh();

    /// <summary>A face of one colour before a grey wall.</summary>
    public DrawnHead()
    {
        Draw((x, y) => InFace(x, y) ? new Colour(200, 160, 140) : new Colour(200, 200, 200));
        Tissue((x, y) => InFace(x, y) ? TissueKind.FaceSkin : TissueKind.Background);
    }

    public DetectedFace? Detection { get; set; }

    /// <summary>Draws where a function gives a colour.</summary>
    public DrawnHead Draw(Func<int, int, Colour?> colour)
    {
        for (int y = 0; y < Size.Height; y++)
            for (int x = 0; x < Size.Width; x++)
                if (colour(x, y) is { } c)
                    (_rgb[3 * ((y * Size.Width) + x)], _rgb[(3 * ((y * Size.Width) + x)) + 1], _rgb[(3 * ((y * Size.Width) + x)) + 2]) = (c.R, c.G, c.B);
        return this;
    }

    /// <summary>Draws the pixels from one corner up to, but without, the other.</summary>
    public DrawnHead Box(int left, int top, int right, int bottom, Colour colour) => Draw((x, y) => x >= left && x < right && y >= top && y < bottom ? colour : null);

    public DrawnHead Disc(Point centre, double radius, Colour colour) => Draw((x, y) => new Point(x + 0.5, y + 0.5).DistanceTo(centre) < radius ? colour : null);

    public DrawnHead Tissue(Func<int, int, TissueKind?> tissue)
    {
        for (int y = 0; y < Size.Height; y++)
            for (int x = 0; x < Size.Width; x++)
                _tissues[(y * Size.Width) + x] = tissue(x, y) ?? _tissues[(y * Size.Width) + x];
        return this;
    }

    public DrawnHead TissueBox(int left, int top, int right, int bottom, TissueKind tissue) => Tissue((x, y) => x >= left && x < right && y >= top && y < bottom ? tissue : null);

    public DrawnHead Move(int landmark, double x, double y)
    {
        _mesh[landmark] = new Point(x, y);
        return this;
    }

    public Point At(int landmark) => _mesh[landmark];

    public HeadView Seen() => HeadView.Of(Portrait());

    public Portrait Portrait() => Portrait(new Picture(Size, _rgb), new FaceMesh(1, _mesh, new double[478]), Detection, Map());

    public static Portrait Portrait(Picture picture, FaceMesh mesh, DetectedFace? detection, PersonMap map, Picture? working = null, double workingScale = 1) => new()
    {
        Pixels = picture,
        QuarterTurns = 0,
        Working = working ?? picture,
        WorkingScale = workingScale,
        Faces = [new FoundFace(detection ?? Detected(mesh), mesh)],
        Heads =
        [
            new HeadMeasure(new(X, 120), 5, new(X, 110), false, mesh.Chin, mesh.LeftEye, mesh.RightEye, mesh.LeftIris, mesh.RightIris, 170, new(0, 0, 0)),
        ],
        HeadMap = map,
    };

    public static DetectedFace Detected(FaceMesh mesh) => new(
        1, mesh.Bounds, mesh.RightIris, mesh.LeftIris, mesh.Points[FaceLandmarks.NoseTip],
        mesh.Points[FaceLandmarks.UpperLipInner].MidpointTo(mesh.Points[FaceLandmarks.LowerLipInner]), mesh.Points[FaceLandmarks.RightEar], mesh.Points[FaceLandmarks.LeftEar]);

    public FaceMesh Mesh => new(1, _mesh, new double[478]);

    public PersonMap Map()
    {
        Plane Of(Func<TissueKind, bool> wanted) => new(Size, [.. _tissues.Select(tissue => wanted(tissue) ? 1f : 0f)]);
        return new PersonMap(
            new Box(0, 0, Size.Width, Size.Height), Of(tissue => tissue != TissueKind.Background), Of(tissue => tissue == TissueKind.Hair), Of(tissue => tissue == TissueKind.BodySkin),
            Of(tissue => tissue == TissueKind.FaceSkin), Of(tissue => tissue == TissueKind.Clothes), Of(tissue => tissue == TissueKind.Others));
    }

    public static Lab LabOf(Colour colour) => Lab.Of(colour);

    public static Colour Grey(int level) => new((byte)level, (byte)level, (byte)level);

    /// <summary>The ellipse of the face, a little wider than its mesh.</summary>
    public static bool InFace(int x, int y) => Math.Pow((x + 0.5 - X) / 100, 2) + Math.Pow((y + 0.5 - 292) / 135, 2) < 1;

    private static Point[] NewMesh()
    {
        Point[] points = [.. Enumerable.Repeat(new Point(X, 325), 478)];
        Ring(points, FaceLandmarks.Oval, new(X, 292), 85, 120, -90);
        Ring(points, FaceLandmarks.RightEyeContour, new(248, Y), 16, 6, 180);
        // The left eye's contour begins at its outer corner, too, and goes the other way round.
        Ring(points, FaceLandmarks.LeftEyeContour, new(328, Y), 16, 6, 0, clockwise: false);
        Ring(points, FaceLandmarks.InnerLipContour, new(X, 360), 28, 0, 180);
        Ring(points, FaceLandmarks.OuterLipContour, new(X, 360), 32, 10, 180);
        (points[FaceLandmarks.RightIris], points[FaceLandmarks.LeftIris]) = (new(248, Y), new(328, Y));
        (points[FaceLandmarks.RightBrow], points[FaceLandmarks.LeftBrow]) = (new(248, 247), new(328, 247));
        (points[FaceLandmarks.NasalRoot], points[FaceLandmarks.NasalBridge]) = (new(X, 280), new(X, 290));
        (points[FaceLandmarks.RightCheek], points[FaceLandmarks.LeftCheek]) = (new(240, 320), new(336, 320));
        (int Right, int Left, double X, double Y)[] pairs = [(117, 346, 45, 305), (205, 425, 40, 335), (187, 411, 55, 330), (207, 427, 38, 350), (104, 333, 40, 230), (69, 299, 25, 220), (123, 352, 62, 312), (147, 376, 58, 345)];
        foreach ((int right, int left, double x, double y) in pairs)
            (points[right], points[left]) = (new(X - x, y), new(X + x, y));
        return points;
    }

    private static void Ring(Point[] points, IReadOnlyList<int> indices, Point centre, double width, double height, double from, bool clockwise = true)
    {
        for (int i = 0; i < indices.Count; i++)
        {
            double angle = (from + ((clockwise ? 360.0 : -360.0) * i / indices.Count)) * Math.PI / 180;
            points[indices[i]] = new Point(centre.X + (width * Math.Cos(angle)), centre.Y + (height * Math.Sin(angle)));
        }
    }
}
