using IdPhoto.Pictures;

namespace IdPhoto.Bench.Compliance;

/// <summary>Out of focus, and shaken.</summary>
internal static class Blurring
{
    public static Picture Gaussian(Picture picture, double sigma)
    {
        int reach = Math.Max(1, (int)Math.Ceiling(3 * sigma));
        double[] kernel = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(k => Math.Exp(-0.5 * k * k / (sigma * sigma)))];
        return Along(Along(picture, kernel, 1, 0), kernel, 0, 1);
    }

    public static Picture Motion(Picture picture, double length)
        => Along(picture, [.. Enumerable.Repeat(1.0, Math.Max(2, (int)Math.Round(length)))], 1, 0);

    private static Picture Along(Picture picture, double[] kernel, int dx, int dy)
    {
        double sum = kernel.Sum();
        byte[] rgb = new byte[picture.Size.Area * 3];
        Parallel.For(0, picture.Height, y =>
        {
            for (int x = 0; x < picture.Width; x++)
            {
                double r = 0, g = 0, b = 0;
                for (int k = 0; k < kernel.Length; k++)
                {
                    int step = k - (kernel.Length / 2);
                    int i = 3 * ((Math.Clamp(y + (step * dy), 0, picture.Height - 1) * picture.Width) + Math.Clamp(x + (step * dx), 0, picture.Width - 1));
                    r += kernel[k] * picture.Rgb[i];
                    g += kernel[k] * picture.Rgb[i + 1];
                    b += kernel[k] * picture.Rgb[i + 2];
                }
                int to = 3 * ((y * picture.Width) + x);
                (rgb[to], rgb[to + 1], rgb[to + 2]) = ((byte)((r / sum) + 0.5), (byte)((g / sum) + 0.5), (byte)((b / sum) + 0.5));
            }
        });
        return new Picture(picture.Size, rgb);
    }
}
