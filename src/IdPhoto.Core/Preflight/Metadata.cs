using IdPhoto.Decoding;
using IdPhoto.Exporting;

namespace IdPhoto.Preflight;

/// <summary>Collects what a file carries beside its picture, in words of ours.</summary>
internal sealed class Metadata
{
    private const int GpsTag = 0x8825;

    /// <summary>A file can hold a million broken blocks, each an exception; programs leave a few at most.</summary>
    private const int MostBroken = 16;

    private readonly SortedSet<string> _words = new(StringComparer.Ordinal);
    private int _broken;

    public IReadOnlyList<string> Words => [.. _words];

    public void Jpeg(int marker, ReadOnlySpan<byte> segment)
    {
        if (marker == 0xE1 && segment.StartsWith("Exif\0\0"u8))
            Exif(segment[6..]);
        else if (marker == 0xE1)
            _words.Add("XMP");
        else if (marker == 0xED)
            _words.Add("IPTC");
        else if (marker != 0xFE)
            _words.Add("other data");
        else if (!Padding.IsFiller(segment))
            _words.Add("comment");
    }

    public void Png(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        if (type.SequenceEqual("eXIf"u8))
            Exif(content);
        else if (type.SequenceEqual("iTXt"u8) && content.StartsWith("XML:com.adobe.xmp"u8))
            _words.Add("XMP");
        else if (type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8))
            Text(content);
        else if (type.SequenceEqual("tIME"u8))
            _words.Add("time");
        else
            _words.Add("other data");
    }

    private void Text(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith("Comment\0"u8) || !Padding.IsFiller(content[8..]))
            _words.Add("text");
    }

    private void Exif(ReadOnlySpan<byte> tiff)
    {
        _words.Add("EXIF");
        if (_broken == MostBroken)
            return;
        try
        {
            if (TiffDirectory.Open(tiff).Count(GpsTag) > 0)
                _words.Add("GPS");
        }
        catch (PhotoException)
        {
            // Broken EXIF may hide anything; that it is there is told.
            _broken++;
        }
    }

    /// <summary>Whether a chunk of a PNG tells how to show the picture.</summary>
    public static bool IsPicture(ReadOnlySpan<byte> type) => type.SequenceEqual("IHDR"u8) || type.SequenceEqual("IDAT"u8)
        || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("cICP"u8) || type.SequenceEqual("cHRM"u8) || type.SequenceEqual("sBIT"u8)
        || type.SequenceEqual("pHYs"u8) || type.SequenceEqual("bKGD"u8);
}
