using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>The eyes above the lower edge: the document's range, or ICAO's where the document fixes no vertical place.</summary>
internal static class EyeLineRule
{
    /// <summary>ICAO's box, as shares of the height above the lower edge.</summary>
    private const double Least = 0.5, LeastOfChildren = 0.4, Most = 0.7, Best = 0.57;

    public static Rule Declaration { get; } = new(ComplianceRules.EyeLine, RuleGroup.Place, Read)
    {
        OnReview = Remedy.LookAtIt,
        OnFail = Remedy.Reframe,
        Ages = AgeRelief.OfPlace,
    };

    private static Reading? Read(RuleContext c)
    {
        PageGeometry page = c.Page;
        bool fixedElsewhere = page.EyesFromBottom is null && (page.TopMargin is not null || page.ChinMargin is not null);
        if (!c.Finished || fixedElsewhere)
            return null;
        double eyes = page.Size.Height - c.HeadOnPage.EyeMidpoint.Y, error = PageLength.EyeError * c.HeadOnPage.CrownHeight;
        return page.EyesFromBottom is PixelRange line ? PageLength.Against(c, "eyes", eyes, line, error) : ByIcao(c, eyes, error);
    }

    // National rules may lie outside ICAO's box: never a fail.
    private static Reading ByIcao(RuleContext c, double eyes, double error)
    {
        double height = c.Page.Size.Height, least = c.Younger(AgeRelief.OfPlace) ? LeastOfChildren : Least;
        Reading reading = PageLength.Against(c, "eyes", eyes, new PixelRange(least * height, Most * height, Best * height), error);
        return reading with
        {
            NeverFails = true,
            Basis = Basis.Icao("bases.eye-line", "ICAO TR Portrait Quality, table 9"),
        };
    }
}
