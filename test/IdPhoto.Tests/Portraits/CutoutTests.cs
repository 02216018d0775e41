using IdPhoto.Borders;
using IdPhoto.Codecs;
using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>Cut-outs of real people, and of people put before other backgrounds so that the matte is known.</summary>
public sealed class CutoutTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cutout_lies_on_the_pixels_of_the_picture()
    {
        Cutout cutout = await TestPortraits.Studio.CutOutAsync(TestPortraits.Astronaut, cancel: None);
        Assert.Equal(new PixelSize(512, 512), cutout.Alpha.Size);
        Picture picture = TestPortraits.Decode(TestPortraits.Astronaut);
        for (int i = 0; i < cutout.Alpha.Values.Length; i++)
            if (cutout.Alpha.Values[i] >= 0.999f)
                Assert.Equal(picture.Rgb.AsSpan(3 * i, 3), cutout.Foreground.Rgb.AsSpan(3 * i, 3));
    }

    [Fact]
    public async Task The_flag_and_the_rocket_are_gone_and_the_person_is_whole()
    {
        Plane alpha = (await TestPortraits.Studio.CutOutAsync(TestPortraits.Astronaut, cancel: None)).Alpha;
        Assert.InRange(Mean(alpha, new Box(0, 0, 80, 200)), 0, 0.02);
        Assert.InRange(Mean(alpha, new Box(400, 0, 100, 200)), 0, 0.02);
        Assert.InRange(Mean(alpha, new Box(190, 60, 70, 110)), 0.99, 1);
        Assert.InRange(Mean(alpha, new Box(150, 300, 120, 150)), 0.98, 1);
    }

    [Fact]
    public async Task A_picture_on_its_side_is_cut_out_on_its_own_pixels()
    {
        Picture upright = TestPortraits.Decode(TestPortraits.Astronaut);
        Cutout expected = await TestPortraits.Studio.CutOutAsync(TestPortraits.Astronaut, cancel: None);
        Cutout turned = await TestPortraits.Studio.CutOutAsync(PictureEncoder.EncodePng(upright.Turned(1), cancel: None), cancel: None);
        double difference = 0;
        for (int y = 0; y < 512; y++)
            for (int x = 0; x < 512; x++)
                difference += Math.Abs(expected.Alpha[x, y] - turned.Alpha[511 - y, x]);
        Assert.InRange(difference / (512 * 512), 0, 0.001);
    }

    /// <summary>The same subject before walls and scenery: the known matte must come back.</summary>
    [Theory]
    [InlineData("argon-christian", "grey", 12)]
    [InlineData("argon-christian", "white", 12)]
    [InlineData("paper-ayo-ogunseinde", "dim", 12)]
    [InlineData("material-camp", "beige", 12)]
    [InlineData("argon-team-4", "grey", 20)]
    public async Task A_known_matte_comes_back_before_another_wall(string id, string wall, double largestMean)
    {
        Cutout truth = await TestPortraits.Studio.CutOutAsync(TestPortraits.Get(id).Bytes, cancel: None);
        Picture composite = Before(truth, wall);
        Plane found = (await TestPortraits.Studio.CutOutAsync(PictureEncoder.EncodePng(composite, cancel: None), cancel: None)).Alpha;
        double sum = 0;
        for (int i = 0; i < found.Values.Length; i++)
            sum += Math.Abs(found.Values[i] - truth.Alpha.Values[i]);
        // Thousandths of the picture: 12 is what a megapixel's SAD of 12k would be.
        Assert.InRange(1000 * sum / found.Values.Length, 0, largestMean);
    }

    [Fact]
    public async Task No_trace_of_a_saturated_background_stays_at_the_edge()
    {
        Cutout truth = await TestPortraits.Studio.CutOutAsync(TestPortraits.Get("argon-christian").Bytes, cancel: None);
        Picture onGreen = Before(truth, "green-screen");
        Cutout again = await TestPortraits.Studio.CutOutAsync(PictureEncoder.EncodePng(onGreen, cancel: None), cancel: None);
        double spill = 0, weight = 0;
        for (int i = 0; i < again.Alpha.Values.Length; i++)
        {
            float a = again.Alpha.Values[i];
            if (a is < 0.1f or > 0.9f)
                continue;
            ReadOnlySpan<byte> was = truth.Foreground.Rgb.AsSpan(3 * i, 3), now = again.Foreground.Rgb.AsSpan(3 * i, 3);
            spill += a * Math.Max(0, now[1] - Math.Max(now[0], now[2]) - Math.Max(0, was[1] - Math.Max(was[0], was[2])));
            weight += a;
        }
        Assert.InRange(spill / weight, 0, 12);
    }

    [Fact]
    public async Task A_picture_that_is_cut_out_already_keeps_its_own_alpha_and_the_colours_of_its_hair()
    {
        Cutout first = await TestPortraits.Studio.CutOutAsync(TestPortraits.Get("argon-christian").Bytes, cancel: None);
        byte[] stored = first.ToRgba();
        Cutout again = await TestPortraits.Studio.CutOutAsync(PictureEncoder.EncodePng(first.Foreground.Size, stored, cancel: None), cancel: None);
        byte[] kept = again.ToRgba();
        for (int i = 0; i < stored.Length; i += 4)
        {
            Assert.Equal(stored[i + 3], kept[i + 3]);
            for (int c = 0; c < 3 && stored[i + 3] > 0; c++)
                Assert.InRange(kept[i + c], stored[i + c] - (130.0 / stored[i + 3]) - 1, stored[i + c] + (130.0 / stored[i + 3]) + 1);
        }
        Assert.Equal("portraits.transparency-used", Assert.Single(again.Notes).Id);
    }

    [Fact]
    public async Task Transparency_that_outlines_nobody_is_no_matte_and_that_is_said()
    {
        Picture portrait = TestPortraits.Decode(TestPortraits.Get("argon-christian").Bytes);
        byte[] rgba = new byte[portrait.Size.Area * 4];
        for (int i = 0; i < portrait.Size.Area; i++)
        {
            portrait.Rgb.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[(4 * i) + 3] = (byte)(i / portrait.Width < portrait.Height / 10 ? 0 : 255);
        }
        Cutout cutout = await TestPortraits.Studio.CutOutAsync(PictureEncoder.EncodePng(portrait.Size, rgba, cancel: None), cancel: None);
        Assert.Contains(cutout.Notes, note => note.Id == "portraits.transparency-ignored");
        Assert.InRange(cutout.Alpha.Values.Average(), 0.2, 0.7);
    }

    [Fact]
    public async Task Bars_around_a_photo_are_transparent_and_the_person_is_cut_out_as_without_them()
    {
        const int Bar = 60;
        Picture photo = TestPortraits.Decode(TestPortraits.Astronaut);
        byte[] rgb = new byte[512 * (512 + (2 * Bar)) * 3];
        photo.Rgb.AsSpan(0, 512 * 512 * 3).CopyTo(rgb.AsSpan(512 * Bar * 3));
        Plane expected = (await TestPortraits.Studio.CutOutAsync(TestPortraits.Astronaut, cancel: None)).Alpha;
        Cutout framed = await TestPortraits.Studio.CutOutAsync(PictureEncoder.EncodePng(new Picture(new PixelSize(512, 512 + (2 * Bar)), rgb), cancel: None), cancel: None);
        Assert.Contains(framed.Notes, note => note.Id == "portraits.border-left-out");
        Assert.Equal(0, Mean(framed.Alpha, new Box(0, 0, 512, Bar)) + Mean(framed.Alpha, new Box(0, 512 + Bar, 512, Bar)));
        double difference = 0;
        for (int y = 0; y < 512; y++)
            for (int x = 0; x < 512; x++)
                difference += Math.Abs(expected[x, y] - framed.Alpha[x, y + Bar]);
        Assert.InRange(difference / (512 * 512), 0, 0.012);
    }

    [Fact]
    public void No_portrait_has_a_border_that_is_only_a_wall_or_a_shirt()
    {
        Annotated[] portraits = [.. TestPortraits.All.Where(entry => entry.Faces > 0 && !entry.Path.Contains("screenshot", StringComparison.Ordinal))];
        Assert.SkipUnless(portraits.Length > 1, "The test portraits are not there: run 'npm ci' in test/portraits.");
        Assert.Empty(portraits.Where(entry => BorderFinder.Find(entry.Picture).Any).Select(entry => entry.Id));
    }

    [Fact]
    public async Task People_of_similar_size_are_cut_out_together_and_one_alone_where_one_is_wanted()
    {
        Cutout left = await TestPortraits.Studio.CutOutAsync(TestPortraits.Get("argon-christian").Bytes, cancel: None);
        byte[] both = PictureEncoder.EncodePng(SideBySide(left), cancel: None);
        Cutout all = await TestPortraits.Studio.CutOutPeopleAsync(both, People.All, cancel: None);
        Cutout main = await TestPortraits.Studio.CutOutPeopleAsync(both, People.Main, cancel: None);
        Assert.Equal((2, 1), (all.People, main.People));
        Box first = new(0, 0, left.Alpha.Width, left.Alpha.Height), second = first with { X = left.Alpha.Width };
        double whole = Mean(left.Alpha, first);
        Assert.InRange(Mean(all.Alpha, first) / whole, 0.95, 1.05);
        Assert.InRange(Mean(all.Alpha, second) / whole, 0.95, 1.05);
        // Never a piece of the other: next to nothing, or a whole person.
        Assert.InRange(Math.Min(Mean(main.Alpha, first), Mean(main.Alpha, second)) / whole, 0, 0.03);
        Assert.InRange(Math.Max(Mean(main.Alpha, first), Mean(main.Alpha, second)) / whole, 0.9, 1.05);
    }

    [Fact]
    public async Task A_head_seen_from_behind_is_cut_out_too()
    {
        Annotated? entry = TestPortraits.All.FirstOrDefault(e => e.Kind is "back-of-head" or "face-hidden");
        if (entry is null)
            Assert.Skip("The test portraits are not there: run 'npm ci' in test/portraits.");
        Plane alpha = (await TestPortraits.Studio.CutOutAsync(entry.Bytes, cancel: None)).Alpha;
        Assert.InRange(alpha.Values.Average(), 0.05, 0.95);
    }

    [Fact]
    public async Task A_picture_without_a_person_is_refused()
    {
        byte[] grey = PictureEncoder.EncodePng(new Picture(new PixelSize(300, 300), [.. Enumerable.Repeat((byte)128, 270000)]), cancel: None);
        PhotoException refusal = await Assert.ThrowsAsync<PhotoException>(() => TestPortraits.Studio.CutOutAsync(grey, cancel: None));
        Assert.Equal(Refusals.NoPerson, refusal.Code);
    }

    private static Picture SideBySide(Cutout cutout)
    {
        Picture one = Before(cutout, "beige");
        byte[] rgb = new byte[one.Rgb.Length * 2];
        for (int y = 0; y < one.Height; y++)
            for (int half = 0; half < 2; half++)
                one.Row(y).CopyTo(rgb.AsSpan(3 * ((y * 2) + half) * one.Width));
        return new Picture(new PixelSize(one.Width * 2, one.Height), rgb);
    }

    private static Picture Before(Cutout cutout, string wall)
    {
        Random random = new(7);
        byte[] colour = wall switch
        {
            "grey" => [150, 152, 156],
            "white" => [242, 242, 240],
            "dim" => [80, 78, 74],
            "beige" => [208, 194, 170],
            _ => [20, 200, 40],
        };
        PixelSize size = cutout.Alpha.Size;
        byte[] rgb = new byte[size.Area * 3];
        for (int i = 0; i < cutout.Alpha.Values.Length; i++)
        {
            double light = (30.0 * (i % size.Width) / size.Width) - 15;
            for (int c = 0; c < 3; c++)
            {
                double behind = Math.Clamp(colour[c] + light + (6 * (random.NextDouble() - 0.5)), 0, 255);
                float a = cutout.Alpha.Values[i];
                rgb[(3 * i) + c] = (byte)((cutout.Foreground.Rgb[(3 * i) + c] * a) + (behind * (1 - a)) + 0.5);
            }
        }
        return new Picture(size, rgb);
    }

    private static double Mean(Plane plane, Box box)
    {
        double sum = 0;
        for (int y = (int)box.Y; y < box.Bottom; y++)
            for (int x = (int)box.X; x < box.Right; x++)
                sum += plane[x, y];
        return sum / box.Area;
    }
}
