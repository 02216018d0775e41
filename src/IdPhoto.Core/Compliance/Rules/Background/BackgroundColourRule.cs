using IdPhoto.Colorimetry;
using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>The background's colour, by the document's words.</summary>
internal static class BackgroundColourRule
{
    private const double Error = 2;

    /// <summary>Authorities write words, not numbers. Neighbouring colour names lie about 25 Delta E apart; half of it is the word itself.</summary>
    private static readonly Scale Difference = new("dE", Bound.AtMost, Limit.Calibrated(12, Limit.ColourNames))
    {
        Fail = Limit.Calibrated(25, Limit.ColourNames),
        Deviation = Error,
        Reason = "bases.background-colour",
    };

    /// <summary>What authorities call 'light' begins here: their own samples run down to about #b0b0b0, L* 72.</summary>
    private static readonly Scale Lightness = new("L*", Bound.AtLeast, Limit.Calibrated(70, Limit.SamplePhotos)) { Deviation = Error, Reason = "bases.background-colour" };

    /// <summary>A wall within this of a colour that is not accepted is taken for it.</summary>
    private static readonly Scale FromForbidden = new("dE", Bound.AtLeast, Limit.Calibrated(10, Limit.ColourNames)) { Deviation = Error, Reason = "bases.background-colour", FailsTogether = true };

    /// <summary>Walls of less chroma have no colour that a person would name.</summary>
    private const double PaleChroma = 12;

    public static Rule Declaration { get; } = Wall.Rule(ComplianceRules.BackgroundColour, Read, Difference, Lightness, FromForbidden);

    private static Reading Read(RuleContext c, BackgroundLook wall)
    {
        if (Wall.IsScenery(wall))
            return Wall.NotJudged(c, "scenery");
        BackgroundRule rule = c.Spec.Background;
        Reading reading = AgainstRule(rule, wall.Colour, c.Spec.Edit.Alteration == EditRule.NotApplicable);
        return reading with
        {
            Basis = Basis.Document(c.Spec, "background"),
            NeverFailsUnread = true,
            // Colours that are our examples of what the authority's words mean cannot be failed.
            NeverFails = rule.Examples,
            Deviation = Error,
            Remedy = Wall.Remedy(c.Spec),
        };
    }

    private static Reading AgainstRule(BackgroundRule rule, Lab seen, bool anyWillDo)
    {
        NamedColour[] allowed = [.. rule.Allowed.Count > 0 ? rule.Allowed : [rule.Default]];
        NamedColour nearest = allowed.MinBy(colour => Distance(seen, colour))!;
        NamedColour? banned = rule.Forbidden.MinBy(colour => Distance(seen, colour));
        double difference = Distance(seen, nearest), off = banned is null ? double.PositiveInfinity : Distance(seen, banned);
        (string, Argument)[] facts = Facts(seen, allowed, banned);
        bool close = FromForbidden.Of(off) != Verdict.Pass;
        if (close && off < difference)
            return Reading.On(FromForbidden, off) with { Decided = Verdict.Fail, Variation = "forbidden", Facts = facts };
        if (anyWillDo && rule.Allowed.Count == 0)
            return Reading.On(Lightness, seen.L) with { Decided = Verdict.Pass, Range = (null, null), Variation = "any", Facts = facts };
        // 'Plain and light' is met by any pale wall.
        bool lightWillDo = rule.Allowed.Count == 0 || rule.Examples || allowed.Any(IsLight);
        if (lightWillDo && Lightness.Of(seen.L) == Verdict.Pass && seen.Chroma <= PaleChroma)
            return close ? Reading.On(FromForbidden, off) with { Variation = "nearly-forbidden", Facts = facts } : Reading.On(Lightness, seen.L) with { Facts = facts };
        return Reading.On(Difference, difference) with { Variation = Difference.Of(difference) == Verdict.Pass ? null : Beside(seen, allowed), Facts = facts };
    }

    // A person who is told that light blue is not light blue learns nothing.
    private static string Beside(Lab seen, NamedColour[] allowed)
        => allowed.Any(colour => colour.Name == SeenColour.Of(seen)) ? "shade" : allowed.Any(colour => LightWouldDo(seen, colour)) ? "dark" : "other";

    // More light makes a wall lighter, and no blue one white: lightness is a cube root, so that its colour grows with it.
    private static bool LightWouldDo(Lab seen, NamedColour wanted)
    {
        double wish = Math.Min(100, Lab.Of(wanted.Colour).L), more = (wish + 16) / (seen.L + 16);
        return more > 1 && Difference.Of(Distance(new Lab(wish, seen.A * more, seen.B * more), wanted)) == Verdict.Pass;
    }

    private static (string, Argument)[] Facts(Lab seen, NamedColour[] allowed, NamedColour? banned) =>
    [
        ("seen", ColourNames.Of(SeenColour.Of(seen))),
        ("asked", Argument.Any(allowed.Select(colour => (Argument)ColourNames.Of(colour.Name)))), ("forbidden", banned is null ? "" : ColourNames.Of(banned.Name)),
    ];

    private static bool IsLight(NamedColour colour)
        => colour.Name.Contains("light", StringComparison.OrdinalIgnoreCase) || colour.Name.Contains("pale", StringComparison.OrdinalIgnoreCase);

    // A wall that the authority calls white is photographed as anything from white to a very light grey.
    private static double Distance(Lab seen, NamedColour wanted)
    {
        Lab colour = Lab.Of(wanted.Colour);
        bool white = colour is { L: > 96, Chroma: < 6 };
        return white && seen.L is >= 85 and <= 100 ? Math.Max(0, seen.Chroma - 2) + (0.3 * (100 - seen.L)) : seen.DifferenceTo(colour);
    }
}
