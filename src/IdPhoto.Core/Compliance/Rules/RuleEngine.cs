using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>From declarations and readings to findings: one way for every rule.</summary>
internal static class RuleEngine
{
    /// <summary>Asks a rule.</summary>
    /// <returns>Null where it does not apply to this photo.</returns>
    public static Finding? Ask(Rule rule, RuleContext context)
        => rule.Read(context) is Reading reading ? Conclude(rule, reading, context.Options) : null;

    /// <summary>Makes verdict, remedy, value, range and words of what was read.</summary>
    public static Finding Conclude(Rule rule, Reading reading, CheckOptions options)
    {
        AgeRelief? relief = rule.Ages is { ByReading: false } ages && options.AgeYears < ages.Below ? ages : null;
        Scale? scale = relief is { Ease: not 1 } ? reading.Scale?.Eased(relief.Ease) : reading.Scale;
        RuleBasis basis = reading.Basis ?? scale?.Basis ?? throw new InvalidOperationException($"'{rule.Code}' read a value without saying where its limits come from.");
        Verdict verdict = VerdictOf(reading, scale, relief, basis);
        (double? min, double? max) = reading.Range ?? (scale?.Min, scale?.Max);
        return new Finding
        {
            Code = rule.Code,
            Verdict = verdict,
            Value = reading.Value is double value && !double.IsNaN(value) ? value * (scale?.Factor ?? 1) : null,
            Unit = scale?.Unit ?? reading.Unit,
            Min = min,
            Max = max,
            Uncertainty = reading.Deviation ?? scale?.Deviation ?? 0,
            Basis = basis,
            Remedy = RemedyOf(rule, reading, verdict),
            Said = reading.Said ?? Sentence(rule, reading, verdict, relief, options.AgeYears),
        };
    }

    private static Verdict VerdictOf(Reading reading, Scale? scale, AgeRelief? relief, RuleBasis basis)
    {
        Verdict verdict = reading.Decided ?? scale!.Of(reading.Value ?? double.NaN);
        bool eased = reading.NeverFails || relief is { NeverFails: true } || (reading.NeverFailsUnread && basis.Origin == RuleOrigin.Assumed);
        return eased ? Judge.AtMostReview(verdict) : verdict;
    }

    private static Remedy RemedyOf(Rule rule, Reading reading, Verdict verdict) => verdict switch
    {
        Verdict.Review => reading.Remedy ?? rule.OnReview,
        Verdict.Fail => reading.Remedy ?? rule.OnFail,
        Verdict.Pass => rule.OnPass,
        _ => Remedy.None,
    };

    private static Message Sentence(Rule rule, Reading reading, Verdict verdict, AgeRelief? relief, double? years)
    {
        bool baby = years < AgeRelief.Baby && rule.BabyWords && !reading.AnyAge && (verdict is Verdict.Review or Verdict.Fail);
        string? variation = relief is { OwnWords: true } && verdict == Verdict.Review ? "child" : baby ? "baby" : reading.Variation;
        string id = variation is null ? $"rules.{rule.Code}.{Word(verdict)}" : $"rules.{rule.Code}.{Word(verdict)}.{variation}";
        ReadOnlySpan<(string, Argument)> facts = relief is null ? [.. reading.Facts] : [.. reading.Facts, ("years", Argument.Rounded(relief.Below, 0))];
        return Message.Of(id, facts);
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Review => "review",
        Verdict.Fail => "fail",
        _ => "not-assessed",
    };
}
