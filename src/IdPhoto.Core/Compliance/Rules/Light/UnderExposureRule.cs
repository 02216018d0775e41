using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>
/// Light enough. Not gated on the skin: well-lit dark skin is as dark as badly lit light skin. The whites of the eyes are alike in
/// all people and lie in the same light as the face.
/// </summary>
internal static class UnderExposureRule
{
    /// <summary>Whites of open eyes: 50 and more in well-lit faces, whatever their skin; less by a third when a stop and a half of light is missing.</summary>
    private static readonly Scale Whites = new("L*", Bound.AtLeast, Limit.Calibrated(48, "ICAO Doc 9303-3, 3.9.1.1"))
    {
        Fail = Limit.Calibrated(34, "well-lit eyes of the labelled photos with a quarter of their light"),
        Deviation = 2,
        Reason = "bases.under-exposure",
    };

    /// <summary>Skin this light is lit enough, whatever the eyes look like. Darker skin proves nothing, but none is as dark as the second limit.</summary>
    private static readonly Scale Skin = new("L*", Bound.AtLeast, Limit.Calibrated(56, "ICAO Doc 9303-3, 3.9.1.1"))
    {
        Fail = Limit.Calibrated(25, "reflections on the skin of well-lit faces, which are lighter in every tone"),
        Deviation = 2,
        Reason = "bases.under-exposure.skin",
    };

    private const double LightWall = 75;

    /// <summary>Before such a wall, skin from here on is dark by itself.</summary>
    private const double BeforeLightWall = 40;

    /// <summary>Lids closer than this, in inter-eye distances, show too little white.</summary>
    private const double Open = 0.1;

    public static Rule Declaration { get; } = new(ComplianceRules.UnderExposure, RuleGroup.Light, Read) { Scales = [Whites, Skin], Part = MarkedPart.Face };

    private static Reading Read(RuleContext c)
    {
        double skin = c.Look.Skin.Highlight;
        if (Skin.Of(skin) is Verdict.Pass or Verdict.NotAssessed)
            return Reading.On(Skin, skin);
        // A white that is darker than the skin lies in the shadow of the brow or between narrowed lids. Lenses may shine.
        EyeLook[] seen = [.. new[] { c.Look.RightEye, c.Look.LeftEye }.Where(eye => eye.Opening >= Open && eye.WhiteLightness > c.Look.Skin.Cheeks.L)];
        // One eye may lie in the shadow of the nose.
        if (seen.Length > 0 && Lenses.Present(c.Look) != Verdict.Fail)
            return Reading.On(Whites, seen.Max(eye => eye.WhiteLightness));
        bool light = c.Look.Background is { Colour.L: > LightWall } && skin > BeforeLightWall;
        return light ? Reading.On(Skin, skin) with { Decided = Verdict.Pass, Range = (BeforeLightWall, null) } : Reading.On(Skin, skin);
    }
}
