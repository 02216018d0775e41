using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Matting;

/// <summary>The band of unknown pixels along an upright outline: the person is left of column 60 of 120.</summary>
public sealed class TrimapTests
{
    private static readonly PixelSize Size = new(120, 120);

    [Fact]
    public void At_hair_the_band_reaches_further_into_the_person_than_out_of_it()
        => Assert.Equal(Enumerable.Range(55, 8), Unknown(hair: 1, certain: 0));

    [Fact]
    public void At_a_body_without_hair_the_band_is_narrower_than_a_pixel_of_the_grid()
        => Assert.Empty(Unknown(hair: 0, certain: 0));

    [Fact]
    public void Where_both_networks_are_certain_hair_is_known_too()
        => Assert.Empty(Unknown(hair: 1, certain: 1));

    private static IEnumerable<int> Unknown(float hair, float certain)
    {
        Plane person = new(Size), strands = Filled(hair);
        for (int i = 0; i < person.Values.Length; i++)
            person.Values[i] = i % Size.Width < 60 ? 1 : 0;
        PersonScene scene = new(new Box(0, 0, Size.Width, Size.Height), person, Filled(0.5f), Filled(certain), strands);
        TrimapMaker.Draft draft = TrimapMaker.Make(scene, new AffineMap(1, 0, 0, 0, 1, 0), Size);
        Assert.Equal((Trimap.Foreground, Trimap.Background), (draft.Trimap[0], draft.Trimap[Size.Width - 1]));
        return Enumerable.Range(0, Size.Width).Where(x => draft.Trimap[(60 * Size.Width) + x] == Trimap.Unknown);
    }

    private static Plane Filled(float value)
    {
        Plane plane = new(Size);
        Array.Fill(plane.Values, value);
        return plane;
    }
}
