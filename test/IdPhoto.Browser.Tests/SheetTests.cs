using System.Text.Json;
using IdPhoto.Pictures;
using IdPhoto.Printing;
using IdPhoto.Studio;
using UglyToad.PdfPig;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>Print sheets of what was made.</summary>
[Collection("browser")]
public sealed class SheetTests(Chromium chromium)
{
    private static readonly string[] TwoInch = ["two-inch"];

    [Fact]
    public async Task Progress_tells_every_stage_and_a_sheet_is_printed_of_what_was_made()
    {
        chromium.Require();
        EnginePage page = await chromium.SharedAsync();
        await page.OpenedAsync(Chromium.Portrait(Chromium.Someone));

        JsonElement stages = await page.CallAsync("""
            (async () => {
                const stages = [];
                await engine.make({ specs: ['de-passport'], force: true, background: 'keep' }, { progress: (stage) => stages.push(stage) });
                return stages;
            })()
            """);
        byte[] pdf = (await page.CallAsync("engine.print({ paper: '10x15cm', format: 'pdf', copies: [4] }).then((sheet) => toText(sheet.file))")).GetBytesFromBase64();
        byte[] png = (await page.CallAsync("engine.print({ paper: '10x15cm', format: 'png' }).then((sheet) => toText(sheet.file))")).GetBytesFromBase64();

        Assert.Equal(["CutOut", "Export"], stages.EnumerateArray().Select(stage => stage.GetString()));
        using PdfDocument document = PdfDocument.Open(pdf);
        UglyToad.PdfPig.Content.Page sheet = Assert.Single(document.GetPages());
        Assert.Equal((425.2, 283.5), (Math.Round(Math.Max(sheet.Width, sheet.Height), 1), Math.Round(Math.Min(sheet.Width, sheet.Height), 1)));
        Assert.Equal(4, sheet.GetImages().Count());
        Assert.All(sheet.GetImages(), image => Assert.Equal(35.0 / 45, Math.Min(image.BoundingBox.Width, image.BoundingBox.Height) / Math.Max(image.BoundingBox.Width, image.BoundingBox.Height), 3));
        Assert.Contains("50 mm", sheet.Text, StringComparison.Ordinal);
        Assert.Equal(new PixelSize(1772, 1181).Area, Comparison.Pixels(png).Size.Area);
    }

    [Fact]
    public async Task Photos_lie_on_a_sheet_where_the_native_engine_puts_them_the_turned_ones_too()
    {
        chromium.Require();
        EnginePage page = await chromium.SharedAsync();
        await page.OpenedAsync(Chromium.Portrait(Chromium.Someone));
        byte[] photo = (await page.MakeAsync(new { specs = TwoInch, background = "keep", force = true }))[0].GetProperty("file").GetBytesFromBase64();

        byte[] pdf = (await page.CallAsync("engine.print({ paper: '10x15cm' }).then((sheet) => toText(sheet.file))")).GetBytesFromBase64();

        SheetFile native = await chromium.Native.PrintAsync(
            [new SheetPhoto(photo)], new SheetOptions { Paper = PaperSize.Parse("10x15cm") }, SheetFormat.Pdf, cancel: TestContext.Current.CancellationToken);
        Assert.Contains(native.Layout.Photos, place => place.Turned);
        Assert.Equal(Boxes(native.Bytes), Boxes(pdf));
    }

    // Left, bottom, width and height of each picture, in tenths of a millimetre, and which way its own upper edge points.
    private static string[] Boxes(byte[] pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf);
        return [.. document.GetPage(1).GetImages().Select(image => image.BoundingBox).Select(Box).Order(StringComparer.Ordinal)];

        static string Box(UglyToad.PdfPig.Core.PdfRectangle box)
        {
            double left = Math.Min(box.TopLeft.X, box.BottomRight.X), bottom = Math.Min(box.TopLeft.Y, box.BottomRight.Y);
            double right = Math.Max(box.TopLeft.X, box.BottomRight.X), top = Math.Max(box.TopLeft.Y, box.BottomRight.Y);
            double up = Math.Round(Math.Atan2(box.TopLeft.Y - box.BottomLeft.Y, box.TopLeft.X - box.BottomLeft.X) * 180 / Math.PI);
            return $"{Tenths(left)} {Tenths(bottom)} {Tenths(right - left)} {Tenths(top - bottom)} {up}";
        }

        static string Tenths(double points) => Math.Round(points / 72 * 254).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
