using System.Globalization;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>What the rules state beside their verdicts: units, whose numbers they are, what puts it right, what belongs together. It changes knowingly alone.</summary>
public sealed class RuleNumbersTests
{
    [Fact]
    public void Each_rule_states_its_unit_its_limits_whose_they_are_and_what_breaks_with_it()
    {
        using StreamReader stated = new(typeof(RuleNumbersTests).Assembly.GetManifestResourceStream("rules-stated.txt")!);

        Assert.Equal(stated.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), RuleBook.All.Select(rule => Line(rule).TrimEnd()));
    }

    private static string Line(Rule rule)
    {
        IEnumerable<string> scales = rule.Scales.Select(scale => string.Create(
            CultureInfo.InvariantCulture, $"{scale.Bound} {scale.Pass.Value * scale.Factor:0.####}/{scale.Fail?.Value * scale.Factor:0.####} {scale.Unit}, {scale.Reason}, {scale.Pass.Origin} {scale.Pass.Source}"));
        // Ranges that come with the photo's own numbers are in its findings alone.
        IEnumerable<string> found = RuleRows.All.Where(row => row.Code == rule.Code).Select(row => row.Scene.Ask(row.Code)).OfType<Finding>()
            .Select(finding => $"{finding.Basis.Said} [{finding.Unit}] {finding.Verdict}, {finding.Remedy}").Distinct().Order(StringComparer.Ordinal);
        return $"{rule.Code} ({Cause.All.Single(cause => cause.Rules.Contains(rule.Code)).Name}): {string.Join("; ", scales)} | {string.Join("; ", found)}";
    }
}
