using CsCheck;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Documents;

public sealed class CustomSpecTests
{
    [Fact]
    public void Every_setting_is_read()
    {
        PhotoSpec spec = CustomSpec.Parse(
            "size=35x45mm, head=32-36mm, headtop=hair, eyes=20-32mm, top=2-6mm, chin=4-12mm, dpi=600, background=light-grey+#fff, minkb=20, maxkb=300, format=png");

        PageGeometry page = spec.Resolve();
        Assert.Equal(new PixelSize(827, 1063), page.Size);
        Assert.Equal((32, 36), (page.InUnits(page.Head.Min), page.InUnits(page.Head.Max)));
        Assert.Equal((HeadTop.Hair, HeadTop.Hair), (page.HeadTop, page.TopMarginFrom));
        Assert.Equal(20, page.InUnits(page.EyesFromBottom!.Value.Min), 1e-9);
        Assert.Equal(12, page.InUnits(page.ChinMargin!.Value.Max), 1e-9);
        Assert.Equal(["#d3d3d3", "#ffffff"], spec.Background.Allowed.Select(colour => colour.Hex));
        Assert.Equal((FileFormat.Png, 20, 300), (spec.File.Format, spec.File.MinKb, spec.File.MaxKb));
    }

    [Theory]
    [InlineData("size=30x40mm", 354, 472, 30.0)]
    [InlineData("size=2x2in", 600, 600, 50.8)]
    [InlineData("size=2inx2in", 600, 600, 50.8)]
    [InlineData("size=1.5x2in", 450, 600, 38.1)]
    [InlineData("size=3.5x4.5cm", 413, 531, 35.0)]
    [InlineData("size=35mmx45mm", 413, 531, 35.0)]
    [InlineData("size=35×45mm", 413, 531, 35.0)]
    [InlineData("size=35*45mm", 413, 531, 35.0)]
    [InlineData("size=35 X 45 MM", 413, 531, 35.0)]
    [InlineData("size=3.5x4.5cm,head=3.2-3.6cm", 413, 531, 35.0)]
    [InlineData("size=600x750px", 600, 750, null)]
    [InlineData("size=35-40x45-50mm", 413, 531, 35.0)]
    [InlineData("SIZE=25.4x25.4mm,dpi=100", 100, 100, 25.4)]
    [InlineData("size=3,5x4,5cm", 413, 531, 35.0)]
    [InlineData("size=35,0x45,0mm,head=32,5-36mm", 413, 531, 35.0)]
    [InlineData("size=35mmx4.5cm", 413, 531, 35.0)]
    [InlineData("size=2\"x2\"", 600, 600, 50.8)]
    [InlineData("size=2″x2″", 600, 600, 50.8)]
    [InlineData("size=2 x 2 inch", 600, 600, 50.8)]
    [InlineData("size=2 inches x 2 inches", 600, 600, 50.8)]
    [InlineData("size=2 in. x 2 in.", 600, 600, 50.8)]
    [InlineData("size=35 by 45 mm", 413, 531, 35.0)]
    [InlineData("size=35–40x45–50mm", 413, 531, 35.0)]
    [InlineData("size=35mm-40mm x 45mm-50mm", 413, 531, 35.0)]
    [InlineData("size=35×45毫米", 413, 531, 35.0)]
    [InlineData("size=３５×４５毫米，head=３２-３６ｍｍ", 413, 531, 35.0)]
    [InlineData("size=600×600像素", 600, 600, null)]
    [InlineData("size=600 x 750 pixels", 600, 750, null)]
    [InlineData("size=35x45mm,head=32mm-36mm", 413, 531, 35.0)]
    [InlineData("size=35x45mm,maxkb=200kb,minkb=10 KB,dpi=300dpi", 413, 531, 35.0)]
    public void A_size_is_enough(string text, int width, int height, double? widthMm)
    {
        PageGeometry page = CustomSpec.Parse(text).Resolve();

        Assert.Equal(new PixelSize(width, height), page.Size);
        Assert.Equal(widthMm, page.WidthMm);
        Assert.True(page.Head.Min > 0.45 * height);
    }

    [Fact]
    public void Pixels_become_shares_of_the_height()
    {
        PageGeometry page = CustomSpec.Parse("size=354x472px,head=280-320px,top=10-70px").Resolve();

        Assert.Equal(280, page.Head.Min, 1e-9);
        Assert.Equal(320, page.Head.Max, 1e-9);
        Assert.Equal(10, page.TopMargin!.Value.Min, 1e-9);
    }

    [Fact]
    public void Whatever_is_written_is_read_or_refused() => Gen.Select(
        Any("size=", "head=", "eyes=", "top=", "chin=", "dpi=", "background=", "minkb=", "headtop=", "format=", "=", ",", "x"),
        Any("35x45mm", "2x2in", "600x600px", "32-36mm", "70-80%", "300", "white", "hair", "-", "", "1e9", "0", "NaN", "35-40x45-50mm", "٣", "\0"),
        Any(",", "", " ", "mm", "%", ",size=35x45mm", ",head=1-2px")).Array[0, 6].Sample(parts =>
        {
            try
            {
                CustomSpec.Parse(string.Concat(parts.Select(part => part.Item1 + part.Item2 + part.Item3))).Resolve();
            }
            catch (PhotoException refusal)
            {
                Assert.Equal(Refusals.InvalidSpec, refusal.Code);
                Assert.StartsWith("custom.", refusal.Said.Id, StringComparison.Ordinal);
            }
        }, iter: Samples.Of(20_000));

    [Theory]
    [InlineData("", "The custom document has no size")]
    [InlineData("head=32-36mm", "The custom document has no size")]
    [InlineData("size=35x45", "the size is '35x45'. Write 35x45mm")]
    [InlineData("size=35mm", "the size is '35mm'")]
    [InlineData("size=35mmx600px", "the size is '35mmx600px'")]
    [InlineData("size=1,000x1,000px", "the size is '1,000x1,000px'")]
    [InlineData("size=35x45mm,maxkb=200mb", "'maxkb' is '200mb'. Write a whole number")]
    [InlineData("size=35x45mm,head=32mm-3.6cm", "'head' is '32mm-3.6cm'. Write a range")]
    [InlineData("size=35mmx45", "the size is '35mmx45'")]
    [InlineData("size=35x45x55mm", "the size is '35x45x55mm'")]
    [InlineData("size=35x45%", "the size is '35x45%'")]
    [InlineData("size=0x45mm", "the size is '0x45mm'")]
    [InlineData("size=-5x45mm", "the size is '-5x45mm'")]
    [InlineData("size=35x45mm,size=35x45mm", "'size' is given twice")]
    [InlineData("size=35x45mm,haed=32-36mm", "no setting called 'haed'. The settings are: size, head")]
    [InlineData("size=35x45mm,head", "'head' has no value")]
    [InlineData("size=35x45mm,head=36-32mm", "'head' is '36-32mm'. Write a range")]
    [InlineData("size=35x45mm,head=32-36", "'head'")]
    [InlineData("size=600x600px,head=32-36mm", "'head' is in mm, but the size is in pixels")]
    [InlineData("size=35x45mm,head=300-400px", "'head' is in px, but the size is on paper")]
    [InlineData("size=35x45mm,head=40-50mm", "'head' is greater than the photo's height.")]
    [InlineData("size=35x45mm,head=30-36mm,top=20-22mm", "'top' leaves no room for the smallest head.")]
    [InlineData("size=1x1in,dpi=72,top=2-1mm", "'top'")]
    [InlineData("size=35x45mm,dpi=12", "'dpi' is '12'. Write a whole number from 72 to 1200")]
    [InlineData("size=35x45mm,minkb=20001", "'minkb' is '20001'. Write a whole number from 1 to 20000")]
    [InlineData("size=35x45mm,background=mauve", "the background 'mauve' is not a known colour")]
    [InlineData("size=35x45mm,headtop=hat", "'headtop' is 'hat'. Write crown or hair")]
    [InlineData("size=35x45mm,headtop=1", "'headtop'")]
    [InlineData("size=35x45mm,minkb=9,maxkb=8", "'minkb' is greater than 'maxkb'.")]
    public void What_is_wrong_is_named(string text, string message)
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => CustomSpec.Parse(text));

        Assert.Equal(Refusals.InvalidSpec, refusal.Code);
        Assert.Contains(message, refusal.InEnglish(), StringComparison.Ordinal);
    }

    private static Gen<string> Any(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
