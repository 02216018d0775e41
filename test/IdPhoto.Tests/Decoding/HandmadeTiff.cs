using System.Buffers.Binary;

namespace IdPhoto.Tests.Decoding;

/// <summary>Little-endian TIFFs of one directory, written byte by byte: codings that no library here writes.</summary>
internal static class HandmadeTiff
{
    public const int Short = 3;
    public const int Long = 4;

    /// <summary>A file of strips, each of all rows of one plane or of all samples.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="photometric">Tag 262.</param>
    /// <param name="bits">Of each sample.</param>
    /// <param name="strips">The stored bytes.</param>
    /// <param name="more">Further tags, or others in place of those written here.</param>
    public static byte[] Of(int width, int height, int photometric, int[] bits, byte[][] strips, params (int Tag, int Type, uint[] Values)[] more)
    {
        SortedDictionary<int, (int Type, uint[] Values)> tags = new()
        {
            [256] = (Short, [(uint)width]),
            [257] = (Short, [(uint)height]),
            [258] = (Short, [.. bits.Select(value => (uint)value)]),
            [259] = (Short, [1]),
            [262] = (Short, [(uint)photometric]),
            [273] = (Long, new uint[strips.Length]),
            [277] = (Short, [(uint)bits.Length]),
            [278] = (Short, [(uint)height]),
            [279] = (Long, [.. strips.Select(strip => (uint)strip.Length)]),
        };
        foreach ((int tag, int type, uint[] values) in more)
            tags[tag] = (type, values);
        List<byte> data = [];
        long start = 8 + 2 + (12 * tags.Count) + 4;
        for (int i = 0; i < strips.Length; i++)
        {
            tags[273].Values[i] = (uint)(start + data.Count);
            data.AddRange(strips[i]);
            data.AddRange(new byte[data.Count & 1]);
        }
        return [.. "II*\0\b\0\0\0"u8, .. Directory(tags, start, data), .. data];
    }

    private static byte[] Directory(SortedDictionary<int, (int Type, uint[] Values)> tags, long start, List<byte> data)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write((ushort)tags.Count);
        foreach ((int tag, (int type, uint[] values)) in tags)
        {
            byte[] content = [.. values.SelectMany(value => Bytes(type, value))];
            writer.Write((ushort)tag);
            writer.Write((ushort)type);
            writer.Write(values.Length);
            if (content.Length <= 4)
            {
                writer.Write([.. content, .. new byte[4 - content.Length]]);
                continue;
            }
            writer.Write((uint)(start + data.Count));
            data.AddRange(content);
            data.AddRange(new byte[data.Count & 1]);
        }
        writer.Write(0);
        return stream.ToArray();
    }

    private static byte[] Bytes(int type, uint value)
    {
        byte[] four = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        return type switch { 1 or 2 or 7 => four[..1], Short => four[..2], _ => four };
    }

    /// <summary>Sixteen-bit samples as they are stored.</summary>
    public static byte[] Words(IEnumerable<int> values) => [.. values.SelectMany(value => new[] { (byte)value, (byte)(value >> 8) })];
}
