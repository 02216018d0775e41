using IdPhoto.Colorimetry;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>What the background would look like behind the person, spread inwards from where both networks see none of them.</summary>
/// <remarks>
/// Networks see blobs of a body on a smooth wall, the commonest wall there is. A wall is also the easiest thing to
/// predict: where a pixel looks just like the wall around it, no network's fancy stands; where it plainly does not,
/// something stands before the wall.
/// </remarks>
internal sealed class BackgroundModel
{
    private const float Sure = 0.06f;

    /// <summary>Residuals of a wall, in 8-bit levels: below the first it is even, above the second busy.</summary>
    private const float EvenBelow = 7;
    private const float BusyAbove = 16;
    private const float SensorNoise = 4;

    /// <summary>From this share of even background on, it is a wall beyond doubt.</summary>
    private const double PureWall = 0.97;

    /// <summary>Things that are no person, as a share of it: a braid or a hat's brim is below the first.</summary>
    private const float FewThings = 0.06f;
    private const float MostThings = 0.12f;

    private readonly float[] _colour;

    private BackgroundModel(float[] evenness, float[] distance, float[] colour)
    {
        Evenness = evenness;
        Distance = distance;
        _colour = colour;
    }

    /// <summary>Per pixel of the grid: 1 where the background around is even, 0 where it is busy or unknown.</summary>
    public float[] Evenness { get; }

    /// <summary>Per pixel: difference from the predicted background in units of its usual spread.</summary>
    public float[] Distance { get; }

    /// <summary>Lightness of the predicted background at a pixel, L* 0..100.</summary>
    public float Lightness(int i) => CieLab.Of(Level(3 * i), Level((3 * i) + 1), Level((3 * i) + 2)).L;

    /// <summary>Fits the model.</summary>
    /// <param name="image">The region's picture on the grid.</param>
    /// <param name="a">IS-Net's plane on the grid.</param>
    /// <param name="p">The person network's plane on the grid.</param>
    public static BackgroundModel Fit(Picture image, Plane a, Plane p)
    {
        PixelSize grid = image.Size;
        int n = (int)grid.Area;
        float[] weight = new float[n];
        int sure = 0;
        for (int i = 0; i < n; i++)
        {
            weight[i] = a.Values[i] < Sure && p.Values[i] < Sure ? 1 : 0;
            sure += (int)weight[i];
        }
        if (sure < n / 100)
            return new BackgroundModel(new float[n], new float[n], new float[3 * n]);
        float[] colour = Spread.Inwards(grid, weight, Colours(image), channels: 3);
        float[] squared = new float[n];
        for (int i = 0; i < n; i++)
            squared[i] = Squared(image.Rgb, colour, i);
        float[] spread = Spread.Inwards(grid, weight, squared, channels: 1);
        float[] evenness = new float[n];
        double evenShare = 0;
        for (int i = 0; i < n; i++)
        {
            evenness[i] = Math.Clamp((BusyAbove - MathF.Sqrt(spread[i])) / (BusyAbove - EvenBelow), 0, 1);
            evenShare += weight[i] * evenness[i];
        }
        double share = evenShare / sure;
        float wall = (float)(Math.Clamp((share - 0.7) / 0.2, 0, 1) * Math.Max(NothingElse(a, p), Math.Clamp((share - PureWall) / (1 - PureWall), 0, 1)));
        for (int i = 0; i < n; i++)
        {
            // A patch of sky between trees is no wall: where the rest is busy, being even means little.
            float deviation = MathF.Sqrt(spread[i]);
            evenness[i] *= wall;
            squared[i] = MathF.Sqrt(squared[i]) / (deviation + SensorNoise);
        }
        return new BackgroundModel(evenness, squared, colour);
    }

    /// <summary>
    /// 1 where little but the person stands out, 0 where IS-Net sees much that is no person: a palm before an even sky
    /// stands out as well as a head does, so the sky is no witness for it.
    /// </summary>
    private static float NothingElse(Plane a, Plane p)
    {
        int person = 0, things = 0;
        for (int i = 0; i < a.Values.Length; i++)
        {
            if (a.Values[i] <= 0.5f)
                continue;
            person += p.Values[i] > 0.5f ? 1 : 0;
            things += p.Values[i] < 0.15f ? 1 : 0;
        }
        return Math.Clamp((MostThings - ((float)things / Math.Max(1, person))) / (MostThings - FewThings), 0, 1);
    }

    private byte Level(int i) => (byte)Math.Clamp(_colour[i] + 0.5f, 0, 255);

    private static float[] Colours(Picture image)
    {
        float[] colours = new float[image.Size.Area * 3];
        for (int i = 0; i < colours.Length; i++)
            colours[i] = image.Rgb[i];
        return colours;
    }

    private static float Squared(byte[] rgb, float[] colour, int i)
    {
        float r = rgb[3 * i] - colour[3 * i], g = rgb[(3 * i) + 1] - colour[(3 * i) + 1], b = rgb[(3 * i) + 2] - colour[(3 * i) + 2];
        return (r * r) + (g * g) + (b * b);
    }
}
