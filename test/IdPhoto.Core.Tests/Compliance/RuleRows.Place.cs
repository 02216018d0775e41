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

/// <content>The rules of the group Place.</content>
internal static partial class RuleRows
{
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
}
