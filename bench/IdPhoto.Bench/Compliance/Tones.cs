using IdPhoto.Colorimetry;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Compliance;

/// <summary>Changes of light and colour, in linear light as a camera would see them.</summary>
internal static class Tones
{
    public static Picture Exposed(Picture picture, double stops) => Scaled(picture, Math.Pow(2, stops), Math.Pow(2, stops), Math.Pow(2, stops));

    public static Picture Scaled(Picture picture, double red, double green, double blue)
        => Each(picture, (_, _, r, g, b) => (r * (float)red, g * (float)green, b * (float)blue));

    public static Picture Grey(Picture picture) => Each(picture, (_, _, r, g, b) =>
    {
        float y = (0.2126f * r) + (0.7152f * g) + (0.0722f * b);
        return (y, y, y);
    });

    /// <summary>The subject's right side gets less light, with a soft edge along the face's midline.</summary>
    public static Picture SideShadow(Picture picture, FaceMesh mesh, double stops)
    {
        double width = 0.3 * mesh.LeftEye.DistanceTo(mesh.RightEye);
        double floor = Math.Pow(2, -stops);
        return Each(picture, (x, y, r, g, b) =>
        {
            double t = Math.Clamp(((x - mesh.EyeMidpoint.X) / width) + 0.5, 0, 1);
            float light = (float)(floor + ((1 - floor) * t * t * (3 - (2 * t))));
            return (r * light, g * light, b * light);
        });
    }

    /// <summary>Stray light that is added everywhere, as by fog or a window behind the head.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="share">Of white.</param>
    public static Picture Veiled(Picture picture, double share) => Each(picture, (_, _, r, g, b) => (Veil(r, (float)share), Veil(g, (float)share), Veil(b, (float)share)));

    private static float Veil(float light, float share) => share + ((1 - share) * light);

    public static Picture Each(Picture picture, Func<int, int, float, float, float, (float R, float G, float B)> change)
    {
        byte[] rgb = new byte[picture.Size.Area * 3];
        Parallel.For(0, picture.Height, y =>
        {
            for (int x = 0; x < picture.Width; x++)
            {
                int i = 3 * ((y * picture.Width) + x);
                (float r, float g, float b) = change(x, y, SrgbCurve.ToLinear(picture.Rgb[i]), SrgbCurve.ToLinear(picture.Rgb[i + 1]), SrgbCurve.ToLinear(picture.Rgb[i + 2]));
                (rgb[i], rgb[i + 1], rgb[i + 2]) = (SrgbCurve.ToByte(r), SrgbCurve.ToByte(g), SrgbCurve.ToByte(b));
            }
        });
        return new Picture(picture.Size, rgb);
    }
}
