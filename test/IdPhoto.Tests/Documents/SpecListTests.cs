using IdPhoto.Documents;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Documents;

/// <summary>Finding documents, and what is told of them.</summary>
public sealed class SpecListTests
{
    [Theory]
    [InlineData("us passport", "us-passport")]
    [InlineData("Germany", "de-passport")]
    [InlineData("german pass", "de-passport")]
    [InlineData("UK digital", "gb-passport-digital")]
    [InlineData("schengen", "schengen-visa")]
    [InlineData("south korea", "kr-passport")]
    [InlineData("oci digital", "in-oci-digital")]
    [InlineData("gaokao", "cn-gaokao-exam")]
    public void Words_of_country_and_document_find_it(string query, string id)
        => Assert.Contains(id, PhotoSpecs.Search(query).Select(spec => spec.Id));

    [Fact]
    public void A_country_finds_its_documents_alone()
    {
        Assert.Equal(PhotoSpecs.All.Where(spec => spec.Country == "IN"), PhotoSpecs.Search(null, "in"));
        Assert.Empty(PhotoSpecs.Search("passport", "NO"));
        Assert.Equal("no-passport", Assert.Single(PhotoSpecs.SearchOnSite("Norway")).Id);
        Assert.Equal("us-green-card", Assert.Single(PhotoSpecs.SearchOnSite("green card")).Id);
        Assert.Empty(PhotoSpecs.Search("passport of nowhere"));
    }

    [Fact]
    public void Every_country_of_the_catalogue_has_a_name()
        => Assert.All(
            PhotoSpecs.All.Select(spec => spec.Country).Concat(PhotoSpecs.OnSite.Select(document => document.Country)).OfType<string>(),
            code => Assert.NotNull(Countries.NameOf(code)));

    [Fact]
    public void Every_record_can_be_written_and_read_again()
        => Assert.All(PhotoSpecs.All, spec =>
        {
            string json = PhotoSpecs.ToJson(spec);
            Assert.Equal(json, PhotoSpecs.ToJson(PhotoSpecs.Parse(json)));
        });

    [Fact]
    public void A_hint_is_told_as_unverified_and_a_decision_as_ours()
    {
        Assert.Equal("unverified", Basis("two-inch-large", "pixels"));
        Assert.Equal("chosen here, no rule found", Basis("two-inch-large", "head"));
        Assert.Equal("official", Basis("au-passport", "print"));
        Assert.Equal("secondary", Basis("kr-driving-licence", "print"));
        Assert.Equal("official address, read through a restatement", Basis("gb-passport", "head"));
        Assert.Equal("no rule found", Basis("by-passport", "edit", "Replaced background"));
        Assert.Equal("chosen here, no rule found", Basis("it-visa", "head.top"));
    }

    [Fact]
    public void Colours_and_ranges_of_ours_are_told_as_ours_although_the_rule_around_them_was_read()
    {
        Assert.All(PhotoSpecs.All, spec => Assert.Equal(
            spec.Background.Examples,
            spec.Notes.Any(note => note.Contains("colours listed", StringComparison.Ordinal) || note.Contains("in the list are ours", StringComparison.Ordinal)
                || note.Contains("in the list is ours", StringComparison.Ordinal) || note.Contains("pastel colours listed", StringComparison.Ordinal))));
        Assert.Equal("light, for example light grey, cream, light blue; not white", Text("nz-passport-digital", "background"));
        Assert.Equal("white, light grey", Text("au-passport", "background"));
        Assert.Equal(("chosen here, no rule found", "secondary", "75 %"), (Basis("nz-passport-digital", "head"), Basis("nz-passport-digital", "head.target"), Text("nz-passport-digital", "head.target")));
        Assert.Null(SpecFacts.Doubt(PhotoSpecs.Find("nz-passport-digital")));
    }

    [Fact]
    public void Photos_that_cannot_be_made_at_home_are_told_first()
    {
        Assert.Contains("professional", SpecFacts.Notice(PhotoSpecs.Find("de-passport"))?.InEnglish(), StringComparison.Ordinal);
        Assert.Contains("takes it itself", SpecFacts.Notice(PhotoSpecs.Find("mx-passport"))?.InEnglish(), StringComparison.Ordinal);
        Assert.Null(SpecFacts.Notice(PhotoSpecs.Find("us-passport")));
        Assert.Equal(
            "As far as the rules were found, you may take this photo yourself. No rule on a replaced background was found, which is not permission. Also needed: a picture of the signature, a photo that is taken while applying, a name, date or number written on the photo.",
            string.Join(' ', SpecFacts.Summary(PhotoSpecs.Find("in-upsc")).Select(message => message.InEnglish())));
    }

    [Fact]
    public void A_hint_and_a_head_that_no_rule_sets_are_told_with_the_photo()
    {
        Assert.Contains("only found as hints and are not verified for this document: pixels", SpecFacts.Doubt(PhotoSpecs.Find("two-inch-large"))?.InEnglish(), StringComparison.Ordinal);
        Assert.Contains("No rule on the size of the head", SpecFacts.Doubt(PhotoSpecs.Find("ke-passport"))?.InEnglish(), StringComparison.Ordinal);
        Assert.Null(SpecFacts.Doubt(PhotoSpecs.Find("us-passport")));
        Assert.Null(SpecFacts.Doubt(PhotoSpecs.Find("size-35x45")));
        Assert.Null(SpecFacts.Doubt(CustomSpec.Parse("size=35x45mm")));
    }

    [Fact]
    public void A_record_is_worth_what_its_rules_are_worth()
    {
        Assert.Equal(SpecTrust.Secondary, SpecTrusts.Of(PhotoSpecs.Find("gb-passport")));
        Assert.Equal(SpecTrust.Official, SpecTrusts.Of(PhotoSpecs.Find("tr-passport")));
        Assert.Equal(SpecTrust.Official, SpecTrusts.Of(PhotoSpecs.Find("us-passport")));
        Assert.Equal(SpecTrust.Mixed, SpecTrusts.Of(PhotoSpecs.Find("us-visa-digital")));
        Assert.Equal(SpecTrust.Restated, SpecTrusts.Of(PhotoSpecs.Find("au-visa")));
        Assert.Equal(SpecTrust.Unverified, SpecTrusts.Of(PhotoSpecs.Find("two-inch-large")));
    }

    private static string Text(string id, string field) => SpecFacts.Of(PhotoSpecs.Find(id)).First(fact => fact.Field == field).Text.InEnglish();

    private static string Basis(string id, string field, string? label = null)
        => SpecFacts.Of(PhotoSpecs.Find(id)).First(fact => fact.Field == field && (label is null || fact.Label.InEnglish() == label)).Basis.InEnglish();
}
