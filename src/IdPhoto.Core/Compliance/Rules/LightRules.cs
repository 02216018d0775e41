using System.Globalization;
using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>How the light falls on the face, and whether it is too much or too little.</summary>
internal static class LightRules
{
    // ICAO: of the squares' means the lowest at least half of the highest; the margins are the error of measurement.
    private const double EvenSquares = 0.55;
    private const double UnevenSquares = 0.43;

    // People call light even up to 1.7 stops between the sides of a face (labelled set), five times what instruments can see.
    private const double SoftSide = 1.2;
    private const double HardSide = 2.3;

    /// <summary>Beside that, single patches of evenly lit faces differ by up to 1.5 stops (labelled set).</summary>
    private const double SoftPatch = 1.6;

    private const double LightEnough = 56;
    private const double TooDark = 40;
    private const double LightWall = 75;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        SkinLook skin = e.Look.Skin;
        yield return Even(skin);
        yield return Shadow(skin);
        yield return HotSpots(skin);
        yield return Under(skin, e.Look.Background);
        yield return Over(skin);
        yield return Range(skin);
    }

    private static Finding Even(SkinLook skin)
    {
        Verdict verdict = Judge.High(skin.SquareRatio, EvenSquares, UnevenSquares);
        return new Finding
        {
            Code = ComplianceRules.EvenLight,
            Verdict = verdict,
            Value = double.IsNaN(skin.SquareRatio) ? null : 100 * skin.SquareRatio,
            Unit = "%",
            Min = 100 * EvenSquares,
            Uncertainty = 4,
            Basis = Basis.Icao("ICAO TR Portrait Quality: mean of the darkest of forehead, cheeks and chin at least 50 % of the lightest, in each channel; the margin on both sides is the error of measurement"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "The face is evenly lit.",
                Verdict.NotAssessed => "Hair, beard or something else covers the places where the light is measured.",
                _ => string.Create(CultureInfo.InvariantCulture, $"The darkest part of the face has {100 * skin.SquareRatio:0} % of the lightest. Face a window or a large lamp, and switch off lamps at the side or above."),
            },
        };
    }

    private static Finding Shadow(SkinLook skin)
    {
        double side = Math.Abs(skin.SideDifference);
        Verdict sides = Judge.Low(side, SoftSide, HardSide);
        if (double.IsNaN(skin.PatchDifference))
            sides = Judge.AtMostCheck(sides);
        // Patches are never a fail: hair throws them too.
        Verdict patch = skin.PatchDifference > SoftPatch ? Verdict.Check : Verdict.NotAssessed;
        Verdict verdict = Judge.Worse(sides, patch);
        bool onPatch = verdict == Verdict.Check && sides == Verdict.Pass;
        return new Finding
        {
            Code = ComplianceRules.FaceShadow,
            Verdict = verdict,
            Value = verdict == Verdict.NotAssessed ? null : onPatch ? skin.PatchDifference : side,
            Unit = "stops",
            Max = onPatch ? SoftPatch : SoftSide,
            Uncertainty = 0.15,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.7 and 7.2.8: no shadows on the face; median difference of light between mirrored places, where 1 stop is twice the light"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "No hard shadow was seen on the face.",
                Verdict.NotAssessed => "Too little of the face can be seen to compare its sides.",
                _ when onPatch => "There is a patch of shadow or light on one side of the face. Turn toward the light, and keep hair and hats from shading it.",
                _ => $"One side of the face gets {Math.Pow(2, side).ToString("0.0", CultureInfo.InvariantCulture)} times the light of the other: the {(skin.SideDifference > 0 ? "left" : "right")} side as you look at the photo is lighter. Turn toward the light.",
            },
        };
    }

    private static Finding HotSpots(SkinLook skin)
    {
        Verdict verdict = Judge.Low(skin.HotSpot, 0.006, 0.06);
        return new Finding
        {
            Code = ComplianceRules.HotSpots,
            Verdict = verdict,
            Value = skin.HotSpot,
            Unit = "squared inter-eye distances",
            Max = 0.006,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.10: no hot spots; largest area of skin with every channel above 240"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.Retake,
            Sentence = verdict == Verdict.Pass ? "No blown-out spots were seen on the skin." : "The skin shines so brightly somewhere that nothing can be seen there. Use softer light, and no flash.",
        };
    }

    // Not gated on the mean: correctly exposed dark skin is as dark as badly exposed light skin. The lightest parts of a
    // face (whites of the eyes, reflections) are as light in every skin.
    private static Finding Under(SkinLook skin, BackgroundLook? wall)
    {
        // Before a light wall the exposure is shown to be right: the face is dark by itself.
        double least = wall is { Colour.L: > LightWall } ? TooDark : LightEnough;
        Verdict verdict = skin.Highlight > TooDark && skin.Highlight >= least ? Verdict.Pass : Judge.High(skin.Highlight, LightEnough, TooDark);
        return new Finding
        {
            Code = ComplianceRules.UnderExposure,
            Verdict = verdict,
            Value = skin.Highlight,
            Unit = "L*",
            Min = least,
            Uncertainty = 2,
            Basis = Basis.Calibrated("ICAO Doc 9303-3, 3.9.1.1 limits pixels at 0; the lightest fiftieth of the face stands for its exposure, since that does not depend on the colour of the skin"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.Retake,
            Sentence = verdict == Verdict.Pass ? "The face is not too dark." : "The photo is too dark. Take it facing a window by day, or with more light from the front.",
        };
    }

    private static Finding Over(SkinLook skin)
    {
        Verdict verdict = Judge.Low(skin.Bright, 0.01, 0.06);
        return new Finding
        {
            Code = ComplianceRules.OverExposure,
            Verdict = verdict,
            Value = 100 * skin.Bright,
            Unit = "%",
            Max = 1,
            Basis = Basis.Calibrated("ICAO Doc 9303-3, 3.9.1.1: below 0.1 % at 255; OFIQ halves its score at 1 % of the face above 246, which is where passing ends"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.Retake,
            Sentence = verdict == Verdict.Pass ? "The face is not too bright." : string.Create(CultureInfo.InvariantCulture, $"{100 * skin.Bright:0.0} % of the face is blown out. Use less light, or a softer one, and no flash."),
        };
    }

    private static Finding Range(SkinLook skin)
    {
        Verdict verdict = Judge.High(skin.Entropy, 5.5, 4);
        return new Finding
        {
            Code = ComplianceRules.DynamicRange,
            Verdict = verdict,
            Value = skin.Entropy,
            Unit = "bits",
            Min = 5.5,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.4.2: 7 bits of levels in the face; OFIQ's entropy has 50 of 100 at 4 bits, and 5.5 is below nearly every good photo of the labelled set"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.Retake,
            Sentence = verdict == Verdict.Pass ? "Light and dark are well distinguished in the face." : "The face has too little contrast, as in fog or against the light. Take the photo with light from the front.",
        };
    }
}
