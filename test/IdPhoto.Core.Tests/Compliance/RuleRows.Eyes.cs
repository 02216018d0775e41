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

/// <content>The rules of the group Eyes.</content>
internal static partial class RuleRows
{
    private static Scene Seen(Func<EyeLook, EyeLook> change) => Good with { Eye = change(Good.Eye) };

    // One eye as changed, the other one open: the worse of both decides.
    private static Scene One(Func<EyeLook, EyeLook> change) => Good with { Eye = change(Good.Eye), OtherEye = Good.Eye };

    private static Scene Dark { get; } = Good with { Lines = Good.Lines with { DarkBar = 30, RightRim = 20 }, Eye = Good.Eye with { SkinLightness = 30 } };

    private static IEnumerable<Row> Eyes() =>
    [
        .. Limits(EyesOpen, opening => One(eye => eye with { Opening = opening }), 0.085, 0.055),
        .. Limits(EyesOpen, opening => Good with { OtherEye = Good.Eye with { Opening = opening } }, 0.085, 0.055),
        new(EyesOpen, One(eye => eye with { Opening = 0.078, WhiteContrast = 0 }), Review),
        new(EyesOpen, One(eye => eye with { Opening = 0.0779, WhiteContrast = 11.9 }), Fail),
        new(EyesOpen, One(eye => eye with { Opening = 0.0779, WhiteContrast = 12 }), Review),
        new(EyesOpen, Seen(eye => eye with { Opening = 0.01 }).Aged(0.9), Review, "child"),
        new(EyesOpen, Seen(eye => eye with { Opening = 0.01 }).Aged(1), Fail, "baby"),
        new(EyesOpen, Dark with { Eye = Dark.Eye with { Opening = 0.01 } }, NotAssessed),

        .. Limits(Gaze, widths => Seen(eye => eye with { GazeX = widths }), 0.10, 0.16),
        .. Limits(Gaze, widths => Seen(eye => eye with { GazeX = widths }), -0.10, -0.16),
        new(Gaze, Seen(eye => eye with { GazeX = -0.15 }) with { Head = Good.Turned(yaw: 20).Head }, Pass),
        new(Gaze, Seen(eye => eye with { GazeX = 0.15 }) with { Head = Good.Turned(yaw: 20).Head }, Fail),
        new(Gaze, Good.Turned(yaw: 25), NotAssessed),
        new(Gaze, Good.Turned(yaw: -25), NotAssessed),
        new(Gaze, One(eye => eye with { Opening = 0.0779 }), NotAssessed),
        new(Gaze, One(eye => eye with { Opening = 0.078 }), Pass),
        new(Gaze, Seen(eye => eye with { GazeX = 0.3 }).Aged(5.9), Review),
        new(Gaze, Seen(eye => eye with { GazeX = 0.3 }).Aged(6), Fail),
        new(Gaze, Dark, NotAssessed),

        .. Limits(RedEye, share => Seen(eye => eye with { RedShare = share }), 0.08, 0.20),
        new(RedEye, One(eye => eye with { RedShare = 1 }), Pass),
        new(RedEye, One(eye => eye with { Opening = 0.0549 }), NotAssessed),
        new(RedEye, Seen(eye => eye with { Opening = 0.055 }), Pass),
        new(RedEye, Dark, NotAssessed),
    ];
}
