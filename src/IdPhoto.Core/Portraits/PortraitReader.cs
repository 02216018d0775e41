using IdPhoto.Decoding;
using IdPhoto.Faces;
using IdPhoto.Hands;
using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>Finds the faces of a picture and measures their heads.</summary>
public static class PortraitReader
{
    /// <summary>The networks see at most a few hundred pixels across a region; this leaves a reserve for small regions.</summary>
    private const int WorkingSide = 1280;

    /// <summary>A face below this size in the working copy is fitted again on the full picture.</summary>
    private const double SmallFace = 160;

    /// <summary>
    /// Reads a photo as its file has it: bars and frames around it are left out first (<see cref="Portrait.Border"/>), and where it is
    /// cut out already its own transparency is the matte (<see cref="Portrait.Transparency"/>).
    /// </summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="photo">The decoded file.</param>
    /// <param name="mostHeads">How many heads to measure, the largest first: 0 for none, 1 for the main one.</param>
    /// <param name="keepBorder">Whether a border belongs to the photo, as in a finished file that is checked as it is.</param>
    /// <param name="cancel">Stops between networks.</param>
    /// <returns>The portrait; without faces when none was found in any of the four orientations.</returns>
    public static async ValueTask<Portrait> ReadPhotoAsync(
        INetworks networks, Decoded photo, int mostHeads, bool keepBorder, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        FileMatte? matte = photo.Alpha is null || FileMatteCheck.IsOpaque(photo.Alpha) ? null : FileMatte.Of(photo.Pixels.Size, photo.Alpha);
        bool mayBeCut = matte is not null && FileMatteCheck.HasShape(matte);
        // What is laid on white around a cut-out person is no border.
        Portrait portrait = mayBeCut || keepBorder
            ? await ReadAsync(networks, photo.Pixels, mostHeads, cancel).ConfigureAwait(false)
            : await BorderedReader.ReadAsync(networks, photo.Pixels, mostHeads, cancel).ConfigureAwait(false);
        if (matte is null)
            return portrait;
        Portrait ignoring = portrait with { Transparency = Transparency.Ignored };
        if (!mayBeCut)
            return ignoring;
        matte = matte.Turned(portrait.QuarterTurns);
        bool isMatte = await IsMatteAsync(networks, portrait, matte, cancel).ConfigureAwait(false);
        return isMatte ? portrait with { Matte = matte, Transparency = Transparency.Matte } : ignoring;
    }

    private static async ValueTask<bool> IsMatteAsync(INetworks networks, Portrait portrait, FileMatte matte, CancellationToken cancel)
    {
        Box whole = new(0, 0, portrait.Working.Width, portrait.Working.Height);
        PersonMap map = await PersonSegmenter.SegmentAsync(networks, portrait.Working, whole, cancel).ConfigureAwait(false);
        return FileMatteCheck.Outlines(matte, map, portrait.Faces.Count > 0 ? portrait.Faces[0].Mesh : null);
    }

    /// <summary>Reads a picture.</summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="picture">Upright as far as its file tells.</param>
    /// <param name="mostHeads">How many heads to measure, the largest first: 0 for none, 1 for the main one.</param>
    /// <param name="cancel">Stops between networks.</param>
    /// <returns>The portrait; without faces when none was found in any of the four orientations.</returns>
    public static async ValueTask<Portrait> ReadAsync(INetworks networks, PhotoPixels picture, int mostHeads, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(picture);
        double scale = Math.Min(1, (double)WorkingSide / picture.Size.LongSide);
        PhotoPixels working = Shrink(picture, scale);
        FoundFaces found = await FaceFinder.FindAsync(networks, working, cancel).ConfigureAwait(false);
        picture = picture.Turned(found.QuarterTurns);
        working = working.Turned(found.QuarterTurns);
        scale = (double)working.Width / picture.Width;
        IReadOnlyList<FoundFace> faces = await RefitAsync(networks, picture, scale, found.Faces, cancel).ConfigureAwait(false);
        List<HeadMeasure> heads = [];
        PersonMap? headMap = null;
        foreach (FoundFace face in faces.Take(mostHeads))
        {
            PersonMap map = await HeadMeter.SegmentAsync(networks, picture, face.Mesh, cancel).ConfigureAwait(false);
            heads.Add(HeadMeter.Measure(picture.Size, face.Mesh, map));
            headMap ??= map;
        }
        IReadOnlyList<FoundHand>? hands = mostHeads > 0 && found.Faces.Count > 0
            ? await HandsAsync(networks, working, found.Faces[0].Mesh.Bounds, cancel).ConfigureAwait(false)
            : null;
        AffineMap toPicture = new(1 / scale, 0, 0, 0, 1 / scale, 0);
        return new Portrait
        {
            Hands = hands?.Select(hand => hand.Mapped(toPicture)).ToArray(),
            Pixels = picture,
            QuarterTurns = found.QuarterTurns,
            Working = working,
            WorkingScale = scale,
            Faces = faces,
            Heads = heads,
            HeadMap = headMap,
        };
    }

    // A photo can be made and checked without: only the rule on hands then says nothing.
    private static async ValueTask<IReadOnlyList<FoundHand>?> HandsAsync(INetworks networks, PhotoPixels working, Box face, CancellationToken cancel)
    {
        try
        {
            return networks.Has(Network.Palm) ? await HandFinder.NearAsync(networks, working, face, cancel).ConfigureAwait(false) : null;
        }
        catch (PhotoException missing) when (missing.Code == Refusals.ModelMissing)
        {
            return null;
        }
    }

    private static PhotoPixels Shrink(PhotoPixels picture, double scale) => scale >= 1
        ? picture
        : picture.Reduced(new PixelSize(Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale))));

    private static async ValueTask<IReadOnlyList<FoundFace>> RefitAsync(
        INetworks networks, PhotoPixels picture, double scale, IReadOnlyList<FoundFace> faces, CancellationToken cancel)
    {
        AffineMap toPicture = new(1 / scale, 0, 0, 0, 1 / scale, 0);
        List<FoundFace> refitted = [];
        foreach (FoundFace face in faces)
        {
            FoundFace mapped = face.Mapped(toPicture);
            if (scale < 1 && face.Mesh.Bounds.Height < SmallFace)
            {
                FaceMesh mesh = await FaceMesher.FitAsync(networks, picture, mapped.Detection, cancel).ConfigureAwait(false);
                if (mesh.Presence >= face.Mesh.Presence * 0.8)
                    mapped = mapped with { Mesh = mesh };
            }
            refitted.Add(mapped);
        }
        return refitted;
    }
}
