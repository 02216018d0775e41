using System.Buffers.Binary;

namespace IdPhoto.Decoding;

/// <summary>How densely a file asks to be printed, as its tag says.</summary>
/// <param name="Across">Dots per inch along stored rows.</param>
/// <param name="Down">Dots per inch along stored columns.</param>
public readonly record struct PrintDensity(double Across, double Down)
{
    private const double CmPerInch = 2.54;
    private const int XResolution = 282;
    private const int YResolution = 283;
    private const int ResolutionUnit = 296;

    /// <summary>Reads the density of a JPEG (JFIF, else EXIF), a PNG (pHYs) or a TIFF; null where the file has none or is of another format.</summary>
    /// <param name="file">A file whose header was read without a refusal.</param>
    /// <param name="kind">Its format.</param>
    public static PrintDensity? Read(ReadOnlySpan<byte> file, FileKind kind)
    {
        try
        {
            PrintDensity? density = kind switch
            {
                FileKind.Jpeg => OfJpeg(file),
                FileKind.Png => OfPng(new ByteView(file, bigEndian: true)),
                FileKind.Tiff => OfTiff(file),
                _ => null,
            };
            return density is { Across: > 0, Down: > 0 } ? density : null;
        }
        catch (PhotoException)
        {
            return null; // a broken tag tells nothing, and spoils no photo
        }
    }

    private static PrintDensity? OfJpeg(ReadOnlySpan<byte> file)
    {
        ByteView view = new(file, bigEndian: true);
        PrintDensity? exif = null;
        long at = 2;
        while (JpegHeader.NextMarker(view, ref at) is var marker and not (0xDA or 0xD9))
        {
            ReadOnlySpan<byte> segment = JpegHeader.Segment(view, ref at);
            if (marker == 0xE0 && segment.Length >= 12 && segment.StartsWith("JFIF\0"u8) && OfJfif(segment) is { Across: > 0 } density)
                return density;
            if (marker == 0xE1 && segment.StartsWith("Exif\0\0"u8))
                exif ??= OfTiff(segment[6..]);
        }
        return exif;
    }

    /// <summary>Unit 1 is dots per inch, 2 dots per centimetre; 0 gives only the shape of a pixel.</summary>
    private static PrintDensity? OfJfif(ReadOnlySpan<byte> jfif)
    {
        double perInch = jfif[7] switch { 1 => 1, 2 => CmPerInch, _ => 0 };
        return new PrintDensity(BinaryPrimitives.ReadUInt16BigEndian(jfif[8..]) * perInch, BinaryPrimitives.ReadUInt16BigEndian(jfif[10..]) * perInch);
    }

    private static PrintDensity? OfPng(ByteView view)
    {
        const double inchesPerMetre = 39.3700787;
        for (long at = 8; !view.Has(at + 4, "IDAT"u8) && !view.Has(at + 4, "IEND"u8); at += 12 + view.U32(at))
            if (view.Has(at + 4, "pHYs"u8) && view.U8(at + 16) == 1)
                // A whole number of dots per metre is up to 0.013 dpi off what was meant.
                return new PrintDensity(Near(view.U32(at + 8) / inchesPerMetre), Near(view.U32(at + 12) / inchesPerMetre));
        return null;
    }

    private static double Near(double dpi) => Math.Abs(dpi - Math.Round(dpi)) < 0.02 ? Math.Round(dpi) : dpi;

    private static PrintDensity? OfTiff(ReadOnlySpan<byte> tiff)
    {
        TiffDirectory directory = TiffDirectory.OpenPicture(tiff);
        double perInch = (directory.Value(ResolutionUnit) ?? 2) switch { 2 => 1, 3 => CmPerInch, _ => 0 };
        return directory.Fraction(XResolution) is { } across && directory.Fraction(YResolution) is { } down ? new PrintDensity(across * perInch, down * perInch) : null;
    }
}
