using IdPhoto.Decoding;

namespace IdPhoto.Preflight;

/// <summary>Looks into the chunks of a PNG whose structure was found whole (W3C PNG, third edition).</summary>
internal static class PngFacts
{
    /// <summary>Length, type and checksum.</summary>
    private const int ChunkFrame = 12;

    private const double MetresPerInch = 0.0254;

    public static FileFacts Read(ReadOnlySpan<byte> file, FileFacts facts)
    {
        ByteView view = new(file, bigEndian: true);
        Metadata metadata = new();
        string? profile = null;
        facts = facts with { Channels = Channels(view.U8(25)), Coding = Coding(view.U8(25), view.U8(28)) };
        for (long at = 8; ;)
        {
            ReadOnlySpan<byte> content = view.Slice(at + 8, view.U32(at));
            ReadOnlySpan<byte> type = view.Slice(at + 4, 4);
            at += 12 + content.Length;
            if (type.SequenceEqual("IEND"u8))
                return facts with { Metadata = metadata.Words, End = (int)Math.Min(at, file.Length) };
            if (type.SequenceEqual("pHYs"u8) && content.Length == 9 && content[8] == 1)
                facts = facts with { Dpi = Dpi(new ByteView(content, bigEndian: true)) };
            else if (type.SequenceEqual("sRGB"u8))
                facts = facts with { Profile = facts.Profile ?? ColourSpaceName.Srgb };
            else if (type.SequenceEqual("iCCP"u8))
                facts = facts with { Profile = profile ??= Profile(content) };
            else if (type.SequenceEqual("tRNS"u8))
                facts = facts with { Channels = 4 };
            else if (!Metadata.IsPicture(type))
            {
                metadata.Png(type, content);
                facts = facts with { Surplus = facts.Surplus + content.Length + ChunkFrame };
            }
        }
    }

    private static int Channels(int colourType) => colourType switch { 0 => 1, 4 or 6 => 4, _ => 3 };

    private static string Coding(int colourType, int interlaced)
        => (colourType == 3 ? "palette" : "plain") + (interlaced == 0 ? "" : ", interlaced");

    private static (double X, double Y) Dpi(ByteView physical)
        => (Math.Round(physical.U32(0) * MetresPerInch, 1), Math.Round(physical.U32(4) * MetresPerInch, 1));

    private static string Profile(ReadOnlySpan<byte> content)
        => EmbeddedProfile.OfChunk(content) is { } icc ? ColourSpaceName.Of(icc, null) : ColourSpaceName.Other;
}
