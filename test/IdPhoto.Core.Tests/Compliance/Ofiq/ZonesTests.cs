using IdPhoto.Compliance.Ofiq;
using IdPhoto.Documents;
using Xunit;

namespace IdPhoto.Tests.Compliance.Ofiq;

/// <summary>The squares of 33 pixels from (251, 337) and (331, 337) on, in known light and colour.</summary>
public sealed class ZonesTests
{
    private static readonly Colour Skin = new(200, 160, 140);

    [Fact]
    public void Evenly_lit_skin_shares_all_of_its_light()
    {
        OfiqZones zones = OfiqZones.Of(new DrawnFrame().Frame());

        Assert.Equal(1, zones.Shared, 1e-9);
        Assert.Equal(0, zones.ColourDistance, 1e-9);
    }

    [Fact]
    public void What_the_squares_share_is_told_by_their_histograms()
    {
        // A third of one square is darker, a ninth of the other.
        DrawnFrame face = new DrawnFrame().Box(251, 337, 284, 348, new Colour(100, 80, 70)).Box(331, 337, 342, 348, new Colour(100, 80, 70));

        Assert.Equal(7 / 9.0, OfiqZones.Of(face.Frame()).Shared, 1e-9);
        Assert.Equal(0, OfiqZones.Of(new DrawnFrame().Box(251, 337, 284, 370, new Colour(100, 80, 70)).Frame()).Shared, 1e-9);
    }

    // a* and b* under D50 by the published matrix, less 5..25 and 5..35.
    [Theory]
    [InlineData(200, 160, 140, 0)]
    [InlineData(250, 100, 100, 33.37530142625)]
    [InlineData(230, 170, 60, 27.40519400907)]
    [InlineData(255, 60, 0, 58.80947632149)]
    [InlineData(190, 180, 175, 2.26355772253)]
    [InlineData(200, 160, 165, 1.68082639996)]
    [InlineData(205, 195, 170, 4.43673474943)]
    [InlineData(12, 6, 4, 5.09448922549)]
    [InlineData(120, 60, 0, 8.28452628848)]
    [InlineData(200, 160, 190, 100)]
    [InlineData(200, 195, 120, 100)]
    [InlineData(180, 190, 200, 100)]
    public void A_colour_is_as_far_from_skin_as_its_place_in_cie_lab(byte red, byte green, byte blue, double distance)
    {
        // Only the squares have the colour: their edges lie where they should.
        Colour colour = new(red, green, blue);
        DrawnFrame face = new DrawnFrame().Box(251, 337, 284, 370, colour).Box(331, 337, 364, 370, colour);

        Assert.Equal(distance, OfiqZones.Of(face.Frame()).ColourDistance, 1e-6);
    }

    [Fact]
    public void A_colour_around_the_squares_is_not_theirs()
    {
        DrawnFrame face = new DrawnFrame().Box(150, 150, 470, 500, new Colour(0, 0, 255)).Box(251, 337, 284, 370, Skin).Box(331, 337, 364, 370, Skin);

        OfiqZones zones = OfiqZones.Of(face.Frame());

        Assert.Equal(1, zones.Shared, 1e-9);
        Assert.Equal(0, zones.ColourDistance, 1e-9);
    }

    [Fact]
    public void What_lies_outside_the_face_counts_as_black()
    {
        // The chin at row 359: the last 11 of 33 rows are outside, whatever they show.
        DrawnFrame face = new DrawnFrame().Chin(359).Box(251, 359, 284, 370, new Colour(255, 255, 255));

        Assert.Equal(1, OfiqZones.Of(face.Frame()).Shared, 1e-9);
        // What is black within the face is as black as what lies outside.
        Assert.Equal(2 / 3.0, OfiqZones.Of(face.Box(251, 337, 284, 348, new Colour(0, 0, 0)).Frame()).Shared, 1e-9);
        // Two thirds of the colour (250, 100, 100), as sRGB counts: (166.7, 66.7, 66.7).
        DrawnFrame red = new DrawnFrame().Chin(359).Box(150, 150, 470, 500, new Colour(250, 100, 100));
        Assert.Equal(17.03300209594, OfiqZones.Of(red.Frame()).ColourDistance, 1e-6);
    }

    [Fact]
    public void A_grey_picture_has_no_distance_and_one_pixel_makes_it_a_colour_picture()
    {
        DrawnFrame Grey() => new DrawnFrame().Box(0, 0, 616, 616, new Colour(128, 128, 128));

        Assert.Equal(0, OfiqZones.Of(Grey().Frame()).ColourDistance);
        // Grey itself lies below b* 0 by the published matrix, which counts as far away.
        Assert.Equal(100, OfiqZones.Of(Grey().Box(0, 0, 1, 1, new Colour(128, 129, 128)).Frame()).ColourDistance);
        Assert.Equal(100, OfiqZones.Of(Grey().Box(615, 615, 616, 616, new Colour(128, 128, 129)).Frame()).ColourDistance);
    }

    [Fact]
    public void Squares_of_a_distorted_face_end_at_the_frames_edges()
    {
        // Eyes far apart and a mouth turned over: the squares of 300 px reach beyond the frame's sides and its lower edge.
        DrawnFrame face = new DrawnFrame().Move(158, 272, 33, 133).Move(458, 272, 362, 263).Move(583, 402, 61).Move(33, 402, 291)
            .Box(0, 0, 308, 616, Skin).Box(308, 0, 616, 616, new Colour(0, 0, 0));
        OfiqFrame frame = face.Frame();
        Assert.InRange(frame.Mesh.RightEye.X, -250, -150);
        Assert.InRange(frame.Mesh.LeftEye.X, 766, 866);

        // One square is light, the other black.
        Assert.Equal(0, OfiqZones.Of(frame).Shared, 1e-9);
    }
}
