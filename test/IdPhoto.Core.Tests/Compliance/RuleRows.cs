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

/// <summary>What a rule must say of a scene.</summary>
/// <param name="Code">The rule.</param>
/// <param name="Scene">The scene.</param>
/// <param name="Verdict">What it must conclude; null where it does not apply.</param>
/// <param name="Sentence">The end of the sentence's id behind the verdict; null for none.</param>
internal sealed record Row(string Code, Scene Scene, Verdict? Verdict, string? Sentence = null);

/// <summary>Every rule at its limits, a step to either side, by age, by document, and where nothing can be seen.</summary>
internal static class RuleRows
{
    /// <summary>A step that is small against every limit.</summary>
    private const double Step = 1e-6;

    private static readonly Scene Good = Scene.Good;

    // Made when first asked for: the documents below are initialised by then.
    private static readonly Lazy<IReadOnlyList<Row>> Rows = new(() =>
    [
        .. Sizes(), .. Places(), .. Poses(), .. Eyes(), .. Mouths(), .. GlassesRows(), .. Covers(), .. Backgrounds(), .. Lights(), .. Qualities(),
    ]);

    public static IReadOnlyList<Row> All => Rows.Value;

    // A value that should be small (or, with the signs turned, large): at both limits, where the arithmetic is exact, and beside them.
    private static IEnumerable<Row> Limits(string code, Func<double, Scene> at, double pass, double? fail, string? word = null, string? passWord = null, string? failWord = null, bool exact = true)
    {
        double outward = Math.Sign((fail ?? (pass + (pass > 0 || fail is null ? 1 : -1))) - pass) * Step;
        yield return new(code, at(pass - outward), Pass, passWord);
        if (exact)
            yield return new(code, at(pass), Pass, passWord);
        yield return new(code, at(pass + outward), Review, word);
        if (fail is not double limit)
            yield break;
        yield return new(code, at(limit - outward), Review, word);
        if (exact)
            yield return new(code, at(limit), Fail, failWord ?? word);
        yield return new(code, at(limit + outward), Fail, failWord ?? word);
    }

    // The same for large values that are good and never fail.
    private static IEnumerable<Row> AtLeast(string code, Func<double, Scene> at, double pass, string? word = null, string? passWord = null) =>
        [new(code, at(pass + Step), Pass, passWord), new(code, at(pass), Pass, passWord), new(code, at(pass - Step), Review, word)];

    private static IEnumerable<Row> Sizes() =>
    [
        new(FaceCount, Good, Pass),
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

    // 13 to 17 mm are 260 to 340 px; the deviation of the head's height is that of chin (0.013 of it) and crown (8 / 2 px).
    private static IEnumerable<Row> Places() =>
    [
        new(HeadHeight, Good with { Finished = false }, null),
        new(HeadHeight, Good, Pass),
        .. Range(HeadHeight, height => Good with { Head = Good.Head with { Crown = new(300, 500 - height) } }, 260, 340, height => Math.Sqrt(Math.Pow(0.013 * height, 2) + 16)),
        .. Range(HeadHeight, height => Hair(height), 260, 340, height => Math.Sqrt(Math.Pow(0.013 * 300, 2) + Math.Pow(0.015 * 300, 2))),
        new(HeadHeight, (Good with { Head = Good.Head with { Crown = new(300, 50) } }).Unread(), Review, "high-unread"),
        new(HeadHeight, (Good with { Head = Good.Head with { Crown = new(300, 400) } }).Unread(), Review, "low-unread"),
        new(HeadHeight, (Good with { Head = Good.Head with { Crown = new(300, 50) } }).Aged(10.9), Review, "child"),
        new(HeadHeight, (Good with { Head = Good.Head with { Crown = new(300, 50) } }).Aged(11), Fail, "high"),
        new(HeadHeight, (Good with { Head = Good.Head with { Crown = new(300, 99) } }).Aged(3), Review, "child"),
        new(HeadHeight, (Good with { Head = Good.Head with { Crown = new(300, 101) } }).Aged(3), Fail, "high"),
        new(HeadHeight, (Good with { Head = Good.Head with { Crown = new(300, 300) } }).Aged(3), Fail, "low"),
        new(HeadHeight, (Good with { Head = Good.Head with { Chin = new(300, 750), Crown = new(300, 29) } }).Aged(3), Fail, "high"),

        // Without a rule of the document's own, ICAO's box of 50 to 70 % of the height, and never a fail.
        new(EyeLine, Good with { Finished = false }, null),
        new(EyeLine, Good, Pass),
        .. Box(EyeLine, eyes => Eyes(eyes), 400, 560),
        new(EyeLine, Eyes(100), Review, "low"),
        new(EyeLine, Eyes(340).Aged(10.9), Pass),
        new(EyeLine, Eyes(340).Aged(11), Review, "low"),
        new(EyeLine, Eyes(430) with { Spec = Good.Spec with { TopMargin = new TopMarginRule { Min = 1, Unit = LengthUnit.Mm, From = HeadTop.Crown } } }, null),
        new(EyeLine, Eyes(430) with { Spec = Good.Spec with { ChinMargin = new LengthRange { Min = 1, Unit = LengthUnit.Mm } } }, null),
        .. Range(EyeLine, eyes => Eyes(eyes) with { Spec = WithEyes }, 400, 500, _ => 0.012 * 300),
        new(EyeLine, (Eyes(200) with { Spec = WithEyes }).Unread(), Review, "low-unread"),
        new(EyeLine, (Eyes(600) with { Spec = WithEyes }).Unread(), Review, "high-unread"),

        new(TopMargin, Good, null),
        .. Range(TopMargin, above => Above(above, HeadTop.Crown), 100, 240, _ => 4),
        .. Range(TopMargin, above => Above(above, HeadTop.Hair), 100, 240, _ => 0.015 * 300),
        new(TopMargin, Above(10, HeadTop.Crown).Unread(), Review, "low-unread"),
        new(TopMargin, Above(400, HeadTop.Crown).Unread(), Review, "high-unread"),
        new(TopMargin, Above(150, HeadTop.Crown) with { Finished = false }, null),

        new(ChinMargin, Good, null),
        .. Range(ChinMargin, below => Below(below), 200, 400, _ => 0.013 * 300),
        new(ChinMargin, Below(10).Unread(), Review, "low-unread"),
        new(ChinMargin, Below(600).Unread(), Review, "high-unread"),
        new(ChinMargin, Below(300) with { Finished = false }, null),

        new(Centring, Good with { Finished = false }, null),
        .. Off(Centring),

        new(HeadWidth, Good with { Finished = false }, null),
        new(HeadWidth, Wide(282), Pass, "of-width"),
        new(HeadWidth, Wide(281.9), Review, "low-of-width"),
        new(HeadWidth, Wide(468), Pass, "of-width"),
        new(HeadWidth, Wide(468.1), Review, "high-of-width"),
        new(HeadWidth, Wide(300) with { Photo = new(800, 800), Spec = Square }, NotAssessed),
        .. Range(HeadWidth, width => Wide(width) with { Spec = WithWidth }, 200, 300, width => 0.025 * width),
        new(HeadWidth, (Wide(100) with { Spec = WithWidth }).Unread(), Review, "low-unread"),
        new(HeadWidth, (Wide(500) with { Spec = WithWidth }).Unread(), Review, "high-unread"),
    ];

    private static PhotoSpec WithEyes { get; } = Good.Spec with { Eyes = new LengthRange { Min = 20, Max = 25, Unit = LengthUnit.Mm } };

    private static PhotoSpec WithWidth { get; } = Good.Spec with { HeadWidth = new LengthRange { Min = 10, Max = 15, Unit = LengthUnit.Mm } };

    private static PhotoSpec Square { get; } = Good.Spec with { Print = new PrintSize { WidthMm = 40, HeightMm = 40 }, Pixels = new PixelRule { Width = 800, Height = 800 } };

    private static Scene Hair(double height)
        => Good with { Spec = Good.Spec with { Head = Good.Spec.Head with { Top = HeadTop.Hair } }, Head = Good.Head with { HeadTop = new(300, 500 - height) } };

    private static Scene Eyes(double above) => Good with { Head = Good.Head with { LeftEye = new(350, 800 - above), RightEye = new(250, 800 - above) } };

    private static Scene Above(double pixels, HeadTop from) => Good with
    {
        Head = from == HeadTop.Crown ? Good.Head with { Crown = new(300, pixels), Chin = new(300, pixels + 300) } : Good.Head with { HeadTop = new(300, pixels) },
        Spec = Good.Spec with { TopMargin = new TopMarginRule { Min = 5, Max = 12, Unit = LengthUnit.Mm, From = from } },
    };

    private static Scene Below(double pixels) => Good with
    {
        Head = Good.Head with { Chin = new(300, 800 - pixels), Crown = new(300, 500 - pixels) },
        Spec = Good.Spec with { ChinMargin = new LengthRange { Min = 10, Max = 20, Unit = LengthUnit.Mm } },
    };

    private static Scene Wide(double pixels) => Good with { Head = Good.Head with { HeadWidth = pixels } };

    // One deviation inside passes, two outside fail; between, a person should look.
    private static IEnumerable<Row> Range(string code, Func<double, Scene> at, double min, double max, Func<double, double> deviation)
    {
        yield return new(code, at(Solve(x => x - deviation(x) - min, min, max) + Step), Pass);
        yield return new(code, at(Solve(x => x - deviation(x) - min, min, max) - Step), Review, "low");
        yield return new(code, at(Solve(x => x + (2 * deviation(x)) - min, 0, max) + Step), Review, "low");
        yield return new(code, at(Solve(x => x + (2 * deviation(x)) - min, 0, max) - Step), Fail, "low");
        yield return new(code, at(Solve(x => x + deviation(x) - max, min, max) - Step), Pass);
        yield return new(code, at(Solve(x => x + deviation(x) - max, min, max) + Step), Review, "high");
        yield return new(code, at(Solve(x => x - (2 * deviation(x)) - max, min, 3 * max) - Step), Review, "high");
        yield return new(code, at(Solve(x => x - (2 * deviation(x)) - max, min, 3 * max) + Step), Fail, "high");
    }

    private static IEnumerable<Row> Box(string code, Func<double, Scene> at, double min, double max) =>
    [
        new(code, at(min + 3.6 + Step), Pass), new(code, at(min + 3.6 - Step), Review, "low"),
        new(code, at(max - 3.6 - Step), Pass), new(code, at(max - 3.6 + Step), Review, "high"),
    ];

    private static IEnumerable<Row> Off(string code)
    {
        Scene At(double pixels) => Good with { Head = Good.Head with { LeftEye = new(350 + pixels, 370), RightEye = new(250 + pixels, 370), Chin = new(300 + pixels, 500), Crown = new(300 + pixels, 200) } };
        foreach ((double side, string word) in new[] { (1.0, "right"), (-1.0, "left") })
        {
            yield return new(code, At(side * (30 - 3.6 - Step)), Pass);
            yield return new(code, At(side * (30 - 3.6 + Step)), Review, word);
            yield return new(code, At(side * (30 + 7.2 - Step)), Review, word);
            yield return new(code, At(side * (30 + 7.2 + Step)), Fail, word);
        }
    }

    private static double Solve(Func<double, double> zero, double low, double high)
    {
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = zero(low) < 0 == zero(middle) < 0 ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    private static IEnumerable<Row> Poses() =>
    [
        .. Limits(Roll, degrees => Good.Turned(roll: degrees), 8, 10, "right", "right"),
        .. Limits(Roll, degrees => Good.Turned(roll: degrees), -8, -10, "left", "left"),
        new(Roll, Good.Turned(roll: 30) with { Finished = false }, Review, "right-levelled"),
        new(Roll, Good.Turned(roll: -30) with { Finished = false }, Review, "left-levelled"),
        new(Roll, Good.Turned(roll: 30) with { Finished = false, Spec = Untouchable }, Fail, "right"),
        .. Limits(Yaw, degrees => Good.Turned(yaw: degrees), 6, 12, "left", "left"),
        .. Limits(Yaw, degrees => Good.Turned(yaw: degrees), -6, -12, "right", "right"),
        .. Limits(Yaw, degrees => Good.Turned(yaw: degrees).Aged(5.9), 12, 24, "left", "left"),
        new(Yaw, Good.Turned(yaw: 12).Aged(6), Fail, "left"),
        .. Limits(Pitch, degrees => Good.Turned(pitch: degrees), 8, 16, "lowered", "lowered"),
        .. Limits(Pitch, degrees => Good.Turned(pitch: degrees), -8, -16, "raised", "raised"),
        .. Limits(Pitch, degrees => Good.Turned(pitch: degrees).Aged(5.9), 16, 32, "lowered", "lowered"),
        new(Pitch, Good.Turned(pitch: 16).Aged(6), Fail, "lowered"),
        new(Shoulders, Good, Pass),
        new(Shoulders, Good with { Finished = false }, null),
        new(Shoulders, Wide(600 / 0.9), Pass),
        new(Shoulders, Wide(600 / 0.89), Review),
    ];

    private static PhotoSpec Untouchable { get; } = Good.Spec with { Edit = new EditPolicy { Alteration = EditRule.Forbidden, Background = EditRule.Forbidden } };

    private static Scene Seen(Func<EyeLook, EyeLook> change) => Good with { Eye = change(Good.Eye) };

    // One eye as changed, the other one open: the worse of both decides.
    private static Scene One(Func<EyeLook, EyeLook> change) => Good with { Eye = change(Good.Eye), OtherEye = Good.Eye };

    private static Scene Dark { get; } = Good with { Lines = Good.Lines with { DarkBar = 30 }, Eye = Good.Eye with { SkinLightness = 30 } };

    private static IEnumerable<Row> Eyes() =>
    [
        .. Limits(EyesOpen, opening => One(eye => eye with { Opening = opening }), 0.085, 0.055),
        .. Limits(EyesOpen, opening => Good with { OtherEye = Good.Eye with { Opening = opening } }, 0.085, 0.055),
        new(EyesOpen, One(eye => eye with { Opening = 0.078, WhiteContrast = 0 }), Review),
        new(EyesOpen, One(eye => eye with { Opening = 0.0779, WhiteContrast = 11.9 }), Fail),
        new(EyesOpen, One(eye => eye with { Opening = 0.0779, WhiteContrast = 12 }), Review),
        new(EyesOpen, Seen(eye => eye with { Opening = 0.01 }).Aged(0.9), Review, "child"),
        new(EyesOpen, Seen(eye => eye with { Opening = 0.01 }).Aged(1), Fail),
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

    private static Scene Lips(Func<MouthLook, MouthLook> change) => Good with { Mouth = change(Good.Mouth) };

    private static Scene Masked { get; } = Good with { Cover = Good.Cover with { MouthWorn = 0.41 } };

    private static CaptureRule Smile(ExpressionWord word) => new() { Expression = new ExpressionRule { Rule = word } };

    private static IEnumerable<Row> Mouths() =>
    [
        .. Limits(MouthClosed, gap => Lips(mouth => mouth with { Gap = gap }), 0.03, 0.06),
        .. Limits(MouthClosed, teeth => Lips(mouth => mouth with { Gap = 0.021, TeethShare = teeth }), 0.35, null, "teeth"),
        new(MouthClosed, Lips(mouth => mouth with { Gap = 0.02, TeethShare = 1 }), Pass),
        new(MouthClosed, Lips(mouth => mouth with { Gap = 0.1 }).Aged(5.9), Review, "child"),
        new(MouthClosed, Lips(mouth => mouth with { Gap = 0.1 }).Aged(6), Fail),
        new(MouthClosed, Masked with { Mouth = Good.Mouth with { Gap = 0.1 } }, NotAssessed),
        new(MouthClosed, Good with { Cover = Good.Cover with { MouthWorn = 0.4 } }, Pass),

        // Level, as frontal faces measure: the corners seem neither raised nor lowered by a nod.
        .. Limits(Expression, lift => Lips(mouth => mouth with { CornerLift = lift }) with { Head = Good.Turned(pitch: -3).Head }, 0.07, null, "lift"),
        .. Limits(Expression, width => Lips(mouth => mouth with { Width = width }), 0.98, null, "width"),
        .. Limits(Expression, rise => Lips(mouth => mouth with { BrowRise = rise }), 0.45, null, "brows"),
        new(Expression, Lips(mouth => mouth with { CornerLift = 0.09 }) with { Head = Good.Turned(pitch: 7).Head }, Pass),
        new(Expression, Lips(mouth => mouth with { CornerLift = 0.06 }) with { Head = Good.Turned(pitch: -13).Head }, Review, "lift"),
        new(Expression, Lips(mouth => mouth with { Width = 1.2 }).Aged(5.9), Pass, "child"),
        new(Expression, Lips(mouth => mouth with { Width = 1.2 }).Aged(6), Review, "width"),
        new(Expression, Lips(mouth => mouth with { Width = 1.2 }).By(Smile(ExpressionWord.ClosedSmile)), Pass, "smile"),
        new(Expression, Lips(mouth => mouth with { CornerLift = 0.2 }).By(Smile(ExpressionWord.ClosedSmile)), Pass, "smile"),
        new(Expression, Lips(mouth => mouth with { BrowRise = 0.5 }).By(Smile(ExpressionWord.ClosedSmile)), Review, "brows"),
        new(Expression, Lips(mouth => mouth with { BrowRise = 0.5 }).By(Smile(ExpressionWord.Any)), Pass, "any"),
        new(Expression, Lips(mouth => mouth with { Width = 1.2 }).By(Smile(ExpressionWord.Neutral)), Review, "width"),
        new(Expression, Masked, NotAssessed),
        new(Expression, Masked.By(Smile(ExpressionWord.Any)), NotAssessed),
    ];

    private static CaptureRule Glass(Wear rule, string? note = null) => new() { Glasses = new WearRule { Rule = rule, Note = note } };

    private static Scene Bar(double darkness) => Good with { Lines = Good.Lines with { DarkBar = darkness } };

    private static Scene Rimmed(double rim) => Good with { Lines = new LineLook(0, 13.1, rim, rim) };

    private static Scene Worn(double share) => One(eye => eye with { WornShare = share });

    private static IEnumerable<Row> GlassesRows() =>
    [
        // By the strictest document: nothing, something like glasses, glasses.
        new(Glasses, Bar(12).By(Glass(Wear.Forbidden)), Pass, "none"),
        new(Glasses, Bar(12.1).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, Bar(20).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, Bar(20.1).By(Glass(Wear.Forbidden)), Fail, "forbidden"),
        new(Glasses, Rimmed(13).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, Rimmed(13.1).By(Glass(Wear.Forbidden)), Fail, "forbidden"),
        new(Glasses, (Good with { Lines = new LineLook(0, 13, 30, 30) }).By(Glass(Wear.Forbidden)), Review, "maybe"),
        new(Glasses, (Good with { Lines = new LineLook(0, 13.1, 30, 0) }).By(Glass(Wear.Forbidden)), Review, "maybe"),
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

    private static Scene Capped(double share, double contour = 1) => Good with { Cover = Good.Cover with { CapWorn = share, Contour = contour } };

    private static CaptureRule Hat(Wear rule) => new() { HeadCovering = new WearRule { Rule = rule } };

    private static Scene Excepted(Scene scene) => scene with { Options = scene.Options with { CoveringExcepted = true } };

    private static Scene Face(Func<CoverLook, CoverLook> change) => Good with { Cover = change(Good.Cover) };

    private static IEnumerable<Row> Covers() =>
    [
        .. Limits(HeadCovering, share => Capped(share), 0.08, 0.30),
        new(HeadCovering, Capped(0.2, contour: 0.5), Review, "outline-maybe"),
        new(HeadCovering, Capped(0.2, contour: 0.85), Review),
        new(HeadCovering, Capped(0.5).By(Hat(Wear.Forbidden)), Fail, "forbidden"),
        new(HeadCovering, Excepted(Capped(0.5).By(Hat(Wear.Forbidden))), Fail, "forbidden"),
        new(HeadCovering, Capped(0.5).By(Hat(Wear.Allowed)), Pass, "accepted"),
        new(HeadCovering, Excepted(Capped(0.5)), Pass, "accepted"),
        new(HeadCovering, Excepted(Capped(0.5, contour: 0.85)), Pass, "accepted"),
        new(HeadCovering, Excepted(Capped(0.5, contour: 0.849)), Review, "outline"),
        new(HeadCovering, Excepted(Capped(0.2, contour: 0.5)), Review, "outline-maybe"),
        new(HeadCovering, Excepted(Capped(0.05, contour: 0.1)), Pass),

        .. Limits(FaceCovered, share => Face(cover => cover with { FaceHair = share }), 0.14, 0.34, "hair"),
        .. Limits(FaceCovered, share => Face(cover => cover with { FaceHand = share }), 0.05, 0.10, "hand"),
        .. Limits(FaceCovered, share => Face(cover => cover with { FaceWorn = share }), 0.06, 0.18, "cloth"),
        .. Limits(FaceCovered, share => Face(cover => cover with { MouthWorn = share }), 0.15, 0.40, "mouth"),
        new(FaceCovered, Face(cover => cover with { FaceSkin = 0.699, MeshOff = 0.31 }), Review, "unsure"),
        new(FaceCovered, Face(cover => cover with { FaceSkin = 0.7, MeshOff = 0.31 }), Pass),
        new(FaceCovered, Face(cover => cover with { FaceSkin = 0.5, MeshOff = 0.3 }), Pass),
        new(FaceCovered, Face(cover => cover with { FaceHair = 0.2, FaceHand = 0.2 }), Fail, "hand"),
    ];

    private static Scene Behind(Func<BackgroundLook, BackgroundLook> change) => Good with { Wall = change(Good.Wall!) };

    private static Scene Coloured(Lab colour, BackgroundRule? rule = null)
        => Behind(wall => wall with { Colour = colour }) with { Spec = rule is null ? Good.Spec : Good.Spec with { Background = rule } };

    private static readonly NamedColour White = Named("white", "#ffffff"), LightGrey = Named("light-grey", "#d3d3d3"), Blue = Named("blue", "#438edb");

    private static NamedColour Named(string name, string hex) => new() { Name = name, Hex = hex };

    private static BackgroundRule Asks(params NamedColour[] allowed) => new() { Default = allowed[0], Allowed = allowed };

    private static IEnumerable<Row> Backgrounds() =>
    [
        .. NotSeen(BackgroundUniform), .. NotSeen(BackgroundColour), .. NotSeen(BackgroundShadow), .. NotSeen(BackgroundObjects),

        .. Limits(BackgroundUniform, spread => Behind(wall => wall with { Spread = spread }), 2.2, 5),
        .. Limits(BackgroundUniform, change => Behind(wall => wall with { Gradient = change }), 16, null, "gradient"),
        new(BackgroundUniform, Behind(wall => wall with { Gradient = 30, Spread = 3 }), Review),
        .. AtLeast(BackgroundUniform, share => Behind(wall => wall with { Covered = share }), 0.8, "partly"),
        new(BackgroundUniform, Behind(wall => wall with { Covered = 0.1, Spread = 6 }), Fail),

        .. Limits(BackgroundObjects, share => Behind(wall => wall with { Different = share }), 0.02, 0.10),
        .. AtLeast(BackgroundObjects, share => Behind(wall => wall with { Covered = share }), 0.8, "partly"),

        .. Limits(BackgroundShadow, step => Behind(wall => wall with { ShadowLeft = step }), -4, -8),
        .. Limits(BackgroundShadow, step => Behind(wall => wall with { ShadowRight = step, ShadowLeft = double.NaN }), -4, -8),
        new(BackgroundShadow, Behind(wall => wall with { ShadowRight = double.NaN, ShadowLeft = double.NaN }), NotAssessed),
        new(BackgroundShadow, Behind(wall => wall with { ShadowLeft = -20, Spread = 5 }), Fail),
        new(BackgroundShadow, Behind(wall => wall with { ShadowLeft = -20, Spread = 5.1 }), NotAssessed, "busy"),
        new(BackgroundShadow, Behind(wall => wall with { ShadowLeft = -20, Different = 0.11 }), NotAssessed, "busy"),

        // White is photographed as anything from white to a very light grey; chroma counts beyond 2.
        new(BackgroundColour, Coloured(new Lab(85, 0, 0)), Pass),
        new(BackgroundColour, Coloured(new Lab(97, 0, 13)), Pass),
        new(BackgroundColour, Coloured(new Lab(97, 0, 20)), Review, "dark"),
        new(BackgroundColour, Coloured(new Lab(84, 0, 0)), Review, "dark"),
        new(BackgroundColour, Coloured(new Lab(60, 0, 0)), Fail, "dark"),
        new(BackgroundColour, Coloured(new Lab(60, 0, 0)).Unread(), Review, "dark"),
        // Where 'light' is asked for, any pale background of L* 70 and more.
        new(BackgroundColour, Coloured(new Lab(70, 0, 0), Asks(LightGrey)), Pass),
        new(BackgroundColour, Coloured(new Lab(69.9, 0, 0), Asks(LightGrey)), Review, "dark"),
        new(BackgroundColour, Coloured(new Lab(98, 0, 12), Asks(LightGrey)), Pass),
        new(BackgroundColour, Coloured(new Lab(98, 0, 12.1), Asks(LightGrey)), Review, "other"),
        new(BackgroundColour, Coloured(new Lab(99, 0, 40), Asks(LightGrey)), Fail, "other"),
        new(BackgroundColour, Coloured(new Lab(98, 0, 0), Asks(Blue)), Fail, "other"),
        new(BackgroundColour, Coloured(new Lab(40, 0, 0), Asks(Blue)), Fail, "dark"),
        new(BackgroundColour, Coloured(Lab.Of(Blue.Colour), Asks(Blue)), Pass),
        new(BackgroundColour, Coloured(new Lab(50, 0, 0), Asks(White) with { Examples = true }), Review, "dark"),
        // Colours that are not accepted.
        new(BackgroundColour, Coloured(new Lab(97, 0, 0), Asks(LightGrey) with { Forbidden = [White] }), Fail, "forbidden"),
        new(BackgroundColour, Coloured(new Lab(97, 0, 0), Asks(LightGrey) with { Forbidden = [White], Examples = true }), Review, "forbidden"),
        new(BackgroundColour, Coloured(new Lab(86, 0, 0), Asks(LightGrey) with { Forbidden = [White] }), Review, "nearly-forbidden"),
        new(BackgroundColour, Coloured(new Lab(84, 0, 0), Asks(LightGrey) with { Forbidden = [White] }), Pass),
        // Nobody prescribes a colour.
        new(BackgroundColour, Coloured(new Lab(10, 50, 0), new BackgroundRule { Default = White }) with { Spec = Free }, Pass, "any"),
        new(BackgroundColour, Behind(wall => wall with { Spread = 5 }), NotAssessed, "=rules.background.not-assessed.scenery"),
        new(BackgroundColour, Behind(wall => wall with { Different = 0.10 }), NotAssessed, "=rules.background.not-assessed.scenery"),
        new(BackgroundColour, Behind(wall => wall with { Spread = 4.9, Different = 0.09 }), Pass),
    ];

    private static PhotoSpec Free { get; } = Good.Spec with
    {
        Background = new BackgroundRule { Default = White },
        Edit = new EditPolicy { Alteration = EditRule.NotApplicable, Background = EditRule.NotApplicable },
    };

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

    private static Scene Saved(double blocks, int? quality) => Good with
    {
        Detail = Good.Detail with { Blocks = blocks },
        Options = Good.Options with { Header = quality is null ? null : new PictureHeader(FileKind.Jpeg, new IdPhoto.Pictures.PixelSize(8, 8), 1, 8) { JpegQuality = quality } },
    };

    private static Scene Cheeks(double a, double b) => Lit(skin => skin with { Cheeks = new Lab(60, a, b) }) with { Eye = Good.Eye with { WhiteChroma = -60 } };

    private static Scene Whites(double chroma)
        => Good with { Eye = Good.Eye with { WhiteChroma = chroma - Good.Skin.Cheeks.Chroma }, OtherEye = Good.Eye with { WhiteChroma = chroma + 5 - Good.Skin.Cheeks.Chroma } };

    private static IEnumerable<Row> Qualities() =>
    [
        new(Sharpness, Good with { Detail = new DetailLook(0.022, 9, 0) }, Pass),
        .. Limits(Sharpness, pixels => Good with { Detail = new DetailLook(0.035, pixels, 0) }, 2.7, 4.2),
        new(Sharpness, Good with { Detail = new DetailLook(0.0349, 9, 0) }, Review),
        new(Sharpness, Good with { Detail = new DetailLook(0.0221, 2.7, 0) }, Pass),
        new(Sharpness, Good with { Detail = new DetailLook(double.NaN, double.NaN, 0) }, NotAssessed),

        .. Limits(Compression, blocks => Saved(blocks, null), 2.9, 4.4),
        .. Limits(Compression, blocks => Saved(blocks, 95), 2.9, 4.4),
        new(Compression, Saved(1, 75), Pass),
        new(Compression, Saved(1, 74), Review, "setting"),
        new(Compression, Saved(double.NaN, 74), Review, "setting"),
        new(Compression, Saved(double.NaN, 75), Pass, "setting"),
        new(Compression, Saved(double.NaN, null), NotAssessed),
        new(Compression, Saved(3, 20), Review),
        new(Compression, Saved(5, 20), Fail),

        .. Limits(ColourCast, b => Cheeks(12, b), 39, 47, "yellow"),
        .. Limits(ColourCast, b => Cheeks(12, b), 1, -7, "blue"),
        .. Limits(ColourCast, a => Cheeks(a, 18), 29, 37, "red"),
        .. Limits(ColourCast, a => Cheeks(a, 18), 1, -7, "green"),
        .. Limits(ColourCast, chroma => Whites(chroma), 26, null, "whites"),
        new(ColourCast, Whites(40) with { Eye = Whites(40).Eye with { Opening = 0.1 } }, Pass),
        new(ColourCast, Whites(40) with { Eye = Whites(40).Eye with { WhiteContrast = 25 } }, Pass),
        new(ColourCast, Lit(skin => skin with { Grey = 0.91 }), NotAssessed, "grey"),
        new(ColourCast, Lit(skin => skin with { Grey = 0.9, Cheeks = new Lab(60, 12, 60) }), Fail, "yellow"),
        new(ColourCast, Lit(skin => skin with { Cheeks = new Lab(60, double.NaN, 18) }), NotAssessed),

        .. Limits(Monochrome, share => Lit(skin => skin with { Grey = share }), 0.6, 0.95),
        new(Monochrome, Lit(skin => skin with { Grey = double.NaN }), NotAssessed),

        .. AtLeast(CameraDistance, ratio => Wide(100 * ratio), 2.1),
        new(CameraDistance, Wide(100) with { Head = Wide(100).Head with { Pose = new(15, 0, 0) } }, Review),
        new(CameraDistance, Wide(100) with { Head = Wide(100).Head with { Pose = new(15.1, 0, 0) } }, NotAssessed),
        new(CameraDistance, Wide(100) with { Head = Wide(100).Head with { Pose = new(-15.1, 0, 0) } }, NotAssessed),
        new(CameraDistance, Wide(205) with { Head = Wide(205).Head with { Pose = new(14, 0, 0) } }, Review),
    ];
}
