using System.Reflection;
using IdPhoto.Compliance.Ofiq;
using Xunit;

namespace IdPhoto.Tests.Compliance.Ofiq;

/// <summary>OFIQ's mappings from native values to quality, at points that its published constants give by hand.</summary>
public sealed class MappingTests
{
    // The middle of each curve, points on both of its slopes, and both ends.
    public static TheoryData<string, double[], int[]> Points => new()
    {
        { nameof(OfiqMapping.BackgroundUniformity), [-1000, -50, 0, 10, 100, 300, 1e6], [100, 100, 100, 95, 55, 10, 0] },
        { nameof(OfiqMapping.IlluminationUniformity), [-1, 0, 0.01, 0.1, 0.5, 0.9, 1, 2], [0, 0, 25, 50, 81, 97, 100, 100] },
        { nameof(OfiqMapping.LuminanceMean), [0, 0.1, 0.2, 0.25, 0.5, 0.75, 0.8, 0.9, 1], [2, 12, 50, 73, 100, 73, 50, 12, 2] },
        { nameof(OfiqMapping.LuminanceVariance), [0, 0.001, 0.005, 1.0 / 60, 0.05, 0.2, 1], [0, 18, 66, 100, 71, 24, 5] },
        { nameof(OfiqMapping.UnderExposurePrevention), [0, 0.5, 0.8, 0.9, 0.92, 0.95, 1], [100, 100, 90, 52, 40, 22, 0] },
        { nameof(OfiqMapping.OverExposurePrevention), [0, 0.001, 0.01, 0.03, 0.1, 0.5, 1], [100, 91, 50, 25, 9, 2, 1] },
        { nameof(OfiqMapping.DynamicRange), [-1, 0, 0.04, 0.2, 3.3, 7, 8, 9], [0, 0, 1, 3, 41, 88, 100, 100] },
        { nameof(OfiqMapping.NaturalColour), [0, 1, 5, 10, 20, 100], [100, 95, 76, 54, 24, 0] },
        { nameof(OfiqMapping.SingleFacePresent), [0, 0.014, 0.25, 0.8, 1, 1.5], [100, 99, 75, 20, 0, 0] },
        { nameof(OfiqMapping.EyesOpen), [0, 0.01, 0.02, 0.03, 0.05, 0.1], [12, 27, 50, 73, 95, 100] },
        { nameof(OfiqMapping.MouthClosed), [0, 0.1, 0.2, 0.26, 0.4, 1], [97, 84, 50, 27, 3, 0] },
        { nameof(OfiqMapping.Visible), [0, 0.014, 0.25, 0.8, 1, 1.5], [100, 99, 75, 20, 0, 0] },
        { nameof(OfiqMapping.InterEyeDistance), [0, 30, 50, 70, 90, 200], [3, 12, 27, 50, 73, 100] },
        { nameof(OfiqMapping.HeadSize), [0.1, 0.3, 0.4, 0.45, 0.5, 0.6, 0.9], [0, 9, 54, 100, 54, 9, 0] },
        { nameof(OfiqMapping.SideCrop), [0, 0.7, 0.8, 0.9, 1, 1.5], [0, 12, 27, 50, 73, 100] },
        { nameof(OfiqMapping.MarginAbove), [0, 1.2, 1.3, 1.4, 1.5, 2], [0, 12, 27, 50, 73, 100] },
        { nameof(OfiqMapping.MarginBelow), [0, 1.6, 1.7, 1.8, 1.9, 2.4], [0, 12, 27, 50, 73, 100] },
        { nameof(OfiqMapping.HeadPose), [0, 10, -10, 45, -60, 89, 90, 135, 180], [100, 97, 97, 50, 25, 0, 0, 0, 0] },
        { nameof(OfiqMapping.NoHeadCoverings), [-1, 0, 0.001, 0.02, 0.117, 0.3, 0.5, 0.9, 0.95, 1], [100, 100, 100, 91, 50, 10, 1, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void A_mapping_passes_through_its_known_points(string name, double[] native, int[] quality)
        => Assert.Equal(quality, native.Select(value => Of(name)(value)));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_no_number_has_no_quality(string name) => Assert.Equal(0, Of(name)(double.NaN));

    [Fact]
    public void Halves_are_rounded_up() => Assert.Equal((1, 3, 88), (OfiqMapping.DynamicRange(0.04), OfiqMapping.DynamicRange(0.2), OfiqMapping.DynamicRange(7)));

    public static TheoryData<string> Names => [.. typeof(OfiqMapping).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name)];

    private static Func<double, int> Of(string name) => typeof(OfiqMapping).GetMethod(name, BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Func<double, int>>();
}
