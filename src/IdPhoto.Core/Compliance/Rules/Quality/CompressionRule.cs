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

    /// <summary>
    /// The setting in the file's tables, or the one before it, whose steps the coefficients still show. Below 25 steps are twice as large
    /// as those of quality 50, which already shows on skin: blocks are seen whatever the portrait.
    /// </summary>
    private static readonly Scale Quality = new("", Bound.AtLeast, Limit.Calibrated(75, "ISO/IEC 19794-5, 9.1"))
    {
        Fail = Limit.Calibrated(25, "portraits saved at falling qualities"),
        Reason = "bases.compression",
    };

    /// <summary>A setting of the past counts where it is lower: between 60 and 75 most pictures of the web were saved once.</summary>
    private static readonly Scale Before = Quality with { Pass = Limit.Calibrated(60, "ISO/IEC 19794-5, 9.1") };

    /// <summary>A setting that was found in the pixels is about this far from the true one.</summary>
    private const double Estimate = 5;

    public static Rule Declaration { get; } = new(ComplianceRules.Compression, RuleGroup.Quality, Read)
    {
        Scales = [Blocks, Quality, Before],
        OnReview = Remedy.BetterFile,
        OnFail = Remedy.BetterFile,
    };

    private static Reading Read(RuleContext c)
    {
        double now = c.Options.Header?.JpegQuality ?? double.NaN, before = c.Look.Detail.SavedAt;
        Verdict current = Quality.Of(now), earlier = before < now - Estimate ? Before.Of(before) : Verdict.NotAssessed;
        bool again = Judge.Worse(current, earlier) != current;
        (Scale scale, double quality, Verdict saved) = again ? (Before, before, earlier) : (Quality, now, current);
        Verdict seen = Blocks.Of(c.Look.Detail.Blocks);
        // What decides is shown: the blocks where there are any, otherwise the setting.
        bool setting = seen == Verdict.NotAssessed || Judge.Worse(seen, saved) != seen;
        if (!setting)
            return Reading.On(Blocks, c.Look.Detail.Blocks);
        return saved == Verdict.NotAssessed ? Reading.Unseen(Quality) with { Range = (null, null) }
            : Reading.On(scale, quality) with { Variation = again ? "again" : "setting", Facts = [("quality", Argument.Number(quality, 0))] };
    }
}
