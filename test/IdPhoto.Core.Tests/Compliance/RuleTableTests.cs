using System.Globalization;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Messages;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>From measures to verdicts, for every rule.</summary>
public sealed class RuleTableTests
{
    // One case for each rule, not for each row: a mutation test pays for every case.
    public static TheoryData<string> Codes => [.. RuleRows.All.Select(row => row.Code).Distinct()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_rule_says_of_a_scene_what_it_must(string code) => Assert.All(RowsOf(code), (row, index) =>
    {
        Finding? finding = row.Scene.Ask(row.Code);

        string what = string.Create(CultureInfo.InvariantCulture, $"row {index}, {row.Code}: {finding?.Verdict} at {finding?.Value} in {finding?.Min}..{finding?.Max}, {finding?.Said}");
        Assert.True(row.Verdict == finding?.Verdict, what);
        if (finding is not null)
            Assert.True(Id(row) == finding.Said.Id, what);
    });

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_value_that_passes_lies_in_the_range_that_is_shown_and_one_that_fails_outside(string code) => Assert.All(RowsOf(code), (row, index) =>
    {
        if (row.Scene.Ask(row.Code) is not { Value: double value } finding)
            return;
        bool inside = !(value < finding.Min - 1e-9) && !(value > finding.Max + 1e-9), onLimit = value == finding.Min || value == finding.Max;
        Assert.True(finding.Verdict != Verdict.Pass || inside, $"row {index}, {row.Code}: {value}");
        Assert.True(finding.Verdict != Verdict.Fail || !inside || onLimit, $"row {index}, {row.Code}: {value}");
    });

    [Fact]
    public void Every_rule_passes_somewhere_and_does_not_somewhere_else()
    {
        Assert.All(ComplianceRules.All.Except([ComplianceRules.HeadCut]), code =>
        {
            Assert.Contains(RuleRows.All, row => row.Code == code && row.Verdict == Verdict.Pass);
            Assert.Contains(RuleRows.All, row => row.Code == code && row.Verdict is Verdict.Review or Verdict.Fail);
        });
    }

    [Theory]
    [InlineData(true, true, 0, 0, false, Verdict.Fail, "top")]
    [InlineData(true, false, 0.2, 0, false, Verdict.Fail, "side")]
    [InlineData(false, false, 0.121, 0, false, Verdict.Fail, "side")]
    [InlineData(false, false, 0.12, 0, false, Verdict.Pass, null)]
    [InlineData(true, false, 0, 0.121, true, Verdict.Review, "hair")]
    [InlineData(false, false, 0, 0.12, false, Verdict.Pass, null)]
    [InlineData(true, false, 0, 0, true, Verdict.Review, "top")]
    [InlineData(false, false, 0, 0, true, Verdict.Review, "face")]
    public void A_head_that_is_cut_fails_and_one_that_may_be_is_looked_at(bool top, bool plainly, double skin, double hair, bool beyond, Verdict verdict, string? word)
    {
        Finding finding = RuleEngine.Conclude(HeadCutRule.Declaration, HeadCutRule.Judged(top, plainly, new(skin), new(hair), beyond), new CheckOptions());

        Assert.Equal((verdict, $"rules.head-cut-off.{Word(verdict)}{(word is null ? "" : $".{word}")}"), (finding.Verdict, finding.Said.Id));
    }

    [Fact]
    public void No_sentence_of_a_rule_is_never_said()
    {
        HashSet<string> said = [.. RuleRows.All.Select(row => row.Scene.Ask(row.Code)).OfType<Finding>().Select(finding => finding.Said.Id)];
        string[] names = [.. ComplianceRules.All.SelectMany(code => new[] { $"rules.{code}.title", $"rules.{code}.measured" })];
        string[] elsewhere = ["rules.face-count.fail.none", .. HeadCutSentences()];

        string[] silent = [.. English().Where(id => !said.Contains(id) && !id.StartsWith("rules.limits.", StringComparison.Ordinal) && !id.StartsWith("rules.head-top.", StringComparison.Ordinal)).Except(names).Except(elsewhere)];

        Assert.Empty(silent);
    }

    [Fact]
    public void Every_finding_can_be_said_with_all_its_facts() => Assert.All(RuleRows.All, row =>
    {
        // A refusal of framing has words of its own.
        if (row.Scene.Ask(row.Code) is not { } finding || finding.Said.ToString().Contains("framing.test", StringComparison.Ordinal))
            return;
        string sentence = Sentences.In(Languages.English).Say(finding.Said), basis = Sentences.In(Languages.English).Say(finding.Basis.Said);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", sentence + basis, StringComparison.Ordinal);
        Assert.Subset(finding.Said.Arguments.Select(argument => argument.Name).ToHashSet(), Written[finding.Said.Id].Names().ToHashSet());
        Assert.DoesNotContain("bases.", basis, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_fixed_limit_has_a_source_and_every_remedy_fits_the_verdict()
    {
        Assert.All(RuleBook.All.SelectMany(rule => rule.Scales), scale => Assert.All(new[] { scale.Pass, scale.Fail ?? scale.Pass }, limit => Assert.NotEmpty(limit.Source)));
        Assert.All(RuleRows.All.Select(row => row.Scene.Ask(row.Code)).OfType<Finding>(), finding =>
            Assert.True((finding.Verdict is Verdict.Review or Verdict.Fail || finding.Code == ComplianceRules.Framing) == (finding.Remedy != Remedy.None), $"{finding.Said}: {finding.Remedy}"));
    }

    [Theory]
    [InlineData(ComplianceRules.FaceCount, Remedy.LookAtIt, Remedy.Retake)]
    [InlineData(ComplianceRules.Framing, Remedy.ReplaceBackground, Remedy.Retake)]
    [InlineData(ComplianceRules.Resolution, Remedy.BetterFile, Remedy.BetterFile)]
    [InlineData(ComplianceRules.HeadHeight, Remedy.LookAtIt, Remedy.Reframe)]
    [InlineData(ComplianceRules.Centring, Remedy.Reframe, Remedy.Reframe)]
    [InlineData(ComplianceRules.Yaw, Remedy.Retake, Remedy.Retake)]
    [InlineData(ComplianceRules.Glasses, Remedy.LookAtIt, Remedy.Retake)]
    [InlineData(ComplianceRules.BackgroundUniform, Remedy.ReplaceBackground, Remedy.ReplaceBackground)]
    [InlineData(ComplianceRules.BackgroundObjects, Remedy.LookAtIt, Remedy.Retake)]
    [InlineData(ComplianceRules.Compression, Remedy.BetterFile, Remedy.BetterFile)]
    public void What_helps_depends_on_the_rule_and_the_verdict(string code, Remedy review, Remedy fail)
    {
        Finding[] findings = [.. RuleRows.All.Where(row => row.Code == code).Select(row => row.Scene.Ask(code)).OfType<Finding>()];

        Assert.Contains(review, findings.Where(finding => finding.Verdict == Verdict.Review).Select(finding => finding.Remedy));
        Assert.Contains(fail, findings.Where(finding => finding.Verdict == Verdict.Fail).Select(finding => finding.Remedy));
    }

    private static IEnumerable<Row> RowsOf(string code) => RuleRows.All.Where(row => row.Code == code);

    private static readonly IReadOnlyDictionary<string, Template> Written = LanguageFile.Read(Languages.English);

    private static IEnumerable<string> English() => LanguageFile.Texts(Languages.English).Where(text => text.Area == "rules").Select(text => text.Id.Split('@')[0]);

    private static IEnumerable<string> HeadCutSentences() => English().Where(id => id.StartsWith("rules.head-cut-off.", StringComparison.Ordinal));

    private static string Id(Row row) => row.Sentence?.StartsWith('=') == true ? row.Sentence[1..]
        : $"rules.{row.Code}.{Word(row.Verdict!.Value)}{(row.Sentence is null ? "" : $".{row.Sentence}")}";

    private static string Word(Verdict verdict) => verdict switch { Verdict.Pass => "pass", Verdict.Review => "review", Verdict.Fail => "fail", _ => "not-assessed" };
}
