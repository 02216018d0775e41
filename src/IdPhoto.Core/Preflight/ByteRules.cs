using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Preflight;

/// <summary>The rules on a file's size. A limit in KB is surely kept where it is kept by 1000 and by 1024 bytes.</summary>
internal static class ByteRules
{
    private const int BestQuality = 100;

    /// <summary>Programs scale their tables differently: a setting is told to within this many units.</summary>
    private const int QualityMargin = 5;

    public static IEnumerable<PreflightOutcome> Check(FileFacts facts, FileRule rule)
    {
        if (rule.MinKb is int min)
            yield return Floor(facts.Bytes, min);
        if (rule.MaxKb is int max)
            yield return Ceiling(facts.Bytes, max);
        if (rule.MaxCompression is double most)
            yield return Compression(facts, most);
        if (rule.MinQuality is int least && facts.JpegQuality is int quality)
            yield return Quality(quality, least);
    }

    /// <summary>Whether a JPEG was surely saved below the quality that is asked for, which no repair undoes.</summary>
    public static bool IsTooCoarse(FileFacts facts, FileRule rule) => facts.JpegQuality < rule.MinQuality - QualityMargin;

    private static PreflightOutcome Quality(int quality, int least)
    {
        PreflightVerdict verdict = quality >= least ? PreflightVerdict.Pass : quality >= least - QualityMargin ? PreflightVerdict.Warn : PreflightVerdict.Fail;
        return new(PreflightRules.Quality, quality, Message.Of("units.at-least", ("min", least)), verdict, verdict switch
        {
            PreflightVerdict.Pass => null,
            PreflightVerdict.Warn => Message.Of("preflight.quality-near"),
            _ => Message.Of("preflight.quality-too-low"),
        });
    }

    private static PreflightOutcome Floor(int bytes, int kb)
    {
        PreflightVerdict verdict = bytes >= kb * 1024 ? PreflightVerdict.Pass : bytes >= kb * 1000 ? PreflightVerdict.Warn : PreflightVerdict.Fail;
        return new(PreflightRules.ByteFloor, Bytes(bytes), Message.Of("units.at-least", ("min", Kilobytes(kb))), verdict, verdict switch
        {
            PreflightVerdict.Pass => null,
            PreflightVerdict.Warn => Message.Of("preflight.just-large-enough"),
            _ => Message.Of("preflight.too-few-bytes"),
        });
    }

    private static PreflightOutcome Ceiling(int bytes, int kb)
    {
        PreflightVerdict verdict = bytes <= kb * 1000L ? PreflightVerdict.Pass : bytes <= kb * 1024L ? PreflightVerdict.Warn : PreflightVerdict.Fail;
        return new(PreflightRules.ByteCeiling, Bytes(bytes), Message.Of("units.at-most", ("max", Kilobytes(kb))), verdict, verdict switch
        {
            PreflightVerdict.Pass => null,
            PreflightVerdict.Warn => Message.Of("preflight.just-small-enough"),
            _ => Message.Of("preflight.too-many-bytes"),
        });
    }

    private static PreflightOutcome Compression(FileFacts facts, double most)
    {
        double ratio = 3.0 * facts.Size.Area / facts.PictureBytes;
        // Without loss, or as good as that, nothing was lost to the compression: the picture is plain.
        bool plain = facts.Kind == FileKind.Png || facts.JpegQuality >= BestQuality;
        PreflightVerdict verdict = ratio <= most ? PreflightVerdict.Pass : plain ? PreflightVerdict.Warn : PreflightVerdict.Fail;
        return new(PreflightRules.Compression, Message.Of("preflight.ratio", ("ratio", Argument.Number(ratio, 1))), Message.Of("facts.compression-at-most", ("ratio", Argument.Rounded(most, 1))), verdict, verdict switch
        {
            PreflightVerdict.Pass => null,
            PreflightVerdict.Warn => Message.Of("preflight.plain-picture"),
            _ => Message.Of("preflight.compressed-too-strongly"),
        });
    }

    private static Argument Bytes(int bytes) => Argument.Quantity(bytes, Units.Bytes, 0);

    private static Argument Kilobytes(int kb) => Argument.Quantity(kb, Units.Kilobytes, 0);
}
