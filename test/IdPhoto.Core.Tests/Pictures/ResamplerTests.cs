using CsCheck;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Pictures;

public sealed class ResamplerTests
{
    private static readonly Gen<Picture> Pictures =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 40]
        from bytes in Gen.Byte.Array[width * height * 3]
        select new Picture(new PixelSize(width, height), bytes);

    [Fact]
    public void Resampling_to_the_same_pixels_changes_nothing()
        => Pictures.Sample(picture =>
        {
            Picture same = Resampler.Resize(picture, new Box(0, 0, picture.Width, picture.Height), picture.Size, ResamplingKernel.CatmullRom);
            Assert.Equal(picture.Rgb, same.Rgb);
        }, iter: Samples.Of(200));

    [Fact]
    public void The_fast_resampler_agrees_with_a_plain_one_for_crops()
        => Gen.Select(Pictures, Gen.Double[-5, 30], Gen.Double[-5, 30], Gen.Double[0.3, 6], Gen.Enum<ResamplingKernel>()).Sample((picture, x, y, scale, kernel) =>
        {
            AffineMap map = new(scale, 0, x, 0, scale, y);
            AssertClose(picture, map, new PixelSize(7, 5), kernel);
        }, iter: Samples.Of(300));

    [Fact]
    public void The_fast_resampler_agrees_with_a_plain_one_for_turned_crops()
        => Gen.Select(Pictures, Gen.Double[0, 30], Gen.Double[0, 30], Gen.Double[0.3, 6], Gen.Double[-3, 3]).Sample((picture, x, y, scale, angle) =>
        {
            AffineMap map = AffineMap.FromCentre(new Point(x, y), angle, scale, new PixelSize(6, 6));
            AssertClose(picture, map, new PixelSize(6, 6), ResamplingKernel.CatmullRom);
        }, iter: Samples.Of(300));

    [Fact]
    public void Wanted_pixels_are_those_that_resampling_everything_gives()
        => Gen.Select(Pictures, Gen.Double[0.3, 6], Gen.Double[-3, 3]).Sample((picture, scale, angle) =>
        {
            PixelSize size = new(6, 6);
            AffineMap map = AffineMap.FromCentre(new Point(9, 7), angle, scale, size);
            Picture all = Resampler.Resample(picture, map, size, ResamplingKernel.CatmullRom);
            Picture some = Resampler.ResampleWhere(picture, map, size, ResamplingKernel.CatmullRom, [.. Enumerable.Range(0, 36).Select(i => i % 3 == 0)]);
            for (int i = 0; i < 36; i += 3)
                Assert.Equal(all.Rgb.AsSpan(3 * i, 3), some.Rgb.AsSpan(3 * i, 3));
        }, iter: 100);

    [Fact]
    public void Half_a_pixel_of_shift_is_the_mean_of_neighbours()
    {
        Picture picture = new(new PixelSize(3, 1), [0, 0, 0, 100, 100, 100, 200, 200, 200]);
        Picture shifted = Resampler.Resample(picture, new AffineMap(1, 0, 0.5, 0, 1, 0), new PixelSize(2, 1), ResamplingKernel.Triangle);
        Assert.Equal([50, 50, 50, 150, 150, 150], shifted.Rgb);
    }

    [Fact]
    public void A_map_and_its_inverse_cancel()
        => Gen.Select(Gen.Double[-50, 50], Gen.Double[-50, 50], Gen.Double[-3, 3], Gen.Double[0.1, 9]).Sample((x, y, angle, scale) =>
        {
            AffineMap map = AffineMap.FromCentre(new Point(x, y), angle, scale, new PixelSize(31, 17));
            Point back = map.Inverse().Apply(map.Apply(new Point(3, 4)));
            Assert.Equal(3, back.X, 1e-9);
            Assert.Equal(4, back.Y, 1e-9);
            Assert.Equal(x, map.Apply(new Point(15.5, 8.5)).X, 1e-9);
        });

    [Fact]
    public void Four_quarter_turns_are_none()
        => Pictures.Sample(picture =>
        {
            Assert.Equal(picture.Rgb, picture.Turned(1).Turned(1).Turned(2).Rgb);
            Assert.Equal(picture.Turned(1).Rgb, picture.Turned(3).Turned(2).Rgb);
        }, iter: Samples.Of(100));

    // One level of rounding, and what 1/64 pixel of phase can shift on pure noise: the plain twin uses exact positions.
    private static void AssertClose(Picture picture, AffineMap map, PixelSize size, ResamplingKernel kernel)
    {
        Picture fast = Resampler.Resample(picture, map, size, kernel);
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++)
                for (int c = 0; c < 3; c++)
                    Assert.Equal(Plain(picture, map.Apply(new Point(x + 0.5, y + 0.5)), map, kernel, c), fast.Rgb[(3 * ((y * size.Width) + x)) + c], 6.0);
    }

    private static double Plain(Picture picture, Point at, AffineMap map, ResamplingKernel kernel, int channel)
    {
        double sx = Math.Max(1, map.ScaleX), sy = Math.Max(1, map.ScaleY), sum = 0, total = 0;
        int reach = (int)Math.Ceiling(2 * Math.Max(sx, sy)) + 1;
        for (int y = (int)at.Y - reach; y <= (int)at.Y + reach; y++)
            for (int x = (int)at.X - reach; x <= (int)at.X + reach; x++)
            {
                double weight = Weight(kernel, (x + 0.5 - at.X) / sx) * Weight(kernel, (y + 0.5 - at.Y) / sy);
                int i = (Math.Clamp(y, 0, picture.Height - 1) * picture.Width) + Math.Clamp(x, 0, picture.Width - 1);
                sum += weight * picture.Rgb[(3 * i) + channel];
                total += weight;
            }
        return Math.Clamp(sum / total, 0, 255);
    }

    private static double Weight(ResamplingKernel kernel, double x)
    {
        x = Math.Abs(x);
        if (kernel == ResamplingKernel.Triangle)
            return Math.Max(0, 1 - x);
        return x < 1 ? (1.5 * x * x * x) - (2.5 * x * x) + 1 : x < 2 ? (-0.5 * x * x * x) + (2.5 * x * x) - (4 * x) + 2 : 0;
    }
}
