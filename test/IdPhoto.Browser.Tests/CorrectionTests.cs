using System.Text.Json;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>What a person corrects by hand comes out of the browser as of the native engine.</summary>
[Collection("browser")]
public sealed class CorrectionTests(Chromium chromium)
{
    private const double LeastPsnr = 45;
    private const string Someone = "paper-kit-2/assets/img/faces/kaci-baum-2.jpg";

    private static readonly JsonSerializerOptions Web = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly string[] TwoInch = ["two-inch"];

    [Fact]
    public async Task Marks_an_adjustment_and_strokes_make_the_native_photo()
    {
        chromium.Require();
        byte[] file = Chromium.Portrait(Someone);
        OpenPhoto photo = await chromium.Native.OpenAsync(file, null, TestContext.Current.CancellationToken);
        HeadMeasure head = photo.Portrait.Heads[0];
        double unit = head.InterEyeDistance;
        Point crown = head.Crown + new Point(0, -0.03 * head.CrownHeight), eye = head.LeftEye + new Point(1, 2), ear = head.LeftEye + new Point(0.9 * unit, 0), wall = head.Crown - new Point(1.9 * unit, 0);
        MakeOptions make = new()
        {
            Force = true,
            Marks = new HeadMarks { Crown = crown, LeftEye = eye },
            Adjustment = new PageAdjustment { Zoom = 1.05, Right = 0.03, Down = -0.02, Turn = 2 },
            Strokes = [new BrushStroke(false, 0.3 * unit, [ear, ear + new Point(0, unit)]), new BrushStroke(true, 0.25 * unit, [wall])],
        };
        EnginePage page = await chromium.SharedAsync();
        await page.OpenedAsync(file);

        JsonElement made = (await page.MakeAsync(new
        {
            specs = TwoInch,
            force = true,
            format = "png",
            maxKb = 20_000,
            marks = new { crown = new { x = crown.X, y = crown.Y }, leftEye = new { x = eye.X, y = eye.Y } },
            adjustment = new { zoom = 1.05, right = 0.03, down = -0.02, turn = 2 },
            strokes = new object[]
            {
                new { keep = false, radius = 0.3 * unit, path = new[] { ear.X, ear.Y, ear.X, ear.Y + unit } },
                new { keep = true, radius = 0.25 * unit, path = new[] { wall.X, wall.Y } },
            },
        }))[0];

        IdPhotoFile native = await NativeAsync(photo, make);
        Assert.True(Comparison.Psnr(Comparison.Pixels(native.Bytes), Comparison.Pixels(made.GetProperty("file").GetBytesFromBase64())) >= LeastPsnr);
        Comparison.AssertSame(JsonSerializer.SerializeToElement(MadeReport.Of(native, Sentences.In(Languages.English, Place.App)), Web), made.GetProperty("report"));
        Assert.True(made.GetProperty("report").GetProperty("source").GetProperty("marked").GetBoolean());
        AssertPlacement(native, made.GetProperty("placement"));
    }

    [Fact]
    public async Task A_mirrored_photo_is_the_other_one_in_a_mirror()
    {
        chromium.Require();
        EnginePage page = await chromium.SharedAsync();
        await page.OpenedAsync(Chromium.Portrait(Someone));

        JsonElement plain = (await page.MakeAsync(new { specs = TwoInch, force = true, background = "keep", format = "png", maxKb = 20_000 }))[0];
        JsonElement mirrored = (await page.MakeAsync(new { specs = TwoInch, force = true, background = "keep", format = "png", maxKb = 20_000, mirror = true }))[0];

        Picture photo = Comparison.Pixels(plain.GetProperty("file").GetBytesFromBase64());
        Assert.Equal(photo.Mirrored().Rgb, Comparison.Pixels(mirrored.GetProperty("file").GetBytesFromBase64()).Rgb);
        double Eye(JsonElement made) => made.GetProperty("report").GetProperty("result").GetProperty("headPx").GetProperty("leftEye").GetProperty("x").GetDouble();
        double OtherEye(JsonElement made) => made.GetProperty("report").GetProperty("result").GetProperty("headPx").GetProperty("rightEye").GetProperty("x").GetDouble();
        Assert.Equal(photo.Width - OtherEye(plain), Eye(mirrored), 0.02);
        Assert.Contains("mirror", mirrored.GetProperty("report").GetProperty("edits").EnumerateArray().Select(edit => edit.GetProperty("operation").GetString()));
        Assert.Equal(-plain.GetProperty("placement").GetProperty("map")[0].GetDouble(), mirrored.GetProperty("placement").GetProperty("map")[0].GetDouble(), 1e-9);
    }

    [Fact]
    public async Task A_layer_is_the_person_where_the_page_lies()
    {
        chromium.Require();
        byte[] file = Chromium.Portrait(Someone);
        EnginePage page = await chromium.SharedAsync();
        await page.OpenedAsync(file);

        JsonElement layer = await page.CallAsync("engine.layer({ specs: ['two-inch'] }).then((layer) => ({ ...layer, rgba: toText(layer.rgba) }))");

        OpenPhoto photo = await chromium.Native.OpenAsync(file, null, TestContext.Current.CancellationToken);
        EditorLayer native = await photo.LayerAsync(PhotoSpecs.Find("two-inch"), null, null, TestContext.Current.CancellationToken);
        PixelSize size = new(layer.GetProperty("width").GetInt32(), layer.GetProperty("height").GetInt32());
        Assert.Equal(native.Cutout.Alpha.Size, size);
        AssertMap(native.ToPicture, layer.GetProperty("map"));
        double psnr = Comparison.Psnr(OverGrey(native.Cutout.ToRgba(), size), OverGrey(layer.GetProperty("rgba").GetBytesFromBase64(), size));
        Assert.True(psnr >= LeastPsnr - 5, $"{psnr:0.0} dB");
    }

    private static async Task<IdPhotoFile> NativeAsync(OpenPhoto photo, MakeOptions make)
    {
        IdPhotoOptions options = new() { Make = make, Format = FileFormat.Png, MaxKb = 20_000 };
        DocumentResult result = Assert.Single(await photo.MakeManyAsync([PhotoSpecs.Find("two-inch")], options, cancel: TestContext.Current.CancellationToken));
        return result.Photo!;
    }

    private static void AssertPlacement(IdPhotoFile native, JsonElement placement)
    {
        AssertMap(native.Photo.Placement.TargetToSource, placement.GetProperty("map"));
        Assert.Equal(native.Photo.Placement.Scale, placement.GetProperty("scale").GetDouble(), 1e-3);
        Assert.Equal(native.Photo.Placement.Excess.Top, placement.GetProperty("excess").GetProperty("top").GetDouble(), 0.5);
        Assert.Equal(native.Photo.Framing.MayExceedTop, placement.GetProperty("mayExceedTop").GetBoolean());
        Assert.Equal(native.Photo.Framing.MayExceedLeft, placement.GetProperty("mayExceedLeft").GetBoolean());
        Assert.Equal(native.Photo.Framing.MayExceedRight, placement.GetProperty("mayExceedRight").GetBoolean());
        Assert.True(placement.GetProperty("level").GetBoolean());
    }

    // Half a pixel of the picture, as far as a page's corner.
    private static void AssertMap(AffineMap native, JsonElement map)
    {
        double[] n = [.. map.EnumerateArray().Select(number => number.GetDouble())];
        AffineMap told = new(n[0], n[1], n[2], n[3], n[4], n[5]);
        foreach (Point corner in (Point[])[new(0, 0), new(400, 0), new(0, 500)])
            Assert.InRange(native.Apply(corner).DistanceTo(told.Apply(corner)), 0, 0.5);
    }

    private static Picture OverGrey(byte[] rgba, PixelSize size)
    {
        byte[] rgb = new byte[size.Area * 3];
        for (int i = 0; i < size.Area; i++)
            for (int c = 0; c < 3; c++)
                rgb[(3 * i) + c] = (byte)(((rgba[(4 * i) + c] * rgba[(4 * i) + 3]) + (128 * (255 - rgba[(4 * i) + 3]))) / 255);
        return new Picture(size, rgb);
    }
}
