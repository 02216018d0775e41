namespace IdPhoto.Pictures;

/// <summary>4-connected components of a mask.</summary>
internal sealed class ConnectedComponents
{
    private ConnectedComponents(int[] labels, int[] areas, Box[] bounds)
    {
        Labels = labels;
        Areas = areas;
        Bounds = bounds;
    }

    /// <summary>Per pixel 0 outside the mask, else the component's number from 1.</summary>
    public int[] Labels { get; }

    /// <summary>Pixels per component; index 0 is unused.</summary>
    public int[] Areas { get; }

    /// <summary>Bounding box per component; index 0 is unused.</summary>
    public Box[] Bounds { get; }

    /// <summary>How many components there are.</summary>
    public int Count => Areas.Length - 1;

    /// <summary>Whether a component touches the edge of the picture.</summary>
    public bool TouchesEdge(int label, PixelSize size)
    {
        Box box = Bounds[label];
        return box.X <= 0 || box.Y <= 0 || box.Right >= size.Width || box.Bottom >= size.Height;
    }

    /// <summary>Labels every component of a mask.</summary>
    public static ConnectedComponents Of(PixelSize size, ReadOnlySpan<bool> mask)
    {
        int[] labels = new int[size.Area];
        List<int> areas = [0];
        List<Box> bounds = [default];
        Stack<int> open = new();
        for (int i = 0; i < labels.Length; i++)
        {
            if (!mask[i] || labels[i] != 0)
                continue;
            (int area, Box box) = Flood(size, mask, labels, i, areas.Count, open);
            areas.Add(area);
            bounds.Add(box);
        }
        return new ConnectedComponents(labels, [.. areas], [.. bounds]);
    }

    private static (int Area, Box Bounds) Flood(PixelSize size, ReadOnlySpan<bool> mask, int[] labels, int seed, int label, Stack<int> open)
    {
        int area = 0, left = size.Width, top = size.Height, right = 0, bottom = 0;
        labels[seed] = label;
        open.Push(seed);
        while (open.TryPop(out int i))
        {
            area++;
            int x = i % size.Width;
            int y = i / size.Width;
            (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            Visit(x > 0, i - 1, mask);
            Visit(x < size.Width - 1, i + 1, mask);
            Visit(y > 0, i - size.Width, mask);
            Visit(y < size.Height - 1, i + size.Width, mask);
        }
        return (area, new Box(left, top, right - left, bottom - top));

        void Visit(bool inside, int i, ReadOnlySpan<bool> from)
        {
            if (!inside || !from[i] || labels[i] != 0)
                return;
            labels[i] = label;
            open.Push(i);
        }
    }
}
