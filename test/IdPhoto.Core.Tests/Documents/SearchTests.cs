using IdPhoto.Documents;
using Xunit;

namespace IdPhoto.Tests.Documents;

/// <summary>Documents are found by what people type.</summary>
public sealed class SearchTests
{
    private const string Id = "de-passport", Title = "German passport (print)", Document = "Passport";

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("", null, true)]
    [InlineData("passport", null, true)]
    [InlineData("PASS germ", null, true)]
    [InlineData("print", null, true)]
    [InlineData("germany", null, true)]
    [InlineData("de", null, true)]
    [InlineData("port", null, false)]
    [InlineData("passport visa", null, false)]
    [InlineData("passport", "de", true)]
    [InlineData("passport", "DE", true)]
    [InlineData("passport", "FR", false)]
    [InlineData("visa", "DE", false)]
    [InlineData("pass-germ,print.(german/passport)", null, true)]
    public void Every_word_begins_a_word_of_the_document(string? query, string? country, bool found)
        => Assert.Equal(found, new SpecSearch(query, country).Finds(Id, Title, Document, "DE"));

    [Fact]
    public void A_size_of_nobody_has_no_country()
    {
        Assert.True(new SpecSearch("inch", null).Finds("one-inch", "One inch", "Photo", null));
        Assert.False(new SpecSearch("inch", "DE").Finds("one-inch", "One inch", "Photo", null));
        Assert.False(new SpecSearch("germany", null).Finds("one-inch", "One inch", "Photo", null));
    }

    [Theory]
    [InlineData("AE", "UAE")]
    [InlineData("CZ", "Czechia")]
    [InlineData("EU", "Schengen")]
    [InlineData("GB", "England")]
    [InlineData("MM", "Burma")]
    [InlineData("NL", "Holland")]
    [InlineData("TL", "Timor-Leste")]
    [InlineData("TR", "Turkiye")]
    [InlineData("US", "USA")]
    [InlineData("FR", "France")]
    public void A_country_is_found_by_its_other_names(string code, string name)
        => Assert.True(new SpecSearch(name, null).Finds("x", "x", "x", code));

    [Fact]
    public void The_lists_are_those_of_the_catalogue()
    {
        Assert.Equal(PhotoSpecs.All, PhotoSpecs.Search(null));
        Assert.Equal(PhotoSpecs.OnSite, PhotoSpecs.SearchOnSite(null));
        Assert.Equal(["us-passport"], PhotoSpecs.Search("us passport").Select(spec => spec.Id).Where(id => id == "us-passport"));
        Assert.All(PhotoSpecs.Search(null, "us"), spec => Assert.Equal("US", spec.Country));
        Assert.NotEmpty(PhotoSpecs.Search(null, "us"));
        Assert.All(PhotoSpecs.SearchOnSite("passport", "no"), document => Assert.Equal("NO", document.Country));
        Assert.NotEmpty(PhotoSpecs.SearchOnSite("passport", "no"));
        Assert.Empty(PhotoSpecs.Search("no such document"));
        Assert.Empty(PhotoSpecs.SearchOnSite("no such document"));
    }

    [Fact]
    public void An_identifier_is_found_in_any_case_and_an_unknown_one_is_answered_by_its_likes()
    {
        Assert.Same(PhotoSpecs.Find("us-passport"), PhotoSpecs.Find("us-passport"));
        Assert.Equal("[us-passport", PhotoUnknown("us-pasport").Split(',')[0]);
        Assert.Equal(3, PhotoUnknown("us-pasport").Split(',').Length);
        Assert.Equal(PhotoUnknown("us-pasport"), PhotoUnknown("US-PASPORT"));
        Assert.Equal(Refusals.TakenOnSite, Assert.Throws<PhotoException>(() => PhotoSpecs.Find(" NO-passport ")).Code);
        Assert.Throws<ArgumentNullException>(() => PhotoSpecs.Find(null!));
        Assert.Throws<ArgumentNullException>(() => PhotoSpecs.Parse(null!));

        static string PhotoUnknown(string id) => Assert.Throws<PhotoException>(() => PhotoSpecs.Find(id)).Said.Find("similar")!.ToString();
    }

    [Theory]
    [InlineData("abc", "abc,abcd,abd,xbc,xyz")]
    [InlineData("ABC", "abc,abcd,abd,xbc,xyz")]
    [InlineData("xyz", "xyz,xbc,abc,abd,abcd")]
    [InlineData("abcde", "abcd,abc,abd,xbc,xyz")]
    [InlineData("bcd", "abcd,abc,abd,xbc,xyz")]
    [InlineData("", "abc,abd,xbc,xyz,abcd")]
    public void Words_are_ordered_by_the_letters_that_must_change_and_then_by_themselves(string wanted, string order)
        => Assert.Equal(order.Split(','), Similar.Order(wanted, ["xyz", "xbc", "abcd", "abd", "abc"]));

    [Fact]
    public void The_known_countries_have_names()
    {
        Assert.Equal(("Germany", "European Union", "Zimbabwe", "Andorra"), (Countries.NameOf("DE"), Countries.NameOf("EU"), Countries.NameOf("ZW"), Countries.NameOf("AD")));
        Assert.Null(Countries.NameOf("XX"));
        Assert.All(PhotoSpecs.All.Where(spec => spec.Country is not null), spec => Assert.NotNull(Countries.NameOf(spec.Country!)));
    }

    [Fact]
    public void Documents_that_are_taken_on_site_are_worth_their_best_source()
    {
        OnSiteDocument document = PhotoSpecs.OnSite[0] with { Sources = [Records.Source("capture", SourceConfidence.Lead), Records.Source("capture", SourceConfidence.Secondary)] };

        Assert.Equal(SourceConfidence.Secondary, document.Confidence);
        Assert.Null((document with { Sources = [] }).Confidence);
        Assert.Equal(SourceConfidence.Secondary, (document with { Sources = [Records.Source("capture", SourceConfidence.Secondary), Records.Source("print")] }).Confidence);
        Assert.Equal(
            [SpecTrust.Official, SpecTrust.Restated, SpecTrust.Secondary, SpecTrust.Secondary],
            new[] { SourceConfidence.Official, SourceConfidence.Restated, SourceConfidence.Secondary, SourceConfidence.Lead }.Select(worth => SpecTrusts.Of(document with { Sources = [Records.Source("capture", worth)] })));
        Assert.Throws<ArgumentNullException>(() => SpecTrusts.Of((OnSiteDocument)null!));
        Assert.Contains("\"capture\"", PhotoSpecs.ToJson(document), StringComparison.Ordinal);
    }
}
