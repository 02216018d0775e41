using System.Globalization;
using System.Text;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Messages;
using IdPhoto.Words;

namespace IdPhoto.SpecPages;

/// <summary>The table of rules in docs/compliance.md, from their declarations.</summary>
public static class RuleTable
{
    private const string Begin = "<!-- rules: written by tools/IdPhoto.SpecPages -->", End = "<!-- end of rules -->";

    private static readonly Sentences English = Sentences.In(Languages.English);

    /// <summary>The page with its table as the declarations have it.</summary>
    /// <param name="page">The page; its table lies between two comments.</param>
    public static string WrittenInto(string page)
    {
        ArgumentNullException.ThrowIfNull(page);
        int from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, to = page.IndexOf(End, StringComparison.Ordinal);
        return page[..from] + "\n" + Table() + page[to..];
    }

    private static string Table()
    {
        StringBuilder table = new("| Code | Measured | Passes | Fails | Children, in years | Where the numbers come from |\n|---|---|---|---|---|---|\n");
        foreach (Rule rule in RuleBook.All)
            table.Append(CultureInfo.InvariantCulture, $"| `{rule.Code}` | {English.Say(rule.Measured)} | {Passes(rule)} | {Fails(rule)} | {Children(rule.Ages)} | {Sources(rule)} |\n");
        return table.Replace("*", "\\*").ToString();
    }

    private static string Passes(Rule rule) => Joined(rule, ByDocument(rule), scale => Limit(scale, scale.Pass.Value));

    private static string Fails(Rule rule) => Joined(rule, ByDocument(rule), scale => scale.Bound == Bound.Exactly ? "any other" : scale.Fail is null ? NoLimit(rule, scale) : Limit(scale with { Bound = Other(scale.Bound) }, scale.Fail.Value));

    private static string NoLimit(Rule rule, Scale scale)
        => scale.FailsTogether ? "together with other signs" : rule.Group == RuleGroup.Place ? "by two deviations" : "never";

    private static string ByDocument(Rule rule) => rule.Group == RuleGroup.Place ? "the document's range, by its error" : "yes or no";

    private static string Joined(Rule rule, string otherwise, Func<Scale, string> text)
        => rule.Scales.Count == 0 ? otherwise : string.Join("; ", rule.Scales.Select(text));

    private static Bound Other(Bound bound) => bound switch { Bound.AtMost => Bound.AtLeast, Bound.AtLeast => Bound.AtMost, _ => bound };

    private static string Limit(Scale scale, double value)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"{Math.Round(scale.Factor * value, 4)} {scale.Unit}").TrimEnd();
        return scale.Bound switch { Bound.AtMost => $"<= {number}", Bound.AtLeast => $">= {number}", Bound.Within => $"+- {number}", _ => number };
    }

    private static string Children(AgeRelief? relief) => relief switch
    {
        null => "",
        { ByReading: true } => string.Create(CultureInfo.InvariantCulture, $"below {relief.Below} a wider range"),
        { NeverFails: true } => string.Create(CultureInfo.InvariantCulture, $"below {relief.Below} never a fail"),
        _ => string.Create(CultureInfo.InvariantCulture, $"below {relief.Below} {relief.Ease} times the room"),
    };

    private static string Sources(Rule rule) => rule.Scales.Count == 0
        ? "the document"
        : string.Join("; ", rule.Scales.Select(scale => English.Say(scale.Basis.Said)).Concat(rule.Scales.Select(scale => scale.Fail).OfType<Compliance.Rules.Limit>()
            .Where(fail => fail.Origin == RuleOrigin.Calibrated).Select(fail => $"failing: {fail.Source}")).Distinct());
}
