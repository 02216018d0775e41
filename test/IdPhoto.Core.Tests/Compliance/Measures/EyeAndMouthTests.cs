using IdPhoto.Colorimetry;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Pictures;
using Xunit;
using static IdPhoto.Tests.Compliance.Measures.DrawnHead;

namespace IdPhoto.Tests.Compliance.Measures;

/// <summary>Eyes and mouths of known opening, gaze, colour and cover.</summary>
public sealed class EyeAndMouthTests
{
    private static readonly Colour White = Grey(230), Dark = Grey(60), Red = new(200, 60, 60);

    [Fact]
    public void An_eyes_opening_is_the_largest_distance_between_its_lids()
    {
        (EyeLook right, EyeLook left) = EyeLook.Of(new DrawnHead().Move(386, 328, 270).Move(387, 334, 271).Move(385, 322, 272).Seen(), 0);

        Assert.Equal(12.0 / D, right.Opening, 1e-9);
        Assert.Equal(8.0 / D, left.Opening, 1e-9);
        Assert.Equal(14.0 / D, Math.Round(EyeLook.Of(new DrawnHead().Move(144, 236.6863, 280.2426).Move(160, 236.6863, 266.2426).Seen(), 0).Right.Opening, 6));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0.125)]
    [InlineData(-8, -0.25)]
    public void A_gaze_is_the_iris_beside_the_eyes_middle(double moved, double gaze)
    {
        (EyeLook right, EyeLook left) = EyeLook.Of(new DrawnHead().Move(468, 248 + moved, 271).Move(473, 328 + moved, 274).Seen(), 0);

        Assert.Equal(gaze, right.GazeX, 1e-9);
        Assert.Equal(gaze, left.GazeX, 1e-9);
    }

    [Fact]
    public void A_gaze_follows_the_line_between_the_corners()
    {
        EyeLook right = EyeLook.Of(new DrawnHead().Move(33, 234, 264).Move(133, 262, 280).Move(468, 251.5, 274).Move(263, 344, 272).Seen(), 0).Right;

        Assert.Equal(0.125, right.GazeX, 1e-9);
    }

    [Fact]
    public void The_white_of_an_eye_is_lighter_than_its_iris_and_without_colour()
    {
        DrawnHead head = new DrawnHead().Box(230, 264, 266, 280, White).Disc(new(248, Y), 7.44, Dark).Box(310, 264, 346, 280, Red);

        (EyeLook right, EyeLook left) = EyeLook.Of(head.Seen(), 20);

        Assert.Equal(LabOf(White).L, right.WhiteLightness, 0.01);
        Assert.Equal(LabOf(White).L - LabOf(Dark).L, right.WhiteContrast, 0.01);
        Assert.Equal(-20, right.WhiteChroma, 0.05);
        Assert.Equal(0, left.WhiteContrast, 0.01);
        Assert.Equal(LabOf(Red).Chroma - 20, left.WhiteChroma, 0.01);
    }

    [Fact]
    public void The_iris_is_seen_only_between_the_lids_unless_they_hide_it()
    {
        // Above the lids skin lies on the disc of the iris: three parts in four of the disc between them are dark.
        DrawnHead head = new DrawnHead().Box(230, 250, 266, 294, White).Box(240, 267, 256, 277, Dark);
        Assert.Equal(LabOf(White).L - LabOf(Dark).L, EyeLook.Of(head.Seen(), 0).Right.WhiteContrast, 0.01);

        DrawnHead shut = new DrawnHead().Box(230, 250, 266, 294, Dark);
        foreach (int i in FaceLandmarks.RightEyeContour)
            shut.Move(i, shut.At(i).X, Y);
        EyeLook closed = EyeLook.Of(shut.Seen(), 20).Right;
        Assert.Equal(0, closed.Opening, 1e-9);
        Assert.Equal(-LabOf(Dark).L, closed.WhiteContrast, 1e-3);
        Assert.Equal(-20, closed.WhiteChroma, 1e-9);
    }

    [Fact]
    public void A_red_pupil_is_a_share_of_the_pupil()
    {
        Assert.Equal(1, Share(Red, 240, 256), 1e-9);
        Assert.Equal(0.5, Share(Red, 240, 248), 0.02);
        Assert.Equal(0, Share(new Colour(200, 100, 60), 240, 256));
        Assert.Equal(0, Share(new Colour(200, 60, 100), 240, 256));
        Assert.Equal(1, Share(new Colour(201, 100, 100), 240, 256));
        Assert.Equal(0, Share(new Colour(90, 40, 40), 240, 256));
        Assert.Equal(1, Share(new Colour(91, 40, 40), 240, 256));

        static double Share(Colour colour, int left, int right) => EyeLook.Of(new DrawnHead().Box(left, 264, right, 280, colour).Seen(), 0).Right.RedShare;
    }

    [Fact]
    public void Glare_is_a_share_of_the_eyes_surroundings_and_an_area_on_the_iris()
    {
        // Around the eye: 221.6 to 274.4 across and 257.6 to 286.4 down, that is 52 or 53 columns and 28 rows.
        EyeLook away = EyeLook.Of(new DrawnHead().Box(222, 258, 232, 286, Grey(255)).Seen(), 0).Right;
        EyeLook on = EyeLook.Of(new DrawnHead().Box(246, 270, 251, 274, Grey(241)).Seen(), 0).Right;
        EyeLook almost = EyeLook.Of(new DrawnHead().Box(222, 258, 275, 286, Grey(240)).Seen(), 0).Right;

        Assert.Equal(10 / 52.0, away.GlareShare, 0.004);
        Assert.Equal(0, away.GlareOnIris);
        Assert.Equal(20.0 / (D * D), on.GlareOnIris, 1e-9);
        Assert.Equal((0.0, 0.0), (almost.GlareShare, almost.GlareOnIris));
        Assert.Equal(0, EyeLook.Of(new DrawnHead().Box(222, 258, 275, 286, new Colour(255, 255, 240)).Seen(), 0).Right.GlareShare);
        Assert.Equal(0, EyeLook.Of(new DrawnHead().Box(222, 258, 275, 286, new Colour(240, 255, 255)).Seen(), 0).Right.GlareShare);
        Assert.Equal(0, EyeLook.Of(new DrawnHead().Box(222, 258, 275, 286, new Colour(255, 240, 255)).Seen(), 0).Right.GlareShare);
        Assert.Equal(0, EyeLook.Of(new DrawnHead().Box(200, 200, 222, 300, Grey(255)).Box(275, 200, 290, 300, Grey(255)).Box(200, 200, 290, 257, Grey(255)).Box(200, 287, 290, 300, Grey(255)).Seen(), 0).Right.GlareShare, 0.04);
    }

    [Theory]
    [InlineData(Tissue.Hair, 0.5, 0)]
    [InlineData(Tissue.Others, 0, 0.5)]
    [InlineData(Tissue.Clothes, 0, 0.5)]
    [InlineData(Tissue.BodySkin, 0, 0)]
    public void What_covers_an_eye_is_a_share_of_its_surroundings(object tissue, double hair, double worn)
    {
        (EyeLook right, EyeLook left) = EyeLook.Of(new DrawnHead().TissueBox(200, 200, 248, 300, (Tissue)tissue).Seen(), 0);

        Assert.Equal((hair, worn), (Math.Round(right.HairShare, 1), Math.Round(right.WornShare, 1)));
        Assert.Equal((0.0, 0.0), (left.HairShare, left.WornShare));
    }

    [Fact]
    public void The_skin_under_an_eye_is_its_median()
    {
        // 232 to 264 across, 284.8 to 294.4 down.
        DrawnHead head = new DrawnHead().Box(232, 285, 264, 294, Grey(100)).Box(232, 285, 245, 294, Grey(250));

        Assert.Equal(LabOf(Grey(100)).L, EyeLook.Of(head.Seen(), 0).Right.SkinLightness, 1e-3);
        Assert.Equal(LabOf(new Colour(200, 160, 140)).L, EyeLook.Of(head.Seen(), 0).Left.SkinLightness, 1e-3);
    }

    [Fact]
    public void An_open_mouth_is_the_gap_between_the_inner_lips_in_t()
    {
        DrawnHead head = new DrawnHead().Move(13, X, 353).Move(14, X, 367).Move(81, 278, 358).Move(178, 278, 362).Move(311, 298, 350).Move(402, 298, 366);
        HeadView view = head.Seen();

        MouthLook mouth = MouthLook.Of(view, new Lab(60, 20, 20));

        Assert.Equal(16 / view.T, mouth.Gap, 1e-9);
        Assert.Equal(view.Mesh.Chin.Y - Y, view.T, 1e-9);
        Assert.Equal(64.0 / D, mouth.Width, 1e-9);
        Assert.Equal(0, mouth.CornerLift, 1e-9);
        Assert.Equal(19.0 / D, mouth.BrowRise, 1e-9);
    }

    [Fact]
    public void Lifted_corners_and_brows_are_measured_as_the_mean_of_both_sides()
    {
        DrawnHead head = new DrawnHead().Move(61, 256, 354).Move(291, 324, 350).Move(105, 248, 240).Move(334, 328, 244).Move(159, 248, 268);

        MouthLook mouth = MouthLook.Of(head.Seen(), new Lab(60, 20, 20));

        Assert.Equal(8.0 / D, mouth.CornerLift, 1e-9);
        Assert.Equal(25.0 / D, mouth.BrowRise, 1e-9);
        Assert.Equal(Math.Sqrt((68 * 68) + 16) / D, mouth.Width, 1e-9);
    }

    [Fact]
    public void Teeth_are_light_and_without_colour()
    {
        Lab skin = LabOf(new Colour(200, 160, 140));
        DrawnHead open = Open();

        Assert.Equal(1, Of(open.Box(250, 340, 330, 380, Grey(220))), 1e-9);
        Assert.Equal(0.5, Of(Open().Box(250, 340, 288, 380, Grey(220)).Box(288, 340, 330, 380, Grey(20))), 0.02);
        Assert.Equal(0, Of(Open().Box(250, 340, 330, 380, new Colour(200, 160, 140))), 1e-9);
        // From four below the skin's lightness on, and up to six below its chroma.
        int light = Enumerable.Range(0, 256).First(level => LabOf(Grey(level)).L > skin.L - 4);
        Assert.Equal(0, Of(Open().Box(250, 340, 330, 380, Grey(light - 1))), 1e-9);
        Assert.Equal(1, Of(Open().Box(250, 340, 330, 380, Grey(light))), 1e-9);
        int coloured = Enumerable.Range(0, 200).First(step => LabOf(Yellowish(step)).Chroma >= skin.Chroma - 6);
        Assert.Equal(0, Of(Open().Box(250, 340, 330, 380, Yellowish(coloured))), 1e-9);
        Assert.Equal(1, Of(Open().Box(250, 340, 330, 380, Yellowish(coloured - 1))), 1e-9);
        // Lips that touch: the line between them, and a little more.
        Assert.Equal(1, Of(Open(0.2).Box(250, 359, 330, 361, Grey(220))), 1e-9);
        Assert.Equal(0, Of(Open(0.2).Box(250, 361, 330, 380, Grey(220))), 1e-9);

        double Of(DrawnHead head) => MouthLook.Of(head.Seen(), skin).TeethShare;

        static Colour Yellowish(int step) => new(230, 230, (byte)(230 - step));

        static DrawnHead Open(double half = 8)
        {
            DrawnHead head = new();
            foreach (int i in FaceLandmarks.InnerLipContour)
                head.Move(i, head.At(i).X, i is 78 or 308 ? 360 : FaceLandmarks.InnerLipContour.ToList().IndexOf(i) < 10 ? 360 - half : 360 + half);
            return head;
        }
    }
}
