using IdPhoto.Decoding;
using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>Decides whether a file's alpha channel is the matte of a person, or something else: rounded corners, a veil, a stamp's edge.</summary>
internal static class FileMatteCheck
{
    /// <summary>The long side at which shapes are compared.</summary>
    private const int Side = 256;

    private const float Opaque = 0.5f, Clear = 0.05f, Full = 0.95f;

    /// <summary>Least share of the picture that is person, and that is not.</summary>
    private const double LeastShare = 0.03;

    /// <summary>Hair is soft; no person is soft over more than this share.</summary>
    private const double MostSoft = 0.35;

    /// <summary>Share of the opaque pixels in the largest part and those not much smaller.</summary>
    private const double Coherent = 0.9, NotMuchSmaller = 0.15;

    /// <summary>Share of the transparent pixels that are joined to the picture's edge.</summary>
    private const double Outside = 0.6;

    /// <summary>A person fills no box, and is not the same upside down.</summary>
    private const double Boxy = 0.93, Mirrored = 0.94;

    /// <summary>Points of the face that must be opaque.</summary>
    private const double FaceCovered = 0.95;

    /// <summary>Share of the opaque pixels that are a person to the network, and of the person that is opaque.</summary>
    private const double LeastPerson = 0.5, LeastFound = 0.6, WithoutFace = 0.75;

    /// <summary>A channel that is opaque but for fewer pixels than one in this many has specks, no transparency.</summary>
    private const int StrayPixels = 1000;

    /// <summary>Whether nothing is to be seen of a channel's transparency.</summary>
    /// <param name="alpha">One byte per pixel.</param>
    public static bool IsOpaque(byte[] alpha)
    {
        int stray = alpha.Length - alpha.AsSpan().Count((byte)255);
        return stray < alpha.Length / (double)StrayPixels || !alpha.AsSpan().ContainsAnyInRange((byte)0, (byte)(Decoded.AsGoodAsOpaque - 1));
    }

    /// <summary>Whether the shape could be a person's.</summary>
    public static bool HasShape(FileMatte matte)
    {
        Plane small = Small(matte);
        int opaque = small.Values.Count(a => a > Opaque), clear = small.Values.Count(a => a < Clear);
        int soft = small.Values.Count(a => a is >= Clear and <= Full), seen = small.Values.Length - clear;
        double area = small.Values.Length;
        return opaque >= LeastShare * area && clear >= LeastShare * area && soft <= MostSoft * seen
            && IsCoherent(small, opaque) && IsOpen(small, clear) && !IsMask(small);
    }

    /// <summary>Whether the person who was found is what the alpha outlines.</summary>
    /// <param name="matte">The alpha.</param>
    /// <param name="map">What the person network sees in the whole picture.</param>
    /// <param name="face">The main face in pixels of the matte; null without one.</param>
    public static bool Outlines(FileMatte matte, PersonMap map, FaceMesh? face)
    {
        if (face is not null && face.Points.Count(point => At(matte.Alpha, point) > Opaque) < FaceCovered * face.Points.Count)
            return false;
        Plane alpha = matte.Opacity(new Box(0, 0, matte.Alpha.Width, matte.Alpha.Height), map.Person.Size);
        int opaque = 0, person = 0, both = 0;
        for (int i = 0; i < alpha.Values.Length; i++)
        {
            (bool isOpaque, bool isPerson) = (alpha.Values[i] > Opaque, map.Person.Values[i] > Opaque);
            opaque += isOpaque ? 1 : 0;
            person += isPerson ? 1 : 0;
            both += isOpaque && isPerson ? 1 : 0;
        }
        return both >= (face is null ? WithoutFace : LeastPerson) * opaque && both >= (face is null ? WithoutFace : LeastFound) * person;
    }

    private static float At(Picture alpha, Point point)
    {
        int x = (int)Math.Clamp(point.X, 0, alpha.Width - 1), y = (int)Math.Clamp(point.Y, 0, alpha.Height - 1);
        return alpha.Rgb[3 * ((y * alpha.Width) + x)] / 255f;
    }

    private static Plane Small(FileMatte matte)
    {
        double scale = Math.Min(1, (double)Side / matte.Alpha.Size.LongSide);
        PixelSize size = new(Math.Max(1, (int)(matte.Alpha.Width * scale)), Math.Max(1, (int)(matte.Alpha.Height * scale)));
        return matte.Opacity(new Box(0, 0, matte.Alpha.Width, matte.Alpha.Height), size);
    }

    private static bool IsCoherent(Plane alpha, int opaque)
    {
        ConnectedComponents parts = ConnectedComponents.Of(alpha.Size, [.. alpha.Values.Select(a => a > Opaque)]);
        int largest = parts.Areas.Max();
        return parts.Areas.Where(area => area >= NotMuchSmaller * largest).Sum() >= Coherent * opaque;
    }

    private static bool IsOpen(Plane alpha, int clear)
    {
        ConnectedComponents gaps = ConnectedComponents.Of(alpha.Size, [.. alpha.Values.Select(a => a < Clear)]);
        int outside = Enumerable.Range(1, gaps.Count).Where(k => gaps.TouchesEdge(k, alpha.Size)).Sum(k => gaps.Areas[k]);
        return outside >= Outside * clear;
    }

    // Rounded corners, a disc, a diamond: what programs cut pictures to fills its box or stays itself when turned upside down.
    private static bool IsMask(Plane alpha)
    {
        int[] at = [.. Enumerable.Range(0, alpha.Values.Length).Where(i => alpha.Values[i] > Opaque)];
        int left = at.Min(i => i % alpha.Width), right = at.Max(i => i % alpha.Width), top = at[0] / alpha.Width, bottom = at[^1] / alpha.Width;
        if (at.Length > Boxy * (right - left + 1) * (bottom - top + 1))
            return true;
        int same = at.Count(i => alpha[i % alpha.Width, top + bottom - (i / alpha.Width)] > Opaque);
        return same > Mirrored * at.Length;
    }
}
