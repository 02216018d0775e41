using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>The width of the head without the ears: the document's range, or ISO's on photos of 7:9.</summary>
internal static class HeadWidthRule
{
    /// <summary>The mesh's ears against callipers: +-5 % of the width.</summary>
    private const double Error = 0.025;

    /// <summary>ISO's 50..75 % of the width, eased by two deviations of about 1.5 %.</summary>
    private const double Narrow = 47, Wide = 78;

    /// <summary>Of ISO's range in the middle.</summary>
    private const double Middle = 60;

    /// <summary>Width by height of photos that ISO's range is meant for.</summary>
    private const double Slender = 0.72, Broad = 0.82;

    public static Rule Declaration { get; } = new(ComplianceRules.HeadWidth, RuleGroup.Place, Read)
    {
        OnReview = Remedy.LookAtIt,
        OnFail = Remedy.Reframe,
    };

    private static Reading? Read(RuleContext c)
    {
        if (!c.Finished)
            return null;
        HeadMeasure head = c.HeadOnPage;
        double deviation = Error * head.HeadWidth;
        return c.Page.HeadWidth is PixelRange range ? PageLength.Against(c, "headWidth", head.HeadWidth, range, deviation) : ByIso(c, head, deviation);
    }

    private static Reading ByIso(RuleContext c, HeadMeasure head, double deviation)
    {
        double width = c.Page.Size.Width, share = 100 * head.HeadWidth / width, shape = width / c.Page.Size.Height;
        bool applies = shape is > Slender and < Broad, kept = share is >= Narrow and <= Wide;
        Reading reading = Reading.Against(
            share, "%", applies ? Narrow : null, applies ? Wide : null, !applies ? Verdict.NotAssessed : kept ? Verdict.Pass : Verdict.Review);
        return reading with
        {
            Deviation = 100 * deviation / width,
            Basis = Basis.Icao("bases.head-width", "ISO/IEC 19794-5, 8.3.4"),
            Variation = !applies ? null : kept ? "of-width" : share < Middle ? "low-of-width" : "high-of-width",
            Facts = [("share", Argument.Quantity(share, Units.Percent, 1))],
        };
    }
}
