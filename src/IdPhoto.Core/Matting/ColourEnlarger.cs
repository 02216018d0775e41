using System.Runtime.CompilerServices;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>Carries foreground colours to a larger image without solving again.</summary>
internal static class ColourEnlarger
{
    /// <summary>
    /// Enlarges both colours bilinearly, then moves them the least that makes them mix to the image's own pixel:
    /// F + alpha e / (alpha^2 + (1 - alpha)^2), where e is what the mix leaves over.
    /// </summary>
    /// <param name="image">The larger image.</param>
    /// <param name="alpha">Its matte.</param>
    /// <param name="foreground">The person's colours at a smaller size.</param>
    /// <param name="background">The background's at the same smaller size.</param>
    public static Picture Enlarge(Picture image, Plane alpha, Picture foreground, Picture background)
    {
        byte[] rgb = new byte[image.Size.Area * 3];
        double scaleX = (double)foreground.Width / image.Width;
        double scaleY = (double)foreground.Height / image.Height;
        Parallelism.For(image.Height, y =>
        {
            Span<float> f = stackalloc float[3];
            Span<float> b = stackalloc float[3];
            for (int x = 0; x < image.Width; x++)
            {
                int i = (y * image.Width) + x;
                float a = alpha.Values[i];
                ReadOnlySpan<byte> own = image.Rgb.AsSpan(3 * i, 3);
                Span<byte> to = rgb.AsSpan(3 * i, 3);
                if (a >= 0.999f)
                {
                    own.CopyTo(to);
                    continue;
                }
                if (a <= 0)
                    continue;
                Sample(foreground, (x + 0.5) * scaleX, (y + 0.5) * scaleY, f);
                Sample(background, (x + 0.5) * scaleX, (y + 0.5) * scaleY, b);
                float gain = a / ((a * a) + ((1 - a) * (1 - a)));
                for (int c = 0; c < 3; c++)
                    to[c] = (byte)Math.Clamp(f[c] + (gain * (own[c] - (a * f[c]) - ((1 - a) * b[c]))) + 0.5f, 0f, 255f);
            }
        });
        return new Picture(image.Size, rgb);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sample(Picture picture, double x, double y, Span<float> rgb)
    {
        float column = (float)Math.Clamp(x - 0.5, 0, picture.Width - 1);
        float row = (float)Math.Clamp(y - 0.5, 0, picture.Height - 1);
        int left = Math.Min((int)column, Math.Max(0, picture.Width - 2));
        int top = Math.Min((int)row, Math.Max(0, picture.Height - 2));
        int right = Math.Min(left + 1, picture.Width - 1);
        int below = Math.Min(top + 1, picture.Height - 1);
        float fx = column - left, fy = row - top;
        for (int c = 0; c < 3; c++)
        {
            float upper = Mix(picture.Rgb[(3 * ((top * picture.Width) + left)) + c], picture.Rgb[(3 * ((top * picture.Width) + right)) + c], fx);
            float lower = Mix(picture.Rgb[(3 * ((below * picture.Width) + left)) + c], picture.Rgb[(3 * ((below * picture.Width) + right)) + c], fx);
            rgb[c] = Mix(upper, lower, fy);
        }
    }

    private static float Mix(float a, float b, float share) => a + ((b - a) * share);
}
