using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>A length on a finished photo against the document's range: what the rules on places have in common.</summary>
internal static class PageLength
{
    // Standard deviations in head heights, from the bench's comparison with positions marked by hand.
    public const double EyeError = 0.012;
    public const double ChinError = 0.013;
    public const double HairError = 0.015;

    /// <summary>The sentences of a length that is smaller or larger than it should be.</summary>
    public const string Low = "low", High = "high";

    /// <summary>Holds a length against a range.</summary>
    /// <param name="c">The photo.</param>
    /// <param name="field">The record's property that the range comes from.</param>
    /// <param name="value">The length in page pixels.</param>
    /// <param name="range">What is allowed, in page pixels.</param>
    /// <param name="deviation">One standard deviation of the length.</param>
    public static Reading Against(RuleContext c, string field, double value, PixelRange range, double deviation)
    {
        PageGeometry page = c.Page;
        double? min = range.Min > 0 ? page.InUnits(range.Min) : null, max = double.IsInfinity(range.Max) ? null : page.InUnits(range.Max);
        RuleBasis basis = Basis.Document(c.Spec, field);
        Verdict verdict = Judge.Range(value, range.Min, range.Max, deviation);
        bool unread = basis.Origin == RuleOrigin.Assumed && verdict != Verdict.Pass;
        string side = value < Middle(range) ? Low : High;
        return Reading.Against(page.InUnits(value), page.Unit, min, max, verdict) with
        {
            Deviation = page.InUnits(deviation),
            Basis = basis,
            NeverFailsUnread = true,
            Variation = verdict == Verdict.Pass ? null : unread ? $"{side}-unread" : side,
            Facts = [("value", Shown(page.InUnits(value), page.Unit)), ("limits", Limits(min, max, page.Unit))],
        };
    }

    /// <summary>One standard deviation of the head's upper end, in pixels of the head.</summary>
    public static double TopError(HeadMeasure head, bool crown) => crown ? head.CrownUncertainty : HairError * head.CrownHeight;

    /// <summary>A length in its unit.</summary>
    public static Argument Shown(double value, string unit) => Argument.Quantity(value, unit == "%" ? Units.PercentOfHeight : Units.Millimetres, 1);

    private static double Middle(PixelRange range) => double.IsInfinity(range.Max) ? range.Min + 1 : (range.Min + range.Max) / 2;

    private static Message Limits(double? min, double? max, string unit) => (min, max) switch
    {
        (double low, double high) => Message.Of("rules.limits.range", ("min", Argument.Number(low, 1)), ("max", Shown(high, unit))),
        (double low, null) => Message.Of("rules.limits.at-least", ("min", Shown(low, unit))),
        (null, double high) => Message.Of("rules.limits.at-most", ("max", Shown(high, unit))),
        _ => Message.Of("rules.limits.none"),
    };
}
