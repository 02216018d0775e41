using IdPhoto.Compliance.View;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Ofiq;

/// <summary>OFIQ's background uniformity: the mean gradient of linear luminance behind head and shoulders, above the mouth.</summary>
internal static class OfiqBackground
{
    private const int Width = 354;
    private const int Height = 292;
    private const int Aside = 62;
    private const int Below = 210;
    private const int Erosion = 4;

    /// <summary>Mean magnitude of the 3 x 3 Scharr gradient, or null where no background is seen.</summary>
    public static double? Uniformity(OfiqFrame frame)
    {
        double across = (OfiqFrame.Side - (2.0 * Aside)) / Width, down = (OfiqFrame.Side - (double)Below) / Height;
        AffineMap toFrame = new(across, 0, Aside, 0, down, 0);
        Picture small = Resampler.Resample(frame.Picture, toFrame, new PixelSize(Width, Height), ResamplingKernel.Triangle);
        byte[] light = OfiqFrame.Levels(small);
        bool[] wall = new bool[Width * Height];
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                wall[(y * Width) + x] = IsWall(frame, toFrame.Apply(new Point(x + 0.5, y + 0.5)));
        wall = Eroded(wall);
        double sum = 0;
        int count = 0;
        for (int y = 1; y < Height - 1; y++)
            for (int x = 1; x < Width - 1; x++)
            {
                if (!wall[(y * Width) + x])
                    continue;
                sum += Scharr(light, (y * Width) + x);
                count++;
            }
        return count == 0 ? null : sum / count;
    }

    private static bool IsWall(OfiqFrame frame, Point at)
    {
        Point photo = frame.ToPicture.Apply(at);
        bool shown = photo.X >= 0 && photo.Y >= 0 && photo.X < frame.Photo.Width && photo.Y < frame.Photo.Height;
        return shown && frame.Tissues.At(Math.Min(OfiqFrame.Side - 1, (int)at.X), Math.Min(OfiqFrame.Side - 1, (int)at.Y)) == Tissue.Background;
    }

    // A square of four pixels: two before, one after, as erosion with an even kernel has it.
    private static bool[] Eroded(bool[] mask)
    {
        bool[] eroded = new bool[mask.Length];
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                eroded[(y * Width) + x] = All(mask, x, y);
        return eroded;
    }

    private static bool All(bool[] mask, int x, int y)
    {
        for (int j = Math.Max(0, y - (Erosion / 2)); j < Math.Min(Height, y + (Erosion / 2)); j++)
            for (int i = Math.Max(0, x - (Erosion / 2)); i < Math.Min(Width, x + (Erosion / 2)); i++)
                if (!mask[(j * Width) + i])
                    return false;
        return true;
    }

    private static double Scharr(byte[] v, int i)
    {
        double x = (3 * (v[i - Width + 1] - v[i - Width - 1])) + (10 * (v[i + 1] - v[i - 1])) + (3 * (v[i + Width + 1] - v[i + Width - 1]));
        double y = (3 * (v[i + Width - 1] - v[i - Width - 1])) + (10 * (v[i + Width] - v[i - Width])) + (3 * (v[i + Width + 1] - v[i - Width + 1]));
        return Math.Sqrt((x * x) + (y * y));
    }
}
