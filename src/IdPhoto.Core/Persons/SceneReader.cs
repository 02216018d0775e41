using IdPhoto.Faces;
using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>How the person is looked for.</summary>
public sealed record SceneOptions
{
    /// <summary>IS-Net is run as well as the person network. Default true; false is coarser at hair and needs no IS-Net weights.</summary>
    public bool UseSalient { get; init; } = true;

    /// <summary>
    /// IS-Net's input has as many pixels as a square of this side. Default 512: fused with the person network and solved
    /// again by colour, 640 was no better on composites (SAD within 3 % either way) and takes half as long again.
    /// </summary>
    public int SalientSide { get; init; } = 512;

    /// <summary>Whom the cut-out shows. Default <see cref="People.Main"/>.</summary>
    public People People { get; init; } = People.Main;
}

/// <summary>Finds the region of the main person, or of all who belong together, and fuses the segmentations of two networks that fail differently.</summary>
public static class SceneReader
{
    private const double RegionMargin = 0.12;

    /// <summary>Without a face the person network alone says where the person is, and often sees only a part.</summary>
    private const double RegionMarginWithoutFace = 0.4;
    private const double WholePicture = 0.85;
    private const double SecondPart = 0.15;

    /// <summary>The long side of the grid that decisions are made on, about twice the person network's.</summary>
    private const int GridSide = 480;

    /// <summary>Reads the scene.</summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="picture">Best a copy of at most about 1300 pixels.</param>
    /// <param name="faces">The faces in it, the main one first; may be empty.</param>
    /// <param name="wanted">The only part that matters, or null for the whole person.</param>
    /// <param name="options">How to look.</param>
    /// <param name="cancel">Stops between networks.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.NoPerson"/>.</exception>
    public static async ValueTask<PersonScene> ReadAsync(
        INetworks networks, PhotoPixels picture, IReadOnlyList<FoundFace> faces, Box? wanted, SceneOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(faces);
        ArgumentNullException.ThrowIfNull(options);
        Box whole = new(0, 0, picture.Width, picture.Height);
        Box start = wanted?.Intersect(whole) ?? whole;
        PersonMap overview = await PersonSegmenter.SegmentAsync(networks, picture, start, cancel).ConfigureAwait(false);
        SceneFaces found = SceneFaces.Of(faces, options.People);
        Box region = wanted is null ? Region(overview, found, whole, options.People) : start;
        PersonMap person = region == start ? overview : await PersonSegmenter.SegmentAsync(networks, picture, region, cancel).ConfigureAwait(false);
        if (found.Main is null)
            person = await PersonViews.AddAsync(networks, picture, person, cancel).ConfigureAwait(false);
        Plane? salient = options.UseSalient && networks.Has(Network.Salient)
            ? await SalientSegmenter.SegmentAsync(networks, picture, region, options.SalientSide, cancel).ConfigureAwait(false)
            : null;
        Picture image = picture.Resize(region, Grid(region), ResamplingKernel.Triangle);
        return SegmentationFusion.Fuse(image, region, person, salient, found, options.People);
    }

    private static PixelSize Grid(Box region)
    {
        double scale = GridSide / Math.Max(region.Width, region.Height);
        return new PixelSize(Math.Max(8, (int)Math.Round(region.Width * scale)), Math.Max(8, (int)Math.Round(region.Height * scale)));
    }

    /// <summary>The box of the main person: with a face, of the part that carries it; without, of the largest parts.</summary>
    private static Box Region(PersonMap map, SceneFaces faces, Box whole, People people)
    {
        bool[] mask = [.. map.Person.Values.Select(p => p > 0.5f)];
        ConnectedComponents parts = ConnectedComponents.Of(map.Person.Size, mask);
        Box? box = null;
        int largest = parts.Count == 0 ? 0 : Enumerable.Range(1, parts.Count).Max(k => parts.Areas[k]);
        for (int k = 1; k <= parts.Count; k++)
        {
            Box part = ToPicture(parts.Bounds[k], map);
            bool hasFace = faces.Subjects.Any(face => part.Intersect(face.Bounds).Area > 0) && parts.Areas[k] > largest * 0.02;
            bool wanted = hasFace || ((faces.Main is null || people == People.All) && parts.Areas[k] > SecondPart * largest);
            if (wanted)
                box = box?.Union(part) ?? part;
        }
        foreach (FaceMesh face in faces.Subjects)
            box = (box ?? face.Bounds).Union(HeadAndShoulders(face).Intersect(whole));
        if (box is null)
            return whole;
        double margin = (faces.Main is not null ? RegionMargin : RegionMarginWithoutFace) * Math.Max(box.Value.Width, box.Value.Height);
        Box region = new Box(box.Value.X - margin, box.Value.Y - margin, box.Value.Width + (2 * margin), box.Value.Height + (2 * margin)).Intersect(whole);
        return region.Area > WholePicture * whole.Area ? whole : region;
    }

    private static Box HeadAndShoulders(FaceMesh mesh)
    {
        Box face = mesh.Bounds;
        return new Box(face.X - (0.6 * face.Width), face.Y - (0.8 * face.Height), face.Width * 2.2, face.Height * 2.6);
    }

    private static Box ToPicture(Box cells, PersonMap map)
    {
        double x = map.Region.Width / map.Person.Width;
        double y = map.Region.Height / map.Person.Height;
        return new Box(map.Region.X + (cells.X * x), map.Region.Y + (cells.Y * y), cells.Width * x, cells.Height * y);
    }
}
