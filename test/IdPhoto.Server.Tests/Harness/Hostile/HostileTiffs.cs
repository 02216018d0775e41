using System.Buffers.Binary;

namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>TIFF: silly strips and tiles, deep samples, directories without end.</summary>
internal static class HostileTiffs
{
    private const int Side = 8000;
    private const int Short = 3;
    private const int Long = 4;
    private const int None = 1;
    private const int Deflate = 8;

    public static IEnumerable<HostilePicture> All() => [.. Declared(), .. Strips(), .. Deep(), .. Directories()];

    /// <summary>A square picture in one packed strip of zeros: whole numbers, or floating point of 32 bits.</summary>
    public static byte[] Deep(uint side, int bits, int samples) => Write(Samples(side, bits, samples, bits == 32 ? 3 : 1, planes: false), Packed.Zeros((long)side * side * bits / 8 * samples), 1);

    private static IEnumerable<HostilePicture> Declared()
    {
        foreach ((uint width, uint height) in new[] { (100_000u, 100_000u), (uint.MaxValue, uint.MaxValue), (uint.MaxValue, 32u), (8001u, 8000u), (0u, 0u) })
            yield return new("tiff", $"declares {width} x {height}", () => Write(Rgb(width, height, None, height), new byte[1000], 1)) { IsQuick = true };
        yield return new("tiff", "64 megapixels with nothing in them", () => Write(Rgb(Side, Side, None, Side), new byte[1000], 1)) { IsQuick = true };
        yield return new("tiff", "a tile of 2,000,000,000 columns", () => Write(Tiles(64, 64, 2_000_000_000, 16), new byte[1000], 1, tiled: true)) { IsQuick = true };
        yield return new("tiff", "tiles of 8192 x 8192 in 64 x 64 pixels", () => Write(Tiles(64, 64, 8192, 8192), Packed.Zeros(8192L * 8192 * 3), 1, tiled: true));
        yield return new("tiff", "tiles of one pixel", () => Write(Tiles(400, 400, 1, 1), new byte[3], 160_000, tiled: true));
    }

    private static IEnumerable<HostilePicture> Strips()
    {
        byte[] row = new byte[Side * 3];
        yield return new("tiff", "all strips in one place", () => Write(Rgb(Side, Side, None, 1), row, Side));
        yield return new("tiff", "all strips in one place, a column", () => Write(Rgb(320, 200_000, None, 1), new byte[960], 200_000));
        yield return new("tiff", "one packed strip of 64 megapixels", () => Write(Rgb(Side, Side, Deflate, Side), Packed.Zeros(Side * (long)Side * 3), 1));
        yield return new("tiff", "strips that unpack to 1,000 times what they should", () => Write(Rgb(Side, Side, Deflate, 1), Packed.Zeros(24_000_000), Side));
        yield return new("tiff", "more rows a strip than the picture has", () => Write(Rgb(Side, Side, Deflate, uint.MaxValue), Packed.Zeros(Side * (long)Side * 3), 1));
        yield return new("tiff", "no rows a strip", () => Write(Rgb(Side, Side, None, 0), row, 1)) { IsQuick = true };
        yield return new("tiff", "1,000,000 strips", () => Write(Rgb(32, 1_000_000, None, 1), new byte[96], 1_000_000)) { IsQuick = true };
        yield return new("tiff", "strips behind the end", () => Write(Rgb(Side, Side, None, 1), [], Side)) { IsQuick = true };
        foreach (int compression in new[] { 2, 3, 4, 5, 6, 7, 32773, 34661, 34712, 34887, 34925, 50000, 50001, 50002 })
            yield return new("tiff", $"noise as compression {compression}", () => Write(Rgb(Side, Side, compression, Side), Packed.Noise(2_000_000), 1));
    }

    private static IEnumerable<HostilePicture> Deep()
    {
        foreach ((int bits, int samples, int format) in new[] { (8, 5, 1), (16, 5, 1), (32, 5, 1), (32, 5, 3), (64, 3, 3), (64, 5, 3), (64, 5, 1) })
            foreach (bool planes in new[] { false, true })
                yield return new(
                    "tiff", $"64 megapixels, {samples} samples of {bits} bits, format {format}{(planes ? ", in planes" : "")}",
                    () => Write(Samples(Side, bits, samples, format, planes), Packed.Zeros((long)Side * Side * bits / 8 * (planes ? 1 : samples)), planes ? samples : 1));
        foreach (int photometric in new[] { 0, 3, 5, 6, 8, 9, 10, 32844, 32845 })
            yield return new("tiff", $"64 megapixels, photometric {photometric}", () => Write([.. Rgb(Side, Side, Deflate, Side).Where(tag => tag.Tag != 262), (262, Short, [(uint)photometric])], Packed.Zeros(Side * (long)Side * 3), 1));
    }

    private static IEnumerable<HostilePicture> Directories()
    {
        yield return new("tiff", "200,000 pages", () => Pages(200_000, loop: false));
        yield return new("tiff", "a page that leads to itself", () => Pages(1, loop: true)) { IsQuick = true };
        yield return new("tiff", "a profile of 24 MB", () => Write([.. Rgb(64, 64, None, 64), (34675, 7, Bytes(24_000_000))], new byte[64 * 64 * 3], 1));
        yield return new("tiff", "a tag with 2,000,000,000 values", () => Write([.. Rgb(64, 64, None, 64), (700, 1, [])], new byte[64 * 64 * 3], 1, count: 2_000_000_000)) { IsQuick = true };
        yield return new("tiff", "65,535 entries", () => [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 0xFF, 0xFF, .. new byte[800_000]]) { IsQuick = true };
        yield return new("tiff", "no directory", () => [(byte)'I', (byte)'I', 42, 0, 0xFF, 0xFF, 0xFF, 0x7F, .. new byte[64]]) { IsQuick = true };
    }

    private static uint[] Bytes(int count) => [.. Packed.Noise(count).Select(one => (uint)one)];

    private static List<(int Tag, int Type, uint[] Values)> Rgb(uint width, uint height, int compression, uint rows)
        => [(256, Long, [width]), (257, Long, [height]), (258, Short, [8, 8, 8]), (259, Short, [(uint)compression]), (262, Short, [2]), (277, Short, [3]), (278, Long, [rows]), (284, Short, [1])];

    private static List<(int Tag, int Type, uint[] Values)> Tiles(uint width, uint height, uint tileWidth, uint tileHeight)
        => [(256, Long, [width]), (257, Long, [height]), (258, Short, [8, 8, 8]), (259, Short, [tileWidth > 1000 ? Deflate : (uint)None]), (262, Short, [2]), (277, Short, [3]), (284, Short, [1]), (322, Long, [tileWidth]), (323, Long, [tileHeight])];

    private static List<(int Tag, int Type, uint[] Values)> Samples(uint side, int bits, int samples, int format, bool planes) =>
    [
        (256, Long, [side]), (257, Long, [side]), (258, Short, [.. Enumerable.Repeat((uint)bits, samples)]), (259, Short, [Deflate]), (262, Short, [2]), (277, Short, [(uint)samples]), (278, Long, [side]),
        (284, Short, [planes ? 2u : 1u]), (338, Short, [.. Enumerable.Repeat(0u, Math.Max(1, samples - 3))]), (339, Short, [.. Enumerable.Repeat((uint)format, samples)]),
    ];

    /// <summary>One directory, its values, and one piece of data to which all strips or tiles lead.</summary>
    private static byte[] Write(List<(int Tag, int Type, uint[] Values)> tags, byte[] data, int pieces, bool tiled = false, uint? count = null)
    {
        uint at = 8 + 2 + (12 * ((uint)tags.Count + 2)) + 4;
        uint valuesLength = (uint)tags.Sum(tag => Length(tag.Type, tag.Values.Length)) + (8 * (uint)pieces) + 16;
        uint dataAt = at + valuesLength;
        tags = [.. tags, (tiled ? 324 : 273, Long, Filled(pieces, dataAt)), (tiled ? 325 : 279, Long, Filled(pieces, data.Length == 0 ? 1000 : (uint)data.Length))];
        byte[] file = new byte[dataAt + data.Length];
        ((ReadOnlySpan<byte>)[(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, (byte)tags.Count, 0]).CopyTo(file);
        int entry = 10;
        foreach ((int tag, int type, uint[] values) in tags.OrderBy(tag => tag.Tag))
        {
            at = Entry(file, entry, at, tag, type, values, tag == 700 ? count : null);
            entry += 12;
        }
        data.CopyTo(file, (int)dataAt);
        return file;
    }

    private static uint Entry(byte[] file, int entry, uint at, int tag, int type, uint[] values, uint? count)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(entry), (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(entry + 2), (ushort)type);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(entry + 4), count ?? (uint)values.Length);
        int length = Size(type) * values.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(entry + 8), at);
        int from = length <= 4 ? entry + 8 : (int)at;
        if (length <= 4)
            file.AsSpan(entry + 8, 4).Clear();
        for (int i = 0; i < values.Length; i++)
            WriteValue(file.AsSpan(from + (i * Size(type))), type, values[i]);
        return at + (uint)Length(type, values.Length);
    }

    private static void WriteValue(Span<byte> at, int type, uint value)
    {
        if (Size(type) == 1)
            at[0] = (byte)value;
        else if (type == Short)
            BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(at, value);
    }

    private static byte[] Pages(int pages, bool loop)
    {
        byte[] first = Write(Rgb(64, 64, None, 64), new byte[64 * 64 * 3], 1);
        int entries = first[8], directory = 2 + (12 * entries) + 4, next = 8 + directory - 4;
        byte[] file = [.. first, .. new byte[(pages - 1) * directory]];
        for (int page = 1; page < pages; page++)
        {
            int at = first.Length + ((page - 1) * directory);
            first.AsSpan(8, directory).CopyTo(file.AsSpan(at));
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(next), at);
            next = at + directory - 4;
        }
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(next), loop ? 8 : 0);
        return file;
    }

    private static int Size(int type) => type switch { Short => 2, Long => 4, _ => 1 };

    private static int Length(int type, int count) => Size(type) * count is > 4 and int length ? length + (length & 1) : 0;

    private static uint[] Filled(int count, uint value)
    {
        uint[] all = new uint[count];
        Array.Fill(all, value);
        return all;
    }
}
