using IdPhoto.Composing;
using IdPhoto.Documents;
using IdPhoto.Matting;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Composing;

/// <summary>Shoulders drawn by hand before a new background.</summary>
public sealed class OutlineContrastTests
{
    private const int Side = 120, Chin = 50;
    private static readonly AffineMap Same = new(1, 0, 0, 0, 1, 0);
    private static readonly PixelSize Page = new(Side, Side);
    private static readonly Colour White = new(255, 255, 255), Blue = new(67, 142, 219);

    [Theory]
    [InlineData(250, 250, true, 0.95, 1)]
    [InlineData(235, 235, true, 0.95, 1)]
    [InlineData(205, 205, true, 0, 0.05)]
    [InlineData(60, 60, true, 0, 0)]
    [InlineData(250, 60, true, 0.4, 0.6)]
    [InlineData(250, 250, false, 0, 0)]
    public void The_share_of_the_shoulders_that_looks_like_the_background_is_told(byte left, byte right, bool onWhite, double least, double most)
    {
        double share = OutlineContrast.FaintShare(Body(left, right), new Point(60, Chin), 40, Same, Page, onWhite ? White : Blue);
        Assert.InRange(share, least, most);
    }

    [Fact]
    public void Only_what_is_on_the_page_counts()
    {
        // The right half alone, where the shoulder is dark.
        Assert.InRange(OutlineContrast.FaintShare(Body(250, 60), new Point(60, Chin), 40, new AffineMap(1, 0, -60, 0, 1, 0), new PixelSize(60, Side), White), 0, 0.05);
    }

    [Fact]
    public void A_white_hat_above_the_chin_and_a_body_that_fills_the_picture_have_no_shoulders_to_lose()
    {
        Assert.Equal(0, OutlineContrast.FaintShare(Body(250, 250), new Point(60, Side), 40, Same, Page, White));
        Plane full = new(new PixelSize(Side, Side));
        Array.Fill(full.Values, 1);
        Assert.Equal(0, OutlineContrast.FaintShare(Of(full, _ => 250), new Point(60, Chin), 40, Same, Page, White));
    }

    private static PageCutout Body(byte left, byte right)
    {
        Plane alpha = new(new PixelSize(Side, Side));
        for (int y = 0; y < Side; y++)
            for (int x = 0; x < Side; x++)
                alpha.Values[(y * Side) + x] = Math.Abs(x - 59.5) < 10 + (0.6 * Math.Max(0, y - Chin + 10)) ? 1 : 0;
        return Of(alpha, x => x < 60 ? left : right);
    }

    private static PageCutout Of(Plane alpha, Func<int, byte> grey)
    {
        byte[] rgb = [.. Enumerable.Range(0, 3 * Side * Side).Select(i => grey(i / 3 % Side))];
        Picture picture = new(alpha.Size, rgb);
        return new PageCutout(picture, new Cutout(picture, alpha), Same);
    }
}
