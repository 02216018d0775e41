namespace IdPhoto.Tests.Decoding;

/// <summary>Segments of JPEGs, written byte by byte. Each code of the tables is one bit of zero: a block is two of them.</summary>
internal static class HandmadeJpeg
{
    public static readonly byte[] Start = [0xFF, 0xD8];
    public static readonly byte[] End = [0xFF, 0xD9];
    public static readonly byte[] Restart = [0xFF, 0xD0];

    /// <summary>A table of mean values that do not change and one of blocks that end at once.</summary>
    public static readonly byte[] Tables = [.. Table(0x00, 0), .. Table(0x10, 0)];

    /// <summary>In place of the second: runs of 16,384 blocks and more that end at once, with 14 further bits.</summary>
    public static readonly byte[] Runs = Table(0x10, 0xE0);

    /// <param name="marker">0xC0 baseline, 0xC2 progressive.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="components">Name and sampling of each.</param>
    public static byte[] Frame(byte marker, int width, int height, params (byte Name, byte Sampling)[] components)
        => Segment(marker,
            [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)components.Length, .. components.SelectMany(one => new byte[] { one.Name, one.Sampling, 0 })]);

    /// <summary>A scan with what it holds.</summary>
    public static byte[] Scan(byte[] names, byte first, byte last, params byte[] bits)
        => [.. Segment(0xDA, [(byte)names.Length, .. names.SelectMany(name => new byte[] { name, 0 }), first, last, 0]), .. bits];

    public static byte[] RestartsAfter(byte units) => Segment(0xDD, [0, units]);

    private static byte[] Table(byte kind, byte symbol) => Segment(0xC4, [kind, 1, .. new byte[15], symbol]);

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, 0, (byte)(content.Length + 2), .. content];
}
