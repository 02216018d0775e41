using NetVips;

namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>JPEG: many scans, coefficients held, strange sampling, giant segments, files that end early.</summary>
internal static class HostileJpegs
{
    private const int Side = 8000;
    private const int Blocks = Side / 8 * (Side / 8);
    private const int MostScans = 100;

    public static IEnumerable<HostilePicture> All() => [.. Declared(), .. Scans(), .. Segments(), .. Broken()];

    private static IEnumerable<HostilePicture> Declared()
    {
        foreach ((int width, int height) in new[] { (65_535, 65_535), (65_535, 977), (8001, 8000), (0, 0), (8000, 0), (31, 31) })
            yield return new("jpeg", $"declares {width} x {height}", () => File(0xC0, width, height, 0x11, Scan(Blocks * 3 / 8, 1, 2, 3))) { IsQuick = true };
        foreach (int frame in new[] { 0xC1, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCF })
            yield return new("jpeg", $"64 megapixels, frame {frame:X2}", () => File(frame, Side, Side, 0x11, Scan(Blocks * 3 / 8, 1, 2, 3)));
        foreach (int sampling in new[] { 0x44, 0x41, 0x14, 0x24, 0x00, 0xFF })
            yield return new("jpeg", $"64 megapixels, sampling {sampling:X2}, progressive", () => File(0xC2, Side, Side, sampling, Dc()));
        yield return new("jpeg", "64 megapixels with nothing in them", () => File(0xC2, Side, Side, 0x11, Scan(0, 1, 2, 3)));
        yield return new("jpeg", "two frames, a small and a large one", () => [.. Head(0xC0, 64, 64, 0x11), .. Frame(0xC0, 65_500, 65_500, 0x11), .. Scan(1000, 1, 2, 3), 0xFF, 0xD9]) { IsQuick = true };
    }

    private static IEnumerable<HostilePicture> Scans()
    {
        foreach (int scans in new[] { 2, 10, 50, MostScans, MostScans + 1 })
            yield return new("jpeg", $"64 megapixels in {scans} scans, nearly empty", () => File(0xC2, Side, Side, 0x11, [.. Dc(), .. Repeated(scans - 1, Ac)]));
        yield return new("jpeg", "64 megapixels, a component at a time", () => File(0xC0, Side, Side, 0x11, [.. Scan(Blocks / 4, 1), .. Scan(Blocks / 4, 2), .. Scan(Blocks / 4, 3)]));
        yield return new("jpeg", "64 megapixels of noise, progressive 4:4:4", () => Noisy(Side, 12));
        yield return new("jpeg", "16 megapixels of noise, scans repeated to the limit", () => ManyRefinements(Noisy(4000, 30), 24_000_000));
        yield return new("jpeg", "64 megapixels of noise, scans repeated to the limit", () => ManyRefinements(Noisy(Side, 12), 25_000_000));
        yield return new("jpeg", "200,000 restart markers", () => File(0xC0, Side, Side, 0x11, [.. Scan(0, 1, 2, 3), .. Enumerable.Range(0, 200_000).SelectMany(i => new byte[] { 0xFF, (byte)(0xD0 + (i % 8)) })]));
    }

    private static IEnumerable<HostilePicture> Segments()
    {
        yield return new("jpeg", "EXIF in 380 segments, 25 MB", () => Small(Times(380, Segment(0xE1, [.. "Exif\0\0MM\0*"u8, .. Packed.Noise(65_500)]))));
        yield return new("jpeg", "a profile in 255 segments, 16 MB", () => Small([.. Enumerable.Range(1, 255).SelectMany(i => Segment(0xE2, [.. "ICC_PROFILE\0"u8, (byte)i, 255, .. Packed.Noise(65_000)]))]));
        yield return new("jpeg", "a profile whose parts all have one number", () => Small(Times(255, Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 255, .. Packed.Noise(65_000)]))));
        yield return new("jpeg", "comments of 24 MB", () => Small(Times(370, Segment(0xFE, new byte[65_000]))));
        yield return new("jpeg", "6,000,000 empty comments", () => Small(Times(6_000_000, Segment(0xFE, []))));
        yield return new("jpeg", "24 MB of fill bytes", () => Small([.. Enumerable.Repeat((byte)0xFF, 24_000_000), .. Segment(0xFE, [])]));
        yield return new("jpeg", "1,000,000 tables", () => Small(Times(1_000_000, Segment(0xDD, [0, 0]))));
        yield return new("jpeg", "EXIF whose directory leads to itself", () => Small(Segment(0xE1, [.. "Exif\0\0MM\0*\0\0\0\u0008"u8, 0, 1, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 8]))) { IsQuick = true };
        yield return new("jpeg", "XMP in 370 segments", () => Small(Times(370, Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. new byte[65_000]]))));
    }

    private static IEnumerable<HostilePicture> Broken()
    {
        foreach (int percent in new[] { 1, 50, 99 })
            yield return new("jpeg", $"64 megapixels of noise, cut off after {percent} %", () => Noisy(Side, 12) is var file ? file[..(file.Length / 100 * percent)] : []);
        yield return new("jpeg", "64 megapixels, zeros after the first half", () => Noisy(Side, 12) is var file ? [.. file[..(file.Length / 2)], .. new byte[(file.Length / 2) - 2], 0xFF, 0xD9] : []);
        yield return new("jpeg", "noise after the head", () => File(0xC0, 2000, 2000, 0x11, [.. Scan(0, 1, 2, 3), .. Packed.Noise(1_000_000).Where(one => one != 0xFF)])) { IsQuick = true };
    }

    private static byte[] Small(byte[] segments)
    {
        byte[] file = File(0xC0, 64, 64, 0x11, Scan(24, 1, 2, 3));
        return [.. file[..2], .. segments, .. file[2..]];
    }

    private static byte[] File(int frame, int width, int height, int sampling, byte[] scans) => [.. Head(frame, width, height, sampling), .. scans, 0xFF, 0xD9];

    private static byte[] Head(int frame, int width, int height, int sampling) =>
    [
        0xFF, 0xD8, .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)16, 64)]), .. Frame(frame, width, height, sampling),
        // One code of one bit: no difference. And two: a run of blocks without coefficients, and the end of one block.
        .. Segment(0xC4, [0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        .. Segment(0xC4, [0x10, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0x00]),
    ];

    private static byte[] Frame(int frame, int width, int height, int sampling) => Segment(
        frame, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 1, (byte)sampling, 0, 2, 0x11, 0, 3, 0x11, 0]);

    private static byte[] Scan(int zeros, params byte[] components)
        => [.. Segment(0xDA, [(byte)components.Length, .. components.SelectMany(id => new byte[] { id, 0 }), 0, 63, 0]), .. new byte[zeros]];

    /// <summary>The first scan of a progressive picture: each block's mean is that of the one before.</summary>
    private static byte[] Dc() => [.. Segment(0xDA, [3, 1, 0, 2, 0, 3, 0, 0, 0, 1]), .. new byte[Blocks * 3 / 8]];

    /// <summary>A scan of one coefficient of one component, always zero, in runs of 32,767 blocks: 60 bytes for millions of pixels.</summary>
    private static byte[] Ac(int number)
    {
        byte coefficient = (byte)(1 + (number / 3));
        byte[] head = Segment(0xDA, [1, (byte)(1 + (number % 3)), 0, coefficient, coefficient, 0x01]);
        List<byte> data = [];
        int held = 0, bits = 0;
        for (int i = 0; i < (Blocks / 32_767) + 1; i++)
        {
            held = (held << 15) | 0x3FFF;
            for (bits += 15; bits >= 8; bits -= 8)
                Add(data, (byte)(held >> (bits - 8)));
        }
        Add(data, (byte)(held << (8 - bits)));
        return [.. head, .. data];
    }

    private static void Add(List<byte> data, byte one)
    {
        data.Add(one);
        if (one == 0xFF)
            data.Add(0);
    }

    /// <summary>The last scan with coefficients to refine, again and again.</summary>
    private static byte[] ManyRefinements(byte[] progressive, int most)
    {
        int at = progressive.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        byte[] scan = progressive[at..^2];
        int times = Math.Min(85, (most - progressive.Length) / scan.Length);
        return [.. progressive[..^2], .. Times(times, scan), 0xFF, 0xD9];
    }

    private static byte[] Noisy(int side, int quality)
    {
        using Image noise = Image.Gaussnoise(side, side, sigma: 40, mean: 128).Cast(Enums.BandFormat.Uchar).CopyMemory();
        using Image rgb = noise.Bandjoin(noise, noise).Copy(interpretation: Enums.Interpretation.Srgb);
        return rgb.JpegsaveBuffer(q: quality, interlace: true, subsampleMode: Enums.ForeignSubsample.Off);
    }

    private static byte[] Segment(int marker, byte[] content) => [0xFF, (byte)marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Repeated(int times, Func<int, byte[]> make) => [.. Enumerable.Range(0, times).SelectMany(make)];

    private static byte[] Times(int times, byte[] part)
    {
        byte[] all = new byte[Math.Max(0, times) * part.Length];
        for (int i = 0; i < times; i++)
            part.CopyTo(all, i * part.Length);
        return all;
    }
}
