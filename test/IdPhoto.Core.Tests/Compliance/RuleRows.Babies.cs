using IdPhoto.Colorimetry;
using IdPhoto.Documents;
using static IdPhoto.Compliance.ComplianceRules;
using static IdPhoto.Compliance.Verdict;

namespace IdPhoto.Tests.Compliance;

/// <content>What a parent is told of a baby's photo.</content>
internal static partial class RuleRows
{
    private const double Newborn = 0.1, Toddler = 1.9;

    private static IEnumerable<Row> Babies() =>
    [
        .. Told(Roll, Good.Turned(roll: 9), Good.Turned(roll: -20)),
        .. Told(Yaw, Good.Turned(yaw: 20), Good.Turned(yaw: -40)),
        .. Told(Pitch, Good.Turned(pitch: 20), Good.Turned(pitch: -40)),
        .. Told(TintedLenses, Bar(30) with { Eye = Good.Eye with { SkinLightness = 42 } }, Worn(0.51)),
        .. Told(Glare, Bar(30) with { OtherEye = Good.Eye with { GlareShare = 0.2 } }, Bar(30) with { OtherEye = Good.Eye with { GlareOnIris = 0.01 } }),
        .. Told(EyesCovered, One(eye => eye with { HairShare = 0.1 }), One(eye => eye with { HairShare = 0.3 })),
        .. Told(HeadCovering, Capped(0.2), Capped(0.5)),
        .. Told(FaceCovered, Face(cover => cover with { FaceHand = 0.07 }), Face(cover => cover with { FaceHand = 0.2 })),
        .. Told(BackgroundUniform, Behind(wall => wall with { Spread = 3 }), Behind(wall => wall with { Spread = 6 })),
        .. Told(BackgroundObjects, Behind(wall => wall with { Different = 0.05 }), Behind(wall => wall with { Different = 0.2 })),
        .. Told(BackgroundShadow, Behind(wall => wall with { ShadowLeft = -6 }), Behind(wall => wall with { ShadowLeft = -12 })),
        .. Told(BackgroundColour, Coloured(new Lab(82, 0, 0)), Coloured(new Lab(60, 0, 0))),
        .. Told(EvenLight, Lit(skin => skin with { SquareRatio = 0.5 }), Lit(skin => skin with { SquareRatio = 0.3 })),
        .. Told(FaceShadow, Lit(skin => skin with { SideDifference = 1.5 }), Lit(skin => skin with { SideDifference = 3 })),
        new(Gaze, Seen(eye => eye with { GazeX = 0.3 }).Aged(Newborn), Review, "baby"),
        new(CameraDistance, (Good with { Head = Good.Head with { HeadWidth = 180 } }).Aged(Newborn), Review, "baby"),
        new(EyesOpen, One(eye => eye with { Opening = 0.08 }).Aged(Toddler), Review, "baby"),
        new(EyesOpen, One(eye => eye with { Opening = 0.01 }).Aged(Toddler), Fail, "baby"),
        // A fold on the nose of a newborn is no pair of glasses that could be taken off.
        new(Glasses, Bar(30).By(Glass(Wear.Forbidden)).Aged(Toddler), Review, "baby"),
        new(Glasses, Bar(30).By(Glass(Wear.Forbidden)).Aged(2), Fail, "forbidden"),
        // What concerns nobody's behaviour is said as ever.
        new(BackgroundUniform, Behind(wall => wall with { Covered = 0.7 }).Aged(Newborn), Review, "partly"),
        new(Roll, (Good.Turned(roll: 30) with { Finished = false }).Aged(Newborn), Review, "right-levelled"),
        new(BackgroundUniform, Behind(wall => wall with { Spread = 6 }).Aged(2), Fail),
    ];

    private static Row[] Told(string code, Scene unsure, Scene wrong) => [new(code, unsure.Aged(Newborn), Review, "baby"), new(code, wrong.Aged(Toddler), Fail, "baby")];
}
