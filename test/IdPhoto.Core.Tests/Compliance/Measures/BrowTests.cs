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

    private static readonly double Depth = LabOf(Light).L - LabOf(Dark).L;

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
        Assert.Equal(Depth, Fold((x, _) => x is >= X - 1 and <= X + 1), 0.01);
        Assert.Equal(Depth, Fold((x, _) => x is >= X - 6 and <= X - 5), 0.01);
        Assert.InRange(Fold((x, y) => Math.Abs(x - X - (0.15 * (y - 253))) < 1.6), 0.8 * Depth, Depth + 0.01);
    }

    [Fact]
    public void Shadows_edges_shine_and_lines_across_are_no_folds()
    {
        Assert.Equal(0, Fold((x, _) => x < X), 0.01);
        Assert.Equal(0, Fold((x, _) => x is < X - 1 or > X + 1), 0.01);
        Assert.Equal(0, Fold((_, y) => y is >= 250 and <= 253), 0.01);
        Assert.Equal(0, Fold((x, _) => x is >= X + 15 and <= X + 17), 0.01);
    }

    private static double Fold(Func<int, int, bool> dark) => BrowLook.Of(Head(255, 16).Draw((x, y) => dark(x, y) ? Dark : Light).Seen()).Fold;

    private static DrawnHead Head(double y, double fromMiddle) => new DrawnHead()
        .Move(FaceLandmarks.RightEyeInner, 264, Y).Move(FaceLandmarks.LeftEyeInner, 312, Y)
        .Move(FaceLandmarks.RightBrowInner, X - fromMiddle, y).Move(FaceLandmarks.LeftBrowInner, X + fromMiddle, y).Move(FaceLandmarks.Glabella, X, 240);
}
