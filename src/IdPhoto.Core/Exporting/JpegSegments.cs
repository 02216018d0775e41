using System.Buffers.Binary;
using IdPhoto.Decoding;

namespace IdPhoto.Exporting;

/// <summary>Rewrites what stands before the pixels of a JPEG: print size and colour profile in, everything about the photo's origin out.</summary>
internal static class JpegSegments
{
    private const int StartOfScan = 0xDA;

    /// <summary>Marker and length.</summary>
    private const int CommentHeader = 4;

    private const int LongestComment = 2 + ushort.MaxValue;

    /// <summary>A JPEG with a JFIF header in dots per inch and the given profile, without EXIF, XMP, IPTC and comments.</summary>
    /// <param name="jpeg">A JPEG as an encoder writes it; what follows its first scan's marker is copied.</param>
    /// <param name="dpi">Dots per inch, 1..65535.</param>
    /// <param name="icc">The colour profile, up to 65,519 bytes; empty for none.</param>
    /// <exception cref="ArgumentException">The bytes are not a JPEG.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The density or the profile's length is out of range.</exception>
    public static byte[] Rewrite(ReadOnlySpan<byte> jpeg, int dpi, ReadOnlySpan<byte> icc)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dpi, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dpi, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(icc.Length, 65_519);
        using MemoryStream target = new(jpeg.Length + icc.Length + 64);
        target.Write([0xFF, 0xD8]);
        target.Write(Jfif(dpi));
        if (!icc.IsEmpty)
            WriteProfile(target, icc);
        WritePicture(target, jpeg);
        return target.ToArray();
    }

    /// <summary>The same JPEG with a profile before everything else, and nothing left out.</summary>
    /// <param name="jpeg">A JPEG without a profile.</param>
    /// <param name="icc">The colour profile, up to 65,519 bytes.</param>
    public static byte[] WithProfile(ReadOnlySpan<byte> jpeg, ReadOnlySpan<byte> icc)
    {
        using MemoryStream target = new(jpeg.Length + icc.Length + 18);
        target.Write(jpeg[..2]);
        WriteProfile(target, icc);
        target.Write(jpeg[2..]);
        return target.ToArray();
    }

    /// <summary>The segments that the picture needs, then all from the first scan on; stray bytes between segments are left out.</summary>
    private static void WritePicture(MemoryStream target, ReadOnlySpan<byte> jpeg)
    {
        if (!jpeg.StartsWith<byte>([0xFF, 0xD8]))
            throw NotJpeg();
        ByteView view = new(jpeg, bigEndian: true);
        try
        {
            for (long at = 2; ;)
            {
                int marker = JpegHeader.NextMarker(view, ref at);
                long start = at;
                if (marker == StartOfScan)
                {
                    target.Write([0xFF, StartOfScan]);
                    target.Write(jpeg[(int)at..]);
                    if (EndsOpen(jpeg, at))
                        target.Write([0xFF, 0xD9]);
                    return;
                }
                JpegHeader.Segment(view, ref at);
                if (!IsKept(marker))
                    continue;
                target.Write([0xFF, (byte)marker]);
                target.Write(view.Slice(start, at - start));
            }
        }
        catch (PhotoException)
        {
            throw NotJpeg();
        }
    }

    /// <summary>Whether the end mark is missing behind the last scan.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="at">Behind the mark of the first scan.</param>
    private static bool EndsOpen(ReadOnlySpan<byte> jpeg, long at)
    {
        ByteView view = new(jpeg, bigEndian: true);
        for (int marker = StartOfScan; marker != 0xD9; marker = JpegHeader.NextMarker(view, ref at))
        {
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            JpegHeader.Segment(view, ref at);
            if (marker == StartOfScan)
                at = JpegHeader.EndOfScan(jpeg, at);
            if (at >= jpeg.Length)
                return true;
        }
        return false;
    }

    /// <summary>Tables and frame are the picture; of the application segments only Adobe's tells how to decode it.</summary>
    private static bool IsKept(int marker) => marker is not ((>= 0xE0 and <= 0xEF) or 0xFE) || marker == 0xEE;

    private static int MarkerAt(ReadOnlySpan<byte> jpeg, int at) =>
        at + 4 <= jpeg.Length && jpeg[0] == 0xFF && jpeg[1] == 0xD8 && jpeg[at] == 0xFF ? jpeg[at + 1] : throw NotJpeg();

    /// <summary>JFIF 1.02, with the density as dots per inch (unit 1) and no thumbnail.</summary>
    private static byte[] Jfif(int dpi)
    {
        byte high = (byte)(dpi >> 8);
        byte low = (byte)dpi;
        return [0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 2, 1, high, low, high, low, 0, 0];
    }

    /// <summary>ICC.1:2022, annex B.4: one part of one.</summary>
    private static void WriteProfile(MemoryStream target, ReadOnlySpan<byte> icc)
    {
        int length = icc.Length + 16;
        target.Write([0xFF, 0xE2, (byte)(length >> 8), (byte)length, .. "ICC_PROFILE\0"u8, 1, 1]);
        target.Write(icc);
    }

    /// <summary>The same JPEG made longer by comment segments (COM) after its headers; not a byte follows the end marker.</summary>
    /// <param name="jpeg">A JPEG that begins with its APP0 segment, as <see cref="Rewrite"/> leaves it.</param>
    /// <param name="bytes">How many bytes longer it becomes at least: fewer than a comment's own four are rounded up.</param>
    /// <exception cref="ArgumentException">The bytes are not such a JPEG.</exception>
    public static byte[] Pad(ReadOnlySpan<byte> jpeg, int bytes)
    {
        if (MarkerAt(jpeg, 2) != 0xE0)
            throw NotJpeg();
        int headers = 4 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[4..]);
        using MemoryStream target = new(jpeg.Length + bytes + CommentHeader);
        target.Write(jpeg[..headers]);
        for (int left = bytes; left > 0;)
            left -= WriteComment(target, left);
        target.Write(jpeg[headers..]);
        return target.ToArray();
    }

    // A rest too short for a comment of its own is avoided by leaving it some bytes of this one.
    private static int WriteComment(MemoryStream target, int left)
    {
        int length = left > LongestComment && left < LongestComment + CommentHeader ? LongestComment - CommentHeader : Math.Min(left, LongestComment);
        byte[] text = new byte[Math.Max(0, length - CommentHeader)];
        Padding.Fill(text);
        target.Write([0xFF, 0xFE, (byte)((text.Length + 2) >> 8), (byte)(text.Length + 2)]);
        target.Write(text);
        return text.Length + CommentHeader;
    }

    private static ArgumentException NotJpeg() => new("Not a JPEG.", "jpeg");
}
