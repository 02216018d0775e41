using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Framing;

/// <summary>The refusals of framing, each worded once: which rule, with numbers, and what to do.</summary>
internal static class FramingRefusal
{
    public static PhotoException HeadCut() => new(
        Refusals.HeadCut,
        Message.Of("framing.head-cut"));

    /// <summary>No size of head that the document allows leaves all hair on the page.</summary>
    public static PhotoException HairCut() => new(
        Refusals.RulesConflict,
        Message.Of("framing.hair-cut"));

    /// <summary>A document rule that no placement keeps together with those before it.</summary>
    public static PhotoException Of(PageRule rule, FeasibleSet before, FramingProblem problem)
        => rule.Name == FramingRules.Enlargement ? TooFewPixels(before, problem) : Conflict(rule, before, problem);

    public static PhotoException TooTight(PictureSide side, Position without, FramingProblem problem)
    {
        double excess = side.Excess(without);
        double page = side.Side is Side.Left or Side.Right ? problem.Page.Size.Width : problem.Page.Size.Height;
        Message said = TooTight(side.Side, problem.ReplacingMayHelp, (int)Math.Ceiling(excess), Argument.RoundedQuantity(100 * excess / (page * without.Scale), Units.Percent, 1));
        return new PhotoException(Refusals.FramingTooTight, said);
    }

    private static Message TooTight(Side side, bool replacingMayHelp, int pixels, Argument share) => (side, replacingMayHelp) switch
    {
        (Side.Bottom, _) => Message.Of("framing.too-tight-below", ("pixels", pixels), ("share", share)),
        (Side.Top, false) => Message.Of("framing.too-tight-above", ("pixels", pixels), ("share", share)),
        (Side.Top, true) => Message.Of("framing.too-tight-above-or-replace", ("pixels", pixels), ("share", share)),
        (Side.Left, false) => Message.Of("framing.too-tight-left", ("pixels", pixels), ("share", share)),
        (Side.Left, true) => Message.Of("framing.too-tight-left-or-replace", ("pixels", pixels), ("share", share)),
        (_, false) => Message.Of("framing.too-tight-right", ("pixels", pixels), ("share", share)),
        (_, true) => Message.Of("framing.too-tight-right-or-replace", ("pixels", pixels), ("share", share)),
    };

    private static PhotoException Conflict(PageRule rule, FeasibleSet before, FramingProblem problem)
    {
        PageGeometry page = problem.Page;
        string unit = Units.Named(rule.UnitOn(page));
        Argument could = Argument.Within(rule.Tell(before.Corners.Min(rule.ValueAt), page), rule.Tell(before.Corners.Max(rule.ValueAt), page), unit, 1)!;
        Argument must = Argument.Within(rule.Tell(rule.Min, page), rule.Tell(rule.Max, page), unit, 1)!;
        return new PhotoException(Refusals.RulesConflict, rule.Name switch
        {
            FramingRules.HeadHeight => Message.Of("framing.conflict-head-height", ("could", could), ("must", must)),
            FramingRules.EyeLine => Message.Of("framing.conflict-eye-line", ("could", could), ("must", must)),
            FramingRules.TopMargin => Message.Of("framing.conflict-top-margin", ("could", could), ("must", must)),
            FramingRules.ChinMargin => Message.Of("framing.conflict-chin-margin", ("could", could), ("must", must)),
            _ => Message.Of("framing.conflict-centring", ("could", could), ("must", must)),
        });
    }

    private static PhotoException TooFewPixels(FeasibleSet before, FramingProblem problem)
    {
        double largest = before.Corners.Max(corner => corner.Scale);
        double height = problem.Head.HeightTo(problem.Page.HeadTop);
        double needed = height / largest / FramingProblem.LargestEnlargement;
        return new PhotoException(Refusals.ResolutionTooLow, Message.Of(
            "framing.too-few-pixels",
            ("height", (int)Math.Round(height)),
            ("needed", (int)Math.Ceiling(needed)),
            ("most", Argument.Rounded(FramingProblem.LargestEnlargement, 1)),
            ("eyes", (int)Math.Round(problem.Head.Head.InterEyeDistance))));
    }
}
