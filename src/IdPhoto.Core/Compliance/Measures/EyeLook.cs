using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What one eye looks like.</summary>
/// <param name="Opening">Largest distance between the lids, in inter-eye distances.</param>
/// <param name="Width">Corner to corner, in inter-eye distances.</param>
/// <param name="DarkHeight">Height of what is darker than the lids along the iris: an open eye shows an iris, a closed one a line of lashes. In inter-eye distances.</param>
/// <param name="IrisContrast">Skin under the eye minus the iris, in L*.</param>
/// <param name="WhiteContrast">Lightest part between the lids minus the iris, in L*.</param>
/// <param name="WhiteChroma">Chroma of the lightest part between the lids minus that of the cheek: negative for the white of an eye.</param>
/// <param name="GazeX">Iris right of the eye's middle (toward the picture's right), in eye widths.</param>
/// <param name="GazeY">Iris below the line between the corners, in eye widths.</param>
/// <param name="RedShare">Share of pupil and iris that is red, 0..1.</param>
/// <param name="GlareShare">Share of the eye's surroundings that is blown out, 0..1.</param>
/// <param name="GlareOnIris">Area of blown-out pixels that touch the iris, in squared inter-eye distances.</param>
/// <param name="HairShare">Share of the eye's surroundings that is hair, 0..1.</param>
/// <param name="WornShare">Share of the eye's surroundings that is something worn, 0..1.</param>
/// <param name="Lightness">Median L* of the eye's surroundings.</param>
/// <param name="Chroma">Colour of the skin right around the eye.</param>
internal sealed record EyeLook(
    double Opening, double Width, double DarkHeight, double IrisContrast, double WhiteContrast, double WhiteChroma,
    double GazeX, double GazeY, double RedShare, double GlareShare, double GlareOnIris, double HairShare, double WornShare,
    double Lightness, Lab Chroma)
{
    private static readonly EyePoints Right = new(33, 133, 468, [(160, 144), (159, 145), (158, 153)],
        [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7]);

    private static readonly EyePoints Left = new(263, 362, 473, [(387, 373), (386, 374), (385, 380)],
        [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249]);

    /// <summary>Radius of the visible iris in inter-eye distances: 11.7 of 63 mm, halved.</summary>
    private const double IrisRadius = 0.093;

    /// <summary>A pupil is about half as wide as the iris in the dim light that needs a flash.</summary>
    private const double PupilRadius = 0.05;

    /// <summary>Looks at both eyes, the subject's right one first.</summary>
    public static (EyeLook Right, EyeLook Left) Of(HeadView view, double cheekChroma) => (Of(view, Right, cheekChroma), Of(view, Left, cheekChroma));

    private static EyeLook Of(HeadView view, EyePoints points, double cheekChroma)
    {
        const double D = HeadView.EyeDistance;
        IReadOnlyList<Point> mesh = view.Mesh.Points;
        Point outer = mesh[points.Outer], inner = mesh[points.Inner], centre = outer.MidpointTo(inner), iris = mesh[points.Iris];
        double width = outer.DistanceTo(inner);
        double opening = points.Lids.Max(pair => mesh[pair.Upper].DistanceTo(mesh[pair.Lower]));
        Zone between = Zone.Polygon([.. points.Contour.Select(i => mesh[i])]);
        Zone disc = Zone.Disc(iris, IrisRadius * D);
        Zone around = Zone.Box(new Box(centre.X - (0.33 * D), centre.Y - (0.18 * D), 0.66 * D, 0.36 * D));
        int[] irisInside = [.. between.Indices().Intersect(disc.Indices())];
        float[] irisLight = Values.Sorted(view.Lab.L, irisInside.Length > 10 ? irisInside : [.. disc.Indices()]);
        double skin = Values.Median(view.Lab.L, Zone.Box(new Box(centre.X - (0.2 * D), centre.Y + (0.22 * D), 0.4 * D, 0.14 * D)).Indices());
        double irisDark = Values.Quantile(irisLight, 0.25);
        (double white, double whiteChroma) = White(view.Lab, between);
        (double gazeX, double gazeY) = Gaze(outer, inner, iris);
        return new EyeLook(
            opening / D, width / D, DarkRun(view.Lab.L, iris, centre, mesh[points.Lids[1].Upper], skin, irisDark), skin - irisDark, white - irisDark, whiteChroma - cheekChroma,
            gazeX, gazeY, Zone.Disc(iris, PupilRadius * D).Share(i => IsRed(view.Picture, i)), around.Share(i => IsBlown(view.Picture, i)), GlareOn(view.Picture, disc),
            around.Share(i => view.Tissues.Kind[i] == (byte)Tissue.Hair), around.Share(i => view.Tissues.Kind[i] is (byte)Tissue.Others or (byte)Tissue.Clothes),
            Values.Median(view.Lab.L, around.Indices()), SkinAround(view.Lab, centre));
    }

    private static Lab SkinAround(LabPlanes lab, Point centre)
    {
        const double D = HeadView.EyeDistance;
        Zone under = Zone.Box(new Box(centre.X - (0.2 * D), centre.Y + (0.16 * D), 0.4 * D, 0.12 * D));
        return new Lab(Values.Median(lab.L, under.Indices()), Values.Median(lab.A, under.Indices()), Values.Median(lab.B, under.Indices()));
    }

    private static (double Lightness, double Chroma) White(LabPlanes lab, Zone between)
    {
        int[] lightest = [.. between.Indices().OrderByDescending(i => lab.L[i])];
        int[] tenth = lightest[..Math.Max(1, lightest.Length / 6)];
        if (lightest.Length == 0)
            return (0, 0);
        return (Values.Median(lab.L, tenth), Values.Median(tenth.Select(i => Math.Sqrt((lab.A[i] * lab.A[i]) + (lab.B[i] * lab.B[i])))));
    }

    private static (double X, double Y) Gaze(Point outer, Point inner, Point iris)
    {
        // Along the line between the corners, toward the picture's right in both eyes.
        Point axis = outer.X < inner.X ? inner - outer : outer - inner;
        double width = axis.Length;
        axis *= 1 / width;
        Point from = iris - outer.MidpointTo(inner);
        return (((from.X * axis.X) + (from.Y * axis.Y)) / width, ((from.Y * axis.X) - (from.X * axis.Y)) / width);
    }

    // Columns through the iris, from a little above the upper lid to below the lower one: how much is nearer to the iris
    // than to the skin.
    private static double DarkRun(float[] lightness, Point iris, Point centre, Point upper, double skin, double dark)
    {
        const double D = HeadView.EyeDistance;
        double limit = (skin + dark) / 2;
        int from = (int)Math.Max(0, Math.Min(upper.Y, iris.Y) - (0.04 * D)), to = (int)Math.Min(HeadView.Size.Height - 1, centre.Y + (0.16 * D));
        List<double> heights = [];
        for (int x = (int)(iris.X - (0.05 * D)); x <= iris.X + (0.05 * D); x++)
        {
            if (x < 0 || x >= HeadView.Size.Width)
                continue;
            int count = 0;
            for (int y = from; y <= to; y++)
                count += lightness[(y * HeadView.Size.Width) + x] < limit ? 1 : 0;
            heights.Add(count / D);
        }
        return heights.Count == 0 ? 0 : Values.Median(heights);
    }

    // Brown irises reach 1.9 times the larger of the others; blood in the light of a flash lies above.
    private static bool IsRed(Picture picture, int i)
    {
        (byte r, byte g, byte b) = (picture.Rgb[3 * i], picture.Rgb[(3 * i) + 1], picture.Rgb[(3 * i) + 2]);
        return r > 90 && r > 2 * Math.Max(g, b);
    }

    private static bool IsBlown(Picture picture, int i)
    {
        (byte r, byte g, byte b) = (picture.Rgb[3 * i], picture.Rgb[(3 * i) + 1], picture.Rgb[(3 * i) + 2]);
        return Math.Min(r, Math.Min(g, b)) > 240;
    }

    private static double GlareOn(Picture picture, Zone disc)
        => disc.Indices().Count(i => IsBlown(picture, i)) / (double)(HeadView.EyeDistance * HeadView.EyeDistance);

    private sealed record EyePoints(int Outer, int Inner, int Iris, (int Upper, int Lower)[] Lids, int[] Contour);
}
