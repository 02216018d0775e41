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

    private static Scene Dim(double skin, double white) => Lit(look => look with { Highlight = skin, Cheeks = new Lab(5, 2, 2) }) with { Eye = Good.Eye with { WhiteLightness = white } };

    private static Scene Shaded(double skin, double cheeks, double white) => Dim(skin, white) with { Skin = Dim(skin, white).Skin with { Cheeks = new Lab(cheeks, 4, 6) }, Wall = null };

    private static Scene Shut(Scene scene) => scene with { Eye = scene.Eye with { Opening = 0.0999 } };

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

        .. Limits(FaceShadow, stops => Lit(skin => skin with { Sockets = stops }), 1.4, null, "above"),
        new(FaceShadow, Lit(skin => skin with { Sockets = 2.5, SideDifference = 3 }), Fail, "left"),
        new(FaceShadow, Lit(skin => skin with { Sockets = 1.5, SideDifference = 1.5 }), Review, "left"),
        new(FaceShadow, Lit(skin => skin with { Sockets = 2.5 }) with { Head = Good.Turned(yaw: 12.1).Head }, Pass),
        new(FaceShadow, Lit(skin => skin with { Sockets = 2.5 }) with { Lines = Bar(30).Lines }, Pass),

        .. Limits(HotSpots, area => Lit(skin => skin with { HotSpot = area }), 0.006, 0.06),

        .. Limits(UnderExposure, white => Dim(skin: 30, white), 48, 34),
        new(UnderExposure, Dim(skin: 56, white: 10), Pass),
        new(UnderExposure, Dim(skin: 55.9, white: 10), Fail),
        new(UnderExposure, Dim(skin: double.NaN, white: 60), NotAssessed),
        // One eye in the shadow of the nose; one that is closed says nothing.
        new(UnderExposure, Dim(skin: 30, white: 60) with { OtherEye = Good.Eye with { WhiteLightness = 20 } }, Pass),
        new(UnderExposure, Dim(skin: 30, white: 60) with { OtherEye = Good.Eye with { WhiteLightness = 90, Opening = 0.0999 }, Eye = Good.Eye with { WhiteLightness = 40, Opening = 0.1 } }, Review),
        // A white in deeper shadow than the skin is no white.
        new(UnderExposure, Shaded(skin: 30, cheeks: 20, white: 20.1), Fail),
        new(UnderExposure, Shaded(skin: 30, cheeks: 20, white: 20), Review),
        // Lenses may shine as white as an eye.
        new(UnderExposure, Dim(skin: 30, white: 90) with { Lines = Good.Lines with { DarkBar = 30, LeftRim = 20 } }, Review),
        .. Limits(UnderExposure, skin => Shut(Dim(skin, white: 90)) with { Wall = null }, 56, 25),
        .. Limits(UnderExposure, skin => Shut(Dim(skin, white: 90)) with { Wall = Good.Wall! with { Colour = new Lab(75, 0, 0) } }, 56, 25),
        new(UnderExposure, Shut(Dim(skin: 40.1, white: 90)) with { Wall = Good.Wall! with { Colour = new Lab(75.1, 0, 0) } }, Pass),
        new(UnderExposure, Shut(Dim(skin: 40, white: 90)) with { Wall = Good.Wall! with { Colour = new Lab(75.1, 0, 0) } }, Review),

        .. Limits(OverExposure, share => Lit(skin => skin with { Bright = share }), 0.01, 0.06),
        new(OverExposure, Lit(skin => skin with { Bright = double.NaN }), NotAssessed),

        .. Limits(DynamicRange, stops => Lit(skin => skin with { Contrast = stops }), 1.1, 0.6),
        new(DynamicRange, Lit(skin => skin with { Contrast = double.NaN }), NotAssessed),
    ];
}
