using IdPhoto.Bench.Pictures;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Composites;

/// <summary>A picture whose alpha is known exactly.</summary>
/// <param name="Picture">What the engine gets to see.</param>
/// <param name="Alpha">The truth, in whole 255ths: what the picture was mixed with.</param>
internal sealed record Composite(Picture Picture, Plane Alpha)
{
    /// <summary>Lays a subject on a backdrop, mixing 8-bit values as the literature's benchmarks do.</summary>
    /// <param name="backdrop">As large as the result.</param>
    /// <param name="subject">Clipped where it reaches beyond.</param>
    /// <param name="left">The subject's first column.</param>
    /// <param name="top">The subject's first row.</param>
    /// <param name="exposure">Scales the subject's colours: 1 leaves them.</param>
    public static Composite Of(Picture backdrop, Subject subject, int left, int top, double exposure = 1)
    {
        PixelSize size = backdrop.Size;
        Plane alpha = new(size);
        byte[] rgb = (byte[])backdrop.Rgb.Clone();
        for (int y = Math.Max(0, top); y < Math.Min(size.Height, top + subject.Size.Height); y++)
            for (int x = Math.Max(0, left); x < Math.Min(size.Width, left + subject.Size.Width); x++)
            {
                int from = ((y - top) * subject.Size.Width) + x - left;
                int to = (y * size.Width) + x;
                float a = alpha.Values[to] = PictureFiles.ToByte(subject.Cutout.Alpha.Values[from]) / 255f;
                for (int c = 0; c < 3; c++)
                    rgb[(3 * to) + c] = (byte)((subject.Cutout.Foreground.Rgb[(3 * from) + c] * exposure * a) + (rgb[(3 * to) + c] * (1 - a)) + 0.5);
            }
        return new Composite(new Picture(size, rgb), alpha);
    }
}
