using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Tests.Wording;

/// <summary>How messages become sentences.</summary>
public sealed class SentencesTests
{
    [Fact]
    public void Countries_are_shown_under_the_names_that_people_search_by()
    {
        string[] codes = [.. from first in Letters from second in Letters let code = $"{first}{second}" where Countries.NameOf(code) is not null select code];

        Assert.Equal(codes.Select(code => $"countries.{code.ToLowerInvariant()}"), LanguageFile.Texts(Languages.English).Where(text => text.Area == "countries").Select(text => text.Id).Order());
        Assert.All(codes, code => Assert.Equal(Countries.NameOf(code), In("en").Say(Countries.Phrase(code))));
    }

    [Theory]
    [InlineData("en", 1234567.0, 0, "1,234,567")]
    [InlineData("de", 1234567.0, 0, "1.234.567")]
    [InlineData("fr", 1234567.0, 0, "1\u202f234\u202f567")]
    [InlineData("es", 1234.0, 0, "1234")]
    [InlineData("es", 12345.0, 0, "12.345")]
    [InlineData("ar", 1234.0, 0, "1,234")]
    public void Whole_numbers_are_grouped_as_the_language_does(string tag, double value, int digits, string expected)
    {
        Assert.Equal(0, digits);
        Assert.Equal(expected, In(tag).Say((Argument)(long)value));
    }

    [Theory]
    [InlineData("en", 30.24, "30.2 mm")]
    [InlineData("de", 30.24, "30,2 mm")]
    [InlineData("en", -0.04, "0.0 mm")]
    public void Decimals_have_the_mark_of_the_language(string tag, double value, string expected)
        => Assert.Equal(expected, In(tag).Say(Argument.Quantity(value, Units.Millimetres, 1)).Replace('\u00a0', ' '));

    [Theory]
    [InlineData(1.0, 0, "1 degree")]
    [InlineData(1.0, 1, "1.0 degrees")]
    [InlineData(7.0, 0, "7 degrees")]
    public void A_plural_looks_at_what_is_written(double value, int digits, string expected)
        => Assert.Equal(expected, In("en").Say(Argument.Quantity(value, Units.Degrees, digits)));

    [Theory]
    [InlineData(0, "zero")]
    [InlineData(1, "one")]
    [InlineData(2, "two")]
    [InlineData(3, "few")]
    [InlineData(110, "few")]
    [InlineData(11, "many")]
    [InlineData(199, "many")]
    [InlineData(100, "other")]
    [InlineData(102, "other")]
    public void Arabic_has_six_forms(long count, string form)
        => Assert.Equal(form, Languages.Find("ar")!.Plural(new PluralOperands(count, count, 0)));

    [Fact]
    public void A_list_is_joined_by_its_kind()
    {
        Argument[] items = ["a", "b", "c"];
        Assert.Equal("a, b and c", In("en").Say(Argument.All(items)));
        Assert.Equal("a, b or c", In("en").Say(Argument.Any(items)));
        Assert.Equal("a, b, c", In("en").Say(Argument.Row(items)));
    }

    [Fact]
    public void Text_of_the_other_direction_is_isolated()
    {
        Assert.Equal("\u2068photo.jpg\u2069", In("ar").Say((Argument)"photo.jpg"));
        Assert.Equal("\u2068صورة.jpg\u2069", In("en").Say((Argument)"صورة.jpg"));
        Assert.Equal("photo.jpg", In("en").Say((Argument)"photo.jpg"));
    }

    [Theory]
    [InlineData("de-CH,fr;q=0.9", "de")]
    [InlineData("pt, fr;q=0.2, es;q=0.7", "es")]
    [InlineData("fr;q=0, de;q=0.1", "de")]
    [InlineData("zh-TW", "zh-Hans")]
    [InlineData("*", "en")]
    [InlineData("", "en")]
    [InlineData(";;q=x,,,fr;q=oops", "en")]
    public void Accept_Language_chooses_the_language(string header, string expected) => Assert.Equal(expected, Languages.OfAcceptLanguage(header).Tag);

    [Theory]
    [InlineData("de_CH.UTF-8", "de")]
    [InlineData("C.UTF-8", "en")]
    [InlineData("ar_EG", "ar")]
    public void A_locale_chooses_the_language(string locale, string expected) => Assert.Equal(expected, Languages.Best([locale]).Tag);

    [Theory]
    [InlineData("{n")]
    [InlineData("n}")]
    [InlineData("{n, plural, one {#}}")]
    [InlineData("{n, select, a {b} other {c}}")]
    public void A_broken_template_is_refused(string text) => Assert.Throws<FormatException>(() => Template.Parse(text));

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static Sentences In(string tag) => Sentences.In(Languages.Find(tag)!);
}
