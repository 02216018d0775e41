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

/// <content>The rules of the group Pose.</content>
internal static partial class RuleRows
{
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
        .. Limits(Pitch, degrees => Good.Turned(pitch: degrees), 8, 17, "lowered", "lowered"),
        .. Limits(Pitch, degrees => Good.Turned(pitch: degrees), -8, -17, "raised", "raised"),
        .. Limits(Pitch, degrees => Good.Turned(pitch: degrees).Aged(5.9), 16, 34, "lowered", "lowered"),
        new(Pitch, Good.Turned(pitch: 17).Aged(6), Fail, "lowered"),
        new(Shoulders, Good, Pass),
        new(Shoulders, Good with { Finished = false }, null),
        new(Shoulders, Wide(600 / 0.9), Pass),
        new(Shoulders, Wide(600 / 0.89), Review),
    ];

    private static PhotoSpec Untouchable { get; } = Good.Spec with { Edit = new EditPolicy { Alteration = EditRule.Forbidden, Background = EditRule.Forbidden } };
}
