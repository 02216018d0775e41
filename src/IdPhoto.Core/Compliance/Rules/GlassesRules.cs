using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>Glasses: whether there are any, how dark, how they reflect, what they cover.</summary>
internal static class GlassesRules
{
    // A frame's bridge is a bar darker than the skin above and below it: 13.6 to 60 L* with glasses in the labelled set, up to
    // 10 without. A single edge there may also be a frown line or a shine. Glasses have rims below both eyes as well.
    private const double NoBar = 12;
    private const double Bar = 13;
    private const double PlainBar = 20;
    private const double Edge = 14;
    private const double Rim = 13;
    private const double MostTurned = 30;
    private const double Worn = 0.3;

    /// <summary>Share of something worn around an eye from which the eye is taken to be hidden.</summary>
    private const double Hidden = 0.5;

    // Skin seen through the lower part of the lenses against the cheek. Clear lenses: 0.78 to 1.4; dark ones to 0.61.
    private const double Clear = 0.75;
    private const double Tinted = 0.62;

    // Squared inter-eye distances: a catch-light in a bare eye is smaller.
    private const double CatchLight = 0.0015;
    private const double GlareOnIris = 0.006;
    private const double GlareAround = 0.03;

    // The network's coarse outlines alone make up to 3 %; covered eyes of the labelled set begin at 25.
    private const double FreeOfHair = 0.03;
    private const double UnderHair = 0.25;
    private const double FrameOverEye = 0.06;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        Verdict present = Present(e.Look);
        yield return Glasses(e, present);
        yield return TintedLenses(e, present);
        yield return Glare(e, present);
        yield return Covered(e, present);
    }

    /// <summary>Whether lenses hide the eyes, so that nothing can be said of them.</summary>
    public static bool HideEyes(FaceLook look) => Present(look) != Verdict.Pass && (Darkness(look) <= Tinted || MostWorn(look) > Hidden);

    private static double MostWorn(FaceLook look) => Math.Max(look.RightEye.WornShare, look.LeftEye.WornShare);

    // Pass: none seen. Fail: seen. Check: something like them.
    private static Verdict Present(FaceLook look)
    {
        LineLook lines = look.Lines;
        bool rims = Math.Min(lines.LeftRim, lines.RightRim) > Rim;
        bool sure = lines.DarkBar > PlainBar || (lines.DarkBar > Bar && rims) || MostWorn(look) > Worn;
        return sure ? Verdict.Fail : lines.DarkBar > NoBar || lines.Bridge > Edge ? Verdict.Check : Verdict.Pass;
    }

    private static double Darkness(FaceLook look)
        => Math.Max(look.RightEye.SkinLightness, look.LeftEye.SkinLightness) / Math.Max(10, look.Skin.Cheeks.L);

    private static Finding Glasses(Evidence e, Verdict present)
    {
        Wear? rule = e.Spec.Capture?.Glasses?.Rule;
        Verdict verdict = rule switch
        {
            Wear.Allowed => Verdict.Pass,
            Wear.Forbidden or Wear.Excepted => present,
            _ => Judge.AtMostCheck(present),
        };
        // Seen from the side, the bridge of the nose is an outline, and no line across it means anything.
        bool aside = Math.Abs(e.Head.Pose.Yaw) > MostTurned && MostWorn(e.Look) <= Worn && verdict != Verdict.Pass;
        if (aside)
            verdict = Verdict.Check;
        (double value, string unit, double limit) = Seen(e.Look);
        string note = e.Spec.Capture?.Glasses?.Note is { } text ? $" ({text})" : "";
        return new Finding
        {
            Code = ComplianceRules.Glasses,
            Verdict = verdict,
            Value = value,
            Unit = unit,
            Max = rule == Wear.Allowed ? null : limit,
            Basis = rule is null ? Basis.Calibrated("nothing was read on glasses for this document; many authorities forbid them. Dark bar across the bridge of the nose: 13.6 and more with glasses, up to 10 without; where there is none, a single edge there, or what the network takes for something worn")
                : Basis.Document(e.Spec, "capture.glasses"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : verdict == Verdict.Fail ? Remedy.Retake : Remedy.LookAtIt,
            Sentence = aside ? "The head is turned so far that glasses cannot be told from the outline of the nose." : (rule, present) switch
            {
                (_, Verdict.Pass) => "No glasses were seen; rimless ones may be missed.",
                (Wear.Allowed, Verdict.Check) => $"There may be glasses, which the document allows{note}.",
                (Wear.Allowed, _) => $"Glasses are worn, which the document allows{note}.",
                (Wear.Forbidden, Verdict.Fail) => $"Glasses are worn, which the document does not allow{note}. Take them off.",
                (Wear.Excepted, Verdict.Fail) => $"Glasses are worn, which the document allows by exception only{note}. Take them off.",
                (_, Verdict.Check) => "There may be glasses. Where the document does not allow them, take them off.",
                _ => $"Glasses are worn. Better take them off{note}: they are the commonest cause of reflections and hidden eyes.",
            },
        };
    }

    // The bar, or what speaks for glasses without one.
    private static (double Value, string Unit, double Limit) Seen(FaceLook look) => look.Lines switch
    {
        { DarkBar: > NoBar } => (look.Lines.DarkBar, "L*", NoBar),
        _ when MostWorn(look) > Worn => (100 * MostWorn(look), "%", 100 * Worn),
        { Bridge: > Edge } => (look.Lines.Bridge, "L*", Edge),
        _ => (look.Lines.DarkBar, "L*", NoBar),
    };

    private static Finding TintedLenses(Evidence e, Verdict present)
    {
        double darkness = Darkness(e.Look);
        bool hidden = present != Verdict.Pass && MostWorn(e.Look) > Hidden && darkness > Tinted;
        Verdict verdict = present == Verdict.Pass ? Verdict.Pass : hidden ? Verdict.Fail : Judge.High(darkness, Clear, Tinted);
        return new Finding
        {
            Code = ComplianceRules.TintedLenses,
            Verdict = verdict,
            Value = present == Verdict.Pass ? null : 100 * (hidden ? MostWorn(e.Look) : darkness),
            Unit = "%",
            Min = hidden ? null : 100 * Clear,
            Max = hidden ? 100 * Hidden : null,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.11: clear lenses; lightness of the skin behind them against the cheeks, 78 % and more when clear, 61 and less when dark; or more than half of an eye's surroundings hidden by something worn"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => present == Verdict.Pass ? "No lenses were seen." : "The lenses are clear.",
                Verdict.Fail when hidden => "Dark or reflecting lenses, or something else that is worn, hide an eye. Take it off.",
                Verdict.Fail => "The lenses are dark and hide the eyes. Take the glasses off.",
                _ => "The lenses may be tinted. Take the glasses off, or use clear ones.",
            },
        };
    }

    private static Finding Glare(Evidence e, Verdict present)
    {
        double onIris = Math.Max(e.Look.RightEye.GlareOnIris, e.Look.LeftEye.GlareOnIris), around = Math.Max(e.Look.RightEye.GlareShare, e.Look.LeftEye.GlareShare);
        bool iris = onIris > CatchLight;
        Verdict verdict = present == Verdict.Pass ? Verdict.Pass : onIris > GlareOnIris ? Verdict.Fail : iris || around > GlareAround ? Verdict.Check : Verdict.Pass;
        return new Finding
        {
            Code = ComplianceRules.Glare,
            Verdict = verdict,
            Value = present == Verdict.Pass ? null : iris ? onIris : 100 * around,
            Unit = iris ? "squared inter-eye distances" : "%",
            Max = iris ? CatchLight : 100 * GlareAround,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.11: no reflections; blown-out share of the lens, and any on the iris larger than a catch-light (0.0015 squared inter-eye distances; failing at four times that is ours)"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.Retake,
            Sentence = verdict == Verdict.Pass ? "No reflections on lenses were seen." : "Light is reflected on the glasses. Tilt them a little, move the lamp aside, or take them off.",
        };
    }

    private static Finding Covered(Evidence e, Verdict present)
    {
        double hair = Math.Max(e.Look.RightEye.HairShare, e.Look.LeftEye.HairShare);
        Verdict verdict = Judge.Low(hair, FreeOfHair, UnderHair);
        bool frame = verdict == Verdict.Pass && present != Verdict.Pass && MostWorn(e.Look) is > FrameOverEye and <= Hidden;
        if (frame)
            verdict = Verdict.Check;
        return new Finding
        {
            Code = ComplianceRules.EyesCovered,
            Verdict = verdict,
            Value = 100 * (frame ? MostWorn(e.Look) : hair),
            Unit = "%",
            Max = 100 * (frame ? FrameOverEye : FreeOfHair),
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.11 and 7.2.12: nothing over the eyes; share of hair around the worse eye, up to 3 from the network's coarse outline alone; share of a frame, a hint only"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : verdict == Verdict.Fail ? Remedy.Retake : Remedy.LookAtIt,
            Sentence = verdict switch
            {
                Verdict.Pass => "Nothing covers the eyes.",
                Verdict.Fail => "Hair hangs over an eye. Comb it back, so that both eyes and brows are free.",
                _ => frame ? "The frame may cover part of an eye. Look whether it does, or take the glasses off." : "Hair may hang over an eye. Look whether both eyes and brows are free, or comb it back.",
            },
        };
    }
}
