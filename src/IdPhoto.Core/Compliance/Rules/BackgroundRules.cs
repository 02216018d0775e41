using System.Globalization;
using IdPhoto.Colorimetry;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>The wall: even, of the right colour, without shadow, with nothing before it.</summary>
internal static class BackgroundRules
{
    // Spread of L* around an even gradient; a just visible difference of neighbouring greys is about 1, and people see
    // a wall as even up to about 2 to 3.
    private const double EvenSpread = 2.2;
    private const double UnevenSpread = 5;

    /// <summary>From white to the grey that is called light (#d3d3d3) it is 16 L*: a wall that changes by more has two names.</summary>
    private const double EvenGradient = 16;

    // Share of the wall more than 10 Delta E off: twice the just noticeable difference of large patches side by side is
    // about 5. Plain walls of the labelled set have up to 1 %, scenery from 10.
    private const double NoThings = 0.02;
    private const double Things = 0.10;

    // A grey step of 4 L* is seen at once where it has an edge; 8 is the step from white to a grey card's lightest patch.
    private const double FaintShadow = -4;
    private const double Shadow = -8;

    /// <summary>What is left out is at most a border of a tenth of the page.</summary>
    private const double MostOfThePage = 0.8;

    /// <summary>What authorities call 'light' begins here: their own samples run down to about #b0b0b0, L* 72.</summary>
    private const double LightFrom = 70;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        bool replaced = !e.Finished && e.Plan.Background is not null;
        if (replaced || e.Look.Background is not BackgroundLook wall)
        {
            string why = replaced ? "The background is replaced when the photo is made." : "So little of the background can be seen around the head that it cannot be judged.";
            foreach (string code in (string[])[ComplianceRules.BackgroundUniform, ComplianceRules.BackgroundColour, ComplianceRules.BackgroundShadow, ComplianceRules.BackgroundObjects])
                yield return NotAssessed(e, code, why);
            yield break;
        }
        Finding uniform = Uniform(e, wall), objects = Objects(wall);
        bool scenery = uniform.Verdict == Verdict.Fail || objects.Verdict == Verdict.Fail;
        yield return Partly(uniform, wall);
        yield return scenery ? NotAssessed(e, ComplianceRules.BackgroundColour, "The background has no one colour that could be judged.") : ColourOf(e, wall);
        yield return ShadowOn(wall);
        yield return Partly(objects, wall);
    }

    private static Finding NotAssessed(Evidence e, string code, string why) => new()
    {
        Code = code,
        Verdict = Verdict.NotAssessed,
        Basis = Basis.Document(e.Spec, "background"),
        Sentence = why,
    };

    // Of a large page with a small head only what is near the head is measured.
    private static Finding Partly(Finding finding, BackgroundLook wall) => finding.Verdict != Verdict.Pass || wall.Covered >= MostOfThePage ? finding : finding with
    {
        Verdict = Verdict.Check,
        Value = 100 * wall.Covered,
        Unit = "% measured",
        Min = 100 * MostOfThePage,
        Max = null,
        Remedy = Remedy.LookAtIt,
        Sentence = string.Create(CultureInfo.InvariantCulture, $"Only {100 * wall.Covered:0} % of the photo lies near the head and was measured, and nothing was found there. Look at the rest of the background."),
    };

    private static Finding Uniform(Evidence e, BackgroundLook wall)
    {
        Verdict spread = Judge.Low(wall.Spread, EvenSpread, UnevenSpread), gradient = wall.Gradient <= EvenGradient ? Verdict.Pass : Verdict.Check;
        Verdict verdict = Judge.Worse(spread, gradient);
        bool slope = spread == Verdict.Pass && gradient != Verdict.Pass;
        return new Finding
        {
            Code = ComplianceRules.BackgroundUniform,
            Verdict = verdict,
            Value = slope ? wall.Gradient : wall.Spread,
            Unit = "L*",
            Max = slope ? EvenGradient : EvenSpread,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.6: plain; standard deviation of lightness around an even gradient, plain walls of the labelled set up to 1.7, others from 4; or how much the gradient changes across the page, a hint only"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : e.Spec.Edit.Permitted >= EditLevel.Background ? Remedy.ReplaceBackground : Remedy.Retake,
            Sentence = verdict == Verdict.Pass ? "The background is even."
                : slope ? string.Create(CultureInfo.InvariantCulture, $"The background changes by {wall.Gradient:0} L* from one side to the other. Light the wall evenly.")
                : "The background is not even. Stand before a plain wall, a metre or more away from it.",
        };
    }

    private static Finding ColourOf(Evidence e, BackgroundLook wall)
    {
        WallColour colour = AgainstRule(e.Spec.Background, wall.Colour, e.Spec.Edit.Alteration == EditRule.NotApplicable);
        bool replace = e.Spec.Edit.Permitted >= EditLevel.Background;
        RuleBasis basis = Basis.Document(e.Spec, "background");
        // Colours that are our examples of what the authority's words mean cannot be failed.
        Verdict verdict = basis.Origin == RuleOrigin.Assumed || e.Spec.Background.Examples ? Judge.AtMostCheck(colour.Verdict) : colour.Verdict;
        return new Finding
        {
            Code = ComplianceRules.BackgroundColour,
            Verdict = verdict,
            Value = colour.Value,
            Unit = colour.Unit,
            Min = colour.Min,
            Max = colour.Max,
            Uncertainty = 2,
            Basis = basis,
            Remedy = verdict == Verdict.Pass ? Remedy.None : replace ? Remedy.ReplaceBackground : Remedy.Retake,
            Sentence = colour.Sentence,
        };
    }

    // Authorities write words, not numbers. Neighbouring colour names lie about 25 Delta E apart; half of it is the word itself.
    private const double PassDifference = 12;
    private const double FailDifference = 25;

    /// <summary>A wall within this of a colour that is not accepted is taken for it.</summary>
    private const double Banned = 10;

    /// <summary>Walls of less chroma have no colour that a person would name.</summary>
    private const double PaleChroma = 12;

    private sealed record WallColour(Verdict Verdict, double Value, string Unit, double? Min, double? Max, string Sentence);

    private static WallColour AgainstRule(BackgroundRule rule, Lab seen, bool anyWillDo)
    {
        string measured = string.Create(CultureInfo.InvariantCulture, $"lightness {seen.L:0} of 100, colourfulness {seen.Chroma:0}");
        NamedColour[] allowed = [.. rule.Allowed.Count > 0 ? rule.Allowed : [rule.Default]];
        NamedColour nearest = allowed.MinBy(colour => Difference(seen, colour))!;
        double difference = Difference(seen, nearest);
        string asked = string.Join(", ", allowed.Select(colour => colour.Name));
        NamedColour? banned = rule.Forbidden.MinBy(colour => Difference(seen, colour));
        double off = banned is null ? double.PositiveInfinity : Difference(seen, banned);
        if (off < Math.Min(difference, Banned))
            return new(Verdict.Fail, off, "dE", Banned, null, $"The background ({measured}) is {banned!.Name}, which the document does not accept; it asks for {asked}. Stand before such a wall.");
        if (anyWillDo && rule.Allowed.Count == 0)
            return new(Verdict.Pass, seen.L, "L*", null, null, $"The background has {measured}; no colour is prescribed.");
        string fits = $"The background has {measured}, which fits: {asked}.";
        // 'Plain and light' is met by any pale wall.
        if ((rule.Allowed.Count == 0 || rule.Examples || allowed.Any(IsLight)) && seen.L >= LightFrom && seen.Chroma <= PaleChroma)
            return off < Banned
                ? new(Verdict.Check, off, "dE", Banned, null, $"The background has {measured}, which is hard to tell from {banned!.Name}, which the document does not accept; it asks for {asked}.")
                : new(Verdict.Pass, seen.L, "L*", LightFrom, null, fits);
        Verdict verdict = Judge.Low(difference, PassDifference, FailDifference);
        string light = seen.L < Lab.Of(nearest.Colour).L ? ", or light it more" : "";
        return new(verdict, difference, "dE", null, PassDifference, verdict == Verdict.Pass ? fits
            : $"The background has {measured}, {difference.ToString("0", CultureInfo.InvariantCulture)} Delta E from the nearest colour that is asked for ({asked}). Stand before such a wall{light}.");
    }

    private static bool IsLight(NamedColour colour)
        => colour.Name.Contains("light", StringComparison.OrdinalIgnoreCase) || colour.Name.Contains("pale", StringComparison.OrdinalIgnoreCase);

    // A wall that the authority calls white is photographed as anything from white to a very light grey.
    private static double Difference(Lab seen, NamedColour wanted)
    {
        Lab colour = Lab.Of(wanted.Colour);
        bool white = colour is { L: > 96, Chroma: < 6 };
        return white && seen.L is >= 85 and <= 100 ? Math.Max(0, seen.Chroma - 2) + (0.3 * (100 - seen.L)) : seen.DifferenceTo(colour);
    }

    private static Finding ShadowOn(BackgroundLook wall)
    {
        double worst = Math.Min(double.IsNaN(wall.ShadowLeft) ? 0 : wall.ShadowLeft, double.IsNaN(wall.ShadowRight) ? 0 : wall.ShadowRight);
        bool seen = !double.IsNaN(wall.ShadowLeft) || !double.IsNaN(wall.ShadowRight);
        // Before a busy scene, what is darker beside the head is no shadow.
        bool busy = wall.Spread > UnevenSpread || wall.Different > Things;
        Verdict verdict = !seen || busy ? Verdict.NotAssessed : Judge.High(worst, FaintShadow, Shadow);
        return new Finding
        {
            Code = ComplianceRules.BackgroundShadow,
            Verdict = verdict,
            Value = verdict == Verdict.NotAssessed ? null : worst,
            Unit = "L*",
            Min = FaintShadow,
            Uncertainty = 1,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.6: no shadows behind the head; lightness beside the head against further away"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "No shadow of the head was seen on the background.",
                Verdict.NotAssessed => busy ? "The background is too busy to tell shadows from things." : "Too little of the background shows beside the head to see shadows.",
                Verdict.Check => "There seems to be a shadow of the head on the background. Step a metre away from the wall and face the light.",
                _ => "The head throws a shadow on the background. Step a metre away from the wall and face the light.",
            },
        };
    }

    private static Finding Objects(BackgroundLook wall)
    {
        Verdict verdict = Judge.Low(wall.Different, NoThings, Things);
        return new Finding
        {
            Code = ComplianceRules.BackgroundObjects,
            Verdict = verdict,
            Value = 100 * wall.Different,
            Unit = "%",
            Max = 100 * NoThings,
            Uncertainty = 1,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.6: nothing else in view; share of the background more than 10 Delta E from an even wall, plain walls up to 1, others from 10"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : verdict == Verdict.Fail ? Remedy.Retake : Remedy.LookAtIt,
            Sentence = verdict == Verdict.Pass ? "Nothing else was seen in the background."
                : string.Create(CultureInfo.InvariantCulture, $"{100 * wall.Different:0} % of the background looks different from the rest: things, edges or people. Stand before an empty wall."),
        };
    }
}
