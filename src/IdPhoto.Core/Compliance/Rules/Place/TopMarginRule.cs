using IdPhoto.Documents;
using IdPhoto.Heads;

namespace IdPhoto.Compliance.Rules;

/// <summary>The room above the head.</summary>
internal static class TopMarginRule
{
    public static Rule Declaration { get; } = new(ComplianceRules.TopMargin, RuleGroup.Place, Read)
    {
        OnReview = Remedy.LookAtIt,
        OnFail = Remedy.Reframe,
    };

    private static Reading? Read(RuleContext c)
    {
        if (!c.Finished || c.Page.TopMargin is not PixelRange range)
            return null;
        HeadMeasure head = c.HeadOnPage;
        bool crown = c.Page.TopMarginFrom == HeadTop.Crown;
        return PageLength.Against(c, "topMargin", crown ? head.Crown.Y : head.HeadTop.Y, range, PageLength.TopError(head, crown));
    }
}
