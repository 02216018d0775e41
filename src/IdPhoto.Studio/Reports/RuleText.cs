using IdPhoto.Framing;
using IdPhoto.Messages;

namespace IdPhoto.Studio.Reports;

/// <summary>A framing rule's numbers for people.</summary>
public static class RuleText
{
    /// <summary>What the rule is about.</summary>
    public static Message Name(RuleOutcome rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Message.Of($"framing.label-{rule.Rule}");
    }

    /// <summary>Value with two standard deviations of uncertainty, and unit.</summary>
    public static Argument Value(RuleOutcome rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        int digits = rule.Unit switch { "px" => 0, "x" => 2, _ => 1 };
        return rule.Uncertainty > 0
            ? Message.Of("units.plus-minus", ("value", Argument.Number(rule.Value, digits)), ("uncertainty", Argument.Quantity(2 * rule.Uncertainty, Unit(rule), digits)))
            : Argument.Quantity(rule.Value, Unit(rule), digits);
    }

    /// <summary>What is allowed; null where there is no limit.</summary>
    public static Argument? Range(RuleOutcome rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return (rule.Min, rule.Max) switch
        {
            (double min, double max) => Message.Of("units.range", ("min", Argument.Rounded(min, 2)), ("max", Limit(rule, max))),
            (double min, null) => Message.Of("units.at-least", ("min", Limit(rule, min))),
            (null, double max) => Message.Of("units.at-most", ("max", Limit(rule, max))),
            _ => (Argument?)null,
        };
    }

    private static Argument Limit(RuleOutcome rule, double value) => Argument.RoundedQuantity(value, Unit(rule), 2);

    private static string Unit(RuleOutcome rule) => rule.Unit switch
    {
        "mm" => Units.Millimetres,
        "px" => Units.Pixels,
        "x" => Units.Times,
        "degrees" => Units.Degrees,
        _ => Units.Percent,
    };
}
