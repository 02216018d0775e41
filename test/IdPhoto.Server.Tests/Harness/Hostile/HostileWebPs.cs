using System.Buffers.Binary;
using NetVips;

namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>WebP: animations, canvases that lie, giant chunks, files that end early.</summary>
internal static class HostileWebPs
{
    private const int Side = 8000;
    private const byte Animated = 0x02;

    public static IEnumerable<HostilePicture> All() => [.. Declared(), .. Animations(), .. Others()];

    private static IEnumerable<HostilePicture> Declared()
    {
        foreach ((int width, int height) in new[] { (16_384, 16_384), (1 << 24, 1 << 24), (8001, 8000), (1 << 24, 32) })
            yield return new("webp", $"a canvas of {width} x {height}", () => File(Canvas(width, height, 0), Flat(64))) { IsQuick = true };
        yield return new("webp", "a canvas of 64 x 64 around 64 megapixels", () => File(Canvas(64, 64, 0), Flat(Side)));
        yield return new("webp", "a canvas of 64 megapixels around 64 x 64", () => File(Canvas(Side, Side, 0), Flat(64)));
        yield return new("webp", "two pictures, a small and a large one", () => File(Flat(64), Flat(Side)));
        yield return new("webp", "a length of 4 GB", () => [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "WEBP"u8, .. Flat(64)]) { IsQuick = true };
    }

    private static IEnumerable<HostilePicture> Animations()
    {
        yield return new("webp", "an animation of 64 megapixels, 100 frames", () => Animation(Side, Side, 100, Flat(Side)));
        yield return new("webp", "an animation of 64 x 64, 100,000 frames", () => Animation(64, 64, 100_000, Flat(64)));
        yield return new("webp", "an animation of 64 megapixels without frames", () => File(Canvas(Side, Side, Animated), Chunk("ANIM"u8, new byte[6]))) { IsQuick = true };
        yield return new("webp", "a frame larger than its canvas", () => Animation(64, 64, 1, Flat(Side)));
        yield return new("webp", "a frame outside its canvas", () => File(Canvas(64, 64, Animated), Chunk("ANIM"u8, new byte[6]), Frame(64, 64, Flat(64), x: 8_000_000))) { IsQuick = true };
    }

    private static IEnumerable<HostilePicture> Others()
    {
        yield return new("webp", "64 megapixels, lossless", () => File(Flat(Side)));
        yield return new("webp", "64 megapixels, lossy", () => Encoded(Side, lossless: false));
        yield return new("webp", "a profile of 24 MB", () => File(Canvas(64, 64, 0x20), Chunk("ICCP"u8, Packed.Noise(24_000_000)), Flat(64)));
        yield return new("webp", "EXIF of 24 MB", () => File(Canvas(64, 64, 0x08), Flat(64), Chunk("EXIF"u8, [.. "II*\0"u8, .. Packed.Noise(24_000_000)])));
        yield return new("webp", "3,000,000 empty chunks", () => File([Canvas(64, 64, 0), Flat(64), .. Enumerable.Repeat(Chunk("ABCD"u8, []), 3_000_000)]));
        foreach (int percent in new[] { 10, 50, 99 })
            yield return new("webp", $"64 megapixels, lossy, cut off after {percent} %", () => Encoded(Side, lossless: false) is var file ? Cut(file, percent) : []);
        yield return new("webp", "noise", () => File(Chunk("VP8L"u8, [0x2F, 0x3F, 0xDF, 0xCF, 0x07, .. Packed.Noise(1_000_000)]))) { IsQuick = true };
    }

    private static byte[] Cut(byte[] file, int percent)
    {
        byte[] cut = file[..((file.Length / 100 * percent) & ~1)];
        BinaryPrimitives.WriteInt32LittleEndian(cut.AsSpan(4), cut.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(cut.AsSpan(16), cut.Length - 20);
        return cut;
    }

    private static byte[] Animation(int width, int height, int frames, byte[] picture)
    {
        byte[] frame = Frame(width, height, picture);
        byte[] all = new byte[frames * frame.Length];
        for (int i = 0; i < frames; i++)
            frame.CopyTo(all, i * frame.Length);
        return File(Canvas(width, height, Animated), Chunk("ANIM"u8, new byte[6]), all);
    }

    private static byte[] Frame(int width, int height, byte[] picture, int x = 0)
    {
        byte[] head = new byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(head, x);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(6), width - 1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(9), height - 1);
        head[12] = 40;
        head[15] = 0;
        return Chunk("ANMF"u8, [.. head, .. picture]);
    }

    private static byte[] Canvas(int width, int height, byte flags)
    {
        byte[] canvas = new byte[11];
        canvas[0] = flags;
        BinaryPrimitives.WriteInt32LittleEndian(canvas.AsSpan(4), width - 1);
        BinaryPrimitives.WriteInt32LittleEndian(canvas.AsSpan(7), height - 1);
        return Chunk("VP8X"u8, canvas.AsSpan(0, 10));
    }

    /// <summary>The chunk of one picture of one colour.</summary>
    private static byte[] Flat(int side) => Encoded(side, lossless: true)[12..];

    private static byte[] Encoded(int side, bool lossless)
    {
        using Image flat = (Image.Black(side, side, bands: 3) + 200).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return flat.WebpsaveBuffer(q: 50, lossless: lossless, effort: 0);
    }

    private static byte[] File(params byte[][] chunks)
    {
        byte[] content = [.. "WEBP"u8, .. chunks.SelectMany(chunk => chunk)];
        return Chunk("RIFF"u8, content);
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] chunk = new byte[8 + content.Length + (content.Length & 1)];
        type.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        content.CopyTo(chunk.AsSpan(8));
        return chunk;
    }
}
