using System.Text;

namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>PNG: declared sizes, deep pixels, interlacing, packed chunks, files that end early.</summary>
internal static class HostilePngs
{
    private const int Side = 8000;
    private const int Grey = 0;
    private const int Rgb = 2;
    private const int Palette = 3;
    private const int GreyAlpha = 4;
    private const int Rgba = 6;
    private const long Gigabyte = 1L << 30;

    public static IEnumerable<HostilePicture> All() => [.. Declared(), .. Large(), .. Chunks(), .. Broken()];

    /// <summary>A picture of 32 rows, deep and interlaced.</summary>
    public static byte[] Row(int columns) => Whole(columns, 32, 16, Rgba, true);

    /// <summary>A small picture with so many texts of 49 KB that unpack to 50 MB each.</summary>
    public static byte[] PackedTexts(int count) => With(64, 64, 8, Rgb, Repeated(count, PngFile.Chunk("zTXt"u8, [(byte)'t', 0, 0, .. Packed.Zeros(50_000_000)])));

    /// <summary>64 megapixels whose decoder finds out last that they are none.</summary>
    public static byte[] WrongAtTheEnd() => File(Side, Side, 8, Rgba, false, [.. Packed.Zeros(Bytes(Side, Side, 32, false) - 1000)]);

    /// <summary>Sizes in the header that nothing stands behind.</summary>
    private static IEnumerable<HostilePicture> Declared()
    {
        foreach ((int width, int height) in new[] { (100_000, 100_000), (int.MaxValue, int.MaxValue), (int.MaxValue, 32), (8001, 8000), (65_535, 65_535), (0, 100), (1, 64_000_000), (-1, -1) })
            yield return new("png", $"declares {width} x {height}", () => File(width, height, 8, Rgba, false, Packed.Zeros(1000))) { IsQuick = true };
        yield return new("png", "declares 17 bits", () => File(100, 100, 17, Rgb, false, Packed.Zeros(40_000))) { IsQuick = true };
        yield return new("png", "64 megapixels with nothing in them", () => File(Side, Side, 16, Rgba, true, Packed.Zeros(0))) { IsQuick = true };
    }

    private static IEnumerable<HostilePicture> Large()
    {
        foreach ((int bits, int colour) in new[] { (1, Grey), (2, Grey), (16, Grey), (8, GreyAlpha), (16, GreyAlpha), (8, Rgb), (16, Rgb), (8, Rgba), (16, Rgba) })
            foreach (bool interlaced in new[] { false, true })
                yield return new("png", $"64 megapixels, {bits} bits, colour {colour}{(interlaced ? ", interlaced" : "")}", () => Whole(Side, Side, bits, colour, interlaced));
        yield return new("png", "a column of 1,999,999 rows, interlaced", () => Whole(32, 1_999_999, 16, Rgba, true));
        yield return new("png", "a row of 1,999,999 columns, interlaced", () => Row(1_999_999));
        yield return new("png", "a palette of one colour, all indexes beyond it", () => With(Side, Side, 8, Palette, PngFile.Chunk("PLTE"u8, [1, 2, 3])));
    }

    private static IEnumerable<HostilePicture> Chunks()
    {
        yield return new("png", "a profile that unpacks to 1 GB", () => With(64, 64, 8, Rgb, PngFile.Chunk("iCCP"u8, [(byte)'p', 0, 0, .. Packed.Zeros(Gigabyte)])));
        yield return new("png", "a text that unpacks to 1 GB", () => With(64, 64, 8, Rgb, PngFile.Chunk("zTXt"u8, [(byte)'t', 0, 0, .. Packed.Zeros(Gigabyte)])));
        yield return new("png", "100 texts that unpack to 50 MB each", () => PackedTexts(100));
        yield return new("png", "a text of 24 MB", () => With(64, 64, 8, Rgb, PngFile.Chunk("tEXt"u8, [(byte)'t', 0, .. Encoding.ASCII.GetBytes(new string('a', 24_000_000))])));
        yield return new("png", "1,500,000 texts", () => With(64, 64, 8, Rgb, Repeated(1_500_000, PngFile.Chunk("tEXt"u8, "t\0a"u8))));
        yield return new("png", "1,000,000 empty parts of data", () => With(64, 64, 8, Rgb, Repeated(1_000_000, PngFile.Chunk("IDAT"u8, []))));
        yield return new("png", "EXIF of 24 MB", () => With(64, 64, 8, Rgb, PngFile.Chunk("eXIf"u8, [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, .. Packed.Noise(24_000_000)])));
        yield return new("png", "an animation of 65,535 x 65,535", () => With(64, 64, 8, Rgb, PngFile.Chunk("acTL"u8, [0, 1, 0, 0, 0, 0, 0, 0])));
        yield return new("png", "data of 2 GB for 64 x 64 pixels", () => File(64, 64, 8, Rgb, false, Packed.Zeros(2 * Gigabyte)));
        yield return new("png", "a chunk that is longer than the file", () => File(64, 64, 8, Rgb, false, []).AsSpan(0, 33).ToArray().Concat(new byte[] { 0x7F, 0xFF, 0xFF, 0xFF, (byte)'t', (byte)'E', (byte)'X', (byte)'t' }).ToArray()) { IsQuick = true };
    }

    private static IEnumerable<HostilePicture> Broken()
    {
        foreach (int percent in new[] { 10, 50, 99 })
            yield return new("png", $"64 megapixels, data cut off after {percent} %", () => File(Side, Side, 16, Rgba, true, Packed.Zeros(Bytes(Side, Side, 64, true) / 100 * percent)));
        yield return new("png", "64 megapixels, the last byte of the data wrong", WrongAtTheEnd);
        yield return new("png", "24 MB of noise as data of 64 megapixels", () => File(Side, Side, 8, Rgba, false, Packed.Noise(24_000_000)));
        yield return new("png", "noise, after the beginning of a stream", () => File(1000, 1000, 8, Rgba, false, [0x78, 0xDA, .. Packed.Noise(1_000_000)])) { IsQuick = true };
    }

    private static byte[] Whole(int width, int height, int bits, int colour, bool interlaced)
        => File(width, height, bits, colour, interlaced, Packed.Zeros(Bytes(width, height, bits * Channels(colour), interlaced)));

    private static byte[] With(int width, int height, int bits, int colour, byte[] chunks)
        => File(width, height, bits, colour, false, Packed.Zeros(Bytes(width, height, bits * Channels(colour), false)), chunks);

    private static byte[] File(int width, int height, int bits, int colour, bool interlaced, byte[] data, byte[]? chunks = null)
        => [.. PngFile.Signature, .. PngFile.Header(width, height, bits, colour, interlaced), .. chunks ?? [], .. PngFile.Chunk("IDAT"u8, data), .. PngFile.End];

    private static byte[] Repeated(int times, byte[] chunk)
    {
        byte[] all = new byte[times * chunk.Length];
        for (int i = 0; i < times; i++)
            chunk.CopyTo(all, i * chunk.Length);
        return all;
    }

    private static int Channels(int colour) => colour switch { Rgb => 3, GreyAlpha => 2, Rgba => 4, _ => 1 };

    /// <summary>Of the unpacked data: rows with a byte for their filter, of one picture or of the seven of Adam7.</summary>
    private static long Bytes(int width, int height, int bitsPerPixel, bool interlaced)
    {
        (int X, int Y, int Dx, int Dy)[] passes = interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        return passes.Sum(pass =>
        {
            long columns = (width - pass.X + pass.Dx - 1) / pass.Dx, rows = (height - pass.Y + pass.Dy - 1) / pass.Dy;
            return rows * (1 + (((columns * bitsPerPixel) + 7) / 8));
        });
    }
}
