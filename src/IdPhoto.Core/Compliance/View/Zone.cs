using IdPhoto.Pictures;

namespace IdPhoto.Compliance.View;

/// <summary>Pixels of a view that belong together: the inside of a polygon or a box.</summary>
internal sealed class Zone
{
    // Runs of columns, the last one excluded.
    private readonly List<(int Y, int From, int To)> _runs = [];

    private Zone()
    {
    }

    /// <summary>How many pixels there are.</summary>
    public int Count => _runs.Sum(run => run.To - run.From);

    /// <summary>The pixels whose centres lie inside a closed polygon (even-odd), clipped to the view.</summary>
    public static Zone Polygon(ReadOnlySpan<Point> corners)
    {
        Zone zone = new();
        double top = double.MaxValue, bottom = double.MinValue;
        foreach (Point corner in corners)
            (top, bottom) = (Math.Min(top, corner.Y), Math.Max(bottom, corner.Y));
        Span<double> crossings = stackalloc double[corners.Length];
        for (int y = Math.Max(0, (int)Math.Floor(top)); y < Math.Min(HeadView.Size.Height, (int)Math.Ceiling(bottom)); y++)
        {
            int count = Crossings(corners, y + 0.5, crossings);
            crossings[..count].Sort();
            for (int k = 0; k + 1 < count; k += 2)
                zone.Add(y, crossings[k], crossings[k + 1]);
        }
        return zone;
    }

    /// <summary>The pixels of a box, clipped to the view.</summary>
    public static Zone Box(Box box)
    {
        Zone zone = new();
        for (int y = Math.Max(0, (int)Math.Round(box.Y)); y < Math.Min(HeadView.Size.Height, (int)Math.Round(box.Bottom)); y++)
            zone.Add(y, box.X, box.Right);
        return zone;
    }

    /// <summary>A square around a point.</summary>
    public static Zone Square(Point centre, double side) => Box(new Box(centre.X - (side / 2), centre.Y - (side / 2), side, side));

    /// <summary>A disc.</summary>
    public static Zone Disc(Point centre, double radius)
    {
        Zone zone = new();
        for (int y = Math.Max(0, (int)(centre.Y - radius)); y < Math.Min(HeadView.Size.Height, centre.Y + radius); y++)
        {
            double dy = y + 0.5 - centre.Y;
            double half = Math.Sqrt(Math.Max(0, (radius * radius) - (dy * dy)));
            zone.Add(y, centre.X - half, centre.X + half);
        }
        return zone;
    }

    /// <summary>Every pixel's index into the view's planes.</summary>
    public IEnumerable<int> Indices()
    {
        foreach ((int y, int from, int to) in _runs)
            for (int x = from; x < to; x++)
                yield return (y * HeadView.Size.Width) + x;
    }

    /// <summary>The share of the pixels for which something holds, 0..1; 0 for an empty zone.</summary>
    public double Share(Func<int, bool> holds)
    {
        int all = 0, some = 0;
        foreach (int i in Indices())
        {
            all++;
            some += holds(i) ? 1 : 0;
        }
        return all == 0 ? 0 : (double)some / all;
    }

    private void Add(int y, double from, double to)
    {
        int first = Math.Max(0, (int)Math.Ceiling(from - 0.5));
        int end = Math.Min(HeadView.Size.Width, (int)Math.Ceiling(to - 0.5));
        if (end > first)
            _runs.Add((y, first, end));
    }

    private static int Crossings(ReadOnlySpan<Point> corners, double y, Span<double> at)
    {
        int count = 0;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            Point a = corners[i], b = corners[j];
            if (a.Y > y != b.Y > y)
                at[count++] = a.X + ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y));
        }
        return count;
    }
}
