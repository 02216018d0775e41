using CsCheck;
using IdPhoto.Matting;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Matting;

public sealed class MattingTests
{
    [Fact]
    public void Distances_are_those_of_a_search_over_all_pixels()
        => Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Double[0.02, 0.6], Gen.Int).Sample((width, height, share, seed) =>
        {
            Random random = new(seed);
            PixelSize size = new(width, height);
            bool[] set = [.. Enumerable.Range(0, width * height).Select(_ => random.NextDouble() < share)];
            set[random.Next(set.Length)] = true;
            float[] distances = DistanceTransform.To(size, set);
            for (int i = 0; i < distances.Length; i++)
                Assert.Equal(Enumerable.Range(0, set.Length).Where(j => set[j]).Min(j => Distance(i, j, width)), distances[i], 1e-3);
        }, iter: Samples.Of(100));

    [Fact]
    public void Closed_form_matting_recovers_a_blend_of_two_smooth_colours()
    {
        // On a picture that is alpha F + (1 - alpha) B with F and B constant, the true alpha costs nothing but rounding to 8 bits.
        PixelSize size = new(48, 40);
        byte[] rgb = new byte[size.Area * 3];
        float[] truth = new float[size.Area];
        for (int i = 0; i < truth.Length; i++)
        {
            truth[i] = Math.Clamp(((i % size.Width) - 18) / 12f, 0, 1);
            rgb[3 * i] = (byte)(20 + (200 * truth[i]));
            rgb[(3 * i) + 1] = (byte)(220 - (180 * truth[i]));
            rgb[(3 * i) + 2] = (byte)(90 + (60 * truth[i]));
        }
        UnknownRuns unknown = UnknownRuns.Find(size, i => truth[i] is > 0 and < 1);
        float[] alpha = [.. truth.Select(a => a is > 0 and < 1 ? 0.5f : a)];
        float[] prior = [.. Enumerable.Repeat(0.5f, unknown.Count)];
        float[] weight = [.. Enumerable.Repeat(1e-5f, unknown.Count)];
        new ClosedForm(new Picture(size, rgb), unknown).Solve(alpha, prior, weight, 2000, 1e-7);
        for (int i = 0; i < alpha.Length; i++)
            Assert.Equal(truth[i], alpha[i], 0.05);
    }

    [Fact]
    public void Closed_form_matting_gives_the_same_bits_every_time()
    {
        Random random = new(3);
        PixelSize size = new(120, 90);
        byte[] rgb = new byte[size.Area * 3];
        random.NextBytes(rgb);
        Picture image = new(size, rgb);
        UnknownRuns unknown = UnknownRuns.Find(size, i => i % size.Width is > 20 and < 95);
        float[] Run()
        {
            float[] alpha = [.. Enumerable.Range(0, (int)size.Area).Select(i => i % size.Width <= 20 ? 0f : 1f)];
            new ClosedForm(image, unknown).Solve(alpha, new float[unknown.Count], [.. Enumerable.Repeat(0.01f, unknown.Count)], 50);
            return alpha;
        }
        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Foreground_colours_are_free_of_the_old_background()
    {
        // A soft edge of skin colour on saturated green: the estimate must not keep the green.
        PixelSize size = new(160, 120);
        Plane alpha = new(size);
        byte[] rgb = new byte[size.Area * 3];
        byte[] skin = [205, 160, 140], wall = [10, 220, 30];
        for (int i = 0; i < alpha.Values.Length; i++)
        {
            float a = Math.Clamp(((i % size.Width) - 60) / 30f, 0, 1);
            alpha.Values[i] = a;
            for (int c = 0; c < 3; c++)
                rgb[(3 * i) + c] = (byte)((skin[c] * a) + (wall[c] * (1 - a)) + 0.5f);
        }
        Picture foreground = ForegroundColours.Estimate(new Picture(size, rgb), alpha);
        for (int i = 0; i < alpha.Values.Length; i++)
            if (alpha.Values[i] > 0.05f)
                for (int c = 0; c < 3; c++)
                    Assert.Equal(skin[c], foreground.Rgb[(3 * i) + c], 4.0);
    }

    [Fact]
    public void Connected_components_are_joined_by_edges_and_not_by_corners()
    {
        bool[] mask = [true, false, true, false, true, false, true, true, false];
        ConnectedComponents parts = ConnectedComponents.Of(new PixelSize(3, 3), mask);
        Assert.Equal(3, parts.Count);
        Assert.Equal([0, 1, 1, 3], parts.Areas);
        Assert.True(parts.TouchesEdge(1, new PixelSize(3, 3)));
    }

    private static double Distance(int i, int j, int width)
    {
        int dx = (i % width) - (j % width), dy = (i / width) - (j / width);
        return Math.Sqrt((dx * dx) + (dy * dy));
    }
}
