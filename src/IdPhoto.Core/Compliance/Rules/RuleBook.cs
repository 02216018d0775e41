namespace IdPhoto.Compliance.Rules;

/// <summary>Every rule, in the order in which a person is told of them.</summary>
internal static class RuleBook
{
    /// <summary>The declarations.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        FaceCountRule.Declaration, FramingRule.Declaration, PixelSizeRule.Declaration, ResolutionRule.Declaration, InterEyeDistanceRule.Declaration,
        HeadHeightRule.Declaration, EyeLineRule.Declaration, TopMarginRule.Declaration, ChinMarginRule.Declaration, CentringRule.Declaration,
        HeadWidthRule.Declaration, HeadCutRule.Declaration, ShouldersRule.Declaration,
        RollRule.Declaration, YawRule.Declaration, PitchRule.Declaration,
        EyesOpenRule.Declaration, GazeRule.Declaration, RedEyeRule.Declaration, MouthClosedRule.Declaration, ExpressionRule.Declaration,
        GlassesRule.Declaration, TintedLensesRule.Declaration, GlareRule.Declaration, EyesCoveredRule.Declaration,
        HeadCoveringRule.Declaration, FaceCoveredRule.Declaration, HandsRule.Declaration,
        BackgroundUniformRule.Declaration, BackgroundColourRule.Declaration, BackgroundShadowRule.Declaration, BackgroundObjectsRule.Declaration,
        EvenLightRule.Declaration, FaceShadowRule.Declaration, HotSpotsRule.Declaration, UnderExposureRule.Declaration, OverExposureRule.Declaration,
        DynamicRangeRule.Declaration, SharpnessRule.Declaration, CompressionRule.Declaration, ColourCastRule.Declaration, MonochromeRule.Declaration,
        CameraDistanceRule.Declaration,
    ];

    private static readonly Dictionary<string, Rule> ByCode = All.ToDictionary(rule => rule.Code);

    /// <summary>The declaration of a rule.</summary>
    /// <param name="code">One of <see cref="ComplianceRules"/>.</param>
    public static Rule Of(string code) => ByCode[code];
}
