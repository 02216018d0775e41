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

/// <content>The rules of the group Light.</content>
internal static partial class RuleRows
{
    private static IEnumerable<Row> NotSeen(string code) =>
    [
        new(code, Good, Pass),
        new(code, Good with { Wall = null }, NotAssessed, "=rules.background.not-assessed.hidden"),
        new(code, Good with { Finished = false, Replaces = true, Wall = Good.Wall! with { Spread = 20 } }, NotAssessed, "=rules.background.not-assessed.replaced"),
    ];

    private static Scene Lit(Func<SkinLook, SkinLook> change) => Good with { Skin = change(Good.Skin) };

    private static IEnumerable<Row> Lights() =>
    [
        .. Limits(EvenLight, ratio => Lit(skin => skin with { SquareRatio = ratio }), 0.55, 0.43),
        new(EvenLight, Lit(skin => skin with { SquareRatio = double.NaN }), NotAssessed),

        .. Limits(FaceShadow, stops => Lit(skin => skin with { SideDifference = stops }), 1.2, 2.3, "left"),
        .. Limits(FaceShadow, stops => Lit(skin => skin with { SideDifference = -stops }), 1.2, 2.3, "right"),
        .. Limits(FaceShadow, stops => Lit(skin => skin with { PatchDifference = stops }), 1.6, null, "patch"),
        new(FaceShadow, Lit(skin => skin with { SideDifference = 3, PatchDifference = double.NaN }), Review, "left"),
        new(FaceShadow, Lit(skin => skin with { SideDifference = 3, PatchDifference = 3 }), Fail, "left"),
        new(FaceShadow, Lit(skin => skin with { SideDifference = double.NaN, PatchDifference = double.NaN }), NotAssessed),
        new(FaceShadow, Lit(skin => skin with { SideDifference = double.NaN, PatchDifference = 2 }), Review, "patch"),

        .. Limits(HotSpots, area => Lit(skin => skin with { HotSpot = area }), 0.006, 0.06),

        .. Limits(UnderExposure, highlight => Lit(skin => skin with { Highlight = highlight }) with { Wall = Good.Wall! with { Colour = new Lab(75, 0, 0) } }, 56, 40),
        .. Limits(UnderExposure, highlight => Lit(skin => skin with { Highlight = highlight }) with { Wall = null }, 56, 40),
        new(UnderExposure, Lit(skin => skin with { Highlight = 40.1 }) with { Wall = Good.Wall! with { Colour = new Lab(75.1, 0, 0) } }, Pass),
        new(UnderExposure, Lit(skin => skin with { Highlight = 40 }) with { Wall = Good.Wall! with { Colour = new Lab(75.1, 0, 0) } }, Fail),
        new(UnderExposure, Lit(skin => skin with { Highlight = double.NaN }), NotAssessed),

        .. Limits(OverExposure, share => Lit(skin => skin with { Bright = share }), 0.01, 0.06),
        new(OverExposure, Lit(skin => skin with { Bright = double.NaN }), NotAssessed),

        .. Limits(DynamicRange, bits => Lit(skin => skin with { Entropy = bits }), 5.5, 4),
        new(DynamicRange, Lit(skin => skin with { Entropy = double.NaN }), NotAssessed),
    ];
}
