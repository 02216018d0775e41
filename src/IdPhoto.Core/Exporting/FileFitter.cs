using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Exporting;

/// <summary>Writes a photo's file neither smaller nor larger than it may be, with whatever encoder a platform has.</summary>
public static class FileFitter
{
    private const int BestQuality = 100;

    /// <summary>What a JPEG's header can say.</summary>
    public const int LongestJpegSide = 65_500;

    /// <summary>The photo in a document's format.</summary>
    /// <param name="size">Columns and rows of the photo.</param>
    /// <param name="target">Format, density, sizes.</param>
    /// <param name="jpeg">Encodes as a plain JPEG (baseline, 4:4:4, no profile wanted) at a quality from 1 to 100.</param>
    /// <param name="png">Encodes as an opaque PNG.</param>
    /// <exception cref="ArgumentOutOfRangeException">The picture is too long for a JPEG.</exception>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>: too large even at the lowest quality, or as a PNG.</exception>
    public static EncodedFile Fit(PixelSize size, FileTarget target, Func<int, byte[]> jpeg, Func<byte[]> png)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(jpeg);
        ArgumentNullException.ThrowIfNull(png);
        if (target.Format == FileFormat.Png)
            return FitPng(target, png);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.LongSide, LongestJpegSide, nameof(size));
        return FitJpeg(jpeg, new JpegOptions
        {
            Dpi = target.Dpi,
            MinBytes = target.Size.Least,
            MinPictureBytes = target.Size.LeastPicture,
            MaxBytes = target.Size.Most,
        });
    }

    /// <summary>R, G, B and straight alpha of a photo whose file is a PNG.</summary>
    /// <param name="picture">Straight colours.</param>
    /// <param name="alpha">A byte for each pixel.</param>
    /// <param name="target">What the file is to be.</param>
    /// <exception cref="ArgumentException">The format is another, or the alpha of another size.</exception>
    public static byte[] Rgba(Picture picture, byte[] alpha, FileTarget target)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(alpha);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Format != FileFormat.Png)
            throw new ArgumentException("Only a PNG is transparent.", nameof(target));
        if (alpha.Length != picture.Size.Area)
            throw new ArgumentException("One alpha for each pixel is needed.", nameof(alpha));
        byte[] rgba = new byte[picture.Size.Area * 4];
        for (int i = 0; i < alpha.Length; i++)
        {
            picture.Rgb.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[(4 * i) + 3] = alpha[i];
        }
        return rgba;
    }

    /// <summary>The JPEG with the highest quality that fits, its density and an sRGB profile; what quality cannot reach is filled up by a comment.</summary>
    /// <param name="jpeg">Encodes as a plain JPEG at a quality from 1 to 100.</param>
    /// <param name="options">Density, quality, smallest and largest size.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>: too large even at the lowest quality.</exception>
    public static EncodedFile FitJpeg(Func<int, byte[]> jpeg, JpegOptions options)
    {
        ArgumentNullException.ThrowIfNull(jpeg);
        ArgumentNullException.ThrowIfNull(options);
        Attempt At(int quality) => new(quality, JpegSegments.Rewrite(jpeg(quality), options.Dpi, SrgbProfile.Bytes));
        int most = options.MaxBytes ?? int.MaxValue;
        Attempt usual = At(options.Quality);
        if (usual.Length > most)
            return Filled(Highest(At, At(JpegOptions.LowestQuality), usual, most), options.MinBytes, most);
        int least = Math.Max(options.MinBytes, options.MinPictureBytes);
        return Filled(usual.Length >= least ? usual : Raised(At, usual, least, most), options.MinBytes, most);
    }

    private sealed record Attempt(int Quality, byte[] Bytes)
    {
        public int Length => Bytes.Length;
    }

    private static EncodedFile FitPng(FileTarget target, Func<byte[]> png)
    {
        byte[] plain = PngChunks.Rewrite(png(), target.Dpi);
        byte[] padded = plain.Length < target.Size.Least ? PngChunks.Pad(plain, target.Size.Least - plain.Length) : plain;
        return padded.Length <= (target.Size.Most ?? int.MaxValue)
            ? new EncodedFile(padded, FileFormat.Png, BestQuality, padded.Length - plain.Length)
            : throw Unreachable(Message.Of("exporting.png-too-large", ("size", padded.Length), ("most", target.Size.Most!.Value)));
    }

    /// <summary>Halves the range of qualities until the highest that fits is left: at most seven attempts.</summary>
    private static Attempt Highest(Func<int, Attempt> at, Attempt fits, Attempt fails, int most)
    {
        if (fits.Length > most)
            throw Unreachable(Message.Of("exporting.ceiling-out-of-reach", ("most", most), ("smallest", fits.Length)));
        while (fails.Quality - fits.Quality > 1)
        {
            Attempt attempt = at((fits.Quality + fails.Quality) / 2);
            (fits, fails) = attempt.Length <= most ? (attempt, fails) : (fits, attempt);
        }
        return fits;
    }

    /// <summary>The lowest quality from the usual one up that reaches the floor, or else the highest that fits.</summary>
    private static Attempt Raised(Func<int, Attempt> at, Attempt usual, int least, int most)
    {
        Attempt best = usual;
        for (int quality = usual.Quality + 1; quality <= BestQuality && best.Length < least; quality++)
        {
            Attempt attempt = at(quality);
            if (attempt.Length > most)
                break;
            best = attempt;
        }
        return best;
    }

    private static EncodedFile Filled(Attempt attempt, int least, int most)
    {
        byte[] filled = attempt.Length < least ? JpegSegments.Pad(attempt.Bytes, least - attempt.Length) : attempt.Bytes;
        // A comment has four bytes of its own: where floor and ceiling are closer than that, chance decides.
        if (filled.Length > most)
            throw Unreachable(Message.Of("exporting.range-too-narrow", ("least", least), ("most", most)));
        return new EncodedFile(filled, FileFormat.Jpeg, attempt.Quality, filled.Length - attempt.Length);
    }

    private static PhotoException Unreachable(Message said) => new(Refusals.FileSizeUnreachable, said);
}
