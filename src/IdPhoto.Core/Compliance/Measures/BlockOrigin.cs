using IdPhoto.Borders;
using IdPhoto.Decoding;
using IdPhoto.Portraits;

namespace IdPhoto.Compliance.Measures;

/// <summary>Where the first whole 8 x 8 block of a JPEG begins in a picture from which a border was left out.</summary>
/// <param name="X">Column, 0..7.</param>
/// <param name="Y">Row, 0..7.</param>
internal readonly record struct BlockOrigin(int X, int Y)
{
    private const int Block = 8;

    /// <summary>Of a portrait; null where its file has no blocks or they cannot be told.</summary>
    public static BlockOrigin? Of(Portrait portrait, PictureHeader? header)
    {
        if (header?.Kind != FileKind.Jpeg)
            return null;
        PictureBorder border = portrait.Border.Turned(portrait.QuarterTurns);
        int width = border.Left + portrait.Pixels.Width + border.Right, height = border.Top + portrait.Pixels.Height + border.Bottom;
        // A turned picture's blocks begin at its far edges, and so on multiples of eight only where its sides are such.
        bool isAsStored = portrait.QuarterTurns == 0 && header.ExifOrientation == 1;
        return isAsStored || (width % Block == 0 && height % Block == 0) ? new BlockOrigin(First(border.Left), First(border.Top)) : null;
    }

    private static int First(int leftOut) => (Block - (leftOut % Block)) % Block;
}
