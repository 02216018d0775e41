using IdPhoto.Matting;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Matting;

/// <summary>The alpha channel of a file as a matte: when it is one, and what becomes of the colours.</summary>
public sealed class FileMatteTests
{
    private const int Side = 200;

    [Fact]
    public void The_outline_of_a_head_and_shoulders_is_a_matte() => Assert.True(HasShape(Bust));

    [Fact]
    public void A_soft_edge_is_no_hindrance() => Assert.True(HasShape((x, y) => Bust(x, y) + ((255 - Bust(x, y)) * (Bust(x, y + 4) > 0 ? 0.4 : 0))));

    [Fact]
    public void Rounded_corners_are_no_matte() => Assert.False(HasShape((x, y) =>
    {
        double dx = Math.Max(0, Math.Max(50 - x, x - 149)), dy = Math.Max(0, Math.Max(50 - y, y - 149));
        return (dx * dx) + (dy * dy) < 2500 ? 255 : 0;
    }));

    [Fact]
    public void A_disc_is_no_matte() => Assert.False(HasShape((x, y) => ((x - 100) * (x - 100)) + ((y - 100) * (y - 100)) < 95 * 95 ? 255 : 0));

    [Fact]
    public void An_even_veil_is_no_matte() => Assert.False(HasShape((_, _) => 128));

    [Fact]
    public void Noise_is_no_matte()
    {
        Random random = new(1);
        Assert.False(HasShape((_, _) => random.Next(256)));
    }

    [Fact]
    public void A_person_with_an_enclosed_hole_for_a_background_is_no_matte()
        => Assert.False(HasShape((x, y) => ((x - 100) * (x - 100)) + ((y - 90) * (y - 90)) < 60 * 60 ? 0 : 255));

    [Fact]
    public void Colours_come_back_from_under_the_white_and_nothing_is_taken_from_where_alpha_is_zero()
    {
        byte[] brown = [90, 60, 40], alpha = [0, 12, 40, 128, 255], rgb = new byte[15];
        for (int i = 0; i < 5; i++)
            for (int c = 0; c < 3; c++)
                rgb[(3 * i) + c] = (byte)(((brown[c] * alpha[i]) + (255 * (255 - alpha[i])) + 127) / 255);
        PixelSize size = new(5, 1);
        Cutout cutout = FileMatte.Of(size, alpha).Cut(new Picture(size, rgb));
        Assert.Equal([0, 0, 0], cutout.Foreground.Rgb[..3]);
        for (int i = 1; i < 5; i++)
            for (int c = 0; c < 3; c++)
                Assert.InRange(cutout.Foreground.Rgb[(3 * i) + c], brown[c] - (130.0 / alpha[i]) - 1, brown[c] + (130.0 / alpha[i]) + 1);
        Assert.Equal(alpha, cutout.ToRgba().Where((_, i) => i % 4 == 3));
    }

    private static double Bust(int x, int y)
        => ((x - 100) * (x - 100)) + ((y - 70) * (y - 70) * 0.7) < 35 * 35 || y > 110 + (Math.Abs(x - 100) * 0.4) ? 255 : 0;

    private static bool HasShape(Func<int, int, double> alpha)
    {
        byte[] values = new byte[Side * Side];
        for (int i = 0; i < values.Length; i++)
            values[i] = (byte)alpha(i % Side, i / Side);
        return FileMatteCheck.HasShape(FileMatte.Of(new PixelSize(Side, Side), values));
    }
}
