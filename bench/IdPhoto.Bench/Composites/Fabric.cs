using IdPhoto.Bench.Portraits;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Composites;

/// <summary>Patterns for clothes, which break up the smooth shapes that networks rely on.</summary>
internal static class Fabric
{
    /// <summary>Prints are photos; the rest is drawn.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["stripes", "now-bg7", "paper-federico-beccari", "checks", "material-bg", "argon-page-text", "flowers"];

    /// <summary>A patterned cloth, large enough to cover the whole subject.</summary>
    public static Picture Weave(string name, PixelSize size, Random random)
    {
        double period = 25 + (40 * random.NextDouble());
        return name switch
        {
            "stripes" => Draw(size, (_, y) => (int)(y / period) % 2 == 0 ? (235, 230, 225) : (30, 40, 90)),
            "checks" => Draw(size, (x, y) => ((int)(x / period) + (int)(y / period)) % 2 == 0 ? (200, 60, 50) : (240, 235, 220)),
            "flowers" => Draw(size, (x, y) => Flowers(x / period, y / period)),
            _ => Scenery.Part(TestPortrait.Find(name), size, random),
        };
    }

    /// <summary>The subject in other clothes, shaded as the old ones are.</summary>
    public static Subject Dress(Subject subject, Picture cloth)
    {
        byte[] rgb = (byte[])subject.Cutout.Foreground.Rgb.Clone();
        double usual = UsualGreen(subject);
        for (int i = 0; i < subject.Clothes.Values.Length; i++)
        {
            // A steep slope around the middle: the network's own edge is many pixels wide here.
            double share = Math.Clamp((subject.Clothes.Values[i] - 0.4) * 3, 0, 1);
            double shade = Math.Clamp((rgb[(3 * i) + 1] + 30) / (usual + 30), 0.4, 1.5);
            for (int c = 3 * i; share > 0 && c < (3 * i) + 3; c++)
                rgb[c] = (byte)Math.Clamp((rgb[c] * (1 - share)) + (cloth.Rgb[c] * shade * share), 0, 255);
        }
        Picture dressed = new(subject.Size, rgb);
        return subject with { Cutout = subject.Cutout with { Foreground = dressed } };
    }

    /// <summary>The clothes up to the subject's very outline, where the network is in doubt and a rim of the old ones would show.</summary>
    public static Plane ToTheEdge(Subject subject)
    {
        (float[] clothes, float[] alpha) = (subject.Clothes.Values, subject.Cutout.Alpha.Values);
        float[] known = new float[clothes.Length];
        for (int i = 0; i < known.Length; i++)
            known[i] = alpha[i] > 0.98f && clothes[i] is > 0.8f or < 0.1f ? 1 : 0.0001f * alpha[i];
        return new Plane(subject.Size, Spread.Inwards(subject.Size, known, clothes, channels: 1));
    }

    private static double UsualGreen(Subject subject)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < subject.Clothes.Values.Length; i++)
            if (subject.Clothes.Values[i] > 0.7f)
            {
                sum += subject.Cutout.Foreground.Rgb[(3 * i) + 1];
                count++;
            }
        return count == 0 ? 128 : sum / count;
    }

    private static (int R, int G, int B) Flowers(double x, double y)
        => (Math.Sin(x * 3) + Math.Sin(y * 3.3) + Math.Sin((x + y) * 2)) switch
        {
            > 1 => (230, 90, 120),
            > 0 => (90, 150, 90),
            > -1 => (245, 240, 235),
            _ => (60, 80, 160),
        };

    private static Picture Draw(PixelSize size, Func<int, int, (int R, int G, int B)> colour)
    {
        byte[] rgb = new byte[size.Area * 3];
        for (int i = 0; i < size.Area; i++)
        {
            (int r, int g, int b) = colour(i % size.Width, i / size.Width);
            (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = ((byte)r, (byte)g, (byte)b);
        }
        return new Picture(size, rgb);
    }
}
