using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Documents;

public sealed class PhotoSpecsTests
{
    public static TheoryData<string> Ids => [.. PhotoSpecs.All.Select(spec => spec.Id)];

    [Fact]
    public void Identifiers_are_unique_and_name_their_files()
    {
        string[] files = [.. typeof(PhotoSpec).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("IdPhoto.Specs.", StringComparison.Ordinal))];

        Assert.Equal(PhotoSpecs.All.Count, PhotoSpecs.All.Select(spec => spec.Id).Distinct().Count());
        Assert.Equal(files.Order(), PhotoSpecs.All.Select(spec => $"IdPhoto.Specs.{spec.Id}").Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_geometry_lies_on_its_page(string id)
    {
        PageGeometry page = PhotoSpecs.Find(id).Resolve();

        Assert.InRange(page.Head.Min, 0.3 * page.Size.Height, page.Head.Max);
        Assert.InRange(page.Head.Target, page.Head.Min, page.Head.Max);
        Assert.True(page.Head.Max + (page.TopMargin?.Min ?? 0) <= page.Size.Height);
    }

    [Theory]
    [InlineData("us-passport", 600, 600)]
    [InlineData("schengen-visa", 413, 531)]
    [InlineData("gb-passport-digital", 600, 750)]
    [InlineData("cn-passport", 390, 567)]
    [InlineData("jp-passport", 413, 531)]
    [InlineData("one-inch", 295, 413)]
    [InlineData("two-inch", 413, 579)]
    public void Sizes_are_the_known_ones(string id, int width, int height)
        => Assert.Equal(new PixelSize(width, height), PhotoSpecs.Find(id).Resolve().Size);

    [Fact]
    public void The_us_head_is_49_to_69_per_cent_of_the_height()
    {
        PageGeometry page = PhotoSpecs.Find("us-passport").Resolve();

        Assert.Equal(294.1, page.Head.Min, 0.1);
        Assert.Equal(411.8, page.Head.Max, 0.1);
        Assert.Equal(329.4, page.EyesFromBottom!.Value.Min, 0.1);
    }

    [Fact]
    public void Another_resolution_rescales_prints_and_only_tags_files()
    {
        Assert.Equal(new PixelSize(1200, 1200), PhotoSpecs.Find("us-passport").Resolve(600).Size);
        Assert.Equal(new PixelSize(600, 750), PhotoSpecs.Find("gb-passport-digital").Resolve(600).Size);
        Assert.Equal(600, PhotoSpecs.Find("gb-passport-digital").Resolve(600).Dpi);
        Assert.Throws<ArgumentOutOfRangeException>(() => PhotoSpecs.Find("us-passport").Resolve(10_000));
    }

    [Fact]
    public void Documents_whose_authority_forbids_changes_carry_a_warning() => Assert.All(PhotoSpecs.All, spec => Assert.Equal(
        spec.Edit.Alteration is EditRule.Forbidden or EditRule.Implied or EditRule.Discouraged, spec.Warning is not null));

    [Fact]
    public void An_unknown_document_is_refused_with_similar_ones()
    {
        Assert.Equal(Refusals.TakenOnSite, Assert.Throws<PhotoException>(() => PhotoSpecs.Find("no-passport")).Code);
        PhotoException refusal = Assert.Throws<PhotoException>(() => PhotoSpecs.Find("us-pasport"));

        Assert.Equal(Refusals.UnknownSpec, refusal.Code);
        Assert.Contains("us-passport", refusal.InEnglish(), StringComparison.Ordinal);
        Assert.Same(PhotoSpecs.Find("us-passport"), PhotoSpecs.Find(" US-Passport "));
    }
}
