using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>Reads the chunks of a WebP (RFC 9649).</summary>
internal static class WebPHeader
{
    public static PictureHeader Read(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        ByteView view = new(file, bigEndian: false);
        PixelSize? size = null;
        FirstExif exif = new();
        long end = Math.Min(view.U32(4) + 8, int.MaxValue);
        for (long at = 12; at + 8 <= end;)
        {
            // The size is looked at first, so that a bomb is called a bomb even where the file is also cut short.
            size ??= Size(view, at, limits);
            ReadOnlySpan<byte> content = view.Slice(at + 8, view.U32(at + 4));
            if (view.Has(at, "EXIF"u8))
                exif.Take(content.StartsWith("Exif\0\0"u8) ? content[6..] : content);
            at += 8 + content.Length + (content.Length & 1);
        }
        return new PictureHeader(FileKind.WebP, size ?? throw DecodeRefusal.Corrupt(), exif.Orientation, 8);
    }

    /// <summary>The size in the chunk at an offset: the canvas where there is one, else the only frame.</summary>
    private static PixelSize? Size(ByteView view, long at, DecodeLimits limits)
    {
        if (view.Has(at, "VP8X"u8))
            return PictureHeader.Checked(view.U24(at + 12) + 1L, view.U24(at + 15) + 1L, limits);
        if (view.Has(at, "VP8L"u8))
        {
            long bits = view.U32(at + 9);
            return PictureHeader.Checked((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1, limits);
        }
        return view.Has(at, "VP8 "u8)
            ? PictureHeader.Checked(view.U16(at + 14) & 0x3FFF, view.U16(at + 16) & 0x3FFF, limits)
            : null;
    }
}
