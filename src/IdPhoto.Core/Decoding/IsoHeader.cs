using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>Reads the item properties of a HEIC or AVIF (ISO/IEC 23008-12): size, turning, colour.</summary>
internal static class IsoHeader
{
    /// <summary>Tiles reach beyond a picture's edge, and its transparency is decoded as well.</summary>
    private const int MostTimes = 2;

    public static PictureHeader Read(ReadOnlySpan<byte> file, FileKind kind, DecodeLimits limits)
    {
        ReadOnlySpan<byte> meta = Meta(file);
        IsoProperties properties = PropertiesOf(meta, out long primary, out ReadOnlySpan<byte> references);
        PictureHeader header = FromProperties(properties, kind, limits);
        // EXIF has no say beside 'irot' and 'imir'. Alone it turns a HEIC that was converted from a JPEG; no viewer turns an AVIF by it.
        if (kind == FileKind.Heic && !properties.SaysOrientation())
            header = header with { ExifOrientation = TiffDirectory.Orientation(IsoExif.Of(file, meta)), TurnedByExif = true };
        // No encoder writes tiles of which most is not shown; a decoder would be busy with them for hours.
        if (new IsoWork(references, properties.Areas()).PixelsOf(primary) > MostTimes * limits.MaxPixels)
            throw DecodeRefusal.Corrupt();
        return header;
    }

    /// <summary>The main picture's ICC profile; empty where it has none.</summary>
    public static byte[] Profile(ReadOnlySpan<byte> file) => PropertiesOf(Meta(file), out _, out _).Profile();

    private static ReadOnlySpan<byte> Meta(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> meta = default;
        bool movie = false;
        IsoBoxes boxes = new(file);
        while (boxes.Next())
        {
            if (boxes.Is("meta"u8) && meta.IsEmpty)
                meta = boxes.Content;
            movie |= boxes.Is("moov"u8);
        }
        if (meta.Length < 4)
            throw movie ? DecodeRefusal.Unsupported(Message.Of("decoding.format-animation")) : DecodeRefusal.Corrupt();
        return meta[4..];
    }

    private static IsoProperties PropertiesOf(ReadOnlySpan<byte> meta, out long primary, out ReadOnlySpan<byte> references)
    {
        primary = 0;
        references = default;
        ReadOnlySpan<byte> properties = default;
        IsoBoxes boxes = new(meta);
        while (boxes.Next())
        {
            if (boxes.Is("pitm"u8))
                primary = Primary(boxes.Content);
            else if (boxes.Is("iprp"u8))
                properties = boxes.Content;
            else if (boxes.Is("iref"u8))
                references = boxes.Content;
        }
        return new IsoProperties(properties, primary);
    }

    private static long Primary(ReadOnlySpan<byte> pitm)
    {
        ByteView view = new(pitm, bigEndian: true);
        return view.U8(0) == 0 ? view.U16(4) : view.U32(4);
    }

    private static PictureHeader FromProperties(IsoProperties properties, FileKind kind, DecodeLimits limits)
    {
        // Every size in the file is held against the limit: tiles, previews and depth maps may be decoded too.
        (long width, long height) = properties.LargestSize();
        PixelSize largest = PictureHeader.Checked(width, height, limits);
        (width, height) = properties.PrimarySize();
        PixelSize stored = width == 0 ? largest : PictureHeader.Checked(width, height, limits);
        CodedColour? colour = properties.Colour();
        if (colour is { IsHighDynamicRange: true })
            throw DecodeRefusal.Unsupported(Message.Of("decoding.format-high-dynamic-range"));
        return new PictureHeader(kind, stored, properties.Orientation(), properties.Bits()) { Colour = colour, Stated = colour is { } coded ? StatedColour.Of(coded) : null, LargestPart = largest.Area };
    }
}
