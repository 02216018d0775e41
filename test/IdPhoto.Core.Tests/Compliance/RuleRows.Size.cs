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

/// <content>The rules of the group Size.</content>
internal static partial class RuleRows
{
    private static IEnumerable<Row> Sizes() =>
    [
        new(FaceCount, Good, Pass),
        new(FaceCount, Face(cover => cover with { Human = 0.3 }), Pass),
        new(FaceCount, Face(cover => cover with { Human = 0.29 }), Review, "no-person"),
        new(FaceCount, Face(cover => cover with { Human = 0.29 }) with { Others = [(50.1, true)] }, Fail),
        new(FaceCount, Good with { Others = [(11.9, true)] }, Pass),
        new(FaceCount, Good with { Others = [(12.1, true)] }, Fail),
        new(FaceCount, Good with { Others = [(12.1, false)] }, Review),
        new(FaceCount, Good with { Others = [(49.9, false)] }, Review),
        new(FaceCount, Good with { Others = [(50.1, false)] }, Fail),

        new(ComplianceRules.Framing, Good, null),
        new(ComplianceRules.Framing, Good with { Finished = false }, Pass),
        new(ComplianceRules.Framing, Refused(fits: true), Review),
        new(ComplianceRules.Framing, Refused(fits: true) with { Replaces = true }, Pass),
        new(ComplianceRules.Framing, Refused(fits: false), Fail, "=framing.test"),
        new(ComplianceRules.Framing, Refused(fits: false) with { Replaces = true }, Fail, "=framing.test"),

        new(ComplianceRules.PixelSize, Good with { Finished = false }, null),
        new(ComplianceRules.PixelSize, Good, Pass),
        new(ComplianceRules.PixelSize, Good with { Photo = new(611, 800) }, Pass),
        new(ComplianceRules.PixelSize, Good with { Photo = new(613, 800) }, Fail, "shape"),
        new(ComplianceRules.PixelSize, Good with { Photo = new(589, 800) }, Pass),
        new(ComplianceRules.PixelSize, Good with { Photo = new(587, 800) }, Fail, "shape"),
        new(ComplianceRules.PixelSize, Good with { Photo = new(348, 464) }, Pass),
        new(ComplianceRules.PixelSize, Good with { Photo = new(347, 463) }, Pass),
        new(ComplianceRules.PixelSize, Good with { Photo = new(346, 462) }, Review),
        new(ComplianceRules.PixelSize, Good with { Photo = new(237, 315) }, Review),
        new(ComplianceRules.PixelSize, Good with { Photo = new(236, 314) }, Fail),
        new(ComplianceRules.PixelSize, Good with { Spec = Good.Spec with { Dpi = 250 }, Photo = new(290, 386) }, Pass),
        new(ComplianceRules.PixelSize, Good with { Spec = Good.Spec with { Dpi = 250 }, Photo = new(289, 385) }, Review),
        new(ComplianceRules.PixelSize, Ranged(800, 800) with { Photo = new(600, 800) }, Pass, "rows"),
        new(ComplianceRules.PixelSize, Ranged(700, null) with { Photo = new(510, 680) }, Fail, "rows"),
        new(ComplianceRules.PixelSize, Ranged(null, 850) with { Photo = new(660, 880) }, Fail, "rows"),
        new(ComplianceRules.PixelSize, Ranged(700, 900), Pass, "rows"),
        new(ComplianceRules.PixelSize, Ranged(null, 800), Pass, "rows"),
        new(ComplianceRules.PixelSize, Ranged(800, null), Pass, "rows"),

        new(Resolution, Good, null),
        .. Limits(Resolution, times => Good with { Finished = false, Scale = 1 / times }, 1.05, 2),

        .. Limits(InterEyeDistance, pixels => Apart(pixels, Good.Spec), 0.75 * 300 / 3.4, 0.67 * 0.75 * 300 / 3.4, exact: false),
        .. Limits(InterEyeDistance, pixels => Apart(pixels, Large), 90, 60.3, exact: false),
        // A turned head hides a part of the distance.
        new(InterEyeDistance, Apart(80, Large) with { Head = Apart(80, Large).Head with { Pose = new(30, 0, 0) } }, Pass),
    ];

    private static PhotoSpec Large { get; } = Good.Spec with { Pixels = new PixelRule { Width = 1200, Height = 1600 } };

    private static Scene Apart(double pixels, PhotoSpec spec)
        => Good with { Spec = spec, Finished = false, Head = Good.Head with { LeftEye = new(300 + (pixels / 2), 370), RightEye = new(300 - (pixels / 2), 370) } };

    private static Scene Refused(bool fits)
        => Good with { Finished = false, FitsWithNewBackground = fits, Refusal = new PhotoException(Refusals.FramingTooTight, Message.Of("framing.test")) };

    private static Scene Ranged(int? least, int? most) => Good with { Spec = Good.Spec with { Pixels = new PixelRule { Width = 600, Height = 800, MinHeight = least, MaxHeight = most } } };
}
