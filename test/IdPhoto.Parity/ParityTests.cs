using System.Text.Json;
using IdPhoto.Faces;
using IdPhoto.Networks;
using IdPhoto.Onnx;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Parity;

public sealed class ParityTests(OfficialRuntime official)
{
    private const int PhotoEdge = 512;
    private const int MeshEdge = 192;
    private static readonly int[] MeshShape = [1, MeshEdge, MeshEdge, 3];
    private static readonly int[] PersonShape = [1, 256, 256, 3];

    /// <summary>Pixels of the photo, where the face is about 130 wide: the two crops are not sampled alike.</summary>
    private const double LandmarkTolerance = 1;

    /// <summary>Pixels of the network's own input, which is the same on both sides.</summary>
    private const double DetectionTolerance = 0.05;

    [Fact]
    public async Task Face_landmarks_are_those_of_the_official_runtime()
    {
        JsonElement theirs = await official.RunAsync($"faceMesh({PhotoEdge})");
        Point[] expected = Points(theirs);
        Assert.Equal(478, expected.Length);
        Point[] actual = await FitAsync(Photo(theirs, PhotoEdge));
        AssertNear(expected, actual, LandmarkTolerance);
    }

    [Theory]
    [InlineData("full", 192)]
    [InlineData("short", 128)]
    public async Task Detected_keypoints_are_those_of_the_official_runtime(string model, int edge)
    {
        // At the network's own size, since the official runtime shrinks larger pictures without a filter.
        JsonElement theirs = await official.RunAsync($"faceDetection('{model}', {edge})");
        BlazeFace detector = model == "full" ? BlazeFace.FullRange : BlazeFace.ShortRange;
        DetectedFace face = await DetectAsync(detector, Photo(theirs, edge));
        AssertNear(Points(theirs), [face.RightEye, face.LeftEye, face.Nose, face.Mouth, face.RightEar, face.LeftEar], DetectionTolerance);
    }

    [Fact]
    public async Task Person_masks_are_those_of_the_official_runtime()
    {
        JsonElement theirs = await official.RunAsync("person()");
        Picture photo = Photo(theirs, 256);
        using OnnxNetworks networks = new();
        float[] input = [.. photo.Rgb.Select(value => (value / 127.5f) - 1)];
        float[] actual = (await networks.RunAsync(Network.Person, input, PersonShape, TestContext.Current.CancellationToken))[0];
        float[][] expected = [.. theirs.GetProperty("masks").EnumerateArray().Select(mask => mask.EnumerateArray().Select(value => value.GetSingle()).ToArray())];
        Assert.Equal(6, expected.Length);
        for (int k = 0; k < 6; k++)
        {
            double difference = expected[k].Select((value, i) => Math.Abs((double)value - actual[(6 * i) + k])).Average();
            TestContext.Current.SendDiagnosticMessage($"Person class {k}: mean absolute difference {difference:0.0000000}");
            Assert.InRange(difference, 0, 0.02);
        }
    }

    // One fit from the detection, as the official runtime does with a first frame; the product fits twice.
    private static async Task<Point[]> FitAsync(Picture photo)
    {
        DetectedFace face = await DetectAsync(BlazeFace.ShortRange, photo);
        PixelSize target = new(MeshEdge, MeshEdge);
        double side = Math.Max(face.Box.Width, face.Box.Height) * 1.5;
        AffineMap map = AffineMap.FromCentre(face.Box.Centre, face.EyeAngle, side / MeshEdge, target);
        float[] input = Resampler.ToTensor(photo, map, target, 1 / 255f, 0f);
        using OnnxNetworks networks = new();
        var outputs = await networks.RunAsync(Network.FaceMesh, input, MeshShape, TestContext.Current.CancellationToken);
        Point[] points = new Point[478];
        for (int i = 0; i < 468; i++)
            points[i] = new Point(outputs[0][3 * i], outputs[0][(3 * i) + 1]);
        Refine(points, outputs[1], FaceLandmarks.RefinedLips);
        Refine(points, outputs[2], FaceLandmarks.RefinedRightEye);
        Refine(points, outputs[3], FaceLandmarks.RefinedLeftEye);
        Refine(points, outputs[4], FaceLandmarks.RefinedRightIris);
        Refine(points, outputs[5], FaceLandmarks.RefinedLeftIris);
        return [.. points.Select(map.Apply)];
    }

    private static void Refine(Point[] points, float[] refined, ReadOnlySpan<short> indices)
    {
        for (int i = 0; i < indices.Length; i++)
            points[indices[i]] = new Point(refined[2 * i], refined[(2 * i) + 1]);
    }

    private static async Task<DetectedFace> DetectAsync(BlazeFace detector, Picture photo)
    {
        using OnnxNetworks networks = new();
        // As the official graphs have them: the weighted mean is over all that pass.
        double threshold = detector == BlazeFace.FullRange ? 0.6 : 0.5;
        var faces = await detector.FindAsync(networks, photo, new Box(0, 0, photo.Width, photo.Height), threshold, TestContext.Current.CancellationToken);
        return faces.MaxBy(face => face.Score)!;
    }

    private static Picture Photo(JsonElement theirs, int edge)
        => new(new PixelSize(edge, edge), theirs.GetProperty("pixels").GetBytesFromBase64());

    private static Point[] Points(JsonElement theirs)
        => [.. theirs.GetProperty("points").EnumerateArray().Select(point => new Point(point[0].GetDouble(), point[1].GetDouble()))];

    private static void AssertNear(Point[] expected, Point[] actual, double tolerance)
    {
        double[] distances = [.. expected.Zip(actual, (a, b) => a.DistanceTo(b))];
        string text = $"{expected.Length} points: mean distance {distances.Average():0.000}, largest {distances.Max():0.000} pixels";
        TestContext.Current.SendDiagnosticMessage(text);
        Assert.True(distances.Max() < tolerance, text);
    }
}
