using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Chin to crown or hair, as the document counts it.</summary>
internal static class HeadHeightRule
{
    private const double ChildLeast = 0.5, ChildMost = 0.9;

    public static Rule Declaration { get; } = new(ComplianceRules.HeadHeight, RuleGroup.Place, Read)
    {
        OnReview = Remedy.LookAtIt,
        OnFail = Remedy.Reframe,
        Ages = AgeRelief.OfPlace,
    };

    private static Reading? Read(RuleContext c)
    {
        if (!c.Finished)
            return null;
        HeadMeasure head = c.HeadOnPage;
        bool crown = c.Page.HeadTop == HeadTop.Crown;
        double chin = PageLength.ChinError * head.CrownHeight, top = PageLength.TopError(head, crown);
        Reading reading = PageLength.Against(c, "head", crown ? head.CrownHeight : head.HairHeight, c.Page.Head, Math.Sqrt((chin * chin) + (top * top)));
        Message to = crown ? Message.Of("rules.head-top.crown") : Message.Of("rules.head-top.hair");
        return Child(c, head, reading with { Facts = [.. reading.Facts, ("top", to)] });
    }

    private static Reading Child(RuleContext c, HeadMeasure head, Reading reading)
    {
        double share = head.CrownHeight / c.Page.Size.Height;
        bool fails = reading.Decided == Verdict.Fail && reading.Basis!.Origin != RuleOrigin.Assumed;
        return fails && c.Younger(AgeRelief.OfPlace) && share is >= ChildLeast and <= ChildMost
            ? reading with
            {
                NeverFails = true,
                Variation = "child",
                Facts =
                [
                    .. reading.Facts, ("years", Argument.Rounded(AgeRelief.OfPlace.Below, 0)), ("least", Argument.Quantity(100 * ChildLeast, Units.Percent, 0)),
                    ("most", Argument.Quantity(100 * ChildMost, Units.Percent, 0)),
                ],
            }
            : reading;
    }
}
