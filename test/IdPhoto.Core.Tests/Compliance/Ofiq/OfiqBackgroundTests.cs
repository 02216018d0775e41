using IdPhoto.Colorimetry;
using IdPhoto.Compliance.Ofiq;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Compliance.Ofiq;

/// <summary>Walls of known gradients.</summary>
public sealed class OfiqBackgroundTests
{
    [Fact]
    public void A_plain_wall_has_no_gradient_and_no_wall_no_value()
    {
        Assert.Equal(0.0, OfiqBackground.Uniformity(new DrawnFrame().Box(0, 0, 616, 616, new Colour(200, 200, 200)).Frame()));
        Assert.Null(OfiqBackground.Uniformity(new DrawnFrame().TissueBox(0, 0, 616, 616, Tissue.Clothes).Frame()));
    }

    [Fact]
    public void A_wall_that_gets_lighter_evenly_has_its_slope()
    {
        // 150 levels of linear light over 354 columns or 292 rows of the small picture; the weights of a Scharr kernel's sides sum up to 16, two pixels apart.
        Assert.Equal(32 * 150 / 354.0, Slope((x, _) => (x - 62) / 492.0), 0.2);
        Assert.Equal(32 * 150 / 292.0, Slope((_, y) => y / 406.0), 0.2);
    }

    [Fact]
    public void A_drawn_wall_has_the_mean_gradient_of_what_is_seen_of_it()
    {
        OfiqFrame frame = Drawn(new DrawnFrame()).Frame();

        Assert.Equal(Naive(frame), OfiqBackground.Uniformity(frame)!.Value, 1e-9);
    }

    [Fact]
    public void Beyond_the_photos_edges_there_is_no_wall()
    {
        // The photo shows columns 103 to 349 and rows 60 to 330 of the frame: the first and the last column lie on middles of the small picture's.
        OfiqFrame frame = Drawn(new DrawnFrame(246, 270).Shift(-103, -60)).Frame();

        Assert.Equal(new AffineMap(1, 0, -103, 0, 1, -60), frame.ToPicture);
        Assert.Equal(Naive(frame), OfiqBackground.Uniformity(frame)!.Value, 1e-9);
    }

    private static double Slope(Func<int, int, double> share) => OfiqBackground.Uniformity(
        new DrawnFrame().TissueBox(0, 0, 616, 616, Tissue.Clothes).TissueBox(100, 50, 500, 300, Tissue.Background)
            .Draw(0, 0, 616, 616, (x, y) => Grey(255 * SrgbCurve.Encode((60 + (150 * Math.Clamp(share(x, y), 0, 1))) / 255))).Frame())!.Value;

    // Something rough, with a head, spots and an edge of other things before it.
    private static DrawnFrame Drawn(DrawnFrame frame) => frame.TissueBox(0, 0, 616, 616, Tissue.Background).Draw(0, 0, 616, 616, (x, y) => Grey(((x * x / 7) + (x * y / 5) + (y * 3)) % 251))
        .TissueBox(150, 150, 470, 500, Tissue.Hair).TissueBox(100, 60, 103, 63, Tissue.Others).TissueBox(200, 0, 230, 20, Tissue.Clothes).TissueBox(540, 100, 616, 110, Tissue.Clothes).TissueBox(0, 400, 80, 616, Tissue.BodySkin);

    private static Colour Grey(double level) => new((byte)Math.Round(level), (byte)Math.Round(level), (byte)Math.Round(level));

    // The definition, pixel by pixel: the picture without 62 columns at each side and 210 rows at the bottom, as 354 x 292 pixels.
    private static double Naive(OfiqFrame frame)
    {
        AffineMap toFrame = new(492.0 / 354, 0, 62, 0, 406.0 / 292, 0);
        byte[] levels = OfiqFrame.Levels(Resampler.Resample(frame.Picture, toFrame, new PixelSize(354, 292), ResamplingKernel.Triangle));
        bool[] walls = [.. Enumerable.Range(0, levels.Length).Select(i => Shows(frame, toFrame.Apply(new Point((i % 354) + 0.5, (i / 354) + 0.5))))];
        int[] weights = [-3, 0, 3, -10, 0, 10, -3, 0, 3];
        List<double> gradients = [];
        for (int y = 1; y <= 290; y++)
            for (int x = 1; x <= 352; x++)
            {
                var around = from down in Enumerable.Range(y - 2, 4) from across in Enumerable.Range(x - 2, 4) where down is >= 0 and < 292 && across is >= 0 and < 354 select walls[(down * 354) + across];
                if (around.Contains(false))
                    continue;
                double across3 = 0, down3 = 0;
                for (int k = 0; k < 9; k++)
                {
                    across3 += weights[k] * levels[((y - 1 + (k / 3)) * 354) + x - 1 + (k % 3)];
                    down3 += weights[k] * levels[((y - 1 + (k % 3)) * 354) + x - 1 + (k / 3)];
                }
                gradients.Add(Math.Sqrt(Math.Pow(across3, 2) + Math.Pow(down3, 2)));
            }
        return gradients.Average();
    }

    private static bool Shows(OfiqFrame frame, Point at)
    {
        Point photo = frame.ToPicture.Apply(at);
        return frame.Tissues.At((int)at.X, (int)at.Y) == Tissue.Background && !(photo.X < 0 || photo.Y < 0 || photo.X >= frame.Photo.Width || photo.Y >= frame.Photo.Height);
    }
}
