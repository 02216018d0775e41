namespace IdPhoto.Pictures;

/// <summary>Pixels mirrored left to right.</summary>
internal static class MirroredRows
{
    /// <param name="pixels">Row after row.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="channels">Bytes of a pixel.</param>
    public static byte[] Of(ReadOnlySpan<byte> pixels, PixelSize size, int channels)
    {
        byte[] mirrored = new byte[size.Area * channels];
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++)
                pixels.Slice(((y * size.Width) + x) * channels, channels).CopyTo(mirrored.AsSpan((((y + 1) * size.Width) - 1 - x) * channels));
        return mirrored;
    }
}
