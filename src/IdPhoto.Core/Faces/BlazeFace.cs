using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Faces;

/// <summary>BlazeFace (Bazarevsky et al. 2019): input preparation, anchors, decoding and non-maximum suppression.</summary>
internal sealed class BlazeFace
{
    /// <summary>Sees faces from about 1/12 of the picture.</summary>
    public static readonly BlazeFace FullRange = new(Network.FaceFullRange, 192, [(48, 1)]);

    /// <summary>Sees faces that fill the picture.</summary>
    public static readonly BlazeFace ShortRange = new(Network.FaceShortRange, 128, [(16, 2), (8, 6)]);

    private const int ValuesPerAnchor = 16;
    private const double SameFace = 0.3;
    private readonly Network _network;
    private readonly int _edge;
    private readonly Point[] _anchors;

    private BlazeFace(Network network, int edge, (int Cells, int PerCell)[] layers)
    {
        _network = network;
        _edge = edge;
        _anchors = AnchorGrid.Points(layers);
    }

    /// <summary>Finds the faces in a square window of the picture.</summary>
    /// <param name="networks">Runs the network.</param>
    /// <param name="picture">The picture; the window may reach beyond it.</param>
    /// <param name="window">Top left corner and side, in pixels.</param>
    /// <param name="threshold">Least score, 0..1.</param>
    /// <param name="cancel">Stops before the run.</param>
    public async ValueTask<List<DetectedFace>> FindAsync(
        INetworks networks, PhotoPixels picture, Box window, double threshold, CancellationToken cancel)
    {
        PixelSize target = new(_edge, _edge);
        AffineMap map = AffineMap.FromBox(window, target);
        float[] input = picture.ToTensor(map, target, 1 / 127.5f, -1f);
        AnchorGrid.Blacken(input, _edge, picture.Size, map, -1f);
        IReadOnlyList<float[]> outputs = await networks.RunAsync(_network, input, new[] { 1, _edge, _edge, 3 }, cancel).ConfigureAwait(false);
        List<DetectedFace> faces = [];
        for (int i = 0; i < _anchors.Length; i++)
        {
            double score = 1 / (1 + Math.Exp(-Math.Clamp(outputs[1][i], -100f, 100f)));
            if (score >= threshold)
                faces.Add(Decode(outputs[0].AsSpan(i * ValuesPerAnchor, ValuesPerAnchor), _anchors[i], score).Mapped(map));
        }
        return Merge(faces);
    }

    /// <summary>One face for each group of overlapping ones: the score-weighted mean, as MediaPipe blends them.</summary>
    public static List<DetectedFace> Merge(IEnumerable<DetectedFace> faces)
    {
        List<DetectedFace> left = [.. faces.OrderByDescending(face => face.Score)];
        List<DetectedFace> merged = [];
        while (left.Count > 0)
        {
            List<DetectedFace> same = [.. left.Where(face => IsSame(face.Box, left[0].Box))];
            merged.Add(Mean(same));
            left = [.. left.Except(same)];
        }
        return merged;
    }

    // A box inside another is the same face seen at another scale, even where their overlap is small.
    private static bool IsSame(Box a, Box b)
        => a.IntersectionOverUnion(b) >= SameFace || a.Intersect(b).Area >= 0.7 * Math.Min(a.Area, b.Area);

    private static DetectedFace Mean(List<DetectedFace> faces)
    {
        double sum = faces.Sum(face => face.Score);
        Point Blend(Func<DetectedFace, Point> of) => faces.Aggregate(default(Point), (p, face) => p + (of(face) * (face.Score / sum)));
        Point corner = Blend(face => new Point(face.Box.X, face.Box.Y));
        Point opposite = Blend(face => new Point(face.Box.Right, face.Box.Bottom));
        return new DetectedFace(
            faces[0].Score, new Box(corner.X, corner.Y, opposite.X - corner.X, opposite.Y - corner.Y),
            Blend(f => f.RightEye), Blend(f => f.LeftEye), Blend(f => f.Nose), Blend(f => f.Mouth), Blend(f => f.RightEar), Blend(f => f.LeftEar));
    }

    private DetectedFace Decode(ReadOnlySpan<float> raw, Point anchor, double score)
    {
        double width = raw[2];
        double height = raw[3];
        Point centre = At(raw, 0, anchor);
        return new DetectedFace(
            score, new Box(centre.X - (width / 2), centre.Y - (height / 2), width, height),
            At(raw, 4, anchor), At(raw, 6, anchor), At(raw, 8, anchor), At(raw, 10, anchor), At(raw, 12, anchor), At(raw, 14, anchor));
    }

    private Point At(ReadOnlySpan<float> raw, int index, Point anchor)
        => new(raw[index] + (anchor.X * _edge), raw[index + 1] + (anchor.Y * _edge));
}
