using CsCheck;
using IdPhoto.Colorimetry;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>From numbers to verdicts, and the colours they are measured in.</summary>
public sealed class JudgeTests
{
    private static readonly Gen<(double Value, double Min, double Width, double Deviation)> Measured =
        Gen.Select(Gen.Double[-100, 100], Gen.Double[-50, 50], Gen.Double[0.1, 60], Gen.Double[0, 10]);

    [Fact]
    public void A_value_within_one_deviation_of_the_inside_passes_and_beyond_two_outside_fails() => Measured.Sample(m =>
    {
        double max = m.Min + m.Width, spare = Math.Min(m.Deviation, m.Width / 3);
        Verdict verdict = Judge.Range(m.Value, m.Min, max, m.Deviation);
        bool inside = m.Value - spare >= m.Min && m.Value + spare <= max;
        bool outside = m.Value + (2 * m.Deviation) < m.Min || m.Value - (2 * m.Deviation) > max;
        return verdict == (inside ? Verdict.Pass : outside ? Verdict.Fail : Verdict.Review);
    });

    [Fact]
    public void What_is_outside_never_passes_and_what_is_inside_never_fails() => Measured.Sample(m =>
    {
        double max = m.Min + m.Width;
        Verdict verdict = Judge.Range(m.Value, m.Min, max, m.Deviation);
        bool inside = m.Value >= m.Min && m.Value <= max;
        return inside ? verdict != Verdict.Fail : verdict != Verdict.Pass;
    });

    [Fact]
    public void A_range_always_has_a_middle_that_passes() => Measured.Sample(m => Judge.Range(m.Min + (m.Width / 2), m.Min, m.Min + m.Width, m.Deviation) == Verdict.Pass);

    [Fact]
    public void More_error_never_makes_a_verdict_surer() => Measured.Sample(m =>
    {
        Verdict sure = Judge.Range(m.Value, m.Min, m.Min + m.Width, m.Deviation), vague = Judge.Range(m.Value, m.Min, m.Min + m.Width, m.Deviation * 2);
        return sure == vague || vague == Verdict.Review;
    });

    [Theory]
    [InlineData(double.NaN, Verdict.NotAssessed)]
    [InlineData(1.0, Verdict.Pass)]
    [InlineData(1.5, Verdict.Review)]
    [InlineData(2.0, Verdict.Fail)]
    public void Between_two_limits_a_person_should_look(double value, Verdict verdict)
    {
        Assert.Equal(verdict, Judge.Low(value, 1, 2));
        Assert.Equal(verdict, Judge.High(-value, -1, -2));
    }

    // CIE Lab under D65, from the definition of sRGB: Lindbloom's calculator gives these.
    [Theory]
    [InlineData("#ffffff", 100, 0, 0)]
    [InlineData("#000000", 0, 0, 0)]
    [InlineData("#808080", 53.59, 0, 0)]
    [InlineData("#ff0000", 53.24, 80.09, 67.20)]
    [InlineData("#00ff00", 87.73, -86.18, 83.18)]
    [InlineData("#0000ff", 32.30, 79.19, -107.86)]
    [InlineData("#d3d3d3", 84.56, 0, 0)]
    public void A_colour_has_its_place_in_cie_lab(string hex, double l, double a, double b)
    {
        Lab lab = Lab.Of(Colours.Parse(hex));

        Assert.Equal(l, lab.L, 0.1);
        Assert.Equal(a, lab.A, 0.2);
        Assert.Equal(b, lab.B, 0.2);
    }
}
