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
        return Argument.Around(rule.Value, rule.Uncertainty, number => Argument.Quantity(number, Units.Named(rule.Unit), digits), number => Argument.Number(number, digits));
    }

    /// <summary>What is allowed; null where there is no limit.</summary>
    public static Argument? Range(RuleOutcome rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Argument.Within(rule.Min, rule.Max, Units.Named(rule.Unit), 2);
    }
}
