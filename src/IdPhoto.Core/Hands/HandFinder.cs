using IdPhoto.Faces;
using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Hands;

/// <summary>Finds hands by MediaPipe's palm detector (Zhang et al. 2020, "MediaPipe Hands: On-device Real-time Hand Tracking").</summary>
public static class HandFinder
{
    private const int Edge = 192;
    private const int ValuesPerAnchor = 18;
    private const double SameHand = 0.2;

    /// <summary>A first look below this is not followed by others.</summary>
    private const double Suspicion = 0.5;
    private const double Least = 0.2;

    /// <summary>Windows around the face, in sides of its box. What looks like a hand in one of them alone is none: cheeks, folds, leaves.</summary>
    private static readonly double[] Looks = [3, 2, 4.5];

    private static readonly Point[] Anchors = AnchorGrid.Points([(24, 2), (12, 6)]);

    /// <summary>Finds hands near a face, by windows of three sizes: a hand is seen in all of them, a phantom in one.</summary>
    /// <param name="networks">Runs the network, twice where nothing looks like a hand, and three times otherwise.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="face">From brow to chin, as <see cref="FaceMesh.Bounds"/>.</param>
    /// <param name="cancel">Stops between runs.</param>
    /// <returns>Hands of all looks, each once, with the mean of its scores, the surest first.</returns>
    public static async ValueTask<IReadOnlyList<FoundHand>> NearAsync(INetworks networks, PhotoPixels picture, Box face, CancellationToken cancel = default)
    {
        List<IReadOnlyList<FoundHand>> looks = [];
        foreach (double sides in Looks)
        {
            looks.Add(await FindAsync(networks, picture, Around(face, sides), Least, cancel).ConfigureAwait(false));
            if (looks.SelectMany(look => look).All(hand => hand.Score < Suspicion) && looks.Count == 2)
                return [];
        }
        List<FoundHand> seen = [];
        foreach (FoundHand hand in looks.SelectMany(look => look).OrderByDescending(hand => hand.Score))
            if (!seen.Exists(other => IsSame(other, hand)))
                seen.Add(hand with { Score = looks.Sum(look => look.Where(other => IsSame(other, hand)).Max(other => (double?)other.Score) ?? 0) / Looks.Length });
        return [.. seen.OrderByDescending(hand => hand.Score)];
    }

    /// <summary>Finds the hands in a square window of the picture.</summary>
    /// <param name="networks">Runs the network.</param>
    /// <param name="picture">The picture; the window may reach beyond it.</param>
    /// <param name="window">Top left corner and side, in pixels.</param>
    /// <param name="threshold">Least score, 0..1.</param>
    /// <param name="cancel">Stops before the run.</param>
    /// <returns>The surest first.</returns>
    public static async ValueTask<IReadOnlyList<FoundHand>> FindAsync(
        INetworks networks, PhotoPixels picture, Box window, double threshold, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(picture);
        PixelSize target = new(Edge, Edge);
        AffineMap map = AffineMap.FromBox(window, target);
        float[] input = picture.ToTensor(map, target, 1 / 255f, 0f);
        AnchorGrid.Blacken(input, Edge, picture.Size, map, 0f);
        IReadOnlyList<float[]> outputs = await networks.RunAsync(Network.Palm, input, new[] { 1, Edge, Edge, 3 }, cancel).ConfigureAwait(false);
        List<FoundHand> hands = [];
        for (int i = 0; i < Anchors.Length; i++)
        {
            double score = 1 / (1 + Math.Exp(-Math.Clamp(outputs[1][i], -100f, 100f)));
            if (score >= threshold)
                hands.Add(Decode(outputs[0].AsSpan(i * ValuesPerAnchor, ValuesPerAnchor), Anchors[i], score, map));
        }
        return Distinct(hands);
    }

    private static bool IsSame(FoundHand a, FoundHand b) => a.Palm.IntersectionOverUnion(b.Palm) >= SameHand;

    // Hands are below faces rather than above them.
    private static Box Around(Box face, double sides)
    {
        double side = Math.Max(face.Width, face.Height);
        return new Box(face.Centre.X - (sides * side / 2), face.Centre.Y + (0.1 * side) - (sides * side / 2), sides * side, sides * side);
    }

    private static FoundHand Decode(ReadOnlySpan<float> raw, Point anchor, double score, AffineMap map)
    {
        Point centre = At(raw, 0, anchor), half = new(raw[2] / 2, raw[3] / 2);
        Point corner = map.Apply(centre - half), opposite = map.Apply(centre + half);
        return new FoundHand(
            score, new Box(corner.X, corner.Y, opposite.X - corner.X, opposite.Y - corner.Y), map.Apply(At(raw, 4, anchor)), map.Apply(At(raw, 8, anchor)));
    }

    private static Point At(ReadOnlySpan<float> raw, int index, Point anchor) => new(raw[index] + (anchor.X * Edge), raw[index + 1] + (anchor.Y * Edge));

    private static List<FoundHand> Distinct(IEnumerable<FoundHand> hands)
    {
        List<FoundHand> distinct = [];
        foreach (FoundHand hand in hands.OrderByDescending(hand => hand.Score))
            if (!distinct.Exists(other => IsSame(other, hand)))
                distinct.Add(hand);
        return distinct;
    }
}
