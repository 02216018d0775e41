using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>How much the head must be enlarged.</summary>
internal static class ResolutionRule
{
    private static readonly Scale Enlargement = new("x", Bound.AtMost, Limit.Icao(1.05, "BSI TR-03121-3"))
    {
        Fail = Limit.Calibrated(2, "half the pixels of a print"),
        Reason = "bases.resolution",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.Resolution, RuleGroup.Size, Read)
    {
        Scales = [Enlargement],
        OnReview = Remedy.BetterFile,
        OnFail = Remedy.BetterFile,
        Warns = MakeWarning.Never,
    };

    private static Reading? Read(RuleContext c)
    {
        double enlargement = 1 / c.PageToPicture.ScaleX;
        return c.Finished ? null : Reading.On(Enlargement, enlargement) with { Facts = [("times", Argument.Number(enlargement, 1))] };
    }
}
