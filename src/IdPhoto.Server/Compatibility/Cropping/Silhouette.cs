using IdPhoto.Pictures;

namespace IdPhoto.Server.Compatibility.Cropping;

/// <summary>How far a person is from the sides of a window: of what is more than half opaque, the largest part.</summary>
/// <param name="Left">Pixels.</param>
/// <param name="Top">Pixels.</param>
/// <param name="Right">Pixels.</param>
/// <param name="Bottom">Pixels.</param>
internal sealed record Silhouette(int Left, int Top, int Right, int Bottom)
{
    private const byte Half = 127;

    /// <summary>Looks for the person.</summary>
    /// <param name="cutout">The picture.</param>
    /// <param name="window">May reach beyond the picture, where there is nothing.</param>
    /// <returns>Null where nothing is in the window.</returns>
    public static Silhouette? In(CutoutPicture cutout, Window window)
    {
        Window seen = window.Within(cutout.Size);
        if (seen.Width < 1 || seen.Height < 1)
            return null;
        PixelSize size = new(seen.Width, seen.Height);
        bool[] mask = [.. cutout.Alpha(seen.Left, seen.Top, size).Select(alpha => alpha > Half)];
        ConnectedComponents parts = ConnectedComponents.Of(size, mask);
        if (parts.Count == 0)
            return null;
        Box box = parts.Bounds[Enumerable.Range(1, parts.Count).MaxBy(part => parts.Areas[part])];
        int left = seen.Left + (int)box.X, top = seen.Top + (int)box.Y;
        return new Silhouette(left - window.Left, top - window.Top, window.Right - left - (int)box.Width, window.Bottom - top - (int)box.Height);
    }
}

/// <summary>A rectangle of whole pixels, which may reach beyond the picture.</summary>
internal readonly record struct Window(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public Window Within(PixelSize picture) => new(Math.Max(0, Left), Math.Max(0, Top), Math.Min(picture.Width, Right), Math.Min(picture.Height, Bottom));
}
