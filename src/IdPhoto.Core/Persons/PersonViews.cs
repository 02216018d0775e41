using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>
/// What the person network sees in several views of a region: as it is, mirrored, and in four overlapping parts from closer up. Where no
/// face says that there is a head, a hat or dark hair before dark things may be missed in one view and seen in another.
/// </summary>
internal static class PersonViews
{
    /// <summary>Sides of a part, as a share of the region's.</summary>
    private const double PartShare = 0.65;

    /// <summary>The mean of all views.</summary>
    /// <param name="networks">Runs the network, five times.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="plain">What it saw in the region as it is.</param>
    /// <param name="cancel">Stops between runs.</param>
    public static async ValueTask<PersonMap> AddAsync(INetworks networks, PhotoPixels picture, PersonMap plain, CancellationToken cancel)
    {
        PersonMap mirrored = await PersonSegmenter.SegmentMirroredAsync(networks, picture, plain.Region, cancel).ConfigureAwait(false);
        List<PersonMap> parts = [];
        foreach (Box part in Parts(plain.Region))
            parts.Add(await PersonSegmenter.SegmentAsync(networks, picture, part, cancel).ConfigureAwait(false));
        Plane Mean(Func<PersonMap, Plane> read) => MeanOf(read(plain), read(mirrored), Together(plain.Region, parts, read));
        return new PersonMap(plain.Region, Mean(m => m.Person), Mean(m => m.Hair), Mean(m => m.BodySkin), Mean(m => m.FaceSkin), Mean(m => m.Clothes), Mean(m => m.Others));
    }

    private static IEnumerable<Box> Parts(Box region)
    {
        (double width, double height) = (region.Width * PartShare, region.Height * PartShare);
        foreach (double y in new[] { region.Y, region.Bottom - height })
            foreach (double x in new[] { region.X, region.Right - width })
                yield return new Box(x, y, width, height);
    }

    // Where parts overlap, their mean.
    private static Plane Together(Box region, List<PersonMap> parts, Func<PersonMap, Plane> read)
    {
        Plane together = new(new PixelSize(PersonMap.Side, PersonMap.Side));
        for (int y = 0, i = 0; y < PersonMap.Side; y++)
            for (int x = 0; x < PersonMap.Side; x++, i++)
            {
                Point at = new(region.X + ((x + 0.5) / PersonMap.Side * region.Width), region.Y + ((y + 0.5) / PersonMap.Side * region.Height));
                double sum = 0;
                int seen = 0;
                foreach (PersonMap part in parts)
                    if (Covers(part.Region, at))
                    {
                        sum += part.Read(read(part), at);
                        seen++;
                    }
                together.Values[i] = (float)(sum / seen);
            }
        return together;
    }

    private static bool Covers(Box part, Point at) => at.X >= part.X && at.X <= part.Right && at.Y >= part.Y && at.Y <= part.Bottom;

    private static Plane MeanOf(Plane a, Plane b, Plane c)
    {
        Plane mean = new(a.Size);
        for (int i = 0; i < mean.Values.Length; i++)
            mean.Values[i] = (a.Values[i] + b.Values[i] + c.Values[i]) / 3;
        return mean;
    }
}
