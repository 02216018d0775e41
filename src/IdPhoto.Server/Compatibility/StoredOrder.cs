using IdPhoto.Decoding;
using IdPhoto.Pictures;

namespace IdPhoto.Server.Compatibility;

/// <summary>Puts the pixels of a decoded file back into the order in which the file holds them: v1 does not always look at its orientation.</summary>
internal static class StoredOrder
{
    /// <summary>The picture and its opacity, turned and mirrored back.</summary>
    public static Decoded Of(Decoded upright)
    {
        int turn = upright.Header.ExifOrientation;
        if (turn == 1)
            return upright;
        PixelSize size = upright.Pixels.Size, stored = turn >= 5 ? new PixelSize(size.Height, size.Width) : size;
        Orientation to = Orientation.Of(turn, stored);
        byte[]? alpha = upright.Alpha is { } opacity ? Reordered(opacity, 1, stored, to) : null;
        return upright with { Pixels = new Picture(stored, Reordered(upright.Picture.Rgb, 3, stored, to)), Alpha = alpha };
    }

    private static byte[] Reordered(byte[] upright, int channels, PixelSize stored, Orientation to)
    {
        byte[] reordered = new byte[stored.Area * channels];
        int at = 0;
        for (int y = 0; y < stored.Height; y++)
            for (int x = 0; x < stored.Width; x++, at += channels)
                upright.AsSpan((int)(to.Origin + (x * to.StepX) + (y * to.StepY)) * channels, channels).CopyTo(reordered.AsSpan(at));
        return reordered;
    }
}
