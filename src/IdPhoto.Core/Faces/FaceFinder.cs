using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Faces;

/// <summary>The faces of a picture and the turn that makes them upright.</summary>
/// <param name="QuarterTurns">Clockwise quarter turns to apply to the picture before its coordinates hold, 0..3.</param>
/// <param name="Faces">Fitted faces, the largest first; empty when there is none.</param>
public sealed record FoundFaces(int QuarterTurns, IReadOnlyList<FoundFace> Faces);

/// <summary>A face that the detector found and the mesh confirmed.</summary>
/// <param name="Detection">What the detector saw.</param>
/// <param name="Mesh">The fitted mesh.</param>
public sealed record FoundFace(DetectedFace Detection, FaceMesh Mesh)
{
    /// <summary>Detector score times mesh presence, 0..1.</summary>
    public double Score => Detection.Score * Mesh.Presence;

    internal FoundFace Mapped(AffineMap map) => new(Detection.Mapped(map), Mesh.Mapped(map));
}

/// <summary>Finds faces of any size, from a selfie to a full-body shot, turning the picture when nothing is upright.</summary>
public static class FaceFinder
{
    private const double SureScore = 0.6;
    private const double TileScore = 0.7;
    private const double LeastPresence = 0.5;
    private const int MostFaces = 32;

    /// <summary>
    /// A face that stands on its head is often found upright, with the mouth for eyes, at scores of 0.5 to 0.80; faces that
    /// are upright have 0.79 and more, nearly all of them above this.
    /// </summary>
    private const double SureUpright = 0.88;
    private const double PlainlyBetter = 0.05;

    /// <summary>Below this share of the picture's short side, tiles are searched for a better look.</summary>
    private const double SmallFace = 0.08;

    /// <summary>Tiles overlap by this share of their side, so that a small face lies wholly in one of them.</summary>
    private const double Overlap = 0.25;

    /// <summary>Finds the faces.</summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="picture">Any picture; its longest side is best kept below about 2000 pixels for speed.</param>
    /// <param name="cancel">Stops between networks.</param>
    public static async ValueTask<FoundFaces> FindAsync(INetworks networks, PhotoPixels picture, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(picture);
        IReadOnlyList<FoundFace> upright = await FindUprightAsync(networks, picture, inTiles: true, cancel).ConfigureAwait(false);
        int turns = upright.Count > 0 ? TurnsToLevel(upright[0].Mesh) : 0;
        if (upright.Count > 0 && turns == 0 && upright[0].Score >= SureUpright)
            return new FoundFaces(0, upright);
        return await FindTurnedAsync(networks, picture, new FoundFaces(0, upright), cancel).ConfigureAwait(false);
    }

    // The best turn wins, where it is plainly better than the picture as it is, since most pictures are upright. Turned pictures
    // are searched as a whole only: a face that is small and lies on its side, too, would cost every picture without one dearly.
    private static async ValueTask<FoundFaces> FindTurnedAsync(
        INetworks networks, PhotoPixels picture, FoundFaces best, CancellationToken cancel)
    {
        bool level = best.Faces.Count > 0 && TurnsToLevel(best.Faces[0].Mesh) == 0;
        double bestScore = level ? best.Faces[0].Score + PlainlyBetter : 0;
        foreach (int turns in new[] { 1, 3, 2 })
        {
            IReadOnlyList<FoundFace> faces = await FindUprightAsync(networks, picture.Turned(turns), inTiles: false, cancel).ConfigureAwait(false);
            if (faces.Count == 0 || TurnsToLevel(faces[0].Mesh) != 0 || faces[0].Score <= bestScore)
                continue;
            bestScore = faces[0].Score;
            best = new FoundFaces(turns, faces);
        }
        return best;
    }

    private static async ValueTask<IReadOnlyList<FoundFace>> FindUprightAsync(INetworks networks, PhotoPixels picture, bool inTiles, CancellationToken cancel)
    {
        List<DetectedFace> candidates = await DetectAsync(networks, picture, inTiles, cancel).ConfigureAwait(false);
        List<FoundFace> faces = [];
        foreach (DetectedFace candidate in candidates.OrderByDescending(face => face.Box.Area).Take(MostFaces))
        {
            FaceMesh mesh = await FaceMesher.FitAsync(networks, picture, candidate, cancel).ConfigureAwait(false);
            if (mesh.Presence >= LeastPresence && !faces.Exists(face => IsSame(face.Mesh, mesh)))
                faces.Add(new FoundFace(candidate, mesh));
        }
        return faces;
    }

    private static bool IsSame(FaceMesh a, FaceMesh b)
        => a.EyeMidpoint.DistanceTo(b.EyeMidpoint) < 0.3 * Math.Max(a.Bounds.Height, b.Bounds.Height);

    private static async ValueTask<List<DetectedFace>> DetectAsync(INetworks networks, PhotoPixels picture, bool inTiles, CancellationToken cancel)
    {
        Box whole = Square(new Box(0, 0, picture.Width, picture.Height), 1);
        List<DetectedFace> faces = [];
        faces.AddRange(await BlazeFace.FullRange.FindAsync(networks, picture, whole, SureScore, cancel).ConfigureAwait(false));
        faces.AddRange(await BlazeFace.ShortRange.FindAsync(networks, picture, whole, SureScore, cancel).ConfigureAwait(false));
        if (faces.Count == 0)
            faces.AddRange(await BlazeFace.ShortRange.FindAsync(networks, picture, Square(whole, 1.6), SureScore, cancel).ConfigureAwait(false));
        double shortSide = Math.Min(picture.Width, picture.Height);
        if (inTiles && (faces.Count == 0 || faces.Max(face => face.Box.Width) < SmallFace * shortSide))
            foreach (Box tile in Tiles(picture.Size))
                faces.AddRange(await BlazeFace.FullRange.FindAsync(networks, picture, tile, TileScore, cancel).ConfigureAwait(false));
        return BlazeFace.Merge(faces);
    }

    /// <summary>Squares of half and of a third of the long side, spread evenly from edge to edge.</summary>
    private static IEnumerable<Box> Tiles(PixelSize size)
    {
        foreach (int parts in new[] { 2, 3 })
        {
            double side = Math.Max(64.0, (double)size.LongSide / parts);
            foreach (double y in Starts(size.Height, side))
                foreach (double x in Starts(size.Width, side))
                    yield return new Box(x, y, side, side);
        }
    }

    private static double[] Starts(double length, double side)
    {
        int count = Math.Max(1, (int)Math.Ceiling((length - (Overlap * side)) / ((1 - Overlap) * side)));
        return [.. Enumerable.Range(0, count).Select(i => count == 1 ? Math.Min(0, (length - side) / 2) : i * (length - side) / (count - 1))];
    }

    private static Box Square(Box box, double scale)
    {
        double side = Math.Max(box.Width, box.Height) * scale;
        return new Box(box.Centre.X - (side / 2), box.Centre.Y - (side / 2), side, side);
    }

    // The mesh fits a face lying on its side too; its eye line then tells the turn.
    private static int TurnsToLevel(FaceMesh mesh)
    {
        Point eyes = mesh.LeftEye - mesh.RightEye;
        double degrees = Math.Atan2(eyes.Y, eyes.X) * 180 / Math.PI;
        return Math.Abs(degrees) <= 50 ? 0 : 1;
    }
}
