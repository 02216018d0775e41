using IdPhoto.Drawing;
using IdPhoto.Pictures;
using SkiaSharp;
using Xunit;

namespace IdPhoto.Tests.Drawing;

public sealed class DrawingTests
{
    private const string Words = "Print at 100 % - größe, née, Łódź";

    [Fact]
    public void Text_is_drawn_with_the_font_that_is_built_in_and_is_the_same_on_every_run()
    {
        Picture text = Written();

        Assert.Equal("Source Sans 3", DrawingFont.Typeface.FamilyName);
        Assert.Equal(text.Rgb, Written().Rgb);
        using SKFont font = DrawingFont.Create(40);
        Assert.Equal(537.44, font.MeasureText(Words), 0.01);
        // Processors may round an edge differently, so the ink is weighed and not hashed: fully inked pixels.
        Assert.Equal(3442, text.Rgb.Sum(value => 255 - value) / 765.0, 20.0);
    }

    [Fact]
    public void A_letter_with_an_accent_is_not_an_empty_box()
    {
        using SKFont font = DrawingFont.Create(20);

        Assert.DoesNotContain((ushort)0, font.GetGlyphs("ÀÉÎÕÜßçñøåæœłŁżŻčďěğİışșțűőΩЖ°±×–…"));
    }

    [Fact]
    public void A_picture_goes_to_skia_and_back_unchanged()
    {
        byte[] rgb = new byte[31 * 17 * 3];
        new Random(1).NextBytes(rgb);
        Picture picture = new(new PixelSize(31, 17), rgb);

        using SKBitmap bitmap = picture.ToBitmap();
        using SKImage image = picture.ToImage();
        using SKBitmap drawn = new(SkiaPictures.Info(picture.Size));
        using (SKCanvas canvas = new(drawn))
            canvas.DrawImage(image, 0, 0, SKSamplingOptions.Default);

        Assert.Equal(rgb, bitmap.ToPicture().Rgb);
        Assert.Equal(rgb, drawn.ToPicture().Rgb);
    }

    private static Picture Written()
    {
        using SKBitmap page = new(SkiaPictures.Info(new PixelSize(700, 80)));
        using SKCanvas canvas = new(page);
        using SKFont font = DrawingFont.Create(40);
        using SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };
        canvas.Clear(SKColors.White);
        canvas.DrawText(Words, 10, 55, SKTextAlign.Left, font, ink);
        return page.ToPicture();
    }
}
