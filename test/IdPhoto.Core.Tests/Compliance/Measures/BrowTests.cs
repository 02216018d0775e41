using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;
using IdPhoto.Faces;
using Xunit;
using static IdPhoto.Tests.Compliance.Measures.DrawnHead;

namespace IdPhoto.Tests.Compliance.Measures;

/// <summary>Brows at known places, and folds of known depth between them.</summary>
public sealed class BrowTests
{
    private static readonly Colour Light = Grey(180), Dark = Grey(150);

    private static readonly double Depth = 1 - Math.Pow((LabOf(Dark).L + 16) / (LabOf(Light).L + 16), 3);

    [Theory]
    [InlineData(252, 20)]
    [InlineData(262, 14)]
    public void Brows_are_measured_from_the_inner_corners_of_the_eyes(double y, double fromMiddle)
    {
        BrowLook brows = BrowLook.Of(Head(y, fromMiddle).Seen());

        // The inner corners lie at the height of the eyes' middle.
        Assert.Equal((Y - y) / D, brows.InnerRise, 0.001);
        Assert.Equal(2 * fromMiddle / D, brows.Gap, 0.001);
        Assert.Equal(0, brows.Fold, 0.001);
    }

    [Fact]
    public void A_dark_upright_line_between_the_brows_is_a_fold_as_deep_as_it_is_dark()
    {
        Assert.Equal(Depth, Fold((x, _) => x is >= X - 1 and <= X + 1), 0.001);
        Assert.Equal(Depth, Fold((x, _) => x is >= X - 6 and <= X - 5), 0.001);
        Assert.InRange(Fold((x, y) => Math.Abs(x - X - (0.15 * (y - 253))) < 1.6), 0.8 * Depth, Depth + 0.001);
    }

    [Fact]
    public void Shadows_edges_shine_and_lines_across_are_no_folds()
    {
        Assert.Equal(0, Fold((x, _) => x < X), 0.001);
        Assert.Equal(0, Fold((x, _) => x is < X - 1 or > X + 1), 0.01);
        Assert.Equal(0, Fold((_, y) => y is >= 250 and <= 253), 0.01);
        Assert.Equal(0, Fold((x, _) => x is >= X + 15 and <= X + 17), 0.01);
    }

    /// <summary>A fold of one depth takes the same share of the light from every skin.</summary>
    [Theory]
    [InlineData(240, 205, 185)]
    [InlineData(200, 160, 140)]
    [InlineData(140, 95, 70)]
    [InlineData(85, 55, 42)]
    public void A_fold_is_as_deep_in_dark_as_in_light_skin(int red, int green, int blue)
    {
        Colour skin = new((byte)red, (byte)green, (byte)blue);

        double fold = BrowLook.Of(Head(255, 16).Draw((x, _) => x is >= X - 1 and <= X + 1 ? Shaded(skin, 0.75) : skin).Seen()).Fold;

        Assert.Equal(0.25, fold, 0.02);
    }

    [Theory]
    [InlineData(190, 30, 40)]
    [InlineData(200, 60, 20)]
    [InlineData(150, 110, 10)]
    [InlineData(25, 25, 30)]
    public void A_mark_that_is_painted_between_the_brows_is_no_fold(int red, int green, int blue)
    {
        Colour skin = new(200, 160, 140), paint = new((byte)red, (byte)green, (byte)blue);

        BrowLook brows = BrowLook.Of(Head(255, 16).Draw((x, _) => x is >= X - 1 and <= X + 1 ? paint : skin).Seen());

        Assert.Equal(0, brows.Fold, 0.001);
    }

    // The same colour in a share of its light, by the curve of sRGB.
    private static Colour Shaded(Colour colour, double share)
    {
        byte Level(byte level)
        {
            double light = level <= 10 ? level / 255.0 / 12.92 : Math.Pow(((level / 255.0) + 0.055) / 1.055, 2.4);
            return (byte)Math.Round(255 * ((1.055 * Math.Pow(light * share, 1 / 2.4)) - 0.055));
        }
        return new Colour(Level(colour.R), Level(colour.G), Level(colour.B));
    }

    private static double Fold(Func<int, int, bool> dark) => BrowLook.Of(Head(255, 16).Draw((x, y) => dark(x, y) ? Dark : Light).Seen()).Fold;

    private static DrawnHead Head(double y, double fromMiddle) => new DrawnHead()
        .Move(FaceLandmarks.RightEyeInner, 264, Y).Move(FaceLandmarks.LeftEyeInner, 312, Y)
        .Move(FaceLandmarks.RightBrowInner, X - fromMiddle, y).Move(FaceLandmarks.LeftBrowInner, X + fromMiddle, y).Move(FaceLandmarks.Glabella, X, 240);
}
