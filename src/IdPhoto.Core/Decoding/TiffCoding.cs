using IdPhoto.Messages;

namespace IdPhoto.Decoding;

/// <summary>Refuses the codings of a TIFF that the native reader has no codec for, or would read as other colours than are stored: it says nothing and gives black.</summary>
internal static class TiffCoding
{
    private const int BitsPerSample = 258;
    private const int Compression = 259;
    private const int Photometric = 262;
    private const int SamplesPerPixel = 277;
    private const int SampleFormat = 339;
    private const int PlanarConfiguration = 284;
    private const int TileOffsets = 324;
    private const int InkSet = 332;
    private const int ExtraSamples = 338;

    private const int Unsigned = 1;
    private const int FloatingPoint = 3;
    private const int Undefined = 4;
    private const int Cmyk = 1;

    /// <summary>None, three of fax machines, LZW, JPEG, two numbers of Deflate, PackBits.</summary>
    private static readonly int[] Read = [1, 2, 3, 4, 5, 7, 8, 32946, 32773];

    /// <param name="directory">One whose number of samples is within the limits.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.UnsupportedFormat"/>.</exception>
    public static void Check(TiffDirectory directory)
    {
        long compression = directory.Value(Compression) ?? 1;
        if (!Read.Contains((int)compression))
            throw DecodeRefusal.TiffCompression(Name(compression));
        if (!HasKnownSamples(directory) || !HasKnownColours(directory) || !HasKnownPlanes(directory))
            throw DecodeRefusal.TiffSamples();
    }

    /// <summary>
    /// How many channels come last which are neither colours nor alpha: selections that somebody saved, masks, special inks. Only the
    /// first beside the colours can be the alpha of the picture.
    /// </summary>
    public static int Others(TiffDirectory directory)
    {
        int colours = directory.Value(Photometric) switch { 2 or 6 or 8 => 3, 5 => 4, _ => 1 };
        int beside = (int)(directory.Value(SamplesPerPixel) ?? 1) - colours;
        return Math.Max(0, directory.Value(ExtraSamples) is 1 or 2 ? beside - 1 : beside);
    }

    /// <summary>Whether the native reader only warns of damaged pixels, as it does where lines of a fax or runs of PackBits have wrong lengths.</summary>
    public static bool WarnsOfDamage(TiffDirectory directory) => (directory.Value(Compression) ?? 1) is 2 or 3 or 4 or 32773;

    private static string Name(long compression) => compression switch
    {
        6 => "old-style JPEG",
        34712 or 33003 or 33004 or 33005 => "JPEG 2000",
        34887 => "LERC",
        34925 => "LZMA",
        50000 => "Zstandard",
        50001 => "WebP",
        50002 or 52546 => "JPEG XL",
        _ => $"#{compression}",
    };

    private static bool HasKnownSamples(TiffDirectory directory)
    {
        long bits = directory.Value(BitsPerSample) ?? 1, format = directory.Value(SampleFormat) ?? Unsigned;
        // The tag may hold millions of values: those behind the samples are nobody's, and the native reader leaves them, too.
        long count = Math.Min(directory.Count(BitsPerSample), directory.Value(SamplesPerPixel) ?? 1);
        for (long i = 1; i < count; i++)
            if (directory.Value(BitsPerSample, i) != bits)
                return false;
        return format switch
        {
            Unsigned or Undefined => bits is 1 or 2 or 4 or 8 or 16,
            FloatingPoint => bits == 32,
            _ => false,
        };
    }

    private static bool HasKnownColours(TiffDirectory directory)
    {
        long samples = directory.Value(SamplesPerPixel) ?? 1, bits = directory.Value(BitsPerSample) ?? 1;
        return directory.Value(Photometric) switch
        {
            // Less than a byte is unpacked without a second sample, and light is not turned over.
            0 => samples <= (bits < 8 ? 1 : 2) && bits <= 16,
            1 => samples <= (bits < 8 ? 1 : 2),
            3 => samples <= 2 && bits <= 16,
            2 => samples >= 3 && bits >= 8,
            8 => samples == 3 && bits > 8,
            5 => samples is 4 or 5 && bits is 8 or 16 && (directory.Value(InkSet) ?? Cmyk) == Cmyk,
            6 => samples == 3 && directory.Value(Compression) == 7,
            _ => false,
        };
    }

    /// <summary>Planes of their own are read of strips alone, and not of CIELab.</summary>
    private static bool HasKnownPlanes(TiffDirectory directory)
        => (directory.Value(PlanarConfiguration) ?? 1) == 1
        || (directory.Value(SamplesPerPixel) ?? 1) == 1
        || (directory.Count(TileOffsets) == 0 && directory.Value(Photometric) != 8);
}
