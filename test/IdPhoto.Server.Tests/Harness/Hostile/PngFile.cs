using System.Buffers.Binary;

namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>Writes PNG files chunk by chunk (W3C PNG, third edition), with right checksums and whatever content.</summary>
internal static class PngFile
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static byte[] Signature { get; } = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static byte[] End { get; } = Chunk("IEND"u8, []);

    public static byte[] Header(int width, int height, int bits, int colour, bool interlaced)
    {
        byte[] content = [0, 0, 0, 0, 0, 0, 0, 0, (byte)bits, (byte)colour, 0, 0, (byte)(interlaced ? 1 : 0)];
        BinaryPrimitives.WriteInt32BigEndian(content, width);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4), height);
        return Chunk("IHDR"u8, content);
    }

    public static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }

    // W3C PNG, annex D.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in bytes)
            crc = Table[(byte)(crc ^ one)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Entry(int index)
    {
        uint entry = (uint)index;
        for (int i = 0; i < 8; i++)
            entry = (entry >> 1) ^ ((entry & 1) * 0xEDB88320);
        return entry;
    }
}
