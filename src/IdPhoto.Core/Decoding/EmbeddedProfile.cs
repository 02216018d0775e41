using System.IO.Compression;

namespace IdPhoto.Decoding;

/// <summary>Finds the ICC profile that a file carries, for decoders that convert colours without telling from what.</summary>
internal static class EmbeddedProfile
{
    private const int LargestProfile = 1 << 20;

    /// <summary>The profile; null where there is none that can be read.</summary>
    /// <param name="file">A whole file, whose header was read without a refusal.</param>
    /// <param name="kind">Its format; of TIFF nothing is known.</param>
    public static IccProfile? Of(ReadOnlySpan<byte> file, FileKind kind) => Parse(kind switch
    {
        FileKind.Jpeg => OfJpeg(file),
        FileKind.Png => OfPng(file),
        FileKind.WebP => OfWebP(file),
        FileKind.Avif or FileKind.Heic => IsoHeader.Profile(file),
        _ => [],
    });

    /// <summary>The profile of a PNG's chunk 'iCCP'; null where it cannot be unpacked or read.</summary>
    public static IccProfile? OfChunk(ReadOnlySpan<byte> content) => Parse(Unpacked(content));

    private static IccProfile? Parse(byte[] bytes) => bytes.Length == 0 ? null : IccProfile.Parse(bytes);

    // ICC.1:2022, annex B.4: parts in their order, each behind a name, its number and their count.
    private static byte[] OfJpeg(ReadOnlySpan<byte> file)
    {
        ByteView view = new(file, bigEndian: true);
        List<byte> profile = [];
        for (long at = 2; ;)
        {
            int marker = JpegHeader.NextMarker(view, ref at);
            if (marker is 0xDA or 0xD9)
                return [.. profile];
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            ReadOnlySpan<byte> segment = JpegHeader.Segment(view, ref at);
            if (marker == 0xE2 && segment.Length > 14 && segment.StartsWith("ICC_PROFILE\0"u8))
                profile.AddRange(segment[14..]);
        }
    }

    private static byte[] OfPng(ReadOnlySpan<byte> file)
    {
        ByteView view = new(file, bigEndian: true);
        for (long at = 8; at + 12 <= file.Length && !view.Has(at + 4, "IDAT"u8); at += 12 + view.U32(at))
            if (view.Has(at + 4, "iCCP"u8))
                return Unpacked(view.Slice(at + 8, view.U32(at)));
        return [];
    }

    private static byte[] OfWebP(ReadOnlySpan<byte> file)
    {
        ByteView view = new(file, bigEndian: false);
        for (long at = 12; at + 8 <= file.Length; at += 8 + view.U32(at + 4) + (view.U32(at + 4) & 1))
            if (view.Has(at, "ICCP"u8))
                return view.Slice(at + 8, view.U32(at + 4)).ToArray();
        return [];
    }

    private static byte[] Unpacked(ReadOnlySpan<byte> content)
    {
        int name = content.IndexOf((byte)0);
        if (name < 0 || name + 2 > content.Length)
            return [];
        try
        {
            using ZLibStream packed = new(new MemoryStream(content[(name + 2)..].ToArray()), CompressionMode.Decompress);
            byte[] profile = new byte[LargestProfile];
            return profile[..packed.ReadAtLeast(profile, profile.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
