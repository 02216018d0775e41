using IdPhoto.Decoding;

namespace IdPhoto.Exporting;

/// <summary>Takes the picture out of a JPEG without decoding it, for embedding it elsewhere with its pixels untouched.</summary>
internal static class JpegPicture
{
    /// <summary>The same picture with a JFIF header and an sRGB profile, and without anything about its origin, wherever in the file it stood.</summary>
    /// <param name="jpeg">A JPEG that was decoded without a refusal and is sRGB already.</param>
    /// <param name="dpi">Dots per inch, 1..65535.</param>
    /// <returns>A file with the same compressed pixels; null for a JPEG that is not of three 8-bit channels in Y, Cb, Cr.</returns>
    public static byte[]? Embeddable(ReadOnlySpan<byte> jpeg, int dpi)
    {
        try
        {
            return Bare(jpeg) is { } bare ? JpegSegments.Rewrite(bare, dpi, SrgbProfile.Bytes) : null;
        }
        catch (PhotoException)
        {
            return null;
        }
    }

    /// <summary>Tables, frame and scans of the first picture, up to its end.</summary>
    private static byte[]? Bare(ReadOnlySpan<byte> jpeg)
    {
        ByteView view = new(jpeg, bigEndian: true);
        using MemoryStream target = new(jpeg.Length);
        target.Write([0xFF, 0xD8]);
        long at = 2;
        while (at < jpeg.Length && JpegHeader.NextMarker(view, ref at) is var marker && marker != 0xD9)
        {
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                return null;
            long start = at;
            ReadOnlySpan<byte> segment = JpegHeader.Segment(view, ref at);
            if (IsFrame(marker) ? !IsPlain(marker, segment) : marker == 0xEE && !IsYcc(segment))
                return null;
            if (marker is (>= 0xE0 and <= 0xEF) or 0xFE)
                continue;
            if (marker == 0xDA)
                at = JpegHeader.EndOfScan(jpeg, at);
            target.Write([0xFF, (byte)marker]);
            target.Write(view.Slice(start, at - start));
        }
        target.Write([0xFF, 0xD9]);
        return target.ToArray();
    }

    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Baseline, extended or progressive; precision 8; three components that are not named R, G, B.</summary>
    private static bool IsPlain(int marker, ReadOnlySpan<byte> frame)
        => marker <= 0xC2 && frame.Length >= 15 && frame[0] == 8 && frame[5] == 3 && !(frame[6] == 'R' && frame[9] == 'G' && frame[12] == 'B');

    /// <summary>Adobe's segment, if it is one, says 1 for Y, Cb, Cr.</summary>
    private static bool IsYcc(ReadOnlySpan<byte> segment) => !segment.StartsWith("Adobe"u8) || (segment.Length >= 12 && segment[11] == 1);
}
