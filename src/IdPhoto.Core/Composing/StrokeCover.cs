using System.Runtime.CompilerServices;
using IdPhoto.Pictures;

namespace IdPhoto.Composing;

/// <summary>How far one stroke of a brush covers each pixel of a frame.</summary>
internal sealed class StrokeCover
{
    /// <summary>The brush fades out over this share of its radius.</summary>
    private const double SoftEdge = 0.2;

    /// <summary>Points of a path that are closer than this share of the radius make no visible difference.</summary>
    private const double SameDot = 0.05;

    private readonly PixelSize _size;
    private readonly double _radius;

    /// <summary>Columns and rows that may be covered, whole pixels within the frame.</summary>
    public (int Left, int Top, int Right, int Bottom) Bounds { get; }

    /// <summary>0..1 for each pixel of <see cref="Bounds"/>.</summary>
    public Plane Share { get; }

    /// <param name="frame">Size of the frame.</param>
    /// <param name="path">The middle of the brush, in pixels of the frame.</param>
    /// <param name="radius">Likewise.</param>
    private StrokeCover(PixelSize frame, List<Point> path, double radius)
    {
        (_size, _radius) = (frame, radius);
        Bounds = Around(path[0], path[0]);
        for (int i = 1; i < path.Count; i++)
            Bounds = Union(Bounds, Around(path[i], path[i]));
        Share = new Plane(new PixelSize(Math.Max(1, Bounds.Right - Bounds.Left), Math.Max(1, Bounds.Bottom - Bounds.Top)));
        for (int i = 0; i < Math.Max(1, path.Count - 1); i++)
            Cover(path[i], path[Math.Min(i + 1, path.Count - 1)]);
    }

    /// <summary>The cover of a stroke, or null where it does not touch the frame.</summary>
    public static StrokeCover? Of(PixelSize frame, IReadOnlyList<Point> path, AffineMap toFrame, double radius)
    {
        List<Point> thinned = [];
        for (int i = 0; i < path.Count; i++)
        {
            Point point = toFrame.Apply(path[i]);
            if (thinned.Count == 0 || i == path.Count - 1 || point.DistanceTo(thinned[^1]) >= SameDot * radius)
                thinned.Add(point);
        }
        if (thinned.Count == 0)
            return null;
        StrokeCover cover = new(frame, thinned, radius);
        return cover.Bounds.Right > cover.Bounds.Left && cover.Bounds.Bottom > cover.Bounds.Top ? cover : null;
    }

    // A stroke covers a pixel once, however often its path comes by: the largest share counts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cover(Point from, Point to)
    {
        (int left, int top, int right, int bottom) = Around(from, to);
        double alongX = to.X - from.X, alongY = to.Y - from.Y;
        double square = (alongX * alongX) + (alongY * alongY);
        double inner = _radius * (1 - SoftEdge), edge = _radius * SoftEdge;
        for (int y = top; y < bottom; y++)
        {
            Span<float> row = Share.Values.AsSpan((y - Bounds.Top) * Share.Width, Share.Width);
            double toY = y + 0.5 - from.Y;
            for (int x = left; x < right; x++)
            {
                double toX = x + 0.5 - from.X;
                double at = square == 0 ? 0 : Math.Clamp(((toX * alongX) + (toY * alongY)) / square, 0, 1);
                double offX = toX - (at * alongX), offY = toY - (at * alongY);
                double off = (offX * offX) + (offY * offY);
                if (off >= _radius * _radius)
                    continue;
                float share = off <= inner * inner ? 1 : (float)((_radius - Math.Sqrt(off)) / edge);
                if (share > row[x - Bounds.Left])
                    row[x - Bounds.Left] = share;
            }
        }
    }

    private (int Left, int Top, int Right, int Bottom) Around(Point a, Point b) => (
        Whole(Math.Floor(Math.Min(a.X, b.X) - _radius), _size.Width), Whole(Math.Floor(Math.Min(a.Y, b.Y) - _radius), _size.Height),
        Whole(Math.Ceiling(Math.Max(a.X, b.X) + _radius), _size.Width), Whole(Math.Ceiling(Math.Max(a.Y, b.Y) + _radius), _size.Height));

    private static int Whole(double value, int most) => (int)Math.Clamp(value, 0, most);

    private static (int Left, int Top, int Right, int Bottom) Union((int Left, int Top, int Right, int Bottom) a, (int Left, int Top, int Right, int Bottom) b)
        => (Math.Min(a.Left, b.Left), Math.Min(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));
}
