using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Composites;

/// <summary>Painted walls, the commonest background of a portrait: a gradient, vignetting, a soft shadow, sensor noise.</summary>
/// <param name="Name">For file names.</param>
/// <param name="Colour">In the middle.</param>
/// <param name="Contrast">How much the light may vary across the wall, in 8-bit steps.</param>
internal sealed record Wall(string Name, Colour Colour, double Contrast)
{
    private const double Noise = 5;

    public static IReadOnlyList<Wall> All { get; } =
    [
        new("white", new Colour(240, 240, 238), 22),
        new("grey", new Colour(160, 162, 165), 80),
        new("dim", new Colour(74, 72, 70), 60),
        new("dim-blue", new Colour(60, 80, 110), 60),
        new("beige", new Colour(205, 190, 168), 70),
        new("green", new Colour(110, 140, 115), 70),
    ];

    /// <summary>Those on which a shadow shows.</summary>
    public static IReadOnlyList<Wall> Bright { get; } = [.. All.Where(wall => wall.Colour.G >= 140)];

    /// <summary>Paints the wall; the same random numbers give the same wall.</summary>
    public Picture Paint(PixelSize size, Random random)
    {
        Light light = new(random, Contrast);
        byte[] rgb = new byte[size.Area * 3];
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++)
            {
                double step = light.At((double)x / size.Width, (double)y / size.Height) + Bell(random, Noise);
                int i = 3 * ((y * size.Width) + x);
                rgb[i] = Shade(Colour.R, step, random);
                rgb[i + 1] = Shade(Colour.G, step, random);
                rgb[i + 2] = Shade(Colour.B, step, random);
            }
        return new Picture(size, rgb);
    }

    private static byte Shade(byte colour, double step, Random random)
        => (byte)Math.Clamp(colour + step + ((random.NextDouble() - 0.5) * 3), 0, 255);

    // The sum of three uniform numbers is bell-shaped enough for noise.
    private static double Bell(Random random, double width)
        => (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * width;

    private sealed class Light(Random random, double contrast)
    {
        private readonly double _across = (random.NextDouble() - 0.5) * contrast;
        private readonly double _down = (random.NextDouble() - 0.5) * contrast;
        private readonly double _vignette = random.NextDouble() * contrast * 0.6;
        private readonly double _shadow = random.NextDouble() * contrast * 0.4;
        private readonly double _shadowX = random.NextDouble();
        private readonly double _shadowWidth = 0.05 + (0.2 * random.NextDouble());

        public double At(double u, double v)
        {
            double x = u - 0.5, y = v - 0.5, s = (u - _shadowX) / _shadowWidth;
            return (_across * x) + (_down * y) - (_vignette * ((x * x) + (y * y))) - (_shadow * Math.Exp(-s * s) * Math.Clamp((v * 2) - 0.6, 0, 1));
        }
    }
}
