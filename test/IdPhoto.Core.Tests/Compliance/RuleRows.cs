using IdPhoto.Colorimetry;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using static IdPhoto.Compliance.ComplianceRules;
using static IdPhoto.Compliance.Verdict;

namespace IdPhoto.Tests.Compliance;

/// <summary>What a rule must say of a scene.</summary>
/// <param name="Code">The rule.</param>
/// <param name="Scene">The scene.</param>
/// <param name="Verdict">What it must conclude; null where it does not apply.</param>
/// <param name="Sentence">The end of the sentence's id behind the verdict; null for none.</param>
internal sealed record Row(string Code, Scene Scene, Verdict? Verdict, string? Sentence = null);

/// <summary>Every rule at its limits, a step to either side, by age, by document, and where nothing can be seen.</summary>
internal static partial class RuleRows
{
    /// <summary>A step that is small against every limit.</summary>
    private const double Step = 1e-6;

    private static Scene Good => Scene.Good;

    // Made when first asked for: the documents below are initialised by then.
    private static readonly Lazy<IReadOnlyList<Row>> Rows = new(() =>
    [
        .. Sizes(), .. Places(), .. Poses(), .. Eyes(), .. Mouths(), .. GlassesRows(), .. Covers(), .. Backgrounds(), .. Lights(), .. Qualities(), .. Babies(),
    ]);

    public static IReadOnlyList<Row> All => Rows.Value;

    // A value that should be small (or, with the signs turned, large): at both limits, where the arithmetic is exact, and beside them.
    private static IEnumerable<Row> Limits(string code, Func<double, Scene> at, double pass, double? fail, string? word = null, string? passWord = null, string? failWord = null, bool exact = true)
    {
        double outward = Math.Sign((fail ?? (pass + (pass > 0 || fail is null ? 1 : -1))) - pass) * Step;
        yield return new(code, at(pass - outward), Pass, passWord);
        if (exact)
            yield return new(code, at(pass), Pass, passWord);
        yield return new(code, at(pass + outward), Review, word);
        if (fail is not double limit)
            yield break;
        yield return new(code, at(limit - outward), Review, word);
        if (exact)
            yield return new(code, at(limit), Fail, failWord ?? word);
        yield return new(code, at(limit + outward), Fail, failWord ?? word);
    }

    // The same for large values that are good and never fail.
    private static IEnumerable<Row> AtLeast(string code, Func<double, Scene> at, double pass, string? word = null, string? passWord = null) =>
        [new(code, at(pass + Step), Pass, passWord), new(code, at(pass), Pass, passWord), new(code, at(pass - Step), Review, word)];
}
