using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>The room below the chin.</summary>
internal static class ChinMarginRule
{
    public static Rule Declaration { get; } = new(ComplianceRules.ChinMargin, RuleGroup.Place, Read)
    {
        OnReview = Remedy.LookAtIt,
        OnFail = Remedy.Reframe,
    };

    private static Reading? Read(RuleContext c) => c.Finished && c.Page.ChinMargin is PixelRange range
        ? PageLength.Against(c, "chinMargin", c.Page.Size.Height - c.HeadOnPage.Chin.Y, range, PageLength.ChinError * c.HeadOnPage.CrownHeight)
        : null;
}
