using System.Buffers.Binary;
using System.IO.Compression;

namespace IdPhoto.Tests.Preflight;

/// <summary>PNG files put together by hand; checksums are zeros, which nothing here reads.</summary>
internal static class PngPieces
{
    public static byte[] File(byte colourType, byte interlaced, params byte[][] chunks) =>
    [
        0x89, .. "PNG\r\n"u8, 26, 10, .. Chunk("IHDR", [0, 0, 600 >> 8, 600 & 255, 0, 0, 800 >> 8, 800 & 255, 8, colourType, 0, 0, interlaced]),
        .. chunks.SelectMany(chunk => chunk), .. Chunk("IDAT", 1, 2, 3), .. Chunk("IEND"),
    ];

    public static byte[] Chunk(string type, params byte[] content)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. type.Select(letter => (byte)letter), .. content, 0, 0, 0, 0];
    }

    public static byte[] Density(int x, int y, byte unit = 1)
    {
        byte[] content = [0, 0, 0, 0, 0, 0, 0, 0, unit];
        BinaryPrimitives.WriteInt32BigEndian(content, x);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4), y);
        return Chunk("pHYs", content);
    }

    public static byte[] Profile(ReadOnlySpan<byte> icc)
    {
        using MemoryStream packed = new();
        using (ZLibStream pack = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            pack.Write(icc);
        return Chunk("iCCP", [.. "name\0"u8, 0, .. packed.ToArray()]);
    }
}
