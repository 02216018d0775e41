using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>What a picture file declares about itself, read without decoding a pixel.</summary>
/// <param name="Kind">The format.</param>
/// <param name="Stored">Columns and rows as stored, before any turning.</param>
/// <param name="ExifOrientation">1..8 as EXIF numbers them; 1 where the file says nothing.</param>
/// <param name="BitsPerChannel">1..32, most often 8.</param>
public sealed record PictureHeader(FileKind Kind, PixelSize Stored, int ExifOrientation, int BitsPerChannel)
{
    /// <summary>What a JPEG can have. Decoders hold many rows at once: those of a picture of two million columns took 3 GB.</summary>
    private const int LongestSide = 65_535;

    /// <summary>The quality setting, 1..100, whose quantisation tables are nearest to a JPEG's own; null for other formats.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>
    /// Samples per pixel whose coefficients a JPEG's decoder holds until the last scan: of progressive pictures and of those whose
    /// components come one after another; 0 where one scan holds all, and for other formats.
    /// </summary>
    public double HeldSamples { get; init; }

    /// <summary>Pixels of the largest picture in a HEIC or AVIF, which may be a tile of the main one; 0 for other formats.</summary>
    public long LargestPart { get; init; }

    /// <summary>Colour given by code points of ITU-T H.273 (AVIF, HEIC, PNG) instead of an ICC profile; null where there are none.</summary>
    public CodedColour? Colour { get; init; }

    /// <summary>Colour that is declared otherwise than by an ICC profile: code points, a PNG's gamma and primaries, EXIF; null for sRGB.</summary>
    internal StatedColour? Stated { get; init; }

    /// <summary>How many of a TIFF's channels, the last ones, belong neither to the colours nor to transparency.</summary>
    internal int OtherChannels { get; init; }

    /// <summary>Whether a JPEG's last scan is also the end of the file: its picture may be whole, or may be cut off.</summary>
    internal bool EndsOpen { get; init; }

    /// <summary>Whether EXIF alone turns a HEIC, which its decoder does not do: where the file has no 'irot' and no 'imir'.</summary>
    internal bool TurnedByExif { get; init; }

    /// <summary>The orientation 1..8 that decoders leave to be applied: those of AVIF and HEIC apply 'irot' and 'imir' themselves.</summary>
    internal int LeftToTurn => Kind is FileKind.Avif or FileKind.Heic && !TurnedByExif ? 1 : ExifOrientation;

    /// <summary>Columns and rows once the picture stands upright.</summary>
    public PixelSize Upright => ExifOrientation >= 5 ? new PixelSize(Stored.Height, Stored.Width) : Stored;

    /// <summary>Reads and checks a file's header.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">What is refused before decoding.</param>
    /// <returns>A header whose size is within the limits; the file is complete as far as its structure tells.</returns>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.EmptyFile"/>, <see cref="Refusals.FileTooLarge"/>, <see cref="Refusals.NotAPicture"/>,
    /// <see cref="Refusals.UnsupportedFormat"/>, <see cref="Refusals.TooManyPixels"/>, <see cref="Refusals.TooFewPixels"/>,
    /// <see cref="Refusals.Truncated"/> or <see cref="Refusals.Corrupt"/>.
    /// </exception>
    public static PictureHeader Read(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (file.Length > limits.MaxBytes)
            throw DecodeRefusal.TooLarge(file.Length, limits.MaxBytes);
        FileKind kind = FileSniffer.Sniff(file);
        // The limit comes before the structure: a bomb is told from its first bytes, however long the rest.
        PictureHeader header = kind switch
        {
            FileKind.Jpeg => JpegHeader.Read(file, limits),
            FileKind.Png => PngHeader.Read(file, limits),
            FileKind.WebP => WebPHeader.Read(file, limits),
            FileKind.Tiff => TiffHeader.Read(file, limits),
            _ => IsoHeader.Read(file, kind, limits),
        };
        return header;
    }

    /// <summary>Refuses a size outside the limits.</summary>
    /// <param name="width">Declared columns.</param>
    /// <param name="height">Declared rows.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.TooManyPixels"/>, also for a side above 65,535, <see cref="Refusals.TooFewPixels"/>, or <see cref="Refusals.Corrupt"/> for no size at all.
    /// </exception>
    public static PixelSize Checked(long width, long height, DecodeLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (width < 1 || height < 1)
            throw DecodeRefusal.Corrupt();
        PixelSize size = new((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
        if (size.Area > limits.MaxPixels)
            throw DecodeRefusal.TooManyPixels(size, limits.MaxPixels);
        if (Math.Min(width, height) < limits.MinSide)
            throw DecodeRefusal.TooFewPixels(size, limits.MinSide);
        if (size.LongSide > LongestSide)
            throw DecodeRefusal.TooLong(size, LongestSide);
        return size;
    }
}
