using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Runs IS-Net (Qin et al. 2022) on a region of a picture: sharp edges and hair, but no idea of what a person is.</summary>
public static class SalientSegmenter
{
    /// <summary>IS-Net pools five times, so its sides are multiples of this.</summary>
    private const int Step = 32;

    /// <summary>Segments a region, its shape kept.</summary>
    /// <param name="networks">Runs the network.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="region">A region inside the picture.</param>
    /// <param name="side">The input has as many pixels as a square of this side; 512 is good.</param>
    /// <param name="cancel">Stops before the run.</param>
    /// <returns>What stands out, 0..1, stretched over the region.</returns>
    public static async ValueTask<Plane> SegmentAsync(INetworks networks, PhotoPixels picture, Box region, int side, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(picture);
        double scale = side / Math.Sqrt(region.Area);
        PixelSize size = new(Stepped(region.Width * scale), Stepped(region.Height * scale));
        float[] interleaved = picture.ToTensor(AffineMap.FromBox(region, size), size, 1 / 256f, -0.5f);
        IReadOnlyList<float[]> outputs = await networks
            .RunAsync(Network.Salient, Planar(interleaved, (int)size.Area), new[] { 1, 3, size.Height, size.Width }, cancel).ConfigureAwait(false);
        return new Plane(size, outputs[0]);
    }

    private static int Stepped(double side) => Math.Max(Step * 4, (int)Math.Round(side / Step) * Step);

    private static float[] Planar(float[] interleaved, int area)
    {
        float[] planar = new float[interleaved.Length];
        for (int i = 0; i < area; i++)
        {
            planar[i] = interleaved[3 * i];
            planar[area + i] = interleaved[(3 * i) + 1];
            planar[(2 * area) + i] = interleaved[(3 * i) + 2];
        }
        return planar;
    }
}
