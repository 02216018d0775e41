using IdPhoto.Colorimetry;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using static IdPhoto.Compliance.ComplianceRules;
using static IdPhoto.Compliance.Verdict;

namespace IdPhoto.Tests.Compliance;

/// <content>The rules of the group Mouth.</content>
internal static partial class RuleRows
{
    private static Scene Lips(Func<MouthLook, MouthLook> change) => Good with { Mouth = change(Good.Mouth) };

    private static Scene Frowning(double innerRise, double fold, double gap = 0.3) => Good with { Brows = new BrowLook(innerRise, gap, fold) };

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
        .. Limits(Expression, lift => Lips(mouth => mouth with { CornerLift = lift }) with { Head = Good.Turned(pitch: -HeadPose.LevelPitch).Head }, 0.07, null, "lift"),
        .. Limits(Expression, width => Lips(mouth => mouth with { Width = width }), 0.98, null, "width"),
        .. Limits(Expression, rise => Lips(mouth => mouth with { BrowRise = rise }), 0.45, null, "brows"),
        new(Expression, Lips(mouth => mouth with { CornerLift = 0.09 }) with { Head = Good.Turned(pitch: 7.8).Head }, Pass),
        new(Expression, Lips(mouth => mouth with { CornerLift = 0.06 }) with { Head = Good.Turned(pitch: -12.2).Head }, Review, "lift"),
        new(Expression, Lips(mouth => mouth with { Width = 1.2 }).Aged(5.9), Pass, "child"),
        new(Expression, Lips(mouth => mouth with { Width = 1.2 }).Aged(6), Review, "width"),
        new(Expression, Lips(mouth => mouth with { Width = 1.2 }).By(Smile(ExpressionWord.ClosedSmile)), Pass, "smile"),
        new(Expression, Lips(mouth => mouth with { CornerLift = 0.2 }).By(Smile(ExpressionWord.ClosedSmile)), Pass, "smile"),
        new(Expression, Lips(mouth => mouth with { BrowRise = 0.5 }).By(Smile(ExpressionWord.ClosedSmile)), Review, "brows"),
        new(Expression, Lips(mouth => mouth with { BrowRise = 0.5 }).By(Smile(ExpressionWord.Any)), Pass, "any"),
        new(Expression, Lips(mouth => mouth with { Width = 1.2 }).By(Smile(ExpressionWord.Neutral)), Review, "width"),
        new(Expression, Frowning(0.15, 0), Pass),
        new(Expression, Frowning(0.149, 0), Review, "frown"),
        new(Expression, Frowning(0.19, 0.171), Pass),
        new(Expression, Frowning(0.189, 0.171), Review, "frown"),
        new(Expression, Frowning(0.189, 0.17), Pass),
        new(Expression, Frowning(0.3, 0.6), Pass),
        // The folds of a face that frowned for many years, at rest: the brows are not drawn together.
        new(Expression, Frowning(0.16, 0.4, gap: 0.39), Pass),
        new(Expression, Frowning(0.16, 0.4, gap: 0.389), Review, "frown"),
        // A lowered head shows the brows nearer to the eyes, a raised one farther from them.
        new(Expression, Frowning(0.12, 0) with { Head = Good.Turned(pitch: 10).Head }, Pass),
        new(Expression, Frowning(0.17, 0) with { Head = Good.Turned(pitch: -10).Head }, Review, "frown"),
        new(Expression, Frowning(0.1, 0.3).Aged(5.9), Pass, "child"),
        new(Expression, Frowning(0.1, 0.3).Aged(6), Review, "frown"),
        new(Expression, Frowning(0.1, 0.3).By(Smile(ExpressionWord.ClosedSmile)), Review, "frown"),
        new(Expression, Frowning(0.1, 0.3).By(Smile(ExpressionWord.Any)), Pass, "any"),
        new(Expression, Masked, NotAssessed),
        new(Expression, Masked.By(Smile(ExpressionWord.Any)), NotAssessed),
    ];
}
