using IdPhoto.App.Journey;
using IdPhoto.App.Words;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData("en", "us", "US")]
    [InlineData("en", "Japan", "JP")]
    [InlineData("de", "verei", "US")]
    [InlineData("de", "deutschl", "DE")]
    [InlineData("fr", "royaume", "GB")]
    [InlineData("es", "estados unidos", "US")]
    [InlineData("zh-Hans", "美国", "US")]
    [InlineData("ar", "الولايات", "US")]
    public void A_country_is_found_in_the_readers_language(string language, string text, string country)
    {
        IReadOnlyList<Listed> found = In(language).Search(text);
        Assert.Contains(found, listed => listed.Country == country);
    }

    [Fact]
    public void Two_letters_of_a_country_come_before_words_that_begin_with_them()
        => Assert.Equal("IN", In("en").Search("in")[0].Country);

    [Fact]
    public void Every_word_must_be_found()
    {
        Assert.Contains(In("en").Search("china passport"), listed => listed.Id == "cn-passport");
        Assert.DoesNotContain(In("en").Search("china passport"), listed => listed.Id == "us-passport");
        Assert.Empty(In("en").Search("zzzz"));
    }

    [Fact]
    public void A_document_that_the_office_takes_is_found_and_says_so()
        => Assert.Contains(In("en").All, listed => listed.Spec is null);

    [Fact]
    public void A_countrys_own_documents_begin_with_the_passport()
        => Assert.Equal("us-passport", Catalogue.Of("US")[0].Id);

    private static Catalogue In(string language)
    {
        Talk talk = new();
        talk.Speak(Languages.Find(language)!);
        return new Catalogue(talk);
    }
}
