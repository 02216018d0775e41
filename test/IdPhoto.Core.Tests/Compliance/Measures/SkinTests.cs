using IdPhoto.Colorimetry;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Pictures;
using Xunit;
using static IdPhoto.Tests.Compliance.Measures.DrawnHead;

namespace IdPhoto.Tests.Compliance.Measures;

/// <summary>Faces of known colour, light, exposure and shadow.</summary>
public sealed class SkinTests
{
    private static readonly Colour Skin = new(200, 160, 140);

    [Fact]
    public void An_evenly_lit_face_has_its_colour_and_no_difference()
    {
        SkinLook skin = Of(new DrawnHead());

        Assert.True(skin.Cheeks.DifferenceTo(LabOf(Skin)) < 1e-3);
        Assert.Equal((1.0, 0.0, 0.0, 0.0, 0.0, 0.0), (skin.SquareRatio, skin.SideDifference, skin.PatchDifference, skin.HotSpot, skin.Bright, skin.Grey));
        Assert.Equal(0, skin.Contrast, 1e-9);
        Assert.Equal(LabOf(Skin).L, skin.Highlight, 1e-3);
    }

    // The boxes below the eyes get a quarter of the light: two stops, whatever the skin reflects.
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.25)]
    public void Sockets_in_shadow_are_as_dark_as_the_light_makes_them(double reflects)
    {
        Colour skin = Lit(Skin, reflects), shaded = Lit(Skin, reflects / 4);
        DrawnHead one = new DrawnHead().Draw((x, y) => InFace(x, y) ? skin : null).Box(225, 275, 275, 295, shaded);

        Assert.Equal(0, Of(new DrawnHead()).Sockets, 1e-6);
        Assert.Equal(0, Of(one).Sockets, 0.05);
        Assert.Equal(2, Of(one.Box(305, 275, 355, 295, shaded)).Sockets, 0.12);
    }

    private static Colour Lit(Colour colour, double light)
    {
        byte Of(byte level) => (byte)Math.Round(255 * SrgbCurve.Encode(light * SrgbCurve.ToLinear(level)));
        return new Colour(Of(colour.R), Of(colour.G), Of(colour.B));
    }

    [Fact]
    public void A_cast_on_the_cheeks_is_as_far_as_its_delta_e()
    {
        Colour cast = new(200, 160, 110);
        SkinLook skin = Of(new DrawnHead().Draw((x, y) => InFace(x, y) ? cast : null));

        Assert.Equal(LabOf(cast).DifferenceTo(LabOf(Skin)), skin.Cheeks.DifferenceTo(LabOf(Skin)), 1e-3);
    }

    [Fact]
    public void Cheeks_are_their_skin_unless_most_of_it_is_hidden()
    {
        // Squares of 24 px around (240, 320) and (336, 320).
        DrawnHead beard = new DrawnHead().Box(200, 318, 400, 340, Grey(40)).TissueBox(200, 318, 400, 340, Tissue.Hair);
        DrawnHead hidden = new DrawnHead().Box(200, 312, 400, 340, Grey(40)).TissueBox(200, 300, 400, 340, Tissue.Hair);

        Assert.True(Of(beard).Cheeks.DifferenceTo(LabOf(Skin)) < 1e-3);
        Assert.True(Of(hidden).Cheeks.DifferenceTo(LabOf(Grey(40))) < 1e-3);
    }

    [Fact]
    public void The_darkest_of_four_squares_is_a_share_of_the_lightest_in_the_worst_channel()
    {
        // Half the distance from eyes to mouth is 44 px: forehead (276, 204), cheeks (224, 316) and (328, 316), chin (276, 392).
        foreach ((int left, int top) in (ReadOnlySpan<(int, int)>)[(276, 204), (224, 316), (328, 316), (276, 392)])
        {
            SkinLook skin = Of(new DrawnHead().Box(left, top, left + 24, top + 24, new Colour(160, 120, 70)));
            Assert.Equal(Math.Pow((Linear(70) + 0.002) / (Linear(140) + 0.002), 1 / 2.2), skin.SquareRatio, 1e-4);
        }
    }

    [Fact]
    public void A_square_under_hair_or_beard_says_nothing_about_the_light()
    {
        DrawnHead shade = new DrawnHead().Box(224, 316, 248, 340, new Colour(100, 80, 70));
        Assert.Equal(0.5, Of(shade).SquareRatio, 0.01);
        // Hidden for more than four parts in ten.
        Assert.Equal(1, Of(shade.TissueBox(224, 316, 234, 340, Tissue.Hair)).SquareRatio, 1e-9);
        Assert.Equal(0.5, Of(new DrawnHead().Box(224, 316, 248, 340, new Colour(100, 80, 70)).TissueBox(224, 316, 233, 340, Tissue.Hair)).SquareRatio, 0.01);
        // As rough as a beard.
        Assert.Equal(1, Of(new DrawnHead().Draw((x, y) => x is >= 224 and < 248 && y is >= 316 and < 340 ? Grey((x + y) % 2 == 0 ? 90 : 100) : null)).SquareRatio, 1e-9);
        Assert.Equal(double.NaN, Of(new DrawnHead().TissueBox(0, 0, 576, 380, Tissue.Hair)).SquareRatio);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Light_from_a_side_is_told_in_stops(double stops)
    {
        Colour dark = Darker(stops);
        double exact = Math.Log2((Luminance(Skin) + 0.002) / (Luminance(dark) + 0.002));

        SkinLook fromLeft = Of(new DrawnHead().Draw((x, y) => InFace(x, y) && x >= X ? dark : null));
        SkinLook fromRight = Of(new DrawnHead().Draw((x, y) => InFace(x, y) && x < X ? dark : null));

        Assert.Equal(exact, fromLeft.SideDifference, 1e-3);
        Assert.Equal(-exact, fromRight.SideDifference, 1e-3);
        Assert.Equal(stops, exact, 0.05);
        Assert.Equal(0, fromLeft.PatchDifference, 1e-9);
    }

    [Fact]
    public void A_shadow_on_one_part_of_the_face_is_a_patch_beyond_the_side()
    {
        // 12.8 px around the right ones of two mirrored pairs, a stop and a half darker.
        Colour dark = Darker(1.5);
        SkinLook skin = Of(new DrawnHead().Box(236, 328, 262, 358, dark));

        Assert.Equal(0, skin.SideDifference, 1e-9);
        Assert.Equal(Math.Log2((Luminance(Skin) + 0.002) / (Luminance(dark) + 0.002)), skin.PatchDifference, 1e-3);
    }

    // The network's skin ends a pixel earlier or later, and a point comes or goes with it.
    [Theory]
    [InlineData(0.7)]
    [InlineData(3)]
    public void One_point_alone_is_the_edge_of_a_beard_and_no_shadow(double stops)
        => Assert.Equal(0, Of(new DrawnHead().Box(236, 343, 262, 358, Darker(stops))).PatchDifference, 1e-9);

    // Darker on one side of one pair, on the other of the next: no light does that on skin alone.
    [Fact]
    public void Two_points_that_differ_to_opposite_sides_are_no_patch()
        => Assert.Equal(0, Of(new DrawnHead().Box(236, 343, 262, 358, Darker(2)).Box(321, 328, 336, 342, Darker(2))).PatchDifference, 1e-9);

    [Fact]
    public void Where_hair_hides_most_patches_all_of_the_face_counts_and_no_patch_is_sure()
    {
        Colour dark = Darker(1);
        SkinLook skin = Of(new DrawnHead().Draw((x, y) => InFace(x, y) && x >= X ? dark : null).TissueBox(X, 0, 576, 576, Tissue.Hair));

        Assert.Equal(Math.Log2((Luminance(Skin) + 0.002) / (Luminance(dark) + 0.002)), skin.SideDifference, 1e-3);
        Assert.Equal(double.NaN, skin.PatchDifference);
    }

    [Fact]
    public void The_largest_blown_out_spot_is_an_area()
    {
        DrawnHead spots = new DrawnHead().Box(270, 300, 280, 320, Grey(255)).Box(300, 300, 305, 310, Grey(255)).Box(305, 310, 310, 315, Grey(255));

        Assert.Equal(200.0 / (D * D), Of(spots).HotSpot, 1e-9);
        Assert.Equal(0, Of(new DrawnHead().Box(270, 300, 280, 320, Grey(240))).HotSpot);
        // What touches at a corner alone is not one; what touches at a side is.
        Assert.Equal(50.0 / (D * D), Of(new DrawnHead().Box(300, 300, 305, 310, Grey(255)).Box(305, 310, 310, 320, Grey(255))).HotSpot, 1e-9);
        Assert.Equal(100.0 / (D * D), Of(new DrawnHead().Box(300, 300, 305, 310, Grey(255)).Box(305, 309, 310, 319, Grey(255))).HotSpot, 1e-9);
        Assert.Equal(100.0 / (D * D), Of(new DrawnHead().Box(300, 300, 305, 310, Grey(255)).Box(300, 310, 305, 320, Grey(255))).HotSpot, 1e-9);
    }

    [Fact]
    public void A_spot_on_hair_or_a_cap_is_none()
    {
        foreach ((Tissue tissue, int area) in (ReadOnlySpan<(Tissue, int)>)[(Tissue.Hair, 0), (Tissue.Others, 0), (Tissue.BodySkin, 200), (Tissue.FaceSkin, 200)])
            Assert.Equal((double)area / (D * D), Of(new DrawnHead().Box(270, 300, 280, 320, Grey(255)).TissueBox(270, 300, 280, 320, tissue)).HotSpot, 1e-9);
        // On the forehead, too.
        Assert.Equal(200.0 / (D * D), Of(new DrawnHead().Box(270, 190, 280, 210, Grey(255))).HotSpot, 1e-9);
    }

    [Fact]
    public void Over_exposure_grey_and_highlights_are_shares_of_the_skin()
    {
        int hull = Zone.Polygon(SkinLook.Outline(new DrawnHead().Seen())).Count;
        DrawnHead bright = new DrawnHead().Box(260, 300, 300, 330, Grey(255));
        double share = 40.0 * 30 / hull;

        Assert.Equal(share, Of(bright).Bright, 1e-9);
        Assert.Equal(share, Of(bright).Grey, 1e-9);
        Assert.Equal(share > 0.02 ? LabOf(Grey(255)).L : double.NaN, Of(bright).Highlight, 1e-3);
        Assert.Equal(LabOf(Skin).L, Of(new DrawnHead().Box(260, 300, 270, 310, Grey(255))).Highlight, 1e-3);
        // Linear luminance of 246.5 of 255: from level 252 on.
        int least = Enumerable.Range(0, 256).First(level => Luminance(Grey(level)) >= 246.5 / 255);
        Assert.Equal(share, Of(new DrawnHead().Box(260, 300, 300, 330, Grey(least))).Bright, 1e-9);
        Assert.Equal(0, Of(new DrawnHead().Box(260, 300, 300, 330, Grey(least - 1))).Bright);
        // Channels within three levels.
        Assert.Equal(share, Of(new DrawnHead().Box(260, 300, 300, 330, new Colour(100, 103, 101))).Grey, 1e-9);
        Assert.Equal(0, Of(new DrawnHead().Box(260, 300, 300, 330, new Colour(104, 101, 100))).Grey);
        Assert.Equal(0, Of(new DrawnHead().Box(260, 300, 300, 330, new Colour(100, 101, 104))).Grey);
    }

    [Fact]
    public void Hair_is_no_skin_unless_hardly_any_is_left()
    {
        DrawnHead under = new DrawnHead().Box(260, 300, 300, 330, Grey(255)).TissueBox(260, 300, 300, 330, Tissue.Hair);
        Assert.Equal((0.0, 0.0), (Of(under).Bright, Of(under).Grey));
        Assert.Equal(1, Of(new DrawnHead().Draw((_, _) => Grey(255)).TissueBox(0, 0, 576, 576, Tissue.Hair)).Bright);
        // Ten by ten pixels of skin are enough, fewer not.
        Assert.Equal(0, Of(new DrawnHead().Draw((x, y) => x is >= 280 and < 290 && y is >= 300 and < 310 ? Skin : Grey(255)).TissueBox(0, 0, 576, 576, Tissue.Hair).TissueBox(280, 300, 290, 310, Tissue.FaceSkin)).Bright);
        Assert.True(Of(new DrawnHead().Draw((x, y) => x is >= 280 and < 290 && y is >= 300 and < 310 ? Skin : Grey(255)).TissueBox(0, 0, 576, 576, Tissue.Hair).TissueBox(280, 300, 290, 309, Tissue.FaceSkin)).Bright > 0.9);
    }

    [Fact]
    public void Contrast_is_the_stops_between_the_lightest_and_the_darkest_twentieth()
    {
        Assert.Equal(Math.Log2((Linear(180) + 0.002) / (Linear(60) + 0.002)), Of(Striped(10)).Contrast, 0.01);
        // Fewer than one part in twenty is a catch-light or a nostril.
        Assert.Equal(0, Of(Striped(40)).Contrast, 0.01);

        // Of each so many columns one is dark and one is light.
        static DrawnHead Striped(int columns) => new DrawnHead().Draw((x, _) => Grey((x % columns) switch { 0 => 60, 1 => 180, _ => 120 }));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.25)]
    [InlineData(0.15)]
    public void Skin_that_reflects_less_in_the_same_light_has_the_same_contrast_and_evenness(double reflected)
    {
        // Three stops across the face, from the left to the right.
        SkinLook light = Of(Lit(1)), dark = Of(Lit(reflected));

        Assert.InRange(light.Contrast, 1, 3);
        Assert.Equal(light.Contrast, dark.Contrast, 0.25);
        Assert.Equal(light.SquareRatio, dark.SquareRatio, 0.04);

        DrawnHead Lit(double share) => new DrawnHead().Draw((x, y) => InFace(x, y) ? Darker(Math.Clamp((x - 200) / 58.0, 0, 3) - Math.Log2(share)) : null);
    }

    [Fact]
    public void Stray_light_takes_contrast_away()
    {
        // Half of white on a face of two stops leaves (0.5 + 0.5 / 2) / (0.5 + 0.125 / 2) of it.
        DrawnHead Face(double veil) => new DrawnHead().Draw((x, _) => Grey(Level(veil + ((1 - veil) * (x % 2 == 0 ? 0.5 : 0.125)))));

        Assert.Equal(2, Of(Face(0)).Contrast, 0.05);
        Assert.Equal(Math.Log2(0.75 / 0.5625), Of(Face(0.5)).Contrast, 0.05);

        static int Level(double linear) => SrgbCurve.ToByte((float)linear);
    }

    private static SkinLook Of(DrawnHead head) => SkinLook.Of(head.Seen());

    /// <summary>Skin of so many stops less light.</summary>
    private static Colour Darker(double stops)
    {
        byte Dim(byte value) => SrgbCurve.ToByte((float)(Linear(value) * Math.Pow(2, -stops)));
        return new Colour(Dim(Skin.R), Dim(Skin.G), Dim(Skin.B));
    }

    private static double Luminance(Colour colour) => (0.2126 * Linear(colour.R)) + (0.7152 * Linear(colour.G)) + (0.0722 * Linear(colour.B));

    private static double Linear(int level) => level / 255.0 <= 0.04045 ? level / 255.0 / 12.92 : Math.Pow(((level / 255.0) + 0.055) / 1.055, 2.4);
}
