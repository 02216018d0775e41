using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Persons;

/// <summary>Each step of the segmentation fusion on a grid drawn by hand: '#' is a person, '.' is none.</summary>
public sealed class FusionTests
{
    private static readonly FusionLimits Limits = FusionLimits.Default;

    [Fact]
    public void A_pixel_that_both_networks_see_is_the_person_and_one_that_neither_sees_is_not()
    {
        FusionEvidence evidence = Evidence(salient: ["##.", "##."], person: ["##.", "##."]);
        Assert.Equal(Mask("##.", "##."), FusionVote.Decide(evidence, Limits));
    }

    [Fact]
    public void Before_a_busy_background_the_person_network_decides_where_the_two_differ()
    {
        string apart = new('.', 40), here = new('#', 40);
        FusionEvidence evidence = Evidence(salient: [here + apart + apart], person: [apart + here + apart]);
        Assert.Equal(Mask(apart + here + apart), FusionVote.Decide(evidence, Limits));
    }

    [Fact]
    public void A_face_has_no_holes_and_adds_nothing_beside_it()
    {
        bool[] mask = new bool[400];
        FusionEvidence evidence = Blank(20, 20, Face(10, 10, 5));
        bool[] result = FaceSteps.AddFace(mask, evidence);
        Assert.True(result[(10 * 20) + 10]);
        Assert.InRange(result.Count(flag => flag), 65, 85);
        Assert.DoesNotContain(true, mask);
    }

    [Fact]
    public void Where_two_people_touch_each_has_the_pixels_nearer_to_the_own_axis()
    {
        bool[] mask = [.. Enumerable.Repeat(true, 800)];
        FusionEvidence evidence = Blank(40, 20, Face(10, 8, 5));
        bool[] result = FaceSteps.RemoveNeighbour(mask, Neighbour.Of(Face(30, 8, 5)), evidence, Limits);
        for (int i = 0; i < result.Length; i++)
            Assert.Equal(i % 40 < 20, result[i]);
    }

    [Fact]
    public void A_face_on_somebodys_chest_is_printed_there_and_takes_nothing_away()
    {
        bool[] mask = [.. Enumerable.Repeat(true, 800)];
        FusionEvidence evidence = Blank(40, 20, Face(10, 8, 5));
        Assert.DoesNotContain(false, FaceSteps.RemoveNeighbour(mask, Neighbour.Of(Face(13, 16, 1)), evidence, Limits));
        Assert.Contains(false, FaceSteps.RemoveNeighbour(mask, Neighbour.Of(Face(22, 16, 1)), evidence, Limits));
    }

    [Theory]
    [InlineData(10, 30)]
    [InlineData(30, 10)]
    public void Beside_several_people_a_pixel_is_held_against_the_nearest(double main, double companion)
    {
        bool[] mask = [.. Enumerable.Repeat(true, 1200)];
        FusionEvidence evidence = Blank(60, 20, Face(main, 8, 5)) with { Companions = [Face(companion, 8, 5)] };
        bool[] result = FaceSteps.RemoveNeighbour(mask, Neighbour.Of(Face(50, 8, 5)), evidence, Limits);
        for (int i = 0; i < result.Length; i++)
            Assert.Equal(i % 60 < 40, result[i]);
    }

    [Fact]
    public void The_line_between_two_people_follows_the_edge_of_their_clothes_and_not_the_middle()
    {
        bool[] mask = [.. Enumerable.Repeat(true, 800)];
        byte[] rgb = new byte[2400];
        for (int i = 0; i < 800; i++)
            rgb.AsSpan(3 * i, 3).Fill((byte)(i % 40 < 22 ? 60 : 200));
        FusionEvidence evidence = Blank(40, 20, Face(10, 8, 5)) with { Image = new Picture(new PixelSize(40, 20), rgb) };
        bool[] result = FaceSteps.RemoveNeighbour(mask, Neighbour.Of(Face(30, 8, 5)), evidence, Limits);
        for (int i = 0; i < result.Length; i++)
            Assert.Equal(i % 40 < 22, result[i]);
        Assert.True(FaceSteps.IsDivided(result, mask, result, evidence, Limits));
    }

    [Fact]
    public void People_who_stand_apart_are_not_divided_by_a_guess()
    {
        bool[] own = [.. Enumerable.Range(0, 800).Select(i => i % 40 < 20)];
        FusionEvidence evidence = Blank(40, 20, Face(10, 8, 5));
        bool[] With(int from) => [.. own.Select((flag, i) => flag || i % 40 >= from)];
        Assert.True(FaceSteps.IsDivided(own, With(20), own, evidence, Limits));
        Assert.False(FaceSteps.IsDivided(own, With(21), own, evidence, Limits));
        // Nobody was removed.
        Assert.False(FaceSteps.IsDivided(own, With(20), With(20), evidence, Limits));
    }

    [Theory]
    [InlineData(false, People.Main, true)]
    [InlineData(true, People.All, true)]
    [InlineData(true, People.Main, false)]
    public void Skin_is_looked_at_where_somebody_without_a_face_may_be_cut_out(bool hasFace, People people, bool looked)
    {
        PixelSize size = new(20, 20);
        Plane empty = new(size), skin = new(size);
        Array.Fill(skin.Values, 1);
        PersonMap map = new(new Box(0, 0, 20, 20), empty, empty, skin, empty, empty, empty);
        Picture image = new(size, new byte[1200]);

        FusionEvidence evidence = FusionEvidence.Of(image, map.Region, map, null, new SceneFaces(hasFace ? Face(10, 10, 5) : null, [], []), people);

        Assert.Equal(looked ? skin.Values : null, evidence.Skin?.Values);
    }

    [Fact]
    public void A_neighbour_in_the_same_colour_does_not_reach_far_into_the_own_jacket()
    {
        // A light jacket over a dark shirt beside somebody in light: the only edge is that between the own shirt and jacket.
        string[] rows = [.. Enumerable.Range(0, 20).Select(y => y < 2 ? new string('.', 12) + new string('#', 28) : y < 4 ? new string('.', 39) + "#" : new string('#', 40))];
        byte[] rgb = new byte[2400];
        for (int i = 0; i < 800; i++)
            rgb.AsSpan(3 * i, 3).Fill((byte)(i % 40 < 14 ? 60 : 200));
        FusionEvidence evidence = Blank(40, 20, Face(10, 8, 5)) with { Image = new Picture(new PixelSize(40, 20), rgb) };

        bool[] result = FaceSteps.RemoveNeighbour(Mask(rows), Neighbour.Of(Face(30, 8, 5)), evidence, Limits);

        // Two thirds of the way to the neighbour's axis.
        Assert.All(Enumerable.Range(8, 12), y => Assert.All(Enumerable.Range(0, 17), x => Assert.True(result[(y * 40) + x], $"{x}, {y}")));
        Assert.All(Enumerable.Range(4, 16), y => Assert.All(Enumerable.Range(24, 16), x => Assert.False(result[(y * 40) + x], $"{x}, {y}")));
        // An arm of theirs above the own head, which hangs together with them alone, is theirs to its end.
        Assert.DoesNotContain(true, result[..80]);
    }

    [Fact]
    public void All_people_are_kept_who_have_a_face_of_similar_size_and_none_without_being_wanted()
    {
        bool[] mask = [.. Enumerable.Range(0, 800).Select(i => i % 40 is < 16 or > 24)];
        FusionEvidence evidence = Blank(40, 20, Face(8, 8, 5)) with { Companions = [Face(32, 8, 5)] };
        (bool[] all, int two) = ComponentSteps.KeepPeople(mask, evidence, People.All, Limits);
        (bool[] main, int one) = ComponentSteps.KeepPeople(mask, evidence, People.Main, Limits);
        Assert.Equal((2, 1), (two, one));
        Assert.Equal(mask, all);
        Assert.Equal(mask.Select((flag, i) => flag && i % 40 < 16), main);
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(0, false)]
    public void Somebody_who_looks_away_is_kept_by_their_hair_and_a_chair_whose_legs_pass_for_arms_is_not(int rowsOfHair, bool kept)
    {
        string[] both = [.. Enumerable.Repeat(new string('#', 16) + new string('.', 8) + new string('#', 16), 20)];
        string[] hair = [.. Enumerable.Range(0, 20).Select(y => new string('.', 24) + new string(y < rowsOfHair ? '#' : '.', 16))];
        FusionEvidence evidence = Evidence(both, both, hair) with { Face = Face(8, 8, 8) };
        // Skin all over the other one.
        evidence.Skin!.Values.AsSpan().Fill(1);

        (bool[] mask, int people) = ComponentSteps.KeepPeople(Mask(both), evidence, People.All, Limits);

        Assert.Equal(kept ? 2 : 1, people);
        Assert.Equal(kept, mask[30]);
    }

    [Fact]
    public void A_gap_between_hair_and_body_is_bridged_where_the_person_network_suspects_a_person()
    {
        string[] drawn = [".", ".", "#", "#", "#", ".", "#", "#", ".", ".", ".", ".", ".", ".", ".", "."];
        string[] hair = [".", ".", "#", "#", "#", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", "."];
        string[] suspected = [".", ".", "#", "#", "#", "#", "#", "#", ".", ".", ".", ".", ".", ".", ".", "."];
        bool[] mask = Mask(drawn);

        Assert.Equal(Mask(suspected), FaceSteps.BridgeHiddenFace(mask, Evidence(drawn, suspected, hair), Limits));
        // What only stands out there is scenery.
        Assert.Equal(mask, FaceSteps.BridgeHiddenFace(mask, Evidence(suspected, drawn, hair), Limits));
        Assert.Equal(mask, FaceSteps.BridgeHiddenFace(mask, Evidence(drawn, drawn, hair), Limits));
        Assert.Equal(Mask(drawn), mask);
    }

    [Fact]
    public void Without_a_face_the_largest_part_is_kept_and_a_phantom_that_IS_Net_does_not_see_is_not()
    {
        string[] both = ["###..#", "###..#", "###..."];
        FusionEvidence evidence = Evidence(["###...", "###...", "###..."], both, hair: both);
        Assert.Equal(Mask("###...", "###...", "###..."), ComponentSteps.KeepMainParts(Mask(both), evidence, Limits));
    }

    [Fact]
    public void Without_a_face_what_one_network_alone_sees_is_nobody()
    {
        string[] seen = ["###.", "###.", "###."], nothing = ["....", "....", "...."];
        FusionEvidence evidence = Evidence(nothing, seen, hair: seen);
        PhotoException refusal = Assert.Throws<PhotoException>(() => ComponentSteps.KeepMainParts(Mask(seen), evidence, Limits));
        Assert.Equal(Refusals.NoPerson, refusal.Code);
    }

    [Fact]
    public void Without_a_face_what_the_person_network_sees_in_little_more_than_half_is_nobody()
    {
        // An animal: it stands out as a whole, and has the person network in two minds.
        string[] whole = ["##########", "##########"], half = ["######....", "######...."];
        FusionEvidence evidence = Evidence(whole, half, hair: half);
        PhotoException refusal = Assert.Throws<PhotoException>(() => ComponentSteps.KeepMainParts(Mask(whole), evidence, Limits));
        Assert.Equal(Refusals.NoPerson, refusal.Code);
        string[] most = ["#######...", "#######..."];
        Assert.Equal(Mask(whole), ComponentSteps.KeepMainParts(Mask(whole), Evidence(whole, most, hair: most), Limits));
    }

    [Fact]
    public void Where_nothing_is_left_there_is_no_person()
    {
        FusionEvidence evidence = Evidence(["..."], ["..."]);
        PhotoException refusal = Assert.Throws<PhotoException>(() => ComponentSteps.KeepMainParts(Mask("..."), evidence, Limits));
        Assert.Equal(Refusals.NoPerson, refusal.Code);
    }

    [Fact]
    public void A_thing_that_IS_Net_alone_sees_is_removed_unless_it_hangs_from_hair()
    {
        string[] all = ["###...", "######", "######", "###..."], person = ["###...", "###...", "###...", "###..."];
        bool[] mask = Mask(all);
        Assert.Equal(Mask(person), ComponentSteps.RemoveThings(mask, Evidence(all, person), Limits));
        Assert.Equal(mask, ComponentSteps.RemoveThings(mask, Evidence(all, person, hair: all), Limits));
        Assert.Equal(Mask(all), mask);
    }

    [Fact]
    public void An_enclosed_hole_is_filled_and_one_that_opens_to_the_edge_is_not()
    {
        string[] seen = ["####.", "#####", "####.", "####."], drawn = ["####.", "#.##.", "##.#.", "##.#."];
        bool[] mask = Mask(drawn);
        Assert.Equal(Mask("####.", "####.", "##.#.", "##.#."), ComponentSteps.FillHoles(mask, Evidence(seen, seen), Limits));
        Assert.Equal(mask, ComponentSteps.FillHoles(mask, Evidence(drawn, drawn), Limits));
    }

    [Fact]
    public void A_network_that_was_overruled_has_no_say_in_how_opaque_the_person_is()
    {
        string[] salient = ["####", "####", "####"], person = ["....", "....", "...."];
        PersonScene scene = FusionOpacity.Assemble(Mask(salient), Evidence(salient, person), Limits);
        Assert.All(scene.Person.Values, value => Assert.Equal(1, value));
        Assert.All(scene.Likelihood.Values, value => Assert.InRange(value, 0.3f, 1f));
        Assert.All(scene.Certain.Values, value => Assert.Equal(0, value));
    }

    private static FusionEvidence Evidence(string[] salient, string[] person, string[]? hair = null)
    {
        (Plane a, Plane p) = (Drawn(salient), Drawn(person));
        Plane skin = new(p.Size), strands = hair is null ? new Plane(p.Size) : Drawn(hair);
        // A picture full of noise: no background that could speak for or against a person.
        byte[] noise = new byte[3 * p.Size.Area];
        new Random(1).NextBytes(noise);
        BackgroundModel background = BackgroundModel.Fit(new Picture(p.Size, noise), a, p);
        return new FusionEvidence(new Box(0, 0, p.Width, p.Height), a, p, strands, skin, background, null, false);
    }

    private static FusionEvidence Blank(int width, int height, FaceMesh face)
    {
        string[] rows = [.. Enumerable.Repeat(new string('.', width), height)];
        return Evidence(rows, rows) with { Face = face };
    }

    // A round face: its oval a circle, the eyes in its middle.
    private static FaceMesh Face(double x, double y, double radius)
    {
        Point[] points = [.. Enumerable.Repeat(new Point(x, y), 478)];
        for (int k = 0; k < FaceMesh.Oval.Count; k++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * k / FaceMesh.Oval.Count);
            points[FaceMesh.Oval[k]] = new Point(x + (radius * sin), y - (radius * cos));
        }
        return new FaceMesh(1, points, new double[478]);
    }

    private static Plane Drawn(string[] rows)
        => new(new PixelSize(rows[0].Length, rows.Length), [.. rows.SelectMany(row => row.Select(c => c == '#' ? 1f : 0f))]);

    private static bool[] Mask(params string[] rows) => [.. rows.SelectMany(row => row.Select(c => c == '#'))];
}
