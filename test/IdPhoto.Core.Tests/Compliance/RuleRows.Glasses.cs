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

/// <content>The rules of the group Glasses.</content>
internal static partial class RuleRows
{
    private static CaptureRule Glass(Wear rule, string? note = null) => new() { Glasses = new WearRule { Rule = rule, Note = note } };

    private static Scene Bar(double darkness, double rim = 20) => Good with { Lines = Good.Lines with { DarkBar = darkness, RightRim = rim } };

    private static Scene Rimmed(double rim) => Good with { Lines = new LineLook(0, 13.1, rim, rim) };

    private static Scene Worn(double share) => One(eye => eye with { WornShare = share });

    private static IEnumerable<Row> GlassesRows() =>
    [
        // By the strictest document: nothing, something like glasses, glasses.
        new(Glasses, Bar(12).By(Glass(Wear.Forbidden)), Pass, "none"),
        new(Glasses, Bar(12.1).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, Bar(20).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, Bar(20.1).By(Glass(Wear.Forbidden)), Fail, "forbidden"),
        // Brows that a frown draws together, without a rim below either eye.
        new(Glasses, Bar(36, rim: 13).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, Bar(36, rim: 13.1).By(Glass(Wear.Forbidden)), Fail, "forbidden"),
        new(Glasses, (Good with { Lines = new LineLook(0, 36, 0, 13.1) }).By(Glass(Wear.Forbidden)), Fail, "forbidden"),
        new(Glasses, Rimmed(13).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, Rimmed(13.1).By(Glass(Wear.Forbidden)), Fail, "forbidden"),
        new(Glasses, (Good with { Lines = new LineLook(0, 13, 30, 30) }).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, (Good with { Lines = new LineLook(0, 13.1, 30, 0) }).By(Glass(Wear.Forbidden)), Review, "maybe"),
        // Of a baby a line across the nose alone says nothing, with a rim or with something before an eye it does.
        new(Glasses, (Good with { Lines = new LineLook(30, 30, 13, 13) }).By(Glass(Wear.Forbidden)).Aged(1.9), Pass, "none"),
        new(Glasses, (Good with { Lines = new LineLook(30, 30, 13, 13) }).By(Glass(Wear.Forbidden)).Aged(2), Review, "maybe"),
        new(Glasses, (Good with { Lines = new LineLook(30, 15, 13.1, 13) }).By(Glass(Wear.Forbidden)).Aged(1.9), Review, "baby"),
        new(Glasses, (Good with { Lines = new LineLook(14, 0, 0, 0) }).By(Glass(Wear.Forbidden)), Pass, "none"),
        new(Glasses, (Good with { Lines = new LineLook(14.1, 0, 0, 0) }).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, Worn(0.3).By(Glass(Wear.Forbidden)), Pass, "none"),
        new(Glasses, Worn(0.31).By(Glass(Wear.Forbidden)), Fail, "forbidden"),
        new(Glasses, Bar(30).By(Glass(Wear.Forbidden, "at all")), Fail, "forbidden-noted"),
        new(Glasses, Bar(30).By(Glass(Wear.Excepted)), Fail, "excepted"),
        new(Glasses, Bar(30).By(Glass(Wear.Excepted, "a doctor's statement")), Fail, "excepted-noted"),
        new(Glasses, Bar(30).By(Glass(Wear.Discouraged)), Review, "unwise"),
        new(Glasses, Bar(30).By(Glass(Wear.Discouraged, "reflections")), Review, "unwise-noted"),
        new(Glasses, Bar(30), Review, "unwise"),
        new(Glasses, Bar(15), Review, "maybe"),
        new(Glasses, Bar(30).By(Glass(Wear.Allowed)), Pass, "allowed"),
        new(Glasses, Bar(30).By(Glass(Wear.Allowed, "clear ones")), Pass, "allowed-noted"),
        new(Glasses, Bar(15).By(Glass(Wear.Allowed)), Pass, "allowed-maybe"),
        new(Glasses, Bar(15).By(Glass(Wear.Allowed, "clear ones")), Pass, "allowed-maybe-noted"),
        new(Glasses, (Bar(30) with { Head = Good.Turned(yaw: 30).Head }).By(Glass(Wear.Forbidden)), Fail, "forbidden"),
        new(Glasses, (Bar(30) with { Head = Good.Turned(yaw: 30.1).Head }).By(Glass(Wear.Forbidden)), Review, "aside"),
        new(Glasses, (Bar(30) with { Head = Good.Turned(yaw: -30.1).Head }).By(Glass(Wear.Forbidden)), Review, "aside"),
        new(Glasses, (Worn(0.31) with { Head = Good.Turned(yaw: 40).Head }).By(Glass(Wear.Forbidden)), Fail, "forbidden"),
        new(Glasses, (Bar(5) with { Head = Good.Turned(yaw: 40).Head }).By(Glass(Wear.Forbidden)), Pass, "none"),

        new(TintedLenses, Good with { Eye = Good.Eye with { SkinLightness = 10 } }, Pass, "none"),
        .. Limits(TintedLenses, share => Bar(30) with { Eye = Good.Eye with { SkinLightness = 60 * share } }, 0.75, 0.62),
        .. Limits(TintedLenses, share => Bar(30) with { Eye = Good.Eye with { SkinLightness = 0 }, OtherEye = Good.Eye with { SkinLightness = 60 * share } }, 0.75, 0.62),
        new(TintedLenses, Bar(30) with { Skin = Good.Skin with { Cheeks = new Lab(2, 0, 0) }, Eye = Good.Eye with { SkinLightness = 7.6 } }, Pass),
        new(TintedLenses, Worn(0.5), Pass),
        new(TintedLenses, Worn(0.51), Fail, "hidden"),
        new(TintedLenses, Worn(0.51) with { Eye = Good.Eye with { WornShare = 0.51, SkinLightness = 30 }, OtherEye = Good.Eye with { SkinLightness = 30 } }, Fail),

        new(Glare, Seen(eye => eye with { GlareOnIris = 1, GlareShare = 1 }), Pass),
        .. Limits(Glare, area => Bar(30) with { OtherEye = Good.Eye with { GlareOnIris = area } }, 0.0015, 0.006),
        .. Limits(Glare, share => Bar(30) with { OtherEye = Good.Eye with { GlareShare = share } }, 0.03, null),

        .. Limits(EyesCovered, share => One(eye => eye with { HairShare = share }), 0.03, 0.25),
        .. Limits(EyesCovered, share => Bar(30) with { OtherEye = Good.Eye with { WornShare = share } }, 0.06, null, "frame"),
        new(EyesCovered, Worn(0.2), Pass),
        new(EyesCovered, Bar(30) with { OtherEye = Good.Eye with { WornShare = 0.5 } }, Review, "frame"),
        new(EyesCovered, Bar(30) with { OtherEye = Good.Eye with { WornShare = 0.51 } }, Pass),
        new(EyesCovered, Bar(30) with { OtherEye = Good.Eye with { WornShare = 0.2, HairShare = 0.3 } }, Fail),
    ];
}
