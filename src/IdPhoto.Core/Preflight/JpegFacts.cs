using IdPhoto.Decoding;

namespace IdPhoto.Preflight;

/// <summary>Looks into the segments of a JPEG whose structure was found whole (ITU-T T.81, annex B).</summary>
internal static class JpegFacts
{
    /// <summary>Marker and length.</summary>
    private const int SegmentHeader = 4;

    public static FileFacts Read(ReadOnlySpan<byte> file, FileFacts facts)
    {
        ByteView view = new(file, bigEndian: true);
        Metadata metadata = new();
        List<byte[]> profile = [];
        int adobe = -1;
        for (long at = 2; ;)
        {
            int marker = at == file.Length ? 0xD9 : JpegHeader.NextMarker(view, ref at);
            if (marker == 0xD9)
                return Finished(facts, metadata, profile, adobe) with { End = (int)at };
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            ReadOnlySpan<byte> segment = JpegHeader.Segment(view, ref at);
            if (JpegHeader.IsFrame(marker) && facts.Coding.Length == 0)
                facts = facts with { Coding = Coding(marker), Channels = segment.Length > 5 ? segment[5] : 0 };
            else if (marker == 0xE0 && segment.StartsWith("JFIF\0"u8))
                facts = facts with { Dpi = Dpi(new ByteView(segment, bigEndian: true)) };
            else if (marker == 0xE2 && segment.StartsWith("ICC_PROFILE\0"u8))
                profile.Add(segment[Math.Min(14, segment.Length)..].ToArray());
            else if (marker == 0xEE && segment.StartsWith("Adobe"u8))
                adobe = segment.Length > 11 ? segment[11] : -1;
            else if (marker is (>= 0xE1 and <= 0xEF) or 0xFE)
            {
                metadata.Jpeg(marker, segment);
                facts = facts with { Surplus = facts.Surplus + segment.Length + SegmentHeader };
            }
            else if (marker == 0xDA)
                at = JpegHeader.EndOfScan(file, at);
        }
    }

    private static FileFacts Finished(FileFacts facts, Metadata metadata, List<byte[]> profile, int adobe) => facts with
    {
        Metadata = metadata.Words,
        Profile = profile.Count == 0 ? null : IccProfile.Parse([.. profile.SelectMany(part => part)]) is { } icc ? ColourSpaceName.Of(icc, null) : ColourSpaceName.Other,
        StoresRgb = adobe == 0 && facts.Channels == 3,
    };

    private static string Coding(int marker) => marker switch
    {
        0xC0 => "baseline",
        0xC1 => "extended sequential",
        0xC2 => "progressive",
        0xC3 => "lossless",
        >= 0xC9 => "arithmetic",
        _ => "hierarchical",
    };

    // JFIF 1.02: unit 1 is dots per inch, 2 dots per centimetre, 0 only a shape of pixels.
    private static (double X, double Y)? Dpi(ByteView jfif)
    {
        double unit = jfif.Length < 12 ? 0 : jfif.U8(7) switch { 1 => 1, 2 => 2.54, _ => 0 };
        return unit == 0 ? null : (jfif.U16(8) * unit, jfif.U16(10) * unit);
    }
}
