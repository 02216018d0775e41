using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>No visible traces of JPEG compression.</summary>
internal static class CompressionRule
{
    /// <summary>
    /// Steps at the borders of 8 x 8 blocks beyond those inside: 1.4 to 2.5 at JPEG quality 85, 2.4 to 3.3 at 60, 4.2 to 7 at
    /// 15 and below.
    /// </summary>
    private static readonly Scale Blocks = new("levels", Bound.AtMost, Limit.Calibrated(2.9, "ISO/IEC 19794-5, 9.1"))
    {
        Fail = Limit.Calibrated(4.4, "portraits saved at falling qualities"),
        Deviation = 0.3,
        Reason = "bases.compression",
    };

    /// <summary>The setting in the file's tables: a hint, never a fail.</summary>
    private static readonly Scale Quality = new("", Bound.AtLeast, Limit.Calibrated(75, "ISO/IEC 19794-5, 9.1")) { Reason = "bases.compression" };

    public static Rule Declaration { get; } = new(ComplianceRules.Compression, RuleGroup.Quality, Read)
    {
        Scales = [Blocks, Quality],
        OnReview = Remedy.BetterFile,
        OnFail = Remedy.BetterFile,
    };

    private static Reading Read(RuleContext c)
    {
        double quality = c.Options.Header?.JpegQuality ?? double.NaN;
        Verdict seen = Blocks.Of(c.Look.Detail.Blocks), saved = Quality.Of(quality);
        // What decides is shown: the blocks where there are any, otherwise the setting.
        bool setting = seen == Verdict.NotAssessed || (seen == Verdict.Pass && saved == Verdict.Review);
        if (!setting)
            return Reading.On(Blocks, c.Look.Detail.Blocks) with { Decided = Judge.Worse(seen, saved) };
        return saved == Verdict.NotAssessed ? Reading.Unseen(Quality) with { Range = (null, null) }
            : Reading.On(Quality, quality) with { Variation = "setting", Facts = [("quality", Argument.Number(quality, 0))] };
    }
}
