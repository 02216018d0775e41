using IdPhoto.Compliance.Ofiq;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Tests.Compliance.Measures;
using Xunit;

namespace IdPhoto.Tests.Compliance.Ofiq;

/// <summary>OFIQ's aligned picture: where the face comes to lie in it, and what of it is seen.</summary>
public sealed class FrameTests
{
    private static readonly Point[] Places = [new(251, 272), new(364, 272), new(308, 336), new(262, 402), new(355, 402)];

    [Fact]
    public void A_face_that_lies_at_ofiqs_places_is_taken_as_it_is()
    {
        OfiqFrame frame = new DrawnFrame(640, 700).Draw(0, 0, 640, 700, (x, y) => new Colour((byte)(x % 251), (byte)(y % 249), 7)).TissueBox(10, 20, 30, 40, Tissue.Clothes).Frame();

        Assert.Equal((new PixelSize(616, 616), new PixelSize(640, 700)), (frame.Picture.Size, frame.Photo));
        foreach ((int x, int y) in (ReadOnlySpan<(int, int)>)[(0, 0), (615, 615), (300, 17), (13, 500)])
        {
            int i = 3 * ((y * 616) + x);
            Assert.Equal(((byte)(x % 251), (byte)(y % 249), (byte)7), (frame.Picture.Rgb[i], frame.Picture.Rgb[i + 1], frame.Picture.Rgb[i + 2]));
        }
        Assert.Equal((Tissue.Clothes, Tissue.Clothes, Tissue.Background, Tissue.Background), (frame.Tissues.At(10, 20), frame.Tissues.At(29, 39), frame.Tissues.At(9, 20), frame.Tissues.At(30, 39)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.7, 30)]
    [InlineData(2.5, -100)]
    public void A_face_of_any_size_and_roll_comes_to_ofiqs_places(double scale, double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        AffineMap placed = new(scale * cos, -scale * sin, 90, scale * sin, scale * cos, 130);

        OfiqFrame frame = Seen(new DrawnFrame().Mesh.Mapped(placed));

        Assert.All(FiveOf(frame.Mesh).Zip(Places), pair => Assert.True(pair.First.DistanceTo(pair.Second) < 1e-9));
        Assert.All(Places, place => Assert.True(frame.ToPicture.Apply(place).DistanceTo(placed.Apply(place)) < 1e-9));
    }

    [Fact]
    public void Of_a_face_of_other_proportions_the_squares_of_what_is_missed_are_least()
    {
        FaceMesh mesh = new DrawnFrame().Move(320, 350, 4).Move(240, 390, 61).Move(377, 420, 291).Move(225, 280, 33).Mesh;
        OfiqFrame frame = Seen(mesh);

        // No move, no turn and no change of scale brings the places nearer to the points.
        double least = Missed(frame.ToPicture, mesh);
        AffineMap at = frame.ToPicture;
        Assert.Equal((at.A, -at.B), (at.E, at.D));
        foreach (double step in (double[])[1e-3, -1e-3])
            Assert.All(
                (AffineMap[])
                [
                    at with { C = at.C + step }, at with { F = at.F + step },
                    at.Then(new AffineMap(1 + step, 0, -308 * step, 0, 1 + step, -336 * step)), at.Then(new AffineMap(1, -step, 336 * step, step, 1, -308 * step)),
                ],
                other => Assert.True(Missed(other, mesh) > least));
    }

    [Fact]
    public void The_face_without_its_forehead_reaches_from_the_brows_to_the_chin()
    {
        OfiqFrame frame = new DrawnFrame().Frame();

        Assert.Equal(DrawnFrame.FacePixels, frame.Face.Count(inside => inside));
        Assert.All((int[])[At(208, 272), At(406, 272), At(208, 471), At(406, 471)], i => Assert.True(frame.Face[i]));
        Assert.All((int[])[At(207, 272), At(407, 272), At(208, 271), At(208, 472)], i => Assert.False(frame.Face[i]));
    }

    [Fact]
    public void A_polygon_holds_the_pixels_whose_centres_lie_inside()
    {
        // The centres at 0.5, 0.5 and 0.5, 1.5 of the first pixels lie above the diagonal from (0, 2.2) to (2.2, 0).
        bool[] corner = OfiqFrame.Filled([new(0, 0), new(2.2, 0), new(0, 2.2)]);
        bool[] last = OfiqFrame.Filled([new(615, 614), new(616, 614), new(616, 616), new(615, 616)]);

        Assert.Equal(616 * 616, corner.Length);
        Assert.Equal([At(0, 0), At(1, 0), At(0, 1)], Enumerable.Range(0, corner.Length).Where(i => corner[i]));
        Assert.Equal([At(615, 614), At(615, 615)], Enumerable.Range(0, last.Length).Where(i => last[i]));
        // Of the pixel's own corner and centre only the latter counts.
        Assert.DoesNotContain(true, OfiqFrame.Filled([new(99.6, 99.6), new(100.4, 99.6), new(100.4, 100.4), new(99.6, 100.4)]));
    }

    [Fact]
    public void Skin_is_visible_within_the_part_that_ofiqs_network_sees()
    {
        OfiqFrame frame = new DrawnFrame().TissueBox(0, 0, 616, 616, Tissue.FaceSkin).TissueBox(300, 300, 310, 310, Tissue.Hair).TissueBox(310, 300, 320, 310, Tissue.BodySkin).Frame();

        Assert.All((int[])[At(96, 96), At(519, 96), At(96, 519), At(519, 519), At(299, 300), At(320, 309)], i => Assert.True(frame.IsVisible(i)));
        Assert.All(
            (int[])[At(95, 96), At(96, 95), At(520, 519), At(519, 520), At(95, 300), At(300, 95), At(520, 300), At(300, 520), At(0, 615), At(300, 300), At(309, 309), At(310, 300)],
            i => Assert.False(frame.IsVisible(i)));
    }

    [Fact]
    public void Luminance_is_linear_light_in_whole_levels()
    {
        // Grey levels and the linear light that sRGB's curve gives them, of 255: 0, 0.08, 8.1, 24.3, 25.5, 128.2, 147.3, 246.0, 255.
        (byte Grey, byte Level)[] rows = [(0, 0), (1, 0), (50, 8), (87, 24), (89, 25), (90, 26), (188, 128), (200, 147), (251, 246), (255, 255)];
        Picture picture = new(new PixelSize(rows.Length + 3, 1), [.. rows.SelectMany(row => Enumerable.Repeat(row.Grey, 3)), 255, 0, 0, 0, 255, 0, 0, 0, 255]);

        // Red, green and blue count by their shares of white.
        Assert.Equal([.. rows.Select(row => row.Level), 54, 182, 18], OfiqFrame.Levels(picture));
    }

    private static int At(int x, int y) => (y * 616) + x;

    private static Point[] FiveOf(FaceMesh mesh) => [mesh.RightEye, mesh.LeftEye, mesh.Points[4], mesh.Points[61], mesh.Points[291]];

    private static double Missed(AffineMap map, FaceMesh mesh) => Places.Zip(FiveOf(mesh)).Sum(pair => Math.Pow(map.Apply(pair.First).DistanceTo(pair.Second), 2));

    // Only the places are looked at: a small picture does.
    private static OfiqFrame Seen(FaceMesh mesh)
    {
        PixelSize size = new(8, 8);
        Plane none = new(size);
        return OfiqFrame.Of(DrawnHead.Portrait(new Picture(size, new byte[3 * 64]), mesh, null, new PersonMap(new Box(0, 0, 8, 8), none, none, none, none, none, none)));
    }
}
