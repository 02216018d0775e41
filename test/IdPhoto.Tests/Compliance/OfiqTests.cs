using IdPhoto.Compliance.Ofiq;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Tests.Decoding;
using IdPhoto.Tests.Portraits;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>OFIQ's mappings against the values that OFIQ publishes for its own reference pictures.</summary>
public sealed class OfiqTests
{
    private static readonly Dictionary<string, Func<double, int>> Mappings = new()
    {
        ["BackgroundUniformity"] = OfiqMapping.BackgroundUniformity,
        ["IlluminationUniformity"] = OfiqMapping.IlluminationUniformity,
        ["LuminanceMean"] = OfiqMapping.LuminanceMean,
        ["LuminanceVariance"] = OfiqMapping.LuminanceVariance,
        ["UnderExposurePrevention"] = OfiqMapping.UnderExposurePrevention,
        ["OverExposurePrevention"] = OfiqMapping.OverExposurePrevention,
        ["DynamicRange"] = OfiqMapping.DynamicRange,
        ["NaturalColour"] = OfiqMapping.NaturalColour,
        ["SingleFacePresent"] = OfiqMapping.SingleFacePresent,
        ["EyesOpen"] = OfiqMapping.EyesOpen,
        ["MouthClosed"] = OfiqMapping.MouthClosed,
        ["EyesVisible"] = OfiqMapping.Visible,
        ["MouthOcclusionPrevention"] = OfiqMapping.Visible,
        ["FaceOcclusionPrevention"] = OfiqMapping.Visible,
        ["InterEyeDistance"] = OfiqMapping.InterEyeDistance,
        ["HeadSize"] = OfiqMapping.HeadSize,
        ["LeftwardCropOfTheFaceImage"] = OfiqMapping.SideCrop,
        ["RightwardCropOfTheFaceImage"] = OfiqMapping.SideCrop,
        ["MarginAboveOfTheFaceImage"] = OfiqMapping.MarginAbove,
        ["MarginBelowOfTheFaceImage"] = OfiqMapping.MarginBelow,
        ["HeadPoseYaw"] = OfiqMapping.HeadPose,
        ["HeadPosePitch"] = OfiqMapping.HeadPose,
        ["HeadPoseRoll"] = OfiqMapping.HeadPose,
        ["NoHeadCoverings"] = OfiqMapping.NoHeadCoverings,
    };

    [Fact]
    public void Every_mapping_gives_the_values_that_ofiq_publishes()
    {
        string[] lines = File.ReadAllLines(Path.Combine(SamplePhoto.Root, "test/IdPhoto.Tests/Fixtures/ofiq-expected.csv"));
        string[] names = lines[0].Split(';')[1..];
        int compared = 0;
        foreach (string[] cells in lines[1..].Select(line => line.Split(';')))
            for (int i = 0; i < names.Length; i++)
                // That table is older than the newest mapping of this measure, whose points are below.
                if (names[i] != "NoHeadCoverings" && Mappings.TryGetValue(names[i], out Func<double, int>? map))
                {
                    double native = double.Parse(cells[1 + i], System.Globalization.CultureInfo.InvariantCulture);
                    Assert.True(int.Parse(cells[1 + names.Length + i], System.Globalization.CultureInfo.InvariantCulture) == map(native), $"{names[i]} of {cells[0]}: {native} became {map(native)}");
                    compared++;
                }
        Assert.Equal(23 * (lines.Length - 1), compared);
    }

    // Points that the published constants give by hand.
    [Theory]
    [InlineData("EyesOpen", 0.02, 50)]
    [InlineData("MouthClosed", 0.2, 50)]
    [InlineData("InterEyeDistance", 70, 50)]
    [InlineData("InterEyeDistance", 90, 73)]
    [InlineData("MarginAboveOfTheFaceImage", 1.4, 50)]
    [InlineData("MarginBelowOfTheFaceImage", 1.8, 50)]
    [InlineData("HeadSize", 0.45, 100)]
    [InlineData("HeadSize", 0.341, 20)]
    [InlineData("HeadPoseYaw", 10, 97)]
    [InlineData("HeadPoseYaw", 91, 0)]
    [InlineData("OverExposurePrevention", 0, 100)]
    [InlineData("OverExposurePrevention", 0.01, 50)]
    [InlineData("NoHeadCoverings", 0, 100)]
    [InlineData("NoHeadCoverings", 0.022, 90)]
    [InlineData("NoHeadCoverings", 0.117, 50)]
    [InlineData("NoHeadCoverings", 0.302194, 10)]
    [InlineData("NoHeadCoverings", 0.523, 1)]
    [InlineData("NoHeadCoverings", 0.95, 0)]
    [InlineData("NaturalColour", 0, 100)]
    [InlineData("DynamicRange", 8, 100)]
    public void A_mapping_passes_through_its_known_points(string name, double native, int quality) => Assert.Equal(quality, Mappings[name](native));

    [Fact]
    public async Task A_portrait_gets_every_measure_that_needs_no_trained_scorer()
    {
        Portrait portrait = await TestPortraits.Studio.AnalyzeAsync(TestPortraits.Astronaut, null, TestContext.Current.CancellationToken);

        IReadOnlyList<OfiqMeasure> measures = OfiqChecker.Measure(portrait);

        Assert.Equal(Mappings.Keys.Order(), measures.Select(measure => measure.Name).Order());
        Assert.All(measures, measure => Assert.InRange(measure.Quality, 0, 100));
        Dictionary<string, OfiqMeasure> of = measures.ToDictionary(measure => measure.Name);
        Assert.Equal(100, of["SingleFacePresent"].Quality);
        Assert.InRange(of["EyesOpen"].Native!.Value, 0.06, 0.15);
        Assert.InRange(of["MouthClosed"].Native!.Value, 0.06, 0.12); // she laughs
        Assert.InRange(of["NoHeadCoverings"].Native!.Value, 0, 0.05);
        // Both crop values hold one inter-eye distance more than the picture is wide, as OFIQ's do.
        double width = (of["LeftwardCropOfTheFaceImage"].Native!.Value + of["RightwardCropOfTheFaceImage"].Native!.Value - 1) * portrait.Heads[0].InterEyeDistance;
        Assert.InRange(width, 505, 519);
    }

    [Fact]
    public void Without_a_face_every_measure_is_minus_one()
    {
        Picture grey = new(new PixelSize(200, 200), [.. Enumerable.Repeat((byte)128, 3 * 200 * 200)]);
        Portrait empty = new() { Pixels = grey, QuarterTurns = 0, Working = grey, WorkingScale = 1, Faces = [], Heads = [] };

        Assert.All(OfiqChecker.Measure(empty), measure => Assert.Equal((-1, null), (measure.Quality, measure.Native)));
    }
}
