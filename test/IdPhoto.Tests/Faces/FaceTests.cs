using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Networks;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Tests.Portraits;
using Xunit;

namespace IdPhoto.Tests.Faces;

public sealed class FaceTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eyes_chin_and_top_of_the_head_are_where_a_person_marked_them()
    {
        List<double> eyes = [], chins = [], tops = [];
        foreach (Annotated entry in TestPortraits.All.Where(entry => entry.Faces == 1 && entry.Kind == "portrait" && entry.LeftEye is not null && entry.Chin is not null))
        {
            Portrait portrait = await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, entry.Picture, mostHeads: 1, None);
            HeadMeasure head = Assert.Single(portrait.Heads);
            double height = (entry.HeadTop ?? head.HeadTop).DistanceTo(entry.Chin!.Value);
            if (!entry.Uncertain.Contains("leftEye") && !entry.Uncertain.Contains("rightEye"))
                eyes.AddRange([head.LeftEye.DistanceTo(entry.LeftEye!.Value) / height, head.RightEye.DistanceTo(entry.RightEye!.Value) / height]);
            if (!entry.Uncertain.Contains("chin"))
                chins.Add(head.Chin.DistanceTo(entry.Chin.Value) / height);
            if (entry.HeadTop is Point top && !entry.Uncertain.Contains("headTop"))
                tops.Add(Math.Abs(head.HeadTop.Y - top.Y) / height);
        }
        if (eyes.Count == 0)
            Assert.Skip("The test portraits are not there: run 'npm ci' in test/portraits.");
        Assert.InRange(eyes.Average(), 0, 0.03);
        Assert.InRange(chins.Average(), 0, 0.03);
        Assert.InRange(tops.Average(), 0, 0.03);
    }

    [Theory]
    [InlineData("now-ryan")]
    [InlineData("paper-erik-lucatero")]
    [InlineData("material-card-profile1")]
    [InlineData("argon-christian")]
    public async Task A_picture_on_its_head_is_not_taken_for_a_face_with_its_mouth_at_the_top(string portrait)
    {
        Picture upright = TestPortraits.Get(portrait).Picture;
        Portrait found = await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, upright.Turned(2), 1, None);
        Portrait asItIs = await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, upright, 1, None);
        Assert.Equal(2, found.QuarterTurns);
        Assert.Equal(0, asItIs.QuarterTurns);
        Assert.Equal(asItIs.Heads[0].Chin.Y, found.Heads[0].Chin.Y, 0.05 * upright.Height);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_picture_lying_on_its_side_is_turned_upright(int quarterTurns)
    {
        Picture upright = TestPortraits.Decode(TestPortraits.Astronaut);
        Portrait expected = await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, upright, 1, None);
        Portrait found = await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, upright.Turned(quarterTurns), 1, None);
        Assert.Equal((4 - quarterTurns) % 4, found.QuarterTurns);
        Assert.Equal(upright.Size, found.Picture.Size);
        Assert.InRange(found.Heads[0].LeftEye.DistanceTo(expected.Heads[0].LeftEye), 0, 2);
    }

    [Fact]
    public async Task A_small_face_in_a_large_picture_is_found()
    {
        // The astronaut's face is 85 px wide: a twenty-fourth of the width, a thirty-sixth of the height, as in a full-body shot.
        Picture small = TestPortraits.Decode(TestPortraits.Astronaut);
        Picture large = Canvas(small, new PixelSize(2048, 3072), 300, 400);
        Portrait found = await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, large, 1, None);
        Assert.Single(found.Faces);
        Assert.InRange(found.Heads[0].RightEye.DistanceTo(new Point(503, 500.5)), 0, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_small_face_is_found_wherever_it_stands(int seed)
    {
        Picture small = TestPortraits.Decode(TestPortraits.Astronaut);
        PixelSize size = new(2048, 2600);
        Random chance = new(seed);
        int left = chance.Next(size.Width - small.Width), top = chance.Next(size.Height - small.Height);

        Portrait found = await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, Canvas(small, size, left, top), 1, None);

        Assert.Single(found.Faces);
        Assert.InRange(found.Heads[0].RightEye.DistanceTo(new Point(left + 203, top + 100.5)), 0, 4);
    }

    [Theory]
    [InlineData(1600, 1600)]
    [InlineData(1600, 900)]
    [InlineData(900, 1600)]
    [InlineData(4000, 300)]
    public async Task A_picture_without_a_face_costs_forty_runs_of_networks_at_most(int width, int height)
    {
        Counted networks = new(TestPortraits.Studio.Networks);
        byte[] waves = [.. Enumerable.Range(0, width * height).SelectMany(i => (byte[])[(byte)(127 + (100 * Math.Sin(i % width / 37.0))), (byte)(i / width % 256), 90])];

        FoundFaces found = await FaceFinder.FindAsync(networks, new Picture(new PixelSize(width, height), waves), None);

        Assert.Empty(found.Faces);
        Assert.InRange(networks.Runs, 1, 40);
    }

    [Fact]
    public async Task A_mirrored_picture_has_the_opposite_yaw_and_roll()
    {
        Picture picture = TestPortraits.Get("argon-team-4").Picture;
        HeadPose pose = (await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, picture, 1, None)).Heads[0].Pose;
        HeadPose mirrored = (await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, Mirrored(picture), 1, None)).Heads[0].Pose;
        Assert.True(pose.Yaw > 5, "She looks to her own left.");
        Assert.Equal(-pose.Yaw, mirrored.Yaw, 4.0);
        Assert.Equal(-pose.Roll, mirrored.Roll, 1.5);
        Assert.Equal(pose.Pitch, mirrored.Pitch, 3.0);
    }

    [Theory]
    [InlineData("face-api-sample1", 3)]
    [InlineData("face-api-sample4", 4)]
    public async Task Every_face_of_a_group_is_reported(string id, int faces)
    {
        Annotated entry = TestPortraits.Get(id);
        Portrait portrait = await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, entry.Picture, int.MaxValue, None);
        Assert.Equal(faces, portrait.Faces.Count);
        Assert.Equal(faces, portrait.Heads.Count);
    }

    [Fact]
    public async Task Scenery_has_no_face()
    {
        // The web pages among them show small portraits.
        foreach (Annotated entry in TestPortraits.All.Where(entry => entry.Kind == "no-person" && !entry.Id.Contains("page", StringComparison.Ordinal)).Take(6))
        {
            Portrait portrait = await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, entry.Picture, 1, None);
            Assert.True(portrait.Faces.Count == 0, entry.Id);
        }
    }

    private sealed class Counted(INetworks networks) : INetworks
    {
        public int Runs { get; private set; }

        public bool Has(Network network) => networks.Has(network);

        public ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
        {
            Runs++;
            return networks.RunAsync(network, input, shape, cancel);
        }
    }

    private static Picture Canvas(Picture picture, PixelSize size, int left, int top)
    {
        byte[] rgb = new byte[size.Area * 3];
        Array.Fill(rgb, (byte)160);
        for (int y = 0; y < picture.Height; y++)
            picture.Row(y).CopyTo(rgb.AsSpan(3 * (((top + y) * size.Width) + left)));
        return new Picture(size, rgb);
    }

    private static Picture Mirrored(Picture picture)
    {
        byte[] rgb = new byte[picture.Size.Area * 3];
        for (int y = 0; y < picture.Height; y++)
            for (int x = 0; x < picture.Width; x++)
                picture.Row(y).Slice(3 * (picture.Width - 1 - x), 3).CopyTo(rgb.AsSpan(3 * ((y * picture.Width) + x)));
        return new Picture(picture.Size, rgb);
    }
}
