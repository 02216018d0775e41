using IdPhoto.Codecs;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Guidance;
using IdPhoto.Pictures;
using IdPhoto.Tests.Portraits;
using Xunit;

namespace IdPhoto.Tests.Guidance;

/// <summary>A good portrait, moved about in a camera frame: each fault is told, and nothing else.</summary>
public sealed class FrameGuideTests
{
    private const string Someone = "paper-ayo-ogunseinde";
    private static readonly PixelSize Frame = new(640, 480);
    private static readonly PhotoSpec Spec = PhotoSpecs.Find("de-passport");

    [Fact]
    public async Task A_good_frame_holds() => Assert.Equal([GuideStep.Hold], (await AdviseAsync(0.40, 0, 0)).Steps);

    [Theory]
    [InlineData(0.40, -0.42, 0, GuideStep.MoveRight)]
    [InlineData(0.40, 0.42, 0, GuideStep.MoveLeft)]
    [InlineData(0.40, 0, -0.22, GuideStep.MoveDown)]
    [InlineData(0.40, 0, 0.26, GuideStep.MoveUp)]
    [InlineData(0.90, 0, 0, GuideStep.Further)]
    [InlineData(0.07, 0, 0, GuideStep.Closer)]
    public async Task A_face_out_of_place_is_told_where_to_go(double size, double right, double down, GuideStep step)
        => Assert.Equal(step, (await AdviseAsync(size, right, down)).Steps[0]);

    [Fact]
    public async Task A_tilted_head_is_to_be_straightened()
        => Assert.Contains(GuideStep.Straighten, (await AdviseAsync(0.40, 0, 0, degrees: 15)).Steps);

    [Fact]
    public async Task An_empty_frame_wants_a_face_and_a_dark_one_light()
    {
        FrameAdvice empty = await AdviseAsync(new Picture(Frame, [.. Enumerable.Repeat((byte)180, 640 * 480 * 3)]));
        FrameAdvice dark = await AdviseAsync(new Picture(Frame, [.. Enumerable.Repeat((byte)20, 640 * 480 * 3)]));
        Assert.Equal([GuideStep.ShowFace], empty.Steps);
        Assert.Equal([GuideStep.MoreLight, GuideStep.ShowFace], dark.Steps);
    }

    [Fact]
    public async Task Light_from_one_side_is_told_and_dark_skin_alone_is_not()
    {
        Picture good = Placed(0.40, 0, 0, 0);
        Assert.Contains(GuideStep.EvenLight, (await AdviseAsync(Lit(good, x => x < 0.5 ? 1 : 0.12))).Steps);
        Assert.Equal([GuideStep.Hold], (await AdviseAsync(Lit(good, _ => 0.45))).Steps);
    }

    [Fact]
    public async Task The_page_is_the_crop_of_the_finished_photo()
    {
        FrameAdvice advice = await AdviseAsync(0.40, 0, 0);
        double width = advice.Page[1].X - advice.Page[0].X, height = advice.Page[3].Y - advice.Page[0].Y;
        Assert.Equal(35.0 / 45, width / height, 2);
        Assert.InRange(advice.Face!.Chin.DistanceTo(advice.Face.EyeMidpoint) * 1.9 / height, 0.6, 0.85);
    }

    [Fact]
    public async Task A_face_is_followed_and_given_up_when_it_has_gone()
    {
        FaceTracker tracker = new();
        for (int i = 0; i < 5; i++)
            Assert.NotNull(await tracker.TrackAsync(TestPortraits.Studio.Networks, Placed(0.40, 0.02 * i, 0, 0), TestContext.Current.CancellationToken));
        Assert.Null(await tracker.TrackAsync(TestPortraits.Studio.Networks, new Picture(Frame, new byte[640 * 480 * 3]), TestContext.Current.CancellationToken));
        Assert.NotNull(await tracker.TrackAsync(TestPortraits.Studio.Networks, Placed(0.40, -0.2, 0, 0), TestContext.Current.CancellationToken));
    }

    private static Task<FrameAdvice> AdviseAsync(double size, double right, double down, double degrees = 0) => AdviseAsync(Placed(size, right, down, degrees));

    private static async Task<FrameAdvice> AdviseAsync(Picture frame)
    {
        FaceMesh? face = await new FaceTracker().TrackAsync(TestPortraits.Studio.Networks, frame, TestContext.Current.CancellationToken);
        return FrameGuide.Advise(frame, face, Spec, captureScale: 4);
    }

    // The portrait's face, its height from eyes to chin a share of the frame's, shifted by shares of the frame from where it is centred.
    private static Picture Placed(double size, double right, double down, double degrees)
    {
        Picture portrait = PictureDecoder.Decode(File.ReadAllBytes(TestPortraits.Get(Someone).Path)).Picture;
        FaceMesh face = Face.Value;
        double scale = face.EyeMidpoint.DistanceTo(face.Chin) / (size * 0.7 * Frame.Height);
        AffineMap map = AffineMap.FromCentre(face.EyeMidpoint.MidpointTo(face.Chin), degrees * Math.PI / 180, scale, Frame);
        return Resampler.Resample(portrait, new AffineMap(1, 0, -right * Frame.Width, 0, 1, -down * Frame.Height).Then(map), Frame, ResamplingKernel.Triangle);
    }

    private static Lazy<FaceMesh> Face { get; } = new(() => TestPortraits.Studio.AnalyzeAsync(File.ReadAllBytes(TestPortraits.Get(Someone).Path)).GetAwaiter().GetResult().Faces[0].Mesh);

    private static Picture Lit(Picture picture, Func<double, double> light)
    {
        byte[] rgb = [.. picture.Rgb];
        for (int i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(rgb[i] * Math.Pow(light(i / 3 % picture.Width / (double)picture.Width), 1 / 2.2));
        return new Picture(picture.Size, rgb);
    }
}
