using IdPhoto.Documents;
using Xunit;

namespace IdPhoto.Tests.Documents;

public sealed class ColoursTests
{
    [Theory]
    [InlineData("white", "#ffffff")]
    [InlineData("#fff", "#ffffff")]
    [InlineData("#1aF", "#11aaff")]
    [InlineData("#D3d3D3", "#d3d3d3")]
    [InlineData(" Light Gray ", "#d3d3d3")]
    [InlineData("blue", "#438edb")]
    public void Names_and_numbers_are_read(string text, string hex) => Assert.Equal(hex, Colours.Parse(text).Hex);

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("#12")]
    [InlineData("#1234")]
    [InlineData("#12345g")]
    [InlineData("#+12345")]
    [InlineData("# 12345")]
    [InlineData("ffffff")]
    [InlineData("mauve")]
    public void Anything_else_is_refused(string text)
        => Assert.Equal(Refusals.InvalidColour, Assert.Throws<PhotoException>(() => Colours.Parse(text)).Code);

    [Fact]
    public void Every_name_is_read_as_its_colour()
        => Assert.All(Colours.Named, pair => Assert.Equal(pair.Value, Colours.Parse(pair.Key)));
}
