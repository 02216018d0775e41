using System.Globalization;
using IdPhoto.Decoding;
using IdPhoto.Documents;

namespace IdPhoto.Preflight;

/// <summary>The rules on a file's size. A limit in KB is surely kept where it is kept by 1000 and by 1024 bytes.</summary>
internal static class ByteRules
{
    private const int BestQuality = 100;

    public static IEnumerable<PreflightOutcome> Check(FileFacts facts, FileRule rule)
    {
        if (rule.MinKb is int min)
            yield return Floor(facts.Bytes, min);
        if (rule.MaxKb is int max)
            yield return Ceiling(facts.Bytes, max);
        if (rule.MaxCompression is double most)
            yield return Compression(facts, most);
    }

    private static PreflightOutcome Floor(int bytes, int kb)
    {
        PreflightVerdict verdict = bytes >= kb * 1024 ? PreflightVerdict.Pass : bytes >= kb * 1000 ? PreflightVerdict.Warn : PreflightVerdict.Fail;
        return new(PreflightRules.ByteFloor, Bytes(bytes), $"at least {kb} KB", verdict, verdict switch
        {
            PreflightVerdict.Pass => null,
            PreflightVerdict.Warn => "Enough only where a kilobyte is 1000 bytes: make it a little larger.",
            _ => "Save it at a higher quality, or let a comment fill it up.",
        });
    }

    private static PreflightOutcome Ceiling(int bytes, int kb)
    {
        PreflightVerdict verdict = bytes <= kb * 1000L ? PreflightVerdict.Pass : bytes <= kb * 1024L ? PreflightVerdict.Warn : PreflightVerdict.Fail;
        return new(PreflightRules.ByteCeiling, Bytes(bytes), $"at most {kb} KB", verdict, verdict switch
        {
            PreflightVerdict.Pass => null,
            PreflightVerdict.Warn => "Small enough only where a kilobyte is 1024 bytes: make it a little smaller.",
            _ => "Save it at a lower quality.",
        });
    }

    private static PreflightOutcome Compression(FileFacts facts, double most)
    {
        double ratio = 3.0 * facts.Size.Area / facts.PictureBytes;
        // Without loss, or as good as that, nothing was lost to the compression: the picture is plain.
        bool plain = facts.Kind == FileKind.Png || facts.JpegQuality >= BestQuality;
        PreflightVerdict verdict = ratio <= most ? PreflightVerdict.Pass : plain ? PreflightVerdict.Warn : PreflightVerdict.Fail;
        return new(PreflightRules.Compression, Text($"{ratio:0.0} : 1"), Text($"at most {most:0.#} : 1"), verdict, verdict switch
        {
            PreflightVerdict.Pass => null,
            PreflightVerdict.Warn => "The picture is so plain that it takes few bytes at the highest quality already; a portal may still count them.",
            _ => "It is compressed too strongly: take a better original, and save it at a higher quality.",
        });
    }

    private static string Bytes(int bytes) => Text($"{bytes:N0} bytes");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
