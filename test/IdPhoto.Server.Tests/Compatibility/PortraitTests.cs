using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Faces;
using IdPhoto.Pictures;
using IdPhoto.Server.Compatibility;
using IdPhoto.Server.Compatibility.Cropping;
using IdPhoto.Server.Compatibility.Endpoints;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Studio;
using IdPhoto.Tests;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>/idphoto, /human_matting and /idphoto_crop.</summary>
[Collection(CompatibleServers.Name)]
public sealed class PortraitTests(CompatibleServers servers)
{
    private const string Standard = "image_base64_standard", Hd = "image_base64_hd";

    private readonly V1Client _strict = new(servers.Strict);

    private readonly V1Client _fixed = new(servers.Fixed);

    [Fact]
    public async Task A_photo_is_exactly_as_large_as_it_was_asked_for_and_larger_without_another_shape()
    {
        V1Answer answer = await _strict.SendAsync("idphoto", SecretPhoto.Camera, "face_detect_model=face_plusplus", "human_matting_model=none-of-these", "whitening_strength=5", "contrast_strength=0");
        Decoded standard = answer.Picture(Standard), hd = answer.Picture(Hd);

        Assert.Equal(["status", Standard, Hd, "face_num", "ignored"], answer.Keys);
        Assert.Equal(["whitening_strength"], answer.Json.GetProperty("ignored").EnumerateArray().Select(field => field.GetString()));
        Assert.Equal((new PixelSize(295, 413), 1), (standard.Pixels.Size, answer.Json.GetProperty("face_num").GetInt32()));
        Assert.InRange(hd.Pixels.Size.Width, 600, 700);
        Assert.Equal(413.0 / 295, (double)hd.Pixels.Height / hd.Pixels.Width, 0.003);
        Assert.Equal((0, 0), (standard.Alpha![0], hd.Alpha![294]));
        Assert.Equal(300, PrintDensity.Read(answer.File(Standard), FileKind.Png)!.Value.Across, 0.001);
    }

    [Fact]
    public async Task Text_and_file_give_the_same_colours_and_without_hd_there_is_one_picture()
    {
        LongTests.Require();
        V1Answer file = await _strict.SendAsync("idphoto", SecretPhoto.Camera, "hd=false", "dpi=600", "height=600", "width=600");
        V1Answer text = await _strict.SendTextAsync("idphoto", Convert.ToBase64String(SecretPhoto.Camera), "hd=0", "dpi=600", "height=600", "width=600");

        Assert.Equal(["status", Standard, "face_num"], file.Keys);
        Assert.Equal(file.File(Standard), text.File(Standard));
        Assert.Equal(600, PrintDensity.Read(file.File(Standard), FileKind.Png)!.Value.Across, 0.01);
    }

    [Fact]
    public async Task No_face_and_more_than_one_are_answered_with_200()
    {
        foreach (V1Client client in new[] { _strict, _fixed })
        {
            V1Answer none = await client.SendAsync("idphoto", Pictures.Plain(300, 400, 90, 120, 90));
            Assert.Equal(0, none.Refused("no-face").GetProperty("face_num").GetInt32());
            Assert.Equal(["status", "code", "error", "face_num", "fix"], none.Keys);
        }
        Assert.Equal(2, (await _strict.SendAsync("idphoto", Pictures.TwoPeople())).Refused("several-faces").GetProperty("face_num").GetInt32());
        Assert.Equal(0, (await _strict.SendAsync("idphoto_crop", Pictures.Ramp(200, 100, 50))).Refused("no-face").GetProperty("face_num").GetInt32());
    }

    [Fact]
    public async Task A_cutout_is_the_whole_picture_up_to_2000_pixels()
    {
        LongTests.Require();
        Decoded cutout = (await _strict.SendAsync("human_matting", Large())).Picture();

        Assert.Equal(new PixelSize(2000, 1000), cutout.Pixels.Size);
        Assert.Equal(0, cutout.Alpha![1000]);
        Assert.Equal(255, cutout.Alpha[(999 * 2000) + 250]);
    }

    [Fact]
    public async Task What_a_file_says_of_its_orientation_is_passed_over_in_texts_by_the_strict_server_alone()
    {
        string lying = Convert.ToBase64String(Pictures.Lying());
        Decoded upright = (await _strict.SendAsync("generate_layout_photos", Pictures.Lying(), "height=512", "width=512")).Picture();
        Decoded stored = (await _strict.SendTextAsync("generate_layout_photos", lying, "height=512", "width=512")).Picture();
        Decoded right = (await _fixed.SendTextAsync("generate_layout_photos", lying, "height=512", "width=512")).Picture();

        Assert.Equal(upright.Picture.Rgb, right.Picture.Rgb);
        Assert.NotEqual(upright.Picture.Rgb, stored.Picture.Rgb);
    }

    // Stated tolerance: 2 % of the photo's height.
    [Theory]
    [InlineData(413, 295, 0.2, 0.45, 0.12, 0.10)]
    [InlineData(626, 413, 0.2, 0.45, 0.12, 0.10, true)]
    [InlineData(600, 600, 0.12, 0.4, 0.3, 0.2)]
    [InlineData(413, 295, 0.3, 0.6, 0.05, 0.02, true)]
    [InlineData(1200, 900, 0.2, 0.45, 0.12, 0.10)]
    public async Task The_head_lies_where_the_reference_formula_puts_it(int height, int width, double ratio, double centre, double most, double least, bool isLong = false)
    {
        if (isLong)
            LongTests.Require();
        string[] fields = [.. new (string Name, double Value)[] { ("height", height), ("width", width), ("head_measure_ratio", ratio), ("head_height_ratio", centre), ("top_distance_max", most), ("top_distance_min", least) }
            .Select(field => FormattableString.Invariant($"{field.Name}={field.Value}"))];
        PhotoStudio studio = OwnStudio.Value;
        byte[] matte = await servers.MatteAsync();
        Decoded cutout = PictureDecoder.Decode(matte);
        FaceMesh source = (await studio.AnalyzeAsync(SecretPhoto.Camera)).Faces[0].Mesh;
        Box expected = ReferenceCrop.Of(cutout.Alpha!, cutout.Pixels.Size, source.Bounds, height, width, ratio, centre, most, least);
        V1Answer cropped = await _strict.SendAsync("idphoto_crop", matte, fields);
        // From the portrait it is the same crop, after a cut-out that takes its time.
        V1Answer[] answers = height == 626 ? [cropped, await _strict.SendAsync("idphoto", SecretPhoto.Camera, fields)] : [cropped];

        foreach (V1Answer answer in answers)
        {
            // The sample has fewer pixels than that around its head. v1 gives 600 x 841 and 900 x 1204.
            PixelSize hd = answer.Picture(Hd).Pixels.Size;
            Assert.Equal(Math.Max(600, width), hd.Width);
            Assert.Equal(height == 1200 ? 1204 : height == 413 ? 841 : (double)hd.Width * height / width, hd.Height, hd.Height * 0.005);
            FaceMesh made = (await studio.AnalyzeAsync(answer.File(Hd))).Faces[0].Mesh;
            double scale = expected.Height / answer.Picture(Hd).Pixels.Height;
            foreach ((Point was, Point lies) in new[] { (source.EyeMidpoint, made.EyeMidpoint), (source.Chin, made.Chin) })
                Assert.InRange((new Point(expected.X, expected.Y) + (lies * scale)).DistanceTo(was) / expected.Height, 0, 0.02);
        }
        Assert.Equal(new PixelSize(width, height), cropped.Picture(Standard).Pixels.Size);
        Assert.Equal(cropped.File(Standard), cropped.File());
    }

    [Theory]
    [InlineData(1.9, false)]
    [InlineData(-2.1, true)]
    public async Task A_head_is_levelled_only_where_it_tilts_by_more_than_two_degrees(double degrees, bool isLevelled)
    {
        Decoded cutout = PictureDecoder.Decode(await servers.MatteAsync());
        FaceMesh face = (await OwnStudio.Value.AnalyzeAsync(SecretPhoto.Camera)).Faces[0].Mesh;
        Point middle = face.EyeMidpoint;
        double turn = (degrees * Math.PI / 180) - Math.Atan2(face.LeftEye.Y - face.RightEye.Y, face.LeftEye.X - face.RightEye.X);
        FaceMesh tilted = face.Mapped(AffineMap.FromCentre(middle, turn, 1, new PixelSize(1, 1)).Then(new AffineMap(1, 0, 0.5 - middle.X, 0, 1, 0.5 - middle.Y)));
        PhotoCrop crop = PhotoCrop.Read(new FormFields(new Dictionary<string, string> { ["hd"] = "false" }, QueryCollection.Empty));
        byte[] Made(bool levels) => crop.Of(CutoutPicture.Of(cutout.Picture, cutout.Alpha!), tilted, levels, CancellationToken.None).Pictures[0].File.Bytes;

        Assert.Equal(degrees, Math.Atan2(tilted.LeftEye.Y - tilted.RightEye.Y, tilted.LeftEye.X - tilted.RightEye.X) * 180 / Math.PI, 0.01);
        Assert.Equal(isLevelled, !Made(levels: true).SequenceEqual(Made(levels: false)));
    }

    [Theory]
    [InlineData("face_align=true")]
    [InlineData("face_alignment=true")]
    [InlineData("face_align=false")]
    public async Task A_tilted_head_is_levelled_only_where_that_is_asked_for_by_either_name(string field)
    {
        LongTests.Require();
        PhotoStudio studio = OwnStudio.Value;
        Picture sample = PictureDecoder.Decode(SecretPhoto.Sample).Picture;
        AffineMap tilt = AffineMap.FromCentre(new Point(256, 200), 8 * Math.PI / 180, 1, new PixelSize(400, 400));
        byte[] tilted = PictureEncoder.EncodeJpeg(sample.Resample(tilt, new PixelSize(400, 400), ResamplingKernel.CatmullRom), new JpegOptions());
        byte[] photo = (await _strict.SendAsync("idphoto", tilted, field)).File(Hd);
        FaceMesh face = (await studio.AnalyzeAsync(photo)).Faces[0].Mesh;
        double roll = Math.Abs(Math.Atan2(face.LeftEye.Y - face.RightEye.Y, face.LeftEye.X - face.RightEye.X)) * 180 / Math.PI;

        Assert.InRange(roll, field == "face_align=false" ? 3 : 0, field == "face_align=false" ? 14 : 1.5);
    }

    // The sample at the left of a wide picture.
    private static byte[] Large()
    {
        Picture sample = PictureDecoder.Decode(SecretPhoto.Sample).Picture;
        Picture wide = sample.Resample(new AffineMap(0.4266, 0, 0, 0, 0.4266, 0), new PixelSize(2400, 1200), ResamplingKernel.Triangle);
        return PictureEncoder.EncodeJpeg(wide, new JpegOptions());
    }
}
