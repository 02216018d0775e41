using IdPhoto.Pictures;

namespace IdPhoto.Framing;

/// <summary>Chooses among feasible placements the one nearest to the preferred one.</summary>
internal static class NearestPoint
{
    /// <summary>Corners closer than this, in output pixels, are one corner twice; the edge between them has no direction.</summary>
    private const double SameCorner = 1e-6;

    /// <summary>The nearest placement; distances are differences of head height and of vertical position in output pixels.</summary>
    public static Position Choose(FeasibleSet set, FramingProblem problem)
    {
        double unit = problem.PreferredScale;
        Point wish = new(problem.Page.Head.Target, 0);
        Point best = Nearest(wish, [.. set.Corners.Select(corner => ToPlane(corner, problem, unit))]);
        double scale = best.X * unit / problem.Page.Head.Target;
        double top = (best.Y * unit) + problem.Preferred.At(new Position(scale, 0, 0));
        Position at = new(scale, 0, top);
        double centred = problem.Head.Midline - (scale * problem.Page.Size.Width / 2.0);
        return at with { Left = set.NearestLeft(at, centred) };
    }

    // Across: the scale, as the head height that changes with it. Down: from the preferred upper edge for that scale.
    private static Point ToPlane(Position at, FramingProblem problem, double unit) => new(
        at.Scale / unit * problem.Page.Head.Target,
        (at.Top - problem.Preferred.At(new Position(at.Scale, 0, 0))) / unit);

    /// <summary>The point of a convex polygon, a segment or a single point that lies nearest to a wish.</summary>
    internal static Point Nearest(Point wish, Point[] corners)
    {
        if (Contains(corners, wish))
            return wish;
        Point best = corners[0];
        for (int i = 0; i < corners.Length; i++)
        {
            Point candidate = OnSegment(corners[i], corners[(i + 1) % corners.Length], wish);
            if (candidate.DistanceTo(wish) < best.DistanceTo(wish))
                best = candidate;
        }
        return best;
    }

    // Inside when every edge has the point on the same side. An area of nothing contains nothing; but a sliver's long
    // edges cannot tell a point inside from one on their continuation, so its extent is looked at first.
    private static bool Contains(Point[] corners, Point point)
    {
        if (point.X < corners.Min(c => c.X) || point.X > corners.Max(c => c.X) || point.Y < corners.Min(c => c.Y) || point.Y > corners.Max(c => c.Y))
            return false;
        bool left = false;
        bool right = false;
        for (int i = 0; i < corners.Length; i++)
        {
            Point edge = corners[(i + 1) % corners.Length] - corners[i];
            if (edge.Length < SameCorner)
                continue;
            Point to = point - corners[i];
            double turn = (edge.X * to.Y) - (edge.Y * to.X);
            left |= turn > 0;
            right |= turn < 0;
        }
        return left != right;
    }

    private static Point OnSegment(Point from, Point to, Point wish)
    {
        Point along = to - from;
        double square = (along.X * along.X) + (along.Y * along.Y);
        if (square == 0)
            return from;
        Point toWish = wish - from;
        double share = ((along.X * toWish.X) + (along.Y * toWish.Y)) / square;
        return from + (along * Math.Clamp(share, 0, 1));
    }
}
