using IdPhoto.Codecs;
using IdPhoto.Composing;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>The one call, on real portraits.</summary>
public sealed class MakeTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private static readonly Lazy<byte[]> Larger = new(() => PictureEncoder.EncodePng(
        Resampler.Resize(TestPortraits.Decode(TestPortraits.Astronaut), new Box(0, 0, 512, 512), new PixelSize(1024, 1024), ResamplingKernel.CatmullRom)));

    /// <summary>Of these, what differs most.</summary>
    private static readonly string[] Always = ["us-visa-digital", "gb-passport-digital", "cn-id-card", "jp-passport", "tr-passport", "one-inch"];

    /// <summary>One of each kind: portrait and square, print and upload, crown and hair, with and without an eye line or margins, a range.</summary>
    public static TheoryData<string> Documents =>
    [
        "us-passport", "us-visa-digital", "gb-passport-digital", "schengen-visa", "cn-passport", "cn-id-card", "jp-passport", "au-passport",
        "tr-passport", "gr-passport", "ca-passport", "in-passport-digital", "fi-passport-digital", "one-inch", "two-inch", "cv",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_document_can_be_made_and_keeps_its_own_rules(string id)
    {
        if (!Always.Contains(id))
            LongTests.Require();
        PhotoSpec spec = PhotoSpecs.Find(id);
        // Where the head comes to lie is asked, and not how fine its hair is.
        MakeOptions make = new() { AllowEdits = true, Scene = new SceneOptions { UseSalient = LongTests.IsWanted } };
        IdPhotoFile made = await TestPortraits.Studio.MakeAsync(Larger.Value, spec, new IdPhotoOptions { Make = make }, cancel: None);
        PageGeometry page = spec.Resolve();
        Picture photo = TestPortraits.Decode(made.Bytes);
        Assert.Equal(page.Size, photo.Size);
        Assert.All(made.Photo.Placement.Rules.Where(rule => rule.Required), rule => Assert.True(rule.Holds, rule.Rule));

        // Measured again on the finished file, by itself.
        HeadMeasure again = Assert.Single((await TestPortraits.Studio.AnalyzeAsync(made.Bytes, cancel: None)).Heads);
        Assert.InRange(again.LeftEye.DistanceTo(made.Photo.Head.LeftEye), 0, 0.02 * page.Size.Height);
        Assert.InRange(again.Chin.DistanceTo(made.Photo.Head.Chin), 0, 0.03 * page.Size.Height);
        Assert.InRange(Math.Abs(again.Pose.Roll), 0, 1.5);
        double height = page.HeadTop == HeadTop.Crown ? again.CrownHeight : again.HairHeight;
        Assert.InRange(height, page.Head.Min * 0.96, page.Head.Max * 1.04);
    }

    [Fact]
    public async Task The_new_background_is_exactly_the_colour_asked_for()
    {
        IdPhotoFile made = await MakeAsync(TestPortraits.Astronaut, PhotoSpecs.Find("us-passport"), new Colour(67, 142, 219), FileFormat.Png);
        Picture photo = TestPortraits.Decode(made.Bytes);
        foreach ((int x, int y) in new[] { (0, 0), (599, 0), (5, 200), (594, 200) })
            Assert.Equal([67, 142, 219], photo.Row(y).Slice(3 * x, 3).ToArray());
    }

    [Fact]
    public async Task A_kept_background_is_a_plain_resample_pixel_for_pixel()
    {
        MakeOptions keep = new() { KeepBackground = true, Force = true };
        IdPhotoFile made = await TestPortraits.Studio.MakeAsync(
            TestPortraits.Astronaut, PhotoSpecs.Find("one-inch"), new IdPhotoOptions { Make = keep, Format = FileFormat.Png }, cancel: None);
        Picture source = TestPortraits.Decode(TestPortraits.Astronaut);
        Picture plain = Resampler.Resample(source, made.Photo.Placement.TargetToSource, made.Photo.Page.Size, ResamplingKernel.CatmullRom);
        Assert.Equal(plain.Rgb, TestPortraits.Decode(made.Bytes).Rgb);
        Assert.DoesNotContain(made.Photo.Edits, edit => edit.Operation == "replace-background");
    }

    [Fact]
    public async Task The_person_s_inside_comes_straight_from_the_source()
    {
        IdPhotoFile made = await MakeAsync(TestPortraits.Astronaut, PhotoSpecs.Find("us-passport"), new Colour(255, 255, 255), FileFormat.Png);
        Picture photo = TestPortraits.Decode(made.Bytes);
        Picture plain = Composer.KeepBackground(TestPortraits.Decode(TestPortraits.Astronaut), made.Photo.Placement);
        Point eyes = made.Photo.Head.EyeMidpoint;
        for (int dy = -40; dy <= 40; dy++)
        {
            int i = 3 * ((((int)eyes.Y + dy) * photo.Width) + (int)eyes.X - 50);
            Assert.Equal(plain.Rgb.AsSpan(i, 300), photo.Rgb.AsSpan(i, 300));
        }
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes()
    {
        PhotoSpec spec = PhotoSpecs.Find("two-inch");
        byte[] first = (await MakeAsync(TestPortraits.Astronaut, spec)).Bytes;
        using PhotoStudio other = DesktopStudio.Open();
        Assert.Equal(first, (await other.MakeAsync(TestPortraits.Astronaut, spec, cancel: None)).Bytes);
    }

    [Fact]
    public async Task It_works_without_the_salient_network()
    {
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = false });
        IdPhotoFile made = await studio.MakeAsync(TestPortraits.Astronaut, PhotoSpecs.Find("one-inch"), cancel: None);
        Assert.Equal(new PixelSize(295, 413), TestPortraits.Decode(made.Bytes).Size);
    }

    [Fact]
    public async Task Each_stage_is_reported_in_order()
    {
        List<PhotoStage> stages = [];
        await TestPortraits.Studio.MakeAsync(TestPortraits.Astronaut, PhotoSpecs.Find("one-inch"), progress: new Now(stages), cancel: None);
        Assert.Equal([PhotoStage.Decode, PhotoStage.FindFace, PhotoStage.CutOut, PhotoStage.Export], stages);
    }

    [Fact]
    public async Task A_cancelled_job_stops()
    {
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TestPortraits.Studio.MakeAsync(TestPortraits.Astronaut, PhotoSpecs.Find("one-inch"), cancel: source.Token));
    }

    [Fact]
    public async Task A_picture_that_is_cut_out_already_gets_its_new_background_by_its_own_transparency()
    {
        Cutout cutout = await TestPortraits.Studio.CutOutAsync(TestPortraits.Astronaut, cancel: None);
        byte[] file = PictureEncoder.EncodePng(cutout.Foreground.Size, cutout.ToRgba(), cancel: None);
        IdPhotoFile made = await MakeAsync(file, PhotoSpecs.Find("one-inch"), new Colour(200, 30, 30), FileFormat.Png);
        Assert.Contains(made.Edits, edit => edit.Detail.Id == "edits.background-replaced-by-transparency");
        Assert.DoesNotContain(made.Edits, edit => edit.Operation == EditOperations.Flatten);
        Assert.Contains(made.Warnings, warning => warning.Id == "portraits.transparency-used");
        Assert.Equal([200, 30, 30], TestPortraits.Decode(made.Bytes).Row(0)[..3].ToArray());
    }

    [Fact]
    public async Task A_picture_without_a_face_is_refused()
        => await AssertRefused(TestPortraits.Get("material-bg").Bytes, Refusals.NoFace);

    [Fact]
    public async Task A_group_is_refused_with_the_number_of_faces()
    {
        PhotoException refusal = await AssertRefused(TestPortraits.Get("face-api-sample1").Bytes, Refusals.SeveralFaces);
        Assert.Contains("3 faces", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_cut_off_by_the_picture_is_refused()
    {
        Picture picture = TestPortraits.Decode(TestPortraits.Astronaut);
        Picture cut = Resampler.Resize(picture, new Box(60, 60, 360, 452), new PixelSize(360, 452), ResamplingKernel.Triangle);
        await AssertRefused(PictureEncoder.EncodePng(cut, cancel: None), Refusals.HeadCut);
    }

    [Fact]
    public async Task A_photo_with_too_few_pixels_is_refused_unless_forced()
    {
        Picture picture = TestPortraits.Decode(TestPortraits.Astronaut);
        byte[] small = PictureEncoder.EncodePng(Resampler.Resize(picture, new Box(0, 0, 512, 512), new PixelSize(256, 256), ResamplingKernel.Triangle), cancel: None);
        await AssertRefused(small, Refusals.ResolutionTooLow);
        IdPhotoFile forced = await TestPortraits.Studio.MakeAsync(
            small, PhotoSpecs.Find("us-passport"), new IdPhotoOptions { Make = new MakeOptions { Force = true } }, cancel: None);
        Assert.Contains(forced.Photo.Placement.Broken, rule => rule.Rule == FramingRules.Enlargement);
    }

    [Fact]
    public async Task A_face_too_close_to_the_edge_is_refused_where_the_background_is_kept()
    {
        Picture picture = TestPortraits.Decode(TestPortraits.Astronaut);
        Picture tight = Resampler.Resize(picture, new Box(130, 0, 190, 300), new PixelSize(570, 900), ResamplingKernel.CatmullRom);
        byte[] file = PictureEncoder.EncodePng(tight, cancel: None);
        PhotoException refusal = await Assert.ThrowsAsync<PhotoException>(() => TestPortraits.Studio.MakeAsync(
            file, PhotoSpecs.Find("us-passport"), new IdPhotoOptions { Make = new MakeOptions { KeepBackground = true } }, cancel: None));
        Assert.Equal(Refusals.FramingTooTight, refusal.Code);
    }

    [Theory]
    [InlineData("material-card-profile2")]
    [InlineData("paper-joe-gardner")]
    public async Task A_forced_photo_of_a_cut_or_tilted_head_still_shows_the_face_in_the_middle(string id)
    {
        IdPhotoOptions forced = new() { Make = new MakeOptions { Force = true, AllowEdits = true } };
        MadePhoto photo = (await TestPortraits.Studio.MakeAsync(TestPortraits.Get(id).Bytes, PhotoSpecs.Find("us-passport"), forced, cancel: None)).Photo;
        Assert.InRange(photo.Head.EyeMidpoint.MidpointTo(photo.Head.Chin).X, 0.35 * 600, 0.65 * 600);
    }

    private static async Task<PhotoException> AssertRefused(byte[] file, string code)
    {
        PhotoException refusal = await Assert.ThrowsAsync<PhotoException>(
            () => TestPortraits.Studio.MakeAsync(file, PhotoSpecs.Find("us-passport"), cancel: None));
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    private static Task<IdPhotoFile> MakeAsync(byte[] file, PhotoSpec spec, Colour? background = null, FileFormat? format = null)
        => TestPortraits.Studio.MakeAsync(
            file, spec, new IdPhotoOptions { Make = new MakeOptions { Background = background, AllowEdits = true }, Format = format }, cancel: None);

    private sealed class Now(List<PhotoStage> stages) : IProgress<PhotoStage>
    {
        public void Report(PhotoStage value) => stages.Add(value);
    }
}
