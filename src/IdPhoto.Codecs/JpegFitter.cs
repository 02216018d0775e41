using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using NetVips;

namespace IdPhoto.Codecs;

/// <summary>Finds the quality at which a JPEG has a size that is asked for, and fills up what quality cannot reach.</summary>
internal static class JpegFitter
{
    private const int BestQuality = 100;

    public static EncodedFile Fit(Picture picture, JpegOptions options, CancellationToken cancel)
    {
        VipsSetup.Ensure();
        using Image image = PictureEncoder.Wrap(picture.Rgb, picture.Size, 3);
        Attempt At(int quality) => new(quality, Write(image, quality, options.Dpi, cancel));
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

    private static byte[] Write(Image image, int quality, int dpi, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        byte[] plain = image.JpegsaveBuffer(
            q: quality, optimizeCoding: true, interlace: false, subsampleMode: Enums.ForeignSubsample.Off, keep: Enums.ForeignKeep.None);
        return JpegSegments.Rewrite(plain, dpi, SrgbProfile.Bytes);
    }

    private static PhotoException Unreachable(Message said) => new(Refusals.FileSizeUnreachable, said);
}
