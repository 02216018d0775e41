using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Persons;

/// <summary>A head of hair before an even wall, with a patch in it: a gap through which the wall shows, or something else.</summary>
public sealed class WallGapTests
{
    private const int Side = 160;
    private const int Wall = 215;
    private static readonly PixelSize Grid = new(Side, Side);
    private static readonly Point Head = new(80, 80), Patch = new(80, 40);

    [Theory]
    [InlineData(40, Wall, "hair", true)]
    [InlineData(110, Wall, "hair", true)]
    // A gloss on the hair is not quite as light as the wall.
    [InlineData(40, 180, "hair", false)]
    // Before a darker wall it may be as light.
    [InlineData(30, 130, "hair", false, 130)]
    [InlineData(30, 195, "hair", true, 195)]
    // White or blond hair looks like the wall in many places.
    [InlineData(205, Wall, "hair", false)]
    [InlineData(Wall - 30, Wall, "hair", false)]
    // A white hat, and a bald head.
    [InlineData(40, Wall, "others", false)]
    [InlineData(40, Wall, "face", false)]
    [InlineData(40, Wall, "clothes", false)]
    public void A_patch_that_looks_like_the_wall_in_hair_that_does_not_is_a_gap_and_nothing_else_is(int hair, int patch, string seen, bool isGap, int wall = Wall)
    {
        PersonMap map = Map(seen);
        bool[] mask = [.. map.Person.Values.Select(value => value > 0)];
        FusionEvidence evidence = FusionEvidence.Of(Drawn(hair, patch, wall), map.Region, map, map.Person, new SceneFaces(Face(80, 95), [], []), People.Main);

        bool[] open = WallGaps.Open(mask, evidence, map, FusionLimits.Default);

        if (!isGap)
        {
            Assert.Equal(mask, open);
            return;
        }
        Assert.All(Enumerable.Range(0, open.Length), i =>
        {
            double far = At(i).DistanceTo(Patch);
            Assert.True(far is > 10 and < 14 || open[i] == (mask[i] && far >= 12), $"{At(i)}");
        });
        PersonScene scene = WallGaps.Doubt(FusionOpacity.Assemble(open, evidence, FusionLimits.Default), mask, FusionLimits.Default);
        Assert.Equal(FusionLimits.Default.GapLikelihood, scene.Likelihood[80, 40], 1e-4f);
        Assert.Equal(0, scene.Certain[80, 40]);
        Assert.Equal(1, scene.Likelihood[80, 60]);
        Assert.Equal(1, scene.Certain[80, 60]);
    }

    [Fact]
    public void A_gap_that_begins_at_hair_goes_on_to_the_arm_and_one_that_is_far_from_hair_is_none_of_hair()
    {
        PersonMap whole = Map("hair");
        // Hair above the patch's middle alone.
        Plane hair = new(Grid, [.. whole.Hair.Values.Select((value, i) => i / Side < 38 ? value : 0)]);
        bool[] mask = [.. whole.Person.Values.Select(value => value > 0)];
        bool[] Opened(PersonMap map) => WallGaps.Open(mask, FusionEvidence.Of(Drawn(40, Wall, Wall), map.Region, map, map.Person, new SceneFaces(Face(80, 95), [], []), People.Main), map, FusionLimits.Default);

        Assert.False(Opened(whole with { Hair = hair })[(48 * Side) + 80]);
        Assert.Equal(mask, Opened(whole with { Hair = new Plane(Grid, [.. hair.Values.Select((value, i) => i / Side < 20 ? value : 0)]) }));
    }

    private static Point At(int i) => new((i % Side) + 0.5, (i / Side) + 0.5);

    private static PersonMap Map(string patch)
    {
        Plane person = new(Grid), hair = new(Grid), empty = new(Grid), other = new(Grid);
        for (int i = 0; i < Side * Side; i++)
        {
            person.Values[i] = At(i).DistanceTo(Head) < 60 ? 1 : 0;
            bool isOther = patch != "hair" && At(i).DistanceTo(Patch) < 16;
            (isOther ? other : hair).Values[i] = person.Values[i];
        }
        return new PersonMap(
            new Box(0, 0, Side, Side), person, hair, empty, patch == "face" ? other : empty, patch == "clothes" ? other : empty, patch == "others" ? other : empty);
    }

    private static Picture Drawn(int hair, int patch, int wall)
    {
        Random noise = new(1);
        byte[] rgb = new byte[3 * Side * Side];
        for (int i = 0; i < Side * Side; i++)
        {
            int value = At(i).DistanceTo(Patch) < 12 ? patch : At(i).DistanceTo(Head) < 60 ? hair : wall;
            rgb.AsSpan(3 * i, 3).Fill((byte)(value + noise.Next(-2, 3)));
        }
        return new Picture(Grid, rgb);
    }

    private static FaceMesh Face(double x, double y)
    {
        Point[] points = [.. Enumerable.Repeat(new Point(x, y), 478)];
        for (int k = 0; k < FaceMesh.Oval.Count; k++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * k / FaceMesh.Oval.Count);
            points[FaceMesh.Oval[k]] = new Point(x + (20 * sin), y - (20 * cos));
        }
        return new FaceMesh(1, points, new double[478]);
    }
}
