using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Persons;

/// <summary>A person in the middle of a picture of 256 x 256, and the skin of a piece of a face beside them.</summary>
public sealed class SideFacesTests
{
    private const int Side = 256;

    // Eyes to chin.
    private const int T = 30;
    private static readonly PixelSize Grid = new(Side, Side);
    private static readonly Point Eyes = new(128, 80);
    private static readonly FusionLimits Limits = FusionLimits.Default;

    [Fact]
    public void Half_a_face_at_a_side_has_its_middle_at_the_side()
    {
        // 54 high, as a face with 30 from the eyes to the chin is, and half as wide as that makes it.
        Neighbour right = Assert.Single(Found(new Box(236, 60, 20, 54))), left = Assert.Single(Found(new Box(0, 60, 20, 54)));
        Assert.InRange(right.Eyes.X, 253, 258);
        Assert.InRange(left.Eyes.X, -2, 3);
        Assert.All(new[] { right, left }, neighbour =>
        {
            Assert.InRange(neighbour.Eyes.Y, 82, 86);
            Assert.InRange(neighbour.Chin.Y - neighbour.Eyes.Y, 28, 32);
            Assert.Equal(neighbour.Eyes.X, neighbour.Chin.X);
        });
    }

    [Theory]
    // Not at a side; as high as a hand; a line; beside the own cheek.
    [InlineData(234, 60, 20, 54)]
    [InlineData(236, 60, 20, 18)]
    [InlineData(255, 60, 1, 54)]
    [InlineData(150, 60, 106, 54)]
    public void What_is_no_piece_of_a_face_at_a_side_is_nobody(double x, double y, double width, double height)
        => Assert.Empty(Found(new Box(x, y, width, height)));

    [Fact]
    public void Whose_face_was_found_is_known_already()
    {
        Box piece = new(206, 60, 50, 54);
        Assert.Single(Found(piece));
        Assert.Empty(Found(piece, companion: Face(new Point(240, 80))));
        Assert.Empty(Found(piece, other: Face(new Point(240, 80))));
    }

    [Fact]
    public void Without_a_face_of_whoever_is_cut_out_there_are_no_neighbours()
    {
        PersonMap map = Map(new Box(236, 60, 20, 54));
        SceneFaces nobody = new(null, [], []);
        Assert.Empty(SideFaces.Of(FusionEvidence.Of(new Picture(Grid, new byte[3 * Grid.Area]), map.Region, map, null, nobody, People.Main), map, nobody, Limits));
    }

    [Fact]
    public void Half_a_neighbour_is_taken_away_and_the_person_told()
    {
        PersonMap map = Map(new Box(226, 60, 30, 54));
        Picture picture = new(Grid, new byte[3 * Grid.Area]);
        for (int i = 0; i < Grid.Area; i++)
            picture.Rgb.AsSpan(3 * i, 3).Fill((byte)(map.Person.Values[i] == 0 ? 220 : i % Side < 190 ? 90 : 140));

        PersonScene scene = SegmentationFusion.Fuse(picture, map.Region, map, map.Person, new SceneFaces(Face(Eyes), [], []), People.All);

        Assert.True(scene.IsDivided);
        Assert.Equal(1, scene.People);
        Assert.Equal((1, 1, 0, 0), (scene.Person[128, 80], scene.Person[175, 200], scene.Person[240, 80], scene.Person[205, 200]));
    }

    private static IReadOnlyList<Neighbour> Found(Box piece, FaceMesh? companion = null, FaceMesh? other = null)
    {
        PersonMap map = Map(piece);
        SceneFaces faces = new(Face(Eyes), companion is null ? [] : [companion], other is null ? [] : [other]);
        FusionEvidence evidence = FusionEvidence.Of(new Picture(Grid, new byte[3 * Grid.Area]), map.Region, map, null, faces, People.All);
        return SideFaces.Of(evidence, map, faces, Limits);
    }

    // The own face, a piece of another, and clothes below both.
    private static PersonMap Map(Box piece)
    {
        Plane person = new(Grid), face = new(Grid), clothes = new(Grid), none = new(Grid);
        for (int i = 0; i < Grid.Area; i++)
        {
            (int x, int y) = (i % Side, i / Side);
            bool isOwn = new Point(x, y).DistanceTo(Eyes) < 20, isPiece = x >= piece.X && x < piece.Right && y >= piece.Y && y < piece.Bottom;
            Plane? what = isOwn || isPiece ? face : y >= 98 && x >= 60 ? clothes : null;
            if (what is not null)
                what.Values[i] = person.Values[i] = 1;
        }
        return new PersonMap(new Box(0, 0, Side, Side), person, none, none, face, clothes, none);
    }

    private static FaceMesh Face(Point eyes)
    {
        Point[] points = [.. Enumerable.Repeat(eyes, 478)];
        for (int k = 0; k < FaceMesh.Oval.Count; k++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * k / FaceMesh.Oval.Count);
            points[FaceMesh.Oval[k]] = new Point(eyes.X + (15 * sin), eyes.Y - (T * cos));
        }
        return new FaceMesh(1, points, new double[478]);
    }
}
