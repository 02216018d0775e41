using System.Text.Json;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Cli;

public sealed class AnalyzeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_tells_the_head_in_pixels_of_the_picture()
    {
        Outcome outcome = await Idphoto.RunAsync("analyze", Idphoto.Astronaut, "--json");

        outcome.IsDone();
        Assert.Empty(outcome.Errors);
        JsonElement face = Assert.Single(outcome.Json.GetProperty("faces").EnumerateArray().ToArray());
        Assert.Equal((512, 512), (outcome.Json.GetProperty("width").GetInt32(), outcome.Json.GetProperty("height").GetInt32()));
        // Set by hand in portraits.json; its eyes are good to a hundredth of the head, the rest to one and a half.
        IsNear(face, "leftEye", 247.5, 104, 3);
        IsNear(face, "rightEye", 203, 100.5, 3);
        IsNear(face, "chin", 221, 178.5, 5);
        IsNear(face, "headTop", 231, 16, 5);
        Assert.InRange(face.GetProperty("score").GetDouble(), 0.5, 1);
        Assert.InRange(face.GetProperty("interEyeDistance").GetDouble(), 38, 48);
        Assert.True(face.GetProperty("crownUncertainty").GetDouble() > 0);
        Assert.True(face.GetProperty("box").GetProperty("width").GetDouble() > 50);
        // The head leans toward the subject's left shoulder: negative by ISO's sign.
        Assert.InRange(face.GetProperty("pose").GetProperty("roll").GetDouble(), -8, -1);
        Assert.InRange(face.GetProperty("pose").GetProperty("yaw").GetDouble(), -15, 15);
    }

    [Fact]
    public async Task A_photo_turned_by_its_tag_gives_what_the_upright_one_gives()
    {
        using Image upright = Image.NewFromFile(Idphoto.Astronaut).ExtractBand(0, 3);
        using Image turned = upright.Rot270().Mutate(image => image.Set(GValue.GIntType, "orientation", 6));
        _folder.Write("upright.tif", upright.TiffsaveBuffer());
        _folder.Write("turned.tif", turned.TiffsaveBuffer());

        Outcome expected = await Idphoto.RunAsync("analyze", _folder["upright.tif"], "--json");
        Outcome actual = await Idphoto.RunAsync("analyze", _folder["turned.tif"], "--json");

        expected.IsDone();
        Assert.Equal(expected.Text, actual.Text);
    }

    [Fact]
    public async Task No_face_is_an_answer_and_no_failure()
    {
        Outcome outcome = await Idphoto.RunAsync("analyze", Idphoto.Portrait("now-ui-kit/assets/img/bg5.jpg"), "--json");

        outcome.IsDone();
        Assert.Equal(1440, outcome.Json.GetProperty("width").GetInt32());
        Assert.Equal(0, outcome.Json.GetProperty("faces").GetArrayLength());
    }

    [Fact]
    public async Task Every_face_of_a_group_is_listed()
    {
        Outcome outcome = await Idphoto.RunAsync("analyze", Idphoto.Portrait("@vladmandic/face-api/demo/sample1.jpg"), "--json");

        outcome.IsDone();
        Assert.Equal(3, outcome.Json.GetProperty("faces").GetArrayLength());
    }

    [Fact]
    public async Task Without_json_a_table_is_written()
    {
        Outcome outcome = await Idphoto.RunAsync("analyze", Idphoto.Astronaut);

        outcome.IsDone();
        Assert.StartsWith("512 x 512 px, 1 face", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("Crown", outcome.Text, StringComparison.Ordinal);
    }

    private static void IsNear(JsonElement face, string name, double x, double y, double tolerance)
    {
        JsonElement point = face.GetProperty(name);
        Assert.Equal(x, point.GetProperty("x").GetDouble(), tolerance);
        Assert.Equal(y, point.GetProperty("y").GetDouble(), tolerance);
    }
}
