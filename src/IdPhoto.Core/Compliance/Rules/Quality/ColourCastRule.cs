using IdPhoto.Colorimetry;
using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>Natural colours: of the skin, and of the whites of the eyes, which may still tell within the skin's box.</summary>
internal static class ColourCastRule
{
    // OFIQ's box for the colour of skin: a* from 5 to 25, b* from 5 to 35.
    private const double Least = 5, MostRed = 25, MostYellow = 35;

    /// <summary>The box is of skin at least this light. Skin that reflects less of every colour has less chroma in the same measure, down to a limit where noise begins.</summary>
    private const double Light = 40, Darkest = 15;

    /// <summary>A face whose channels hardly differ has no colour to judge.</summary>
    private const double Grey = 0.9;

    private static readonly Scale Skin = new("dE", Bound.AtMost, Limit.Ofiq(4, "ISO/IEC 29794-5, NaturalColour"))
    {
        Fail = Limit.Ofiq(12, "OFIQ, NaturalColour: 50 of 100 at 11"),
        Deviation = 1,
        Reason = "bases.colour-cast",
    };

    /// <summary>Chroma of the whites of the eyes, above every naturally lit eye of the labelled photos: never a fail.</summary>
    private static readonly Scale Whites = new("dE", Bound.AtMost, Limit.Calibrated(26, Limit.LabelledPhotos)) { Deviation = 1, Reason = "bases.colour-cast.whites" };

    public static Rule Declaration { get; } = new(ComplianceRules.ColourCast, RuleGroup.Quality, Read) { Scales = [Skin, Whites], Part = MarkedPart.Face };

    private static Reading Read(RuleContext c)
    {
        SkinLook skin = c.Look.Skin;
        Lab cheeks = AsLightSkin(skin.Cheeks);
        double off = Math.Sqrt(Math.Pow(Outside(cheeks.A, Least, MostRed), 2) + Math.Pow(Outside(cheeks.B, Least, MostYellow), 2));
        if (skin.Grey > Grey)
            return Reading.Unseen(Skin) with { Variation = "grey" };
        double whites = WhitesOf(c.Look);
        return Skin.Of(off) switch
        {
            Verdict.Pass when Whites.Of(whites) == Verdict.Review => Reading.On(Whites, whites) with { Variation = "whites" },
            Verdict.Pass or Verdict.NotAssessed => Reading.On(Skin, off),
            _ => Reading.On(Skin, off) with { Variation = Hue(cheeks) },
        };
    }

    // NaN where both eyes are not open enough to show them.
    private static double WhitesOf(FaceLook look)
    {
        EyeLook[] seen = [.. new[] { look.RightEye, look.LeftEye }.Where(eye => eye.Opening > 0.1 && eye.WhiteContrast > 25)];
        return seen.Length < 2 ? double.NaN : seen.Min(eye => eye.WhiteChroma) + look.Skin.Cheeks.Chroma;
    }

    private static Lab AsLightSkin(Lab cheeks)
    {
        double share = Light / Math.Clamp(cheeks.L, Darkest, Light);
        return cheeks with { A = share * cheeks.A, B = share * cheeks.B };
    }

    private static double Outside(double value, double low, double high) => Math.Max(0, Math.Max(low - value, value - high));

    private static string Hue(Lab cheeks) => cheeks switch
    {
        { B: < Least } => "blue",
        { B: > MostYellow } => "yellow",
        { A: > MostRed } => "red",
        _ => "green",
    };
}
