using NetVips;

namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>HEIC and AVIF: grids, overlays, sizes that lie, items that are made of themselves.</summary>
internal static class HostileIsoFiles
{
    private const int Side = 8000;
    private const uint TileWidth = 256;
    private const uint TileHeight = 192;

    private static readonly Lazy<byte[]> Heic = new(() => File.ReadAllBytes(Path.Combine(Repository.Root(), "test", "IdPhoto.Tests", "Fixtures", "six.heic")));

    public static IEnumerable<HostilePicture> All() => [.. Grids(), .. Overlays(), .. Lies(), .. Av1(), .. Broken()];

    /// <summary>A HEIC of so many tiles, 972 at most, each an item of its own.</summary>
    public static byte[] Grid(int columns, int rows)
    {
        uint width = (uint)columns * TileWidth, height = (uint)rows * TileHeight;
        int[] tiles = [.. Enumerable.Range(2, columns * rows)];
        return IsoWriter.Write("heic", [Item(1, "grid", GridData(columns, rows, width, height), width, height, tiles), .. tiles.Select(id => Tile(id, Hevc(), TileWidth, TileHeight))]);
    }

    /// <summary>A HEIC of one size, made of so many times one tile.</summary>
    public static byte[] Tiled(int columns, int rows, uint width, uint height) => IsoWriter.Write(
        "heic", Item(1, "grid", GridData(columns, rows, width, height), width, height, Times(2, Math.Min(columns * rows, 65_535))), Tile(2, Hevc(), TileWidth, TileHeight));

    private static IEnumerable<HostilePicture> Grids()
    {
        yield return new("heic", "a grid of 48 megapixels", () => Grid(27, 36));
        yield return new("heic", "a grid of 63 megapixels of one tile", () => IsoWriter.Write("heic", Whole(1, 31, 41)));
        yield return new("heic", "30 x 30 tiles for 64 x 64 pixels", () => Tiled(30, 30, 64, 64));
        yield return new("heic", "more tiles than are taken", () => Tiled(256, 256, 7936, 7872)) { IsQuick = true };
        yield return new("heic", "30 x 30 grids of 63 megapixels for 64 x 64 pixels", () => IsoWriter.Write("heic", [Item(1, "grid", GridData(30, 30, 64, 64), 64, 64, Times(2, 900)), .. Whole(2, 31, 41)]));
        yield return new("heic", "a grid of 100,000 x 100,000", () => Tiled(31, 41, 100_000, 100_000)) { IsQuick = true };
        yield return new("heic", "a grid larger than its tiles", () => Tiled(2, 2, 7936, 7872));
        yield return new("heic", "a grid of itself", () => IsoWriter.Write("heic", Item(1, "grid", GridData(1, 1, 256, 192), 256, 192, 1))) { IsQuick = true };
        yield return new("heic", "grids of grids of grids, 16 x 16 each", () => Nested("grid", 8));
        yield return new("heic", "a grid without tiles", () => IsoWriter.Write("heic", Item(1, "grid", GridData(2, 2, 512, 384), 512, 384))) { IsQuick = true };
    }

    private static IEnumerable<HostilePicture> Overlays()
    {
        yield return new("heic", "an overlay of 900 grids of 63 megapixels", () => Overlay(900));
        yield return new("heic", "an overlay of 16 grids of 63 megapixels", () => Overlay(16));
        yield return new("heic", "an overlay of itself", () => IsoWriter.Write("heic", Item(1, "iovl", OverlayData(2, 256, 192), 256, 192, 1, 1))) { IsQuick = true };
        yield return new("heic", "overlays of 8 overlays, 16 deep", () => Nested("iovl", 16));
        yield return new("heic", "an identity of itself", () => IsoWriter.Write("heic", Item(1, "iden", [], 256, 192, 1))) { IsQuick = true };
    }

    private static IEnumerable<HostilePicture> Lies()
    {
        yield return new("heic", "80,000 pixels of 256 x 192", () => IsoWriter.Write("heic", Tile(1, HevcSequence.Resized(Hevc(), 320, 248), TileWidth, TileHeight)));
        foreach (uint side in new uint[] { 1024, 8192, 16_384, 65_528 })
            yield return new("heic", $"256 x 192 that is decoded as {side} x {side}", () => IsoWriter.Write("heic", Tile(1, HevcSequence.Resized(Hevc(), side, side), TileWidth, TileHeight)));
        yield return new("heic", "a grid whose tiles are decoded as 8192 x 8192", () => IsoWriter.Write("heic", [.. Whole(1, 31, 41)[..2], Tile(3, HevcSequence.Resized(Hevc(), 8192, 8192), TileWidth, TileHeight)]));
        yield return new("heic", "63 megapixels that are decoded as 256 x 192", () => IsoWriter.Write("heic", Tile(1, Hevc(), 7936, 7872)));
        yield return new("heic", "no size", () => IsoWriter.Write("heic", new IsoItem(1, "hvc1", HevcData(), [Hevc()], []))) { IsQuick = true };
        yield return new("heic", "a transparency of 63 megapixels", () => IsoWriter.Write("heic", [Tile(1, Hevc(), TileWidth, TileHeight) with { Auxiliary = 2 }, .. Whole(2, 31, 41)]));
        yield return new("heic", "data outside the file", () => IsoWriter.Write("heic", Tile(1, Hevc(), TileWidth, TileHeight) with { Astray = 2_000_000_000 })) { IsQuick = true };
        yield return new("heic", "900 items", () => IsoWriter.Write("heic", [.. Enumerable.Range(1, 900).Select(i => Tile(i, Hevc(), TileWidth, TileHeight) with { Data = [] })]));
    }

    private static IEnumerable<HostilePicture> Av1()
    {
        foreach (int bits in new[] { 8, 12 })
            yield return new("avif", $"64 megapixels, {bits} bits", () => Avif(Side, bits));
        yield return new("avif", "64 x 64 that is decoded as 64 megapixels", () => Relabelled(Side, 64, 64));
        yield return new("avif", "64 megapixels that are decoded as 64 x 64", () => Relabelled(64, Side, Side));
        yield return new("avif", "a grid of 64 megapixels", () => AvifGrid(15, 15, 512));
        yield return new("avif", "30 x 30 tiles of 64 megapixels each for 64 x 64 pixels", () => AvifGrid(30, 30, Side, 64));
        yield return new("avif", "30 x 30 tiles of a quarter of a megapixel each for 64 x 64 pixels", MostlyHidden);
        yield return new("avif", "4 x 4 tiles of 64 megapixels each for 64 x 64 pixels", () => AvifGrid(4, 4, Side, 64));
        yield return new("avif", "an animation with a still picture of 64 megapixels", () => [.. IsoWriter.Box("ftyp", "avis"u8.ToArray(), new byte[4], "avisavifmif1"u8.ToArray()), .. Avif(Side, 8)[28..], .. IsoWriter.Box("moov", new byte[10_000_000])]);
    }

    private static IEnumerable<HostilePicture> Broken()
    {
        foreach (int percent in new[] { 20, 50, 95 })
        {
            yield return new("heic", $"a grid of 48 megapixels, cut off after {percent} %", () => Grid(27, 36) is var file ? file[..(file.Length / 100 * percent)] : []) { IsQuick = true };
            yield return new("avif", $"64 megapixels, cut off after {percent} %", () => Avif(Side, 8) is var file ? file[..(file.Length * percent / 100)] : []);
        }
        yield return new("heic", "a tile of noise in a grid of 63 megapixels", () => IsoWriter.Write("heic", [.. Whole(1, 31, 41)[..2], Tile(3, Hevc(), TileWidth, TileHeight) with { Data = [.. HevcData()[..64], .. Packed.Noise(6000)] }]));
        yield return new("heic", "1,000,000 empty boxes", ManyBoxes) { IsQuick = true };
        yield return new("heic", "metadata of 24 MB", () => IsoWriter.Write("heic", Tile(1, Hevc(), TileWidth, TileHeight), new IsoItem(2, "Exif", Packed.Noise(24_000_000), [], [])));
        yield return new("heic", "noise as all boxes", () => [.. IsoWriter.Box("ftyp", "heic"u8.ToArray(), new byte[4], "mif1heic"u8.ToArray()), .. IsoWriter.Box("meta", Packed.Noise(100_000))]) { IsQuick = true };
    }

    private static byte[] Overlay(int layers) => IsoWriter.Write(
        "heic", [Item(1, "iovl", OverlayData(layers, 7936, 7872), 7936, 7872, Times(2, layers)), .. Whole(2, 31, 41)]);

    /// <summary>A picture of tiles that are all the same, as three items from a number on.</summary>
    private static IsoItem[] Whole(int id, int columns, int rows)
    {
        uint width = (uint)columns * TileWidth, height = (uint)rows * TileHeight;
        return
        [
            Item(id, "grid", GridData(1, rows, width, height), width, height, Times(id + 1, rows)),
            Item(id + 1, "grid", GridData(columns, 1, width, TileHeight), width, TileHeight, Times(id + 2, columns)),
            Tile(id + 2, Hevc(), TileWidth, TileHeight),
        ];
    }

    private static int[] Times(int id, int times) => [.. Enumerable.Repeat(id, times)];

    /// <summary>Each level is made many times of the one below it: the work grows with the power of the levels.</summary>
    private static byte[] Nested(string type, int levels) => IsoWriter.Write(
        "heic",
        [
            .. Enumerable.Range(1, levels).Select(level => Item(
                level, type, type == "grid" ? GridData(16, 16, TileWidth, TileHeight) : OverlayData(8, TileWidth, TileHeight), TileWidth, TileHeight, Times(level + 1, type == "grid" ? 256 : 8))),
            Tile(levels + 1, Hevc(), TileWidth, TileHeight),
        ]);

    private static byte[] GridData(int columns, int rows, uint width, uint height)
        => [0, 1, (byte)(rows - 1), (byte)(columns - 1), .. IsoWriter.Number(width), .. IsoWriter.Number(height)];

    private static byte[] OverlayData(int layers, uint width, uint height)
        => [0, 1, .. new byte[8], .. IsoWriter.Number(width), .. IsoWriter.Number(height), .. new byte[8 * layers]];

    private static IsoItem Item(int id, string type, byte[] data, uint width, uint height, params int[] from) => new(id, type, data, [IsoWriter.Size(width, height)], from);

    private static IsoItem Tile(int id, byte[] configuration, uint width, uint height) => new(id, "hvc1", HevcData(), [configuration, IsoWriter.Size(width, height)], []);

    private static byte[] Hevc() => BoxOf(Heic.Value, "hvcC"u8);

    // What the fixture's own table of places says.
    private static byte[] HevcData() => Heic.Value[0x1A4..(0x1A4 + 0x18E8)];

    private static byte[] Avif(int side, int bits)
    {
        using Image flat = (Image.Black(side, side, bands: 3) + (bits > 8 ? 40_000 : 200)).Cast(bits > 8 ? Enums.BandFormat.Ushort : Enums.BandFormat.Uchar)
            .Copy(interpretation: bits > 8 ? Enums.Interpretation.Rgb16 : Enums.Interpretation.Srgb);
        return flat.HeifsaveBuffer(q: 50, bitdepth: bits, compression: Enums.ForeignHeifCompression.Av1, effort: 0);
    }

    private static IsoItem AvifTile(int id, int side, uint width, uint height)
    {
        byte[] file = Avif(side, 8);
        int data = file.AsSpan().LastIndexOf("mdat"u8) + 4;
        return new IsoItem(id, "av01", file[data..], [BoxOf(file, "av1C"u8), IsoWriter.Size(width, height)], []);
    }

    private static byte[] Relabelled(int side, uint width, uint height) => IsoWriter.Write("avif", AvifTile(1, side, width, height));

    /// <summary>A HEIC with a million empty boxes behind it.</summary>
    public static byte[] ManyBoxes() => [.. Grid(1, 1), .. Enumerable.Repeat(IsoWriter.Box("free"), 1_000_000).SelectMany(box => box)];

    /// <summary>An AVIF of 64 x 64 pixels that is made of 900 tiles of 250,000 pixels each.</summary>
    public static byte[] MostlyHidden() => AvifGrid(30, 30, 500, 64);

    private static byte[] AvifGrid(int columns, int rows, int side, uint? whole = null)
    {
        uint width = whole ?? (uint)(columns * side), height = whole ?? (uint)(rows * side);
        return IsoWriter.Write("avif", Item(1, "grid", GridData(columns, rows, width, height), width, height, Times(2, columns * rows)), AvifTile(2, side, (uint)side, (uint)side));
    }

    private static byte[] BoxOf(byte[] file, ReadOnlySpan<byte> type)
    {
        int at = file.AsSpan().IndexOf(type) - 4;
        return file[at..(at + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at)))];
    }
}
