namespace IdPhoto.Tests.Preflight;

/// <summary>JPEG files put together by hand, with as many coded pixels as a header needs.</summary>
internal static class JpegPieces
{
    public static byte[] Jfif { get; } = Density(1, 300, 300);

    public static byte[] File(params byte[][] segments) => [0xFF, 0xD8, .. segments.SelectMany(segment => segment), 0xFF, 0xD9];

    public static byte[] Segment(int marker, params byte[] content)
        => [0xFF, (byte)marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    public static byte[] Density(byte unit, int x, int y)
        => Segment(0xE0, [.. "JFIF\0"u8, 1, 2, unit, (byte)(x >> 8), (byte)x, (byte)(y >> 8), (byte)y, 0, 0]);

    public static byte[] Frame(int marker = 0xC0, byte channels = 3)
        => Segment(marker, [8, 800 >> 8, 800 & 255, 600 >> 8, 600 & 255, channels, .. new byte[3 * channels]]);

    /// <summary>A scan whose bytes hold a stuffed zero and a restart.</summary>
    public static byte[] Scan() => [.. Segment(0xDA, 1, 1, 0, 0, 63, 0), 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4];

    public static byte[] Comment(string text) => Segment(0xFE, [.. text.Select(letter => (byte)letter)]);

    /// <summary>EXIF of some tags, each a short of one value.</summary>
    public static byte[] Exif(params int[] tags) => Segment(0xE1, [.. "Exif\0\0"u8, .. Tiff(tags)]);

    public static byte[] Tiff(params int[] tags) =>
    [
        .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, (byte)tags.Length,
        .. tags.SelectMany(tag => (byte[])[(byte)(tag >> 8), (byte)tag, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]), 0, 0, 0, 0,
    ];
}
