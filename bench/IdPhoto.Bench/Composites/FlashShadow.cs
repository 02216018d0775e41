using IdPhoto.Bench.Pictures;
using IdPhoto.Pictures;
using NetVips;

namespace IdPhoto.Bench.Composites;

/// <summary>The shadow that a camera's flash throws on a wall close behind a person: their outline, moved and hardly softened.</summary>
/// <param name="Right">Pixels to the right of the person.</param>
/// <param name="Down">Pixels below.</param>
/// <param name="Softness">Sigma of its edge, in pixels.</param>
/// <param name="Depth">Share of the light that is missing in it, of 8-bit values.</param>
internal sealed record FlashShadow(int Right, int Down, double Softness, double Depth)
{
    /// <summary>A shadow beside a head of usual size, on either side.</summary>
    public static FlashShadow Of(Random random) => new(
        (random.Next(2) == 0 ? -1 : 1) * random.Next(8, 45), random.Next(4, 30), 1.5 + (6 * random.NextDouble()), 0.2 + (0.35 * random.NextDouble()));

    /// <summary>The wall with the shadow of a person who is laid on it later.</summary>
    /// <param name="wall">As large as the result.</param>
    /// <param name="person">The person's alpha, as large as the wall.</param>
    public Picture On(Picture wall, Plane person)
    {
        byte[] light = Light(wall.Size, person), rgb = new byte[wall.Rgb.Length];
        for (int i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(((wall.Rgb[i] * light[i / 3]) + 127) / 255);
        return new Picture(wall.Size, rgb);
    }

    private byte[] Light(PixelSize size, Plane person)
    {
        byte[] hard = new byte[size.Area];
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++)
                hard[(y * size.Width) + x] = PictureFiles.ToByte((float)(1 - (Depth * Covered(person, x - Right, y - Down))));
        using Image image = Image.NewFromMemory(hard, size.Width, size.Height, 1, Enums.BandFormat.Uchar);
        using Image soft = image.Gaussblur(Softness);
        return soft.WriteToMemory<byte>();
    }

    // Whoever is cut off by the picture's edge goes on beyond it.
    private static float Covered(Plane person, int x, int y) => person[Math.Clamp(x, 0, person.Width - 1), Math.Clamp(y, 0, person.Height - 1)];
}
