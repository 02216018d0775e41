using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Compliance.Ofiq;

/// <summary>OFIQ's aligned picture of 616 x 616 pixels, in which eyes, nose and mouth lie at fixed places.</summary>
internal sealed class OfiqFrame
{
    public const int Side = 616;

    // Image-left eye, image-right eye, tip of the nose, image-left and image-right corner of the mouth.
    private static readonly Point[] Places = [new(251, 272), new(364, 272), new(308, 336), new(262, 402), new(355, 402)];

    private OfiqFrame(Picture picture, FaceMesh mesh, TissueMap tissues, AffineMap toPicture, PixelSize photo)
    {
        (Picture, Mesh, Tissues, ToPicture, Photo) = (picture, mesh, tissues, toPicture, photo);
        Luminance = Levels(picture);
        Face = Filled([.. FaceLandmarks.BrowsAndJaw.Select(i => mesh.Points[i])]);
    }

    public Picture Picture { get; }

    /// <summary>The face in pixels of the frame.</summary>
    public FaceMesh Mesh { get; }

    public TissueMap Tissues { get; }

    public AffineMap ToPicture { get; }

    /// <summary>Size of the photo.</summary>
    public PixelSize Photo { get; }

    /// <summary>Linear luminance of every pixel, 0..255.</summary>
    public byte[] Luminance { get; }

    /// <summary>Whether a pixel lies in the face without its forehead.</summary>
    public bool[] Face { get; }

    public static OfiqFrame Of(Portrait portrait)
    {
        FaceMesh mesh = portrait.Faces[0].Mesh;
        AffineMap toPicture = Similarity([mesh.RightEye, mesh.LeftEye, mesh.Points[FaceLandmarks.NoseTip], mesh.Points[FaceLandmarks.RightMouthCorner], mesh.Points[FaceLandmarks.LeftMouthCorner]]);
        PixelSize size = new(Side, Side);
        Picture picture = portrait.Pixels.Resample(toPicture, size, ResamplingKernel.Triangle);
        return new OfiqFrame(picture, mesh.Mapped(toPicture.Inverse()), TissueMap.Of(portrait.HeadMap!, toPicture, size), toPicture, portrait.Pixels.Size);
    }

    /// <summary>A polygon as a mask of the frame.</summary>
    public static bool[] Filled(Point[] corners)
    {
        bool[] mask = new bool[Side * Side];
        Parallelism.For(Side, y =>
        {
            for (int x = 0; x < Side; x++)
                mask[(y * Side) + x] = Polygon.Contains(corners, new Point(x + 0.5, y + 0.5));
        });
        return mask;
    }

    /// <summary>Skin of the face that nothing covers, within the part that OFIQ's occlusion network sees.</summary>
    public bool IsVisible(int i)
    {
        const int Margin = 96;
        int x = i % Side, y = i / Side;
        return x >= Margin && y >= Margin && x < Side - Margin && y < Side - Margin && Tissues.Kind[i] == (byte)Tissue.FaceSkin;
    }

    /// <summary>OFIQ's luminance: linear light, rounded to 0..255.</summary>
    public static byte[] Levels(Picture picture)
    {
        float[] linear = LabPlanes.Of(picture).Y;
        byte[] levels = new byte[linear.Length];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = (byte)((255 * Math.Clamp(linear[i], 0f, 1f)) + 0.5f);
        return levels;
    }

    // Least squares from the fixed places to the picture (Umeyama 1991 without reflection). OFIQ takes the least median of
    // squares, which on five points that fit well differs by less than a pixel.
    private static AffineMap Similarity(Point[] seen)
    {
        double px = Places.Average(p => p.X), py = Places.Average(p => p.Y), sx = seen.Average(p => p.X), sy = seen.Average(p => p.Y);
        double a = 0, b = 0, norm = 0;
        for (int i = 0; i < Places.Length; i++)
        {
            double x = Places[i].X - px, y = Places[i].Y - py, u = seen[i].X - sx, v = seen[i].Y - sy;
            a += (x * u) + (y * v);
            b += (x * v) - (y * u);
            norm += (x * x) + (y * y);
        }
        a /= norm;
        b /= norm;
        return new AffineMap(a, -b, sx - (a * px) + (b * py), b, a, sy - (b * px) - (a * py));
    }
}
