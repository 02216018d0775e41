using CsCheck;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using Xunit;

namespace IdPhoto.Tests.Edits;

/// <summary>For a document that forbids alteration, nothing happens to a pixel but one resampling.</summary>
public sealed class UntouchedTests
{
    private static readonly PhotoSpec[] Untouchable = [.. PhotoSpecs.All.Where(spec => spec.Edit.Permitted == EditLevel.Untouched)];

    /// <summary>Random noise, on which every wrong weight shows, with a head of any size, place and roll in it.</summary>
    private static readonly Gen<(Portrait Portrait, PhotoSpec Spec)> Jobs =
        from width in Gen.Int[60, 300]
        from height in Gen.Int[60, 300]
        from seed in Gen.Int
        from x in Gen.Double[0.3, 0.7]
        from y in Gen.Double[0.3, 0.6]
        from t in Gen.Double[0.1, 0.3]
        from roll in Gen.Double[-12, 12]
        from spec in Gen.Int[0, Untouchable.Length - 1]
        select (NoisyPortrait.Of(new PixelSize(width, height), seed, new Point(x * width, y * height), t * height, roll), Untouchable[spec]);

    [Fact]
    public void An_untouched_photo_is_a_plain_resample_of_the_source_pixel_for_pixel() => Jobs.Sample(job =>
    {
        MadePhoto photo = NoisyPortrait.Make(job.Portrait, job.Spec, new MakeOptions { Force = true });
        AffineMap map = photo.Placement.TargetToSource;

        Assert.Equal((0, 0, map.A), (map.B, map.D, map.E)); // neither turned nor stretched
        AssertResampled(job.Portrait.Picture, map, photo.Picture);
        Assert.Equal(EditLevel.Untouched, photo.Level);
        Assert.All(photo.Edits, edit => Assert.Contains(edit.Operation, (string[])[EditOperations.Crop, EditOperations.Scale]));
    }, iter: Samples.Of(60));

    [Fact]
    public void The_page_never_reaches_beyond_a_picture_whose_background_is_kept() => Jobs.Sample(job =>
        Assert.True(NoisyPortrait.Make(job.Portrait, job.Spec, new MakeOptions { Force = true }).Placement.Excess.IsNone), iter: Samples.Of(300));

    // The definition once more, in doubles and without a table: Catmull-Rom, widened where the picture shrinks, weights that
    // sum to one, its centre on a 64th of a pixel, edge pixels repeated, rounded to the nearest value.
    private static void AssertResampled(Picture source, AffineMap map, Picture photo)
    {
        (int Pixel, double Weight)[][] across = [.. Enumerable.Range(0, photo.Width).Select(x => Weights(map.C + (map.A * (x + 0.5)), map.A, source.Width))];
        for (int y = 0; y < photo.Height; y += 7)
        {
            (int Pixel, double Weight)[] down = Weights(map.F + (map.E * (y + 0.5)), map.A, source.Height);
            for (int x = 0; x < photo.Width; x += 5)
                for (int c = 0; c < 3; c++)
                {
                    double exact = Resampled(source, across[x], down, c);
                    // Half a step is rounding; the rest what single precision adds to it.
                    Assert.Equal(exact, photo.Rgb[(3 * ((y * photo.Width) + x)) + c], 0.5 + 2e-3);
                }
        }
    }

    private static double Resampled(Picture source, (int Pixel, double Weight)[] across, (int Pixel, double Weight)[] down, int channel)
    {
        double sum = 0;
        foreach ((int row, double v) in down)
            foreach ((int column, double h) in across)
                sum += v * h * source.Rgb[(3 * ((row * source.Width) + column)) + channel];
        return Math.Clamp(sum, 0, 255);
    }

    private static (int Pixel, double Weight)[] Weights(double centre, double scale, int length)
    {
        double wide = Math.Max(1, scale), reach = 2 * wide;
        double start = Math.Floor(((centre - 0.5 - reach) * 64) + 0.5) / 64;
        double middle = start + reach;
        List<(int, double)> weights = [];
        for (int i = (int)Math.Floor(start); i <= middle + reach + 1; i++)
            weights.Add((Math.Clamp(i, 0, length - 1), Kernel(Math.Abs(i - middle) / wide)));
        double total = weights.Sum(weight => weight.Item2);
        return [.. weights.Select(weight => (weight.Item1, weight.Item2 / total))];
    }

    private static double Kernel(double d) => d < 1 ? (1.5 * d * d * d) - (2.5 * d * d) + 1 : d < 2 ? (-0.5 * d * d * d) + (2.5 * d * d) - (4 * d) + 2 : 0;
}
