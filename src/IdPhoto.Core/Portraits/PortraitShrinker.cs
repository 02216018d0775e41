using IdPhoto.Borders;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>Makes a portrait smaller, with everything that is known of it.</summary>
internal static class PortraitShrinker
{
    /// <summary>The same portrait with a smaller picture; what was measured on the large one keeps its accuracy.</summary>
    /// <param name="portrait">The portrait.</param>
    /// <param name="longSide">The picture's longest side, in pixels; never smaller than the working copy and never enlarged.</param>
    /// <returns>Upright for good: without <see cref="Portrait.QuarterTurns"/>, so that a cut-out of it is upright too.</returns>
    public static Portrait Shrink(Portrait portrait, int longSide)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        ArgumentOutOfRangeException.ThrowIfLessThan(longSide, 1);
        PhotoPixels picture = Reduced(portrait, longSide);
        double scale = (double)picture.Width / portrait.Pixels.Width;
        AffineMap map = new(scale, 0, 0, 0, scale, 0);
        return portrait with
        {
            Pixels = picture,
            QuarterTurns = 0,
            Border = PictureBorder.None,
            Matte = portrait.Matte?.Resized(picture.Size),
            WorkingScale = portrait.WorkingScale / scale,
            Faces = [.. portrait.Faces.Select(face => face.Mapped(map))],
            Heads = [.. portrait.Heads.Select(head => head.Mapped(map))],
        };
    }

    private static PhotoPixels Reduced(Portrait portrait, int longSide)
    {
        PixelSize full = portrait.Pixels.Size;
        if (longSide >= full.LongSide)
            return portrait.Pixels;
        if (longSide <= portrait.Working.Size.LongSide)
            return portrait.Working;
        double scale = (double)longSide / full.LongSide;
        PixelSize size = new(Math.Max(1, (int)Math.Round(full.Width * scale)), Math.Max(1, (int)Math.Round(full.Height * scale)));
        return portrait.Pixels.Reduced(size);
    }
}
