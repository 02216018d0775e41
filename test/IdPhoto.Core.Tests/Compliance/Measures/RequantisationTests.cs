using IdPhoto.Compliance.Measures;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Compliance.Measures;

/// <summary>Pictures of 8 x 8 blocks whose coefficients were quantised once, as a JPEG's are, and rounded to levels since.</summary>
public sealed class RequantisationTests
{
    private const int Side = 256;

    private static readonly Box All = new(0, 0, Side, Side);

    /// <summary>ITU-T T.81, table K.1, the first four rows and columns.</summary>
    private static readonly int[,] Standard = { { 16, 11, 10, 16 }, { 12, 12, 14, 19 }, { 14, 13, 16, 24 }, { 14, 17, 22, 29 } };

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(25)]
    [InlineData(50)]
    [InlineData(70)]
    public void The_quality_that_a_picture_was_once_saved_at_shows_in_its_pixels(int quality)
        => Assert.Equal(quality, Requantisation.Quality(Saved(quality), All), 0.12 * quality);

    [Fact]
    public void A_picture_that_was_never_quantised_tells_nothing()
        => Assert.Equal(double.NaN, Requantisation.Quality(Saved(quality: null), All));

    // Cropped or enlarged, the blocks lie elsewhere.
    [Fact]
    public void Off_the_grid_nothing_shows()
    {
        Picture saved = Saved(12);
        Picture moved = saved.Part(3, 5, new PixelSize(Side - 8, Side - 8));

        Assert.Equal(double.NaN, Requantisation.Quality(moved, new Box(0, 0, moved.Width, moved.Height)));
    }

    [Fact]
    public void Where_the_blocks_begin_is_told_and_the_quality_shows_again()
    {
        Picture moved = Saved(12).Part(3, 5, new PixelSize(Side - 8, Side - 8));

        Assert.Equal(12, Requantisation.Quality(moved, new Box(0, 0, moved.Width, moved.Height), new BlockOrigin(5, 3)), 1.5);
    }

    [Fact]
    public void A_region_of_few_blocks_is_too_small()
        => Assert.Equal(double.NaN, Requantisation.Quality(Saved(12), new Box(0, 0, 39, 200)));

    private static Picture Saved(int? quality)
    {
        Random random = new(5);
        byte[] rgb = new byte[3 * Side * Side];
        double[] block = new double[64];
        for (int top = 0; top < Side; top += 8)
            for (int left = 0; left < Side; left += 8)
            {
                Draw(block, random, quality);
                for (int i = 0; i < 64; i++)
                {
                    byte level = (byte)Math.Clamp(Math.Round(128 + block[i] + (0.8 * (random.NextDouble() - random.NextDouble()))), 0, 255);
                    int at = 3 * (((top + (i / 8)) * Side) + left + (i % 8));
                    (rgb[at], rgb[at + 1], rgb[at + 2]) = (level, level, level);
                }
            }
        return new Picture(new PixelSize(Side, Side), rgb);
    }

    // Coefficients fall off with their frequency, as in photographs.
    private static void Draw(double[] block, Random random, int? quality)
    {
        Array.Clear(block);
        for (int row = 0; row < 4; row++)
            for (int column = 0; column < 4; column++)
            {
                double coefficient = -Math.Log(1 - random.NextDouble()) * 45 / (1 + row + column) * (random.Next(2) == 0 ? 1 : -1);
                if (quality is int q)
                    coefficient = Quantised(coefficient, Math.Max(1, Math.Round(Standard[row, column] * (q < 50 ? 50.0 / q : 2 - (q / 50.0)))));
                for (int i = 0; i < 64; i++)
                    block[i] += coefficient * Wave(row, i / 8) * Wave(column, i % 8);
            }
    }

    private static double Quantised(double value, double step) => step * Math.Round(value / step);

    private static double Wave(int frequency, int at) => Math.Sqrt((frequency == 0 ? 1 : 2) / 8.0) * Math.Cos(((2 * at) + 1) * frequency * Math.PI / 16);
}
