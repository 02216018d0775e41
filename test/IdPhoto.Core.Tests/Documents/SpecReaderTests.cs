using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Documents;

public sealed class SpecReaderTests
{
    private const string Plain = """
        {
          "id": "club-card", "title": "Club card", "document": "Card",
          "print": { "widthMm": 30, "heightMm": 40 },
          "head": { "min": 20, "max": 30, "top": "crown" },
          "background": { "default": { "name": "white", "hex": "#fff" } },
          "edit": { "alteration": "notApplicable", "background": "notApplicable" }
        }
        """;

    [Fact]
    public void A_short_record_is_enough()
    {
        PhotoSpec spec = PhotoSpecs.Parse(Plain);

        Assert.Equal(new PixelSize(354, 472), spec.Resolve().Size);
        Assert.Equal(0.02, spec.Centring);
        Assert.Equal(FileFormat.Jpeg, spec.File.Format);
    }

    [Theory]
    [InlineData("\"min\": 20", "\"min\": 31", "'head.min'")]
    [InlineData("\"max\": 30", "\"max\": 41", "'head.max'")]
    [InlineData("\"max\": 30", "\"max\": 30, \"target\": 35", "'head.target'")]
    [InlineData("\"min\": 20", "\"min\": \"x\"", "'head.min'")]
    [InlineData("\"min\": 20, ", "", "'head'")]
    [InlineData("\"crown\"", "\"hat\"", "'head.top'")]
    [InlineData("\"crown\"", "0", "'head.top'")]
    [InlineData(", \"top\": \"crown\"", "", "Line 4 of the document record: 'head' lacks 'top'")]
    [InlineData("\"title\"", "\"tittle\"", "Line 2 of the document record: 'tittle' is not a known field")]
    [InlineData("\"id\": \"club-card\",", "", "lacks 'id'.")]
    [InlineData("\"id\":", "\"dpi\": 300, \"dpi\": 600, \"id\":", "Line 2 of the document record: 'dpi' is given twice")]
    [InlineData("\"club-card\"", "\"Club Card\"", "'id'")]
    [InlineData("\"club-card\"", "null", "Line 2 of the document record: 'id' must not be null")]
    [InlineData("\"#fff\"", "\"#ggg\"", "'background.default.hex'")]
    [InlineData("\"default\"", "\"examples\": true, \"default\"", "'background.examples'")]
    [InlineData("\"widthMm\": 30", "\"widthMm\": -30", "'print.widthMm'")]
    [InlineData("\"id\":", "\"country\": \"usa\", \"id\":", "'country'")]
    [InlineData("\"id\":", "\"dpi\": 10, \"id\":", "'dpi'")]
    [InlineData("\"id\":", "\"pixels\": { \"width\": 400, \"height\": 400 }, \"id\":", "'pixels'")]
    [InlineData("\"id\":", "\"pixels\": { \"width\": 600, \"height\": 800 }, \"id\":", "'dpi'")]
    [InlineData("\"id\":", "\"topMargin\": { \"min\": 25, \"from\": \"crown\" }, \"id\":", "'topMargin.min'")]
    [InlineData("\"id\":", "\"file\": { \"minKb\": 9, \"maxKb\": 8 }, \"id\":", "'file.minKb'")]
    [InlineData("\"id\":", "\"sources\": [{ \"field\": \"heads\", \"url\": \"https://example.org\", \"read\": \"2026-11-23\", \"confidence\": \"lead\" }], \"id\":", "'sources.field'")]
    [InlineData("\"alteration\": \"notApplicable\"", "\"alteration\": \"forbidden\"", "'edit.warning'")]
    [InlineData("{\n", "[\n", "is not valid JSON")]
    public void What_is_wrong_is_refused_by_the_name_of_the_field(string from, string to, string field)
    {
        string json = Plain.ReplaceLineEndings("\n");
        Assert.Contains(from, json, StringComparison.Ordinal);

        PhotoException refusal = Assert.Throws<PhotoException>(() => PhotoSpecs.Parse(json.Replace(from, to, StringComparison.Ordinal)));

        Assert.Equal(Refusals.InvalidSpec, refusal.Code);
        Assert.Contains(field, refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void Millimetres_need_a_print_size()
    {
        string json = Plain.Replace("\"print\": { \"widthMm\": 30, \"heightMm\": 40 }", "\"pixels\": { \"width\": 300, \"height\": 400 }", StringComparison.Ordinal);

        Assert.Contains("'head.unit'", Assert.Throws<PhotoException>(() => PhotoSpecs.Parse(json)).InEnglish(), StringComparison.Ordinal);
    }
}
