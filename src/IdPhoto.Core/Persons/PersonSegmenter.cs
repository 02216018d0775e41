using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Runs the selfie multiclass network on a region of a picture.</summary>
public static class PersonSegmenter
{
    private const int Classes = 6;

    // Label smoothing of 0.1 over six classes: 0.1 / 6 rests in every class that is absent.
    private const float Rest = 0.1f / Classes;
    private const float Span = 0.9f;

    /// <summary>Segments a region, stretched to the network's square.</summary>
    /// <param name="networks">Runs the network.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="region">Best inside the picture; beyond it, edge pixels repeat.</param>
    /// <param name="cancel">Stops before the run.</param>
    public static ValueTask<PersonMap> SegmentAsync(INetworks networks, PhotoPixels picture, Box region, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(picture);
        return RunAsync(networks, picture, region, isMirrored: false, cancel);
    }

    /// <summary>Segments the mirror image of a region; what it sees is mirrored back.</summary>
    internal static ValueTask<PersonMap> SegmentMirroredAsync(INetworks networks, PhotoPixels picture, Box region, CancellationToken cancel)
        => RunAsync(networks, picture, region, isMirrored: true, cancel);

    private static async ValueTask<PersonMap> RunAsync(INetworks networks, PhotoPixels picture, Box region, bool isMirrored, CancellationToken cancel)
    {
        PixelSize size = new(PersonMap.Side, PersonMap.Side);
        float[] input = picture.ToTensor(AffineMap.FromBox(region, size), size, 1 / 127.5f, -1f);
        if (isMirrored)
            Mirror(input, 3);
        IReadOnlyList<float[]> outputs = await networks.RunAsync(Network.Person, input, new[] { 1, PersonMap.Side, PersonMap.Side, 3 }, cancel).ConfigureAwait(false);
        Plane[] planes = [.. Enumerable.Range(0, Classes).Select(k => Unsmoothed(outputs[0], k))];
        if (isMirrored)
            foreach (Plane plane in planes)
                Mirror(plane.Values, 1);
        return new PersonMap(region, planes[0], planes[1], planes[2], planes[3], planes[4], planes[5]);
    }

    // Turns each row around, pixel by pixel.
    private static void Mirror(float[] values, int channels)
    {
        int row = PersonMap.Side * channels;
        for (int start = 0; start < values.Length; start += row)
        {
            values.AsSpan(start, row).Reverse();
            for (int pixel = start; channels > 1 && pixel < start + row; pixel += channels)
                values.AsSpan(pixel, channels).Reverse();
        }
    }

    // Class 0 is background: its complement, whose rest is that of the five other classes together, is the person.
    private static Plane Unsmoothed(float[] scores, int index)
    {
        Plane plane = new(new PixelSize(PersonMap.Side, PersonMap.Side));
        for (int i = 0; i < plane.Values.Length; i++)
        {
            float score = scores[(i * Classes) + index];
            plane.Values[i] = index == 0
                ? Math.Clamp((1 - score - (Rest * (Classes - 1))) / Span, 0f, 1f)
                : Math.Clamp((score - Rest) / Span, 0f, 1f);
        }
        return plane;
    }
}
