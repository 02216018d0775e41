using System.Text;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Drawing;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Printing;
using IdPhoto.Studio;
using IdPhoto.Tests.Decoding;
using IdPhoto.Tests.Portraits;
using IdPhoto.Tests.Wording;
using NetVips;
using SkiaSharp;
using Xunit;

namespace IdPhoto.Tests.Printing;

public sealed class PrintSheetTests
{
    /// <summary>What print shops can cut and authorities can measure.</summary>
    private const double ExactMm = 0.05;

    private static readonly SheetOptions TenByFifteen = new() { Paper = PaperSize.Parse("10x15cm") };

    /// <summary>35 x 45 mm at 300 dpi.</summary>
    private static readonly Picture Photo = Resampler.Resize(
        new Picture(SamplePhoto.Size, SamplePhoto.Rgb), new Box(10, 0, 56, 72), new PixelSize(413, 531), ResamplingKernel.CatmullRom);

    private static readonly byte[] Jpeg = PictureEncoder.EncodeJpeg(Photo, new JpegOptions { Dpi = 300 }, TestContext.Current.CancellationToken);

    [Fact]
    public void A_pdf_has_the_papers_size_and_every_photo_its_own_to_a_twentieth_of_a_millimetre()
    {
        SheetFile sheet = Make(TenByFifteen, SheetFormat.Pdf, new SheetPhoto(Jpeg));

        ParsedPdf pdf = new(sheet.Bytes);
        Near(new MmBox(0, 0, 150, 100), new MmBox(0, 0, pdf.Paper.Width, pdf.Paper.Height));
        Assert.Equal(8, pdf.Photos.Count);
        foreach ((PlacedPhoto placed, ParsedPdf.Photo printed) in sheet.Layout.Photos.Zip(pdf.Photos))
        {
            Near(placed.Place, printed.Place);
            Assert.Equal(35, printed.Place.Width, ExactMm);
            Assert.Equal(45, printed.Place.Height, ExactMm);
        }
    }

    [Fact]
    public void A_pdf_holds_the_jpeg_itself_and_holds_it_once()
    {
        ParsedPdf pdf = new(Make(TenByFifteen, SheetFormat.Pdf, new SheetPhoto(Jpeg)).Bytes);

        Assert.All(pdf.Photos, photo => Assert.Equal(Jpeg, photo.Stored));
        Assert.Equal(1, pdf.Count(Jpeg));
    }

    [Fact]
    public void The_scale_bar_of_a_pdf_is_50_mm_long_and_its_words_can_be_read()
    {
        SheetFile sheet = Make(TenByFifteen, SheetFormat.Pdf, new SheetPhoto(Jpeg));

        ParsedPdf pdf = new(sheet.Bytes);
        Assert.Contains("print at 100 %", pdf.Words, StringComparison.Ordinal);
        PlacedNote note = sheet.Layout.Note!;
        MmLine bar = pdf.Lines.Where(line => line.Y1 > note.Place.Y && line.Y2 < note.Place.Bottom).MaxBy(line => line.X2 - line.X1);
        Assert.Equal(50, bar.X2 - bar.X1, ExactMm);
        Assert.Equal(sheet.Layout.Cuts.Count + 7, pdf.Lines.Count);
    }

    [Fact]
    public void A_photo_that_lies_is_turned_clockwise_and_not_mirrored()
    {
        SheetFile sheet = Make(new SheetOptions { Paper = PaperSize.Parse("60x42mm"), TurnPaper = false, Landscape = true }, SheetFormat.Pdf, new SheetPhoto(Jpeg));

        PlacedPhoto placed = Assert.Single(sheet.Layout.Photos);
        Assert.True(placed.Turned);
        ParsedPdf.Photo printed = Assert.Single(new ParsedPdf(sheet.Bytes).Photos);
        Near(placed.Place, printed.Place);
        Assert.Equal(placed.Place.Right, printed.TopLeft.X, ExactMm);
        Assert.Equal(placed.Place.Y, printed.TopLeft.Y, ExactMm);
        Assert.Equal(placed.Place.Right, printed.TopRight.X, ExactMm);
        Assert.Equal(placed.Place.Bottom, printed.TopRight.Y, ExactMm);
    }

    [Fact]
    public void A_png_is_stored_in_a_pdf_without_loss()
    {
        byte[] png = PictureEncoder.EncodePng(Photo, 300, TestContext.Current.CancellationToken);

        ParsedPdf pdf = new(Make(TenByFifteen, SheetFormat.Pdf, new SheetPhoto(png)).Bytes);

        Assert.Equal(8, pdf.Photos.Count);
        Assert.Equal(Photo.Rgb, pdf.Photos[0].Pixels);
    }

    [Fact]
    public void A_pdf_tells_nothing_of_where_its_photos_come_from()
    {
        using Image tagged = NetVips.Image.NewFromBuffer(Jpeg).Mutate(image => image.Set(GValue.GStrType, "exif-ifd0-Model", "SecretCamera"));
        byte[] jpeg = [.. tagged.JpegsaveBuffer(q: 90), .. "SecretTrailer"u8];

        ParsedPdf pdf = new(Make(TenByFifteen, SheetFormat.Pdf, new SheetPhoto(jpeg) { Size = new MmSize(35, 45) }).Bytes);

        Assert.False(pdf.Says("Secret"));
        Assert.False(pdf.Says("Exif"));
        Assert.Equal(SamplePhoto.Decode(jpeg).Picture.Rgb, SamplePhoto.Decode(pdf.Photos[0].Stored).Picture.Rgb);
    }

    [Theory]
    [InlineData("grey")]
    [InlineData("cmyk")]
    [InlineData("adobe rgb")]
    [InlineData("adobe ycc")]
    [InlineData("turned")]
    [InlineData("p3")]
    [InlineData("progressive")]
    public void Any_jpeg_looks_in_a_pdf_as_it_does_when_decoded(string kind)
    {
        using Image photo = NetVips.Image.NewFromMemory(Photo.Rgb, Photo.Width, Photo.Height, 3, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        byte[] jpeg = kind switch
        {
            "grey" => photo.Colourspace(Enums.Interpretation.Bw).JpegsaveBuffer(q: 95),
            "cmyk" => photo.Colourspace(Enums.Interpretation.Cmyk).JpegsaveBuffer(q: 95),
            "adobe rgb" => Adobe(photo, transform: 0),
            "adobe ycc" => Adobe(photo, transform: 1),
            "turned" => photo.Rot270().Mutate(image => image.Set(GValue.GIntType, "orientation", 6)).JpegsaveBuffer(q: 95),
            "p3" => photo.IccTransform("p3", embedded: false, inputProfile: "srgb").JpegsaveBuffer(q: 95),
            _ => photo.JpegsaveBuffer(q: 95, interlace: true),
        };
        Picture decoded = SamplePhoto.Decode(jpeg).Picture;

        ParsedPdf pdf = new(Make(TenByFifteen, SheetFormat.Pdf, new SheetPhoto(jpeg) { Size = new MmSize(35, 45) }).Bytes);

        byte[] printed = pdf.Photos[0].Pixels ?? SamplePhoto.Decode(pdf.Photos[0].Stored).Picture.Rgb;
        Assert.Equal(decoded.Rgb, printed);
        Near(new MmBox(0, 0, 35, 45), pdf.Photos[0].Place with { X = 0, Y = 0 });
    }

    [Theory]
    [InlineData(SheetFormat.Png)]
    [InlineData(SheetFormat.Jpeg)]
    public void A_sheet_of_pixels_shows_each_photo_pixel_for_pixel(SheetFormat format)
    {
        SheetOptions options = TenByFifteen with { Paper = PaperSize.Parse("l") };
        SheetFile sheet = Make(options, format, new SheetPhoto(PictureEncoder.EncodePng(Photo, 300, TestContext.Current.CancellationToken)));

        Decoded decoded = SamplePhoto.Decode(sheet.Bytes);
        Assert.Equal(new PixelSize(1500, 1051), decoded.Picture.Size);
        Assert.Equal(new PrintDensity(300, 300), PrintDensity.Read(sheet.Bytes, decoded.Kind));
        Assert.Equal([false, false, false, true, true], sheet.Layout.Photos.Select(photo => photo.Turned));
        foreach (PlacedPhoto placed in sheet.Layout.Photos)
        {
            Picture expected = Photo.Turned(placed.Turned ? 1 : 0);
            Picture shown = Part(decoded.Picture, SheetPixels.Of(placed.Place.X, 300), SheetPixels.Of(placed.Place.Y, 300), expected.Size);
            Assert.InRange(SamplePhoto.Difference(expected.Rgb, shown.Rgb), 0, format == SheetFormat.Png ? 0 : 1.5);
        }
    }

    [Fact]
    public void The_compatible_sheet_is_1795_by_1205_pixels()
    {
        SheetFile sheet = Make(SheetOptions.HivisionV1, SheetFormat.Png, new SheetPhoto(Jpeg));

        Assert.Equal(new PixelSize(1795, 1205), sheet.Pixels);
        Assert.Equal(new PixelSize(1795, 1205), SamplePhoto.Decode(sheet.Bytes).Picture.Size);
        int[] lefts = [.. sheet.Layout.Photos.Take(3).Select(photo => SheetPixels.Of(photo.Place.X, 300))];
        Assert.Equal([443, 443], [lefts[1] - lefts[0], lefts[2] - lefts[1]]);
    }

    [Fact]
    public void The_words_at_the_scale_bar_fit_into_their_place()
    {
        using SKFont font = DrawingFont.Create((float)SheetInk.EmMm);

        Assert.InRange(font.MeasureText(SheetInk.Words), 30, NotePlacer.OneLine.Width - 52);
        Assert.InRange(font.MeasureText(SheetInk.Words), 30, NotePlacer.TwoLines.Width);
    }

    [Fact]
    public async Task A_sheet_of_too_many_pixels_is_refused()
    {
        SheetOptions a4 = TenByFifteen with { Paper = PaperSize.Parse("a4") };

        PhotoException refusal = await Assert.ThrowsAsync<PhotoException>(() =>
            TestPortraits.Studio.PrintAsync([new SheetPhoto(Jpeg)], a4, SheetFormat.Png, 1200, cancel: TestContext.Current.CancellationToken));
        Assert.Equal(Refusals.TooManyPixels, refusal.Code);
    }

    [Fact]
    public void A_print_size_is_read_from_every_tag_that_holds_one()
    {
        using Image photo = NetVips.Image.NewFromBuffer(Jpeg).Copy(xres: 400 / 25.4, yres: 400 / 25.4);
        byte[] tiff = photo.TiffsaveBuffer(resunit: Enums.ForeignTiffResunit.Cm);
        byte[] untold = JpegSegments.Rewrite(Jpeg, 300, []);
        untold[13] = 0; // JFIF without a unit
        byte[] exif = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(Exif400.Length + 2), .. Exif400, .. untold.AsSpan(2)];

        Assert.Equal(new PrintDensity(300, 300), PrintDensity.Read(Jpeg, FileKind.Jpeg));
        Assert.Null(PrintDensity.Read(untold, FileKind.Jpeg));
        Assert.Equal(400, PrintDensity.Read(exif, FileKind.Jpeg)!.Value.Across, 0.01);
        Assert.Equal(400, PrintDensity.Read(tiff, FileKind.Tiff)!.Value.Down, 0.1);
        Assert.Equal(new PrintDensity(300, 300), PrintDensity.Read(PictureEncoder.EncodePng(Photo, 300, TestContext.Current.CancellationToken), FileKind.Png));
        Assert.Null(PrintDensity.Read(SamplePhoto.Png(), FileKind.WebP));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(72)]
    [InlineData(96)]
    public void A_density_that_only_a_screen_has_tells_no_print_size(int dpi)
    {
        byte[] jpeg = JpegSegments.Rewrite(Jpeg, dpi, []);

        Assert.Equal(Refusals.PrintSizeUnknown, Assert.Throws<PhotoException>(() => Make(TenByFifteen, SheetFormat.Pdf, new SheetPhoto(jpeg))).Code);
        Assert.Equal(new MmSize(35, 45), Make(TenByFifteen, SheetFormat.Pdf, new SheetPhoto(jpeg) { SizeIfUntold = new MmSize(35, 45) }).Sizes[0]);
    }

    [Fact]
    public void A_photo_is_never_stretched()
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => Make(TenByFifteen, SheetFormat.Pdf, new SheetPhoto(Jpeg) { Size = new MmSize(51, 51) }));

        Assert.Equal(Refusals.PrintSizeUnknown, refusal.Code);
        Assert.Contains("stretched to 51 x 51 mm", refusal.InEnglish(), StringComparison.Ordinal);
    }

    /// <summary>EXIF with 400 dots per inch both ways and nothing else.</summary>
    private static byte[] Exif400 =>
    [
        .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 2,
        1, 26, 0, 5, 0, 0, 0, 1, 0, 0, 0, 38,
        1, 27, 0, 5, 0, 0, 0, 1, 0, 0, 0, 38,
        0, 0, 0, 0, 0, 0, 1, 144, 0, 0, 0, 1,
    ];

    /// <summary>A JPEG that says by Adobe's segment alone what its three channels are.</summary>
    private static byte[] Adobe(Image photo, byte transform)
    {
        byte[] plain = photo.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off, keep: Enums.ForeignKeep.None);
        Assert.False(plain.AsSpan(0, 40).IndexOf("JFIF"u8) >= 0);
        return [0xFF, 0xD8, 0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform, .. plain.AsSpan(2)];
    }

    private static SheetFile Make(SheetOptions options, SheetFormat format, params SheetPhoto[] photos)
        => TestPortraits.Studio.PrintAsync(photos, options, format, cancel: TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    private static Picture Part(Picture picture, int x, int y, PixelSize size)
    {
        byte[] rgb = new byte[size.Area * 3];
        for (int row = 0; row < size.Height; row++)
            picture.Row(y + row).Slice(3 * x, 3 * size.Width).CopyTo(rgb.AsSpan(3 * row * size.Width));
        return new Picture(size, rgb);
    }

    private static void Near(MmBox expected, MmBox actual)
    {
        Assert.Equal(expected.X, actual.X, ExactMm);
        Assert.Equal(expected.Y, actual.Y, ExactMm);
        Assert.Equal(expected.Width, actual.Width, ExactMm);
        Assert.Equal(expected.Height, actual.Height, ExactMm);
    }
}
