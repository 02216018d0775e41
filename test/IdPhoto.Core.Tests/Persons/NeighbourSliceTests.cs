using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Persons;

/// <summary>A person in the middle of a picture, in one shirt up to both its sides, and what lies at its left side.</summary>
public sealed class NeighbourSliceTests
{
    private const int Width = 240, Height = 160;

    // Eyes to chin.
    private const int T = 30;
    private static readonly PixelSize Grid = new(Width, Height);
    private static readonly Point Eyes = new(120, 45);

    [Theory]
    // Long hair over a bare shoulder, as a picture of a group leaves it, on either side.
    [InlineData("neighbour", 0, 26, People.Main, true)]
    [InlineData("neighbour", 0, 26, People.Main, true, true)]
    // Nearly as wide as where colours decide, and beside a shirt of nearly its colour.
    [InlineData("neighbour", 0, 12, People.Main, true)]
    [InlineData("alike", 0, 26, People.Main, true)]
    // With so much hair, it may be somebody who looks away: cut out with the others, but not for a photo of one.
    [InlineData("neighbour", 0, 26, People.All, false)]
    [InlineData("neighbour", 0, 5, People.All, true)]
    // Hair that ends before the side, a strand of it, a bare arm with nearly none.
    [InlineData("neighbour", 4, 26, People.Main, false)]
    [InlineData("strand", 0, 26, People.Main, false)]
    [InlineData("arm", 0, 26, People.Main, false)]
    // The own hair reaches the side, or nearly hangs together with what does.
    [InlineData("own", 0, 26, People.Main, false)]
    [InlineData("neighbour", 0, 50, People.Main, true)]
    [InlineData("neighbour", 0, 92, People.Main, false)]
    // Fur: it lies on the chest, too.
    [InlineData("fur", 0, 26, People.Main, false)]
    public void Hair_at_a_side_that_is_not_the_own_goes_with_its_skin_and_nothing_else_does(string seen, int from, int to, People people, bool goes, bool right = false)
    {
        (PersonMap map, bool[] slice) = Map(seen, from, to, right);
        bool[] mask = [.. map.Person.Values.Select(value => value > 0)];
        byte[] shirt = seen == "alike" ? [90, 75, 75] : [50, 80, 180];
        FusionEvidence evidence = FusionEvidence.Of(Drawn(map, slice, shirt), map.Region, map, map.Person, new SceneFaces(Face(), [], []), people);

        bool[] left = NeighbourSlice.Remove(mask, evidence, map, people, FusionLimits.Default);

        Assert.Equal(goes ? [.. mask.Select((here, i) => here && !slice[i])] : mask, left);
    }

    [Fact]
    public void Who_is_cut_out_as_well_is_no_slice()
    {
        (PersonMap map, bool[] slice) = Map("neighbour", 0, 5);
        bool[] mask = [.. map.Person.Values.Select(value => value > 0)];
        FusionEvidence evidence = FusionEvidence.Of(Drawn(map, slice), map.Region, map, map.Person, new SceneFaces(Face(), [Face(2, 90)], []), People.All);
        Assert.Equal(mask, NeighbourSlice.Remove(mask, evidence, map, People.All, FusionLimits.Default));
    }

    [Fact]
    public void The_person_is_told_that_somebody_at_their_shoulder_was_left_out()
    {
        (PersonMap map, bool[] slice) = Map("neighbour", 0, 26);

        PersonScene scene = SegmentationFusion.Fuse(Drawn(map, slice), map.Region, map, map.Person, new SceneFaces(Face(), [], []), People.Main);

        Assert.True(scene.IsDivided);
        Assert.Equal((0, 1), (scene.Person[10, 100], scene.Person[40, 100]));
    }

    [Fact]
    public void Without_hair_or_skin_of_their_own_nobody_loses_anything()
    {
        (PersonMap map, bool[] slice) = Map("neighbour", 0, 26);
        Plane none = new(Grid);
        map = map with { Hair = new Plane(Grid, [.. map.Hair.Values.Select((value, i) => slice[i] ? value : 0)]), FaceSkin = none };
        bool[] mask = [.. map.Person.Values.Select(value => value > 0)];
        FusionEvidence evidence = FusionEvidence.Of(Drawn(map, slice), map.Region, map, map.Person, new SceneFaces(Face(), [], []), People.Main);
        Assert.Equal(mask, NeighbourSlice.Remove(mask, evidence, map, People.Main, FusionLimits.Default));
    }

    private static (PersonMap Map, bool[] Slice) Map(string seen, int from, int to, bool right = false)
    {
        Plane person = new(Grid), hair = new(Grid), skin = new(Grid), face = new(Grid), clothes = new(Grid);
        bool[] slice = new bool[Grid.Area];
        for (int i = 0; i < slice.Length; i++)
        {
            (int x, int y) = (right ? Width - 1 - (i % Width) : i % Width, i / Width);
            double far = new Point(i % Width, y).DistanceTo(Eyes);
            slice[i] = x >= from && x < to && y >= 70 && y < (seen == "strand" ? 71 : 120);
            bool fur = seen == "fur" && x < 110 && y is >= 100 and < 120, own = seen == "own" && ((x < 120 && y is >= 20 and < 30) || (x < 14 && y is >= 30 and < 70));
            Plane what = far < 25 ? face : far < 35 || own || fur ? hair : !slice[i] ? clothes : x >= (seen == "arm" ? 3 : 14) ? skin : hair;
            if (what != clothes || y >= 80)
                what.Values[i] = person.Values[i] = 1;
        }
        return (new PersonMap(new Box(0, 0, Width, Height), person, hair, skin, face, clothes, new Plane(Grid)), slice);
    }

    // The neighbour is brown, the shirt blue, the wall grey.
    private static Picture Drawn(PersonMap map, bool[] slice, byte[]? shirt = null)
    {
        byte[] rgb = new byte[3 * Grid.Area];
        for (int i = 0; i < slice.Length; i++)
        {
            byte[] colour = map.Person.Values[i] == 0 ? [200, 200, 200] : slice[i] ? [140, 90, 60] : shirt ?? [50, 80, 180];
            colour.CopyTo(rgb, 3 * i);
        }
        return new Picture(Grid, rgb);
    }

    private static FaceMesh Face(double x = 120, double y = 45)
    {
        Point[] points = [.. Enumerable.Repeat(new Point(x, y), 478)];
        for (int k = 0; k < FaceMesh.Oval.Count; k++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * k / FaceMesh.Oval.Count);
            points[FaceMesh.Oval[k]] = new Point(x + (20 * sin), y - (T * cos));
        }
        return new FaceMesh(1, points, new double[478]);
    }
}
