using System.Globalization;
using IdPhoto.Documents;

namespace IdPhoto.Framing;

/// <summary>The refusals of framing, each worded once: which rule, with numbers, and what to do.</summary>
internal static class FramingRefusal
{
    public static PhotoException HeadCut() => new(
        Refusals.HeadCut,
        "The top of the head is cut off by the picture's upper edge. Use a photo that shows the whole head with some room above it.");

    /// <summary>A document rule that no placement keeps together with those before it.</summary>
    public static PhotoException Of(PageRule rule, FeasibleSet before, FramingProblem problem)
        => rule.Name == FramingRules.Enlargement ? TooFewPixels(before, problem) : Conflict(rule, before, problem);

    public static PhotoException TooTight(PictureSide side, Position without, FramingProblem problem)
    {
        double excess = side.Excess(without);
        double page = side.Side is Side.Left or Side.Right ? problem.Page.Size.Width : problem.Page.Size.Height;
        string share = Number(100 * excess / (page * without.Scale));
        string edge = side.Side switch { Side.Bottom => "lower", Side.Top => "upper", Side.Left => "left", _ => "right" };
        string replaced = problem.ReplacingMayHelp ? ", or have the background replaced" : "";
        string advice = side.Side switch
        {
            Side.Bottom => "Use a photo that shows more below the chin: stand further away, or hold the camera lower.",
            Side.Top => $"Leave more room above the head{replaced}.",
            _ => $"Stand further away and in the middle of the picture{replaced}.",
        };
        return new PhotoException(
            Refusals.FramingTooTight,
            $"The document's crop reaches about {Math.Ceiling(excess).ToString(CultureInfo.InvariantCulture)} pixels ({share} % of its side) beyond the picture's {edge} edge. {advice}");
    }

    private static PhotoException Conflict(PageRule rule, FeasibleSet before, FramingProblem problem)
    {
        double low = before.Corners.Min(rule.ValueAt);
        double high = before.Corners.Max(rule.ValueAt);
        PageGeometry page = problem.Page;
        string unit = rule.UnitOn(page);
        string could = $"{Number(rule.Tell(low, page))} to {Number(rule.Tell(high, page))} {unit}";
        return new PhotoException(
            Refusals.RulesConflict,
            $"The document's rules cannot all hold for this head: {What(rule.Name)} would be {could}, but must be {Range(rule, page)} {unit}. "
            + "Voluminous hair or a head cover can cause this; smooth it down, or look straight into the camera.");
    }

    private static PhotoException TooFewPixels(FeasibleSet before, FramingProblem problem)
    {
        double largest = before.Corners.Max(corner => corner.Scale);
        double height = problem.Head.HeightTo(problem.Page.HeadTop);
        double needed = height / largest / FramingProblem.LargestEnlargement;
        return new PhotoException(
            Refusals.ResolutionTooLow,
            $"The photo has too few pixels: the head is {Whole(height)} pixels high and needs at least {Whole(Math.Ceiling(needed))}, "
            + $"so that it is not enlarged more than {Number(FramingProblem.LargestEnlargement)} times. The eyes are {Whole(problem.Head.Head.InterEyeDistance)} pixels apart; "
            + "ICAO asks for 90. Use the camera's original file, or stand closer.");
    }

    private static string What(string rule) => rule switch
    {
        FramingRules.HeadHeight => "the head's height",
        FramingRules.EyeLine => "the eyes' height above the lower edge",
        FramingRules.TopMargin => "the room above the head",
        FramingRules.ChinMargin => "the room below the chin",
        _ => rule,
    };

    private static string Range(PageRule rule, PageGeometry page) => double.IsInfinity(rule.Max)
        ? $"at least {Number(rule.Tell(rule.Min, page))}"
        : $"{Number(rule.Tell(rule.Min, page))} to {Number(rule.Tell(rule.Max, page))}";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
