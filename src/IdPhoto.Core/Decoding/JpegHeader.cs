using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>Reads the segments of a JPEG (ITU-T T.81, annex B) up to the end of its first picture.</summary>
internal static class JpegHeader
{
    /// <summary>Each scan of a progressive JPEG costs a pass over all pixels; cameras and encoders write about ten.</summary>
    private const int MostScans = 100;

    public static PictureHeader Read(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        ByteView view = new(file, bigEndian: true);
        PictureHeader? header = null;
        JpegFrame frame = default;
        FirstExif exif = new();
        int? quality = null;
        int scans = 0;
        long at = 2;
        while (true)
        {
            int marker = NextMarker(view, ref at);
            if (marker == 0xD9) // EOI
                return Whole();
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            ReadOnlySpan<byte> segment = Segment(view, ref at);
            if (IsFrame(marker))
                (header, frame) = header is null ? (Frame(segment, limits), JpegFrame.Read(segment, marker)) : (header, frame);
            else if (marker == 0xE1 && segment.StartsWith("Exif\0\0"u8))
                exif.Take(segment[6..]);
            else if (marker == 0xDB)
                quality ??= JpegQuality.Estimate(segment);
            else if (marker == 0xDA)
            {
                if (header is null || ++scans > MostScans)
                    throw DecodeRefusal.Corrupt();
                if (scans == 1)
                    header = header with { HeldSamples = frame.HeldSamples(new ByteView(segment, bigEndian: true).U8(0)) };
                at = EndOfScan(file, at);
                if (at == file.Length)
                    return Whole() with { EndsOpen = true };
            }
        }

        PictureHeader Whole() => header is not null && scans > 0
            ? header with { ExifOrientation = exif.Orientation, JpegQuality = quality, Stated = exif.Colour }
            : throw DecodeRefusal.Corrupt();
    }

    /// <summary>How many components the first frame has.</summary>
    internal static int Components(ReadOnlySpan<byte> file)
    {
        ByteView view = new(file, bigEndian: true);
        for (long at = 2; ;)
        {
            int marker = NextMarker(view, ref at);
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            ReadOnlySpan<byte> segment = Segment(view, ref at);
            if (IsFrame(marker))
                return new ByteView(segment, bigEndian: true).U8(5);
        }
    }

    internal static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static PictureHeader Frame(ReadOnlySpan<byte> segment, DecodeLimits limits)
    {
        ByteView view = new(segment, bigEndian: true);
        PixelSize size = PictureHeader.Checked(view.U16(3), view.U16(1), limits);
        return new PictureHeader(FileKind.Jpeg, size, 1, view.U8(0));
    }

    /// <summary>The code of the next marker, the place behind it. Stray and fill bytes before it are skipped, as libjpeg and viewers do.</summary>
    internal static int NextMarker(ByteView view, ref long at)
    {
        while (true)
        {
            while (view.U8(at) != 0xFF)
                at++;
            while (view.U8(at) == 0xFF)
                at++;
            // A stuffed zero is data: what follows is as stray as what came before.
            if (view.U8(at++) is var marker && marker != 0)
                return marker;
        }
    }

    /// <summary>What a segment holds, without its length; the place moves behind it.</summary>
    internal static ReadOnlySpan<byte> Segment(ByteView view, ref long at)
    {
        int length = view.U16(at);
        if (length < 2)
            throw DecodeRefusal.Corrupt();
        ReadOnlySpan<byte> segment = view.Slice(at + 2, length - 2);
        at += length;
        return segment;
    }

    /// <summary>Where the entropy-coded bytes stop: the next marker that is neither a stuffed zero nor a restart, or the end of the file.</summary>
    internal static long EndOfScan(ReadOnlySpan<byte> file, long from)
    {
        int at = (int)from;
        while (true)
        {
            int found = file[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= file.Length)
                return file.Length;
            at += found;
            if (file[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
                return at;
            at += file[at + 1] == 0xFF ? 1 : 2;
        }
    }
}
