using System.Globalization;
using IdPhoto.Framing;

namespace IdPhoto.Studio.Reports;

/// <summary>A rule's numbers for people.</summary>
public static class RuleText
{
    /// <summary>What the rule is about, in words.</summary>
    public static string Name(RuleOutcome rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Rule switch
        {
            FramingRules.HeadHeight => "head's height",
            FramingRules.EyeLine => "eyes' height above the lower edge",
            FramingRules.TopMargin => "room above the head",
            FramingRules.ChinMargin => "room below the chin",
            FramingRules.Centring => "face's distance from the middle",
            FramingRules.Enlargement => "enlargement",
            FramingRules.HeadWidth => "head's width",
            _ => rule.Rule.Replace('-', ' '),
        };
    }

    /// <summary>Value with two standard deviations of uncertainty, and unit.</summary>
    public static string Value(RuleOutcome rule)
    {
        double uncertainty = 2 * rule.Uncertainty;
        string around = uncertainty > 0 ? $" ± {Number(uncertainty, rule.Unit)}" : "";
        return $"{Number(rule.Value, rule.Unit)}{around} {rule.Unit}";
    }

    /// <summary>What is allowed; empty where there is no limit.</summary>
    public static string Range(RuleOutcome rule) => (rule.Min, rule.Max) switch
    {
        (double min, double max) => $"{Limit(min)} to {Limit(max)} {rule.Unit}",
        (double min, null) => $"at least {Limit(min)} {rule.Unit}",
        (null, double max) => $"at most {Limit(max)} {rule.Unit}",
        _ => "",
    };

    private static string Limit(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    // Adding zero turns a rounded -0 into 0.
    private static string Number(double value, string unit)
    {
        int digits = unit switch { "px" => 0, "x" => 2, _ => 1 };
        return (Math.Round(value, digits) + 0.0).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }
}
