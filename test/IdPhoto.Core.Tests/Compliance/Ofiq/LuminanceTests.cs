using IdPhoto.Compliance.Ofiq;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using Xunit;

namespace IdPhoto.Tests.Compliance.Ofiq;

/// <summary>Faces of known levels of light.</summary>
public sealed class LuminanceTests
{
    private static readonly Colour White = new(255, 255, 255), Middle = new(188, 188, 188), Black = new(0, 0, 0);

    // A fifth of the face at 255, three tenths at 128, half of it at 0.
    private static DrawnFrame ThreeLevels() => new DrawnFrame().Box(208, 272, 407, 312, White).Box(208, 312, 407, 372, Middle).Box(208, 372, 407, 472, Black);

    [Fact]
    public void Mean_variance_and_entropy_are_those_of_the_levels()
    {
        OfiqLuminance light = OfiqLuminance.Of(ThreeLevels().Frame());

        Assert.Equal(0.35058823529, light.Mean, 1e-9);
        Assert.Equal(0.2 + (0.3 * 0.25196462899) - (0.35058823529 * 0.35058823529), light.Variance, 1e-9);
        Assert.Equal(1.48547529723, light.Entropy, 1e-9);
        Assert.Equal(0.5, light.Dark, 1e-9);
        Assert.Equal(0.2, light.Bright, 1e-9);
    }

    [Fact]
    public void A_face_of_one_level_has_neither_variance_nor_entropy()
    {
        OfiqLuminance light = OfiqLuminance.Of(new DrawnFrame().Box(208, 272, 407, 472, Middle).Frame());

        Assert.Equal(128 / 255.0, light.Mean, 1e-9);
        Assert.Equal(0, light.Variance, 1e-9);
        Assert.Equal(0, light.Entropy, 1e-9);
        Assert.Equal((0.0, 0.0), (light.Dark, light.Bright));
    }

    [Fact]
    public void Dark_and_bright_are_shares_of_the_skin_that_nothing_covers()
    {
        // Half of what is dark lies under hair: a quarter of the face.
        OfiqLuminance light = OfiqLuminance.Of(ThreeLevels().TissueBox(208, 372, 407, 422, Tissue.Hair).Frame());

        Assert.Equal(1 / 3.0, light.Dark, 1e-9);
        Assert.Equal(0.8 / 3, light.Bright, 1e-9);
        // Mean and entropy are those of all of the face.
        Assert.Equal(0.35058823529, light.Mean, 1e-9);
        Assert.Equal(1.48547529723, light.Entropy, 1e-9);
    }

    [Fact]
    public void A_face_that_is_covered_all_over_has_no_dark_and_no_bright_skin()
    {
        OfiqLuminance light = OfiqLuminance.Of(ThreeLevels().TissueBox(150, 150, 470, 500, Tissue.Hair).Frame());

        Assert.Equal((0.0, 0.0), (light.Dark, light.Bright));
        Assert.Equal(0.35058823529, light.Mean, 1e-9);
    }

    [Fact]
    public void Dark_ends_at_level_25_and_bright_begins_at_247()
    {
        // Levels 8, 25, 26, 246, 247 and 255, in 10, 20, 30, 40, 50 and 10 rows of 200.
        DrawnFrame face = new DrawnFrame().Box(208, 272, 407, 472, Middle).Box(208, 272, 407, 282, new Colour(50, 50, 50)).Box(208, 282, 407, 302, new Colour(89, 89, 89))
            .Box(208, 302, 407, 332, new Colour(90, 90, 90)).Box(208, 332, 407, 372, new Colour(251, 251, 251)).Box(208, 372, 407, 422, new Colour(250, 252, 250)).Box(208, 422, 407, 432, White);

        OfiqLuminance light = OfiqLuminance.Of(face.Frame());

        Assert.Equal(0.15, light.Dark, 1e-9);
        Assert.Equal(0.3, light.Bright, 1e-9);
    }
}
