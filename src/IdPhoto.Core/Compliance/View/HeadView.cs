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
    // page (a US photo with the smallest head reaches 3.5 to the side), down to the shoulders.
    private const double Aside = 3.6;
    private const double Up = 3.4;
    private const double Down = 3.8;

    private HeadView(Picture picture, AffineMap toPicture, FaceMesh mesh, TissueMap tissues, LabPlanes lab, PixelSize photo)
        => (Picture, ToPicture, Mesh, Tissues, Lab, Photo) = (picture, toPicture, mesh, tissues, lab, photo);

    /// <summary>Columns and rows of every view.</summary>
    public static PixelSize Size { get; } = new((int)Math.Round(2 * Aside * EyeDistance), (int)Math.Round((Up + Down) * EyeDistance));

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

    /// <summary>Size of the photo.</summary>
    public PixelSize Photo { get; }

    /// <summary>Eyes to chin, the standards' T, in view pixels.</summary>
    public double T => Mesh.EyeMidpoint.DistanceTo(Mesh.Chin);

    /// <summary>Whether the photo shows what is at a pixel; beyond it its edge repeats.</summary>
    /// <param name="i">Its index into the planes.</param>
    public bool IsShown(int i) => IsShown(new Point((i % Size.Width) + 0.5, (i / Size.Width) + 0.5));

    /// <summary>Whether a place lies in the view, and the photo shows what is there.</summary>
    /// <param name="at">In view pixels.</param>
    public bool IsShown(Point at)
    {
        Point photo = ToPicture.Apply(at);
        return at.X >= 0 && at.Y >= 0 && at.X < Size.Width && at.Y < Size.Height && photo.X >= 1 && photo.Y >= 1 && photo.X <= Photo.Width - 1 && photo.Y <= Photo.Height - 1;
    }

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
        Picture picture = (small ? portrait.Working : portrait.Pixels).Resample(toSource, Size, ResamplingKernel.Triangle);
        AffineMap toView = toPicture.Inverse();
        return new HeadView(
            picture, toPicture, mesh.Mapped(toView), TissueMap.Of(portrait.HeadMap!, toPicture, Size), LabPlanes.Of(picture), portrait.Pixels.Size);
    }

    private static AffineMap Placed(Point eyes, double angle, double scale)
    {
        (double sin, double cos) = Math.SinCos(angle);
        (double a, double d) = (cos * scale, sin * scale);
        return new AffineMap(a, -d, eyes.X - (a * Middle.X) + (d * Middle.Y), d, a, eyes.Y - (d * Middle.X) - (a * Middle.Y));
    }
}
