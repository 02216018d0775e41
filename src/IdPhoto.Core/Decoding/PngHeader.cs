using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>Reads the chunks of a PNG (W3C PNG, third edition).</summary>
internal static class PngHeader
{
    /// <summary>Unpacked it may be a thousand times as much, and the native reader unpacks all of it.</summary>
    private const int MostPackedText = 1 << 20;

    public static PictureHeader Read(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        ByteView view = new(file, bigEndian: true);
        if (view.Length > 16 && !view.Has(12, "IHDR"u8))
            throw DecodeRefusal.Corrupt();
        PixelSize size = PictureHeader.Checked(view.U32(16), view.U32(20), limits);
        PictureHeader header = new(FileKind.Png, size, 1, view.U8(24));
        return WithChunks(header, view);
    }

    private static PictureHeader WithChunks(PictureHeader header, ByteView view)
    {
        PngColour colour = new();
        FirstExif exif = new();
        bool data = false;
        long packed = 0;
        for (long at = 8; ;)
        {
            ReadOnlySpan<byte> content = view.Slice(at + 8, view.U32(at));
            if (view.Has(at + 4, "IEND"u8))
                return data
                    ? header with { ExifOrientation = exif.Orientation, Colour = colour.Coded, Stated = colour.Stated(exif.Colour) }
                    : throw DecodeRefusal.Corrupt();
            data |= view.Has(at + 4, "IDAT"u8);
            if (IsPackedText(view, at) && (packed += content.Length) > MostPackedText)
                throw DecodeRefusal.Corrupt();
            if (view.Has(at + 4, "eXIf"u8))
                exif.Take(content);
            colour.Take(view.Slice(at + 4, 4), content);
            at += 12 + content.Length;
        }
    }

    // In 'iTXt' a byte behind the keyword says whether the text is packed.
    private static bool IsPackedText(ByteView view, long at)
    {
        if (view.Has(at + 4, "zTXt"u8))
            return true;
        ReadOnlySpan<byte> text = view.Has(at + 4, "iTXt"u8) ? view.Slice(at + 8, view.U32(at)) : [];
        int keyword = text.IndexOf((byte)0);
        return keyword >= 0 && keyword + 1 < text.Length && text[keyword + 1] == 1;
    }
}
