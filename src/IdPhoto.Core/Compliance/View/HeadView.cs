using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Compliance.View;

/// <summary>The classes of the person network, in its order.</summary>
internal enum Tissue : byte
{
    Background,
    Hair,
    BodySkin,
    FaceSkin,
    Clothes,
    Others,
}

/// <summary>
/// The head and what surrounds it, levelled and scaled so that the eyes are <see cref="EyeDistance"/> pixels apart: every
/// measure that looks at pixels is taken here, so that it does not depend on the photo's size.
/// </summary>
internal sealed class HeadView
{
    /// <summary>Pixels between the eyes. An eye is then 33 pixels wide and an iris 15.</summary>
    public const int EyeDistance = 80;

    // How far the view reaches from the eye midpoint, in inter-eye distances: to the side and up beyond any document's
    // page (a US photo reaches 2.9 to the side), down to the shoulders.
    private const double Aside = 3.0;
    private const double Up = 3.2;
    private const double Down = 3.4;

    private HeadView(Picture picture, AffineMap toPicture, FaceMesh mesh, TissueMap tissues, LabPlanes lab, Box shown)
        => (Picture, ToPicture, Mesh, Tissues, Lab, Shown) = (picture, toPicture, mesh, tissues, lab, shown);

    /// <summary>Columns and rows of every view.</summary>
    public static PixelSize Size { get; } = new((int)(2 * Aside * EyeDistance), (int)((Up + Down) * EyeDistance));

    /// <summary>The eye midpoint in pixels of every view.</summary>
    public static Point Middle { get; } = new(Aside * EyeDistance, Up * EyeDistance);

    /// <summary>The pixels of the view; beyond the photo its edge repeats.</summary>
    public Picture Picture { get; }

    /// <summary>From view pixels to those of the photo.</summary>
    public AffineMap ToPicture { get; }

    /// <summary>The face in view pixels.</summary>
    public FaceMesh Mesh { get; }

    /// <summary>What every pixel shows.</summary>
    public TissueMap Tissues { get; }

    /// <summary>CIE Lab of every pixel.</summary>
    public LabPlanes Lab { get; }

    /// <summary>The part of the view that the photo covers at least, in view pixels.</summary>
    public Box Shown { get; }

    /// <summary>Eyes to chin, the standards' T, in view pixels.</summary>
    public double T => Mesh.EyeMidpoint.DistanceTo(Mesh.Chin);

    /// <summary>Whether a pixel is so light in every channel that nothing is drawn there any more.</summary>
    /// <param name="i">Its index into the planes.</param>
    public bool IsBlown(int i) => Math.Min(Picture.Rgb[3 * i], Math.Min(Picture.Rgb[(3 * i) + 1], Picture.Rgb[(3 * i) + 2])) > 240;

    /// <summary>Looks at a portrait's main head.</summary>
    /// <param name="portrait">With at least one measured head.</param>
    public static HeadView Of(Portrait portrait)
    {
        FaceMesh mesh = portrait.Faces[0].Mesh;
        double distance = mesh.LeftEye.DistanceTo(mesh.RightEye);
        Point eyes = mesh.LeftEye - mesh.RightEye;
        double angle = Math.Atan2(eyes.Y, eyes.X);
        AffineMap toPicture = Placed(mesh.EyeMidpoint, angle, distance / EyeDistance);
        // The small copy is sharp enough as long as it is not enlarged, and a tenth of the work.
        bool small = distance * portrait.WorkingScale >= EyeDistance;
        AffineMap toSource = small ? toPicture.Then(new AffineMap(portrait.WorkingScale, 0, 0, 0, portrait.WorkingScale, 0)) : toPicture;
        Picture picture = Resampler.Resample(small ? portrait.Working : portrait.Picture, toSource, Size, ResamplingKernel.Triangle);
        AffineMap toView = toPicture.Inverse();
        return new HeadView(
            picture, toPicture, mesh.Mapped(toView), TissueMap.Of(portrait.HeadMap!, toPicture, Size), LabPlanes.Of(picture), ShownPart(portrait.Picture.Size, toView));
    }

    private static AffineMap Placed(Point eyes, double angle, double scale)
    {
        (double sin, double cos) = Math.SinCos(angle);
        (double a, double d) = (cos * scale, sin * scale);
        return new AffineMap(a, -d, eyes.X - (a * Middle.X) + (d * Middle.Y), d, a, eyes.Y - (d * Middle.X) - (a * Middle.Y));
    }

    // Of a turned photo the largest upright part is needed that is inside it for sure: its corners are cut by the turn.
    private static Box ShownPart(PixelSize photo, AffineMap toView)
    {
        Point[] corners = [toView.Apply(new(0, 0)), toView.Apply(new(photo.Width, 0)), toView.Apply(new(0, photo.Height)), toView.Apply(new(photo.Width, photo.Height))];
        double left = Math.Max(corners[0].X, corners[2].X), right = Math.Min(corners[1].X, corners[3].X);
        double top = Math.Max(corners[0].Y, corners[1].Y), bottom = Math.Min(corners[2].Y, corners[3].Y);
        return new Box(left + 1, top + 1, Math.Max(0, right - left - 2), Math.Max(0, bottom - top - 2)).Intersect(new Box(0, 0, Size.Width, Size.Height));
    }
}
