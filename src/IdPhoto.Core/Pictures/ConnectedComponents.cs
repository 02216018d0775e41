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

    /// <summary>Labels every component of a mask, numbered by their first pixels in raster order.</summary>
    public static ConnectedComponents Of(PixelSize size, ReadOnlySpan<bool> mask)
    {
        List<Run> runs = [];
        List<int> parents = [];
        int above = 0;
        for (int y = 0; y < size.Height; y++)
        {
            int first = runs.Count;
            Collect(mask.Slice(y * size.Width, size.Width), y, runs, parents);
            Join(runs, parents, above, first);
            above = first;
        }
        return Numbered(size, runs, parents);
    }

    /// <summary>Pixels of the mask side by side in a row, the end excluded.</summary>
    private readonly record struct Run(int Row, int From, int To);

    private static void Collect(ReadOnlySpan<bool> row, int y, List<Run> runs, List<int> parents)
    {
        for (int from = row.IndexOf(true); from >= 0 && from < row.Length;)
        {
            int length = row[from..].IndexOf(false);
            int to = length < 0 ? row.Length : from + length;
            parents.Add(runs.Count);
            runs.Add(new Run(y, from, to));
            int gap = row[to..].IndexOf(true);
            from = gap < 0 ? -1 : to + gap;
        }
    }

    // Joins each run with those of the row above that it touches.
    private static void Join(List<Run> runs, List<int> parents, int above, int first)
    {
        for (int here = first, up = above; here < runs.Count && up < first;)
        {
            if (runs[up].From < runs[here].To && runs[here].From < runs[up].To)
            {
                (int a, int b) = (Root(parents, up), Root(parents, here));
                parents[Math.Max(a, b)] = Math.Min(a, b);
            }
            if (runs[up].To < runs[here].To)
                up++;
            else
                here++;
        }
    }

    private static int Root(List<int> parents, int run)
    {
        while (parents[run] != run)
            run = parents[run] = parents[parents[run]];
        return run;
    }

    private static ConnectedComponents Numbered(PixelSize size, List<Run> runs, List<int> parents)
    {
        int[] labels = new int[size.Area], numbers = new int[runs.Count];
        List<int> areas = [0];
        List<Box> bounds = [default];
        for (int k = 0; k < runs.Count; k++)
        {
            int root = Root(parents, k);
            Run run = runs[k];
            Box box = new(run.From, run.Row, run.To - run.From, 1);
            // A root is the first run of its component.
            if (root == k)
            {
                numbers[k] = areas.Count;
                areas.Add(0);
                bounds.Add(box);
            }
            int label = numbers[root];
            areas[label] += run.To - run.From;
            bounds[label] = bounds[label].Union(box);
            labels.AsSpan((run.Row * size.Width) + run.From, run.To - run.From).Fill(label);
        }
        return new ConnectedComponents(labels, [.. areas], [.. bounds]);
    }
}
