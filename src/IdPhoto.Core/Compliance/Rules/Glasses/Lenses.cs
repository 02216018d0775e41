namespace IdPhoto.Compliance.Rules;

/// <summary>What speaks for glasses, and whether they hide the eyes: what several rules must know.</summary>
internal static class Lenses
{
    // A frame's bridge is a bar darker than the skin above and below it: 13.6 to 60 L* with glasses in the labelled photos, up
    // to 10 without. A single edge there may also be a frown line or a shine, and brows that a frown draws together are a bar of
    // any depth: without a rim below an eye it proves nothing. Glasses have rims below both eyes as well.
    private const double BarWithRims = 13;
    private const double Rim = 13;

    /// <summary>Share of something before an eye from which there are glasses, or the like, for sure.</summary>
    public const double Plainly = 0.3;

    /// <summary>From this share on the eye is taken to be hidden.</summary>
    public const double Hiding = 0.5;

    /// <summary>Whether there are glasses. Pass: none seen. Fail: seen. Review: something like them.</summary>
    public static Verdict Present(FaceLook look)
    {
        double bar = look.Lines.DarkBar;
        bool rims = Math.Min(look.Lines.LeftRim, look.Lines.RightRim) > Rim, rim = Math.Max(look.Lines.LeftRim, look.Lines.RightRim) > Rim;
        bool sure = (bar > GlassesRule.Bar.Fail!.Value && rim) || (bar > BarWithRims && rims) || MostWorn(look) > Plainly;
        return sure ? Verdict.Fail : bar > GlassesRule.Bar.Pass.Value || look.Lines.Bridge > GlassesRule.Edge.Pass.Value ? Verdict.Review : Verdict.Pass;
    }

    /// <summary>Whether anything beside a line across the bridge of the nose speaks for glasses: a rim, or something before an eye.</summary>
    public static bool HasFrames(FaceLook look) => Math.Max(look.Lines.LeftRim, look.Lines.RightRim) > Rim || MostWorn(look) > Plainly;

    /// <summary>Whether lenses hide the eyes, so that nothing can be said of them.</summary>
    public static bool HideEyes(FaceLook look)
        => Present(look) != Verdict.Pass && (Clearness(look) <= TintedLensesRule.Clearness.Fail!.Value || MostWorn(look) > Hiding);

    /// <summary>Largest share of something before an eye, 0..1.</summary>
    public static double MostWorn(FaceLook look) => Math.Max(look.RightEye.WornShare, look.LeftEye.WornShare);

    /// <summary>Lightness of the skin under the eyes, through the lenses if any, against that of the cheeks.</summary>
    public static double Clearness(FaceLook look) => Math.Max(look.RightEye.SkinLightness, look.LeftEye.SkinLightness) / Math.Max(10, look.Skin.Cheeks.L);
}
