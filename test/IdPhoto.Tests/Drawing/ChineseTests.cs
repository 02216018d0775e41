using System.Text;
using IdPhoto.Documents;
using IdPhoto.Drawing;
using IdPhoto.Pictures;
using IdPhoto.Studio;
using IdPhoto.Tests.Portraits;
using IdPhoto.Words;
using SkiaSharp;
using Xunit;

namespace IdPhoto.Tests.Drawing;

/// <summary>Chinese is drawn with the second font that is built in.</summary>
public sealed class ChineseTests
{
    [Fact]
    public void Every_letter_of_the_Chinese_sentences_is_in_the_fonts()
    {
        Rune[] letters = [.. LanguageFile.Texts(Languages.Find("zh-Hans")!).SelectMany(sentence => sentence.Text.EnumerateRunes()).Where(letter => letter.Value != '\n').Distinct()];

        Assert.True(letters.Length > 1000);
        Assert.Empty(letters.Where(letter => !TextFonts.CanWrite(letter.ToString())).Select(letter => $"U+{letter.Value:X} is missing: src/IdPhoto.Drawing/Fonts/README.md says how to add it"));
    }

    // Letters whose strokes can be counted: boxes, or other letters, have other numbers of them.
    [Theory]
    [InlineData("一", 1, null)]
    [InlineData("二", 2, null)]
    [InlineData("三", 3, null)]
    [InlineData("川", null, 3)]
    [InlineData("丨", null, 1)]
    [InlineData("目", 4, 2)]
    public void A_letter_has_its_own_strokes(string letter, int? down, int? across)
    {
        Picture drawn = Drawn(letter);

        Assert.True(TextFonts.CanWrite(letter));
        Assert.Equal((down, across), (down is null ? null : Strokes(drawn, i => (50, i)), across is null ? null : Strokes(drawn, i => (i, 50))));
    }

    [Theory]
    [InlineData("仅供办理签证使用 2026，Łódź「Visa」")]
    [InlineData("僅供辦理簽證使用")]
    [InlineData("ひらがな カタカナ")]
    public void A_text_of_many_scripts_can_be_written(string text) => Assert.True(TextFonts.CanWrite(text));

    [Theory]
    [InlineData("བོད")]
    [InlineData("证件😀")]
    [InlineData("صورة")]
    [InlineData("사진")]
    public void What_no_font_has_cannot(string text) => Assert.False(TextFonts.CanWrite(text));

    [Fact]
    public void Latin_letters_stand_in_their_own_font_or_as_high_as_those_beside_Chinese()
    {
        using TextFonts latin = TextFonts.For("Größe Łódź", 100), mixed = TextFonts.For("签证 Visa Łódź", 100);
        using SKFont own = DrawingFont.Create(100);
        // Noto has H, and Source Sans alone has Ħ, whose stems are as high. Ink is told in whole pixels.
        using TextLine plain = mixed.Set("H"), barred = mixed.Set("Ħ"), alone = latin.Set("H");

        Assert.Equal(own.MeasureText("Größe Łódź"), latin.Width("Größe Łódź"));
        Assert.Equal(plain.Ink.Height, barred.Ink.Height, 1.5f);
        Assert.Equal(plain.Ink.Bottom, barred.Ink.Bottom, 1.5f);
        Assert.True(alone.Ink.Height < plain.Ink.Height - 3);
        using TextLine line = mixed.Set("证Ł"), first = mixed.Set("证");
        Assert.Equal(mixed.Width("证") + mixed.Width("Ł"), line.Width);
        Assert.True(line.Ink.Right > first.Width && line.Ink.Left == first.Ink.Left);
    }

    [Fact]
    public void A_line_ends_between_Chinese_letters_and_never_before_a_comma_or_within_a_word()
    {
        string[] lines = [.. LineBreaks.Lines("头部高度，允许 passport 至（三十）毫米", 4, line => line.Length)];
        string[] pairs = [.. LineBreaks.Lines("𠀀𠀁𠀂", 2, line => line.Length)];

        Assert.Equal(["头部高", "度，允许", "passport", "至（三", "十）毫米"], lines);
        Assert.Equal(["𠀀", "𠀁", "𠀂"], pairs);
        Assert.Equal(["one two", "three"], LineBreaks.Lines("one two three", 8, line => line.Length));
    }

    [Fact]
    public async Task The_overlay_of_a_check_speaks_Chinese_and_English_instead_of_Arabic()
    {
        CheckedPhoto photo = await TestPortraits.Studio.CheckAsync(TestPortraits.Astronaut, PhotoSpecs.Find("us-passport"), null, null, TestContext.Current.CancellationToken);
        byte[] In(string tag) => ComplianceOverlay.Draw(photo.Portrait.Picture, photo.Report, Sentences.In(Languages.Find(tag)!)).Rgb;

        byte[] english = In("en");
        Assert.Equal(english, In("ar"));
        Assert.NotEqual(english, In("zh-Hans"));
    }

    /// <summary>A letter of 80 pixels, whose em square has its middle in the picture's.</summary>
    private static Picture Drawn(string letter)
    {
        using SKBitmap page = new(SkiaPictures.Info(new PixelSize(100, 100)));
        using SKCanvas canvas = new(page);
        using TextFonts fonts = TextFonts.For(letter, 80);
        using SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };
        canvas.Clear(SKColors.White);
        fonts.Draw(canvas, letter, 10, 80, ink);
        return page.ToPicture();
    }

    private static int Strokes(Picture picture, Func<int, (int X, int Y)> along)
    {
        bool[] dark = [.. Enumerable.Range(0, 100).Select(along).Select(at => picture.Rgb[3 * ((at.Y * 100) + at.X)] < 128)];
        return Enumerable.Range(1, 99).Count(i => dark[i] && !dark[i - 1]);
    }
}
