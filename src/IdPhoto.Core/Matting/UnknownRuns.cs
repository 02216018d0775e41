using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>The unknown pixels of a trimap as horizontal runs, numbered in raster order.</summary>
/// <remarks>Each run's numbers begin at a multiple of <see cref="Block"/>, so that vectors of values never straddle two runs.</remarks>
internal sealed class UnknownRuns
{
    /// <summary>Numbers per block: the lanes of a 256-bit vector of floats.</summary>
    public const int Block = 8;

    private UnknownRuns(Run[] runs, int count)
    {
        Runs = runs;
        Count = count;
    }

    /// <summary>A run of unknown pixels in one row.</summary>
    /// <param name="Row">The row.</param>
    /// <param name="Column">The first column.</param>
    /// <param name="Length">Pixels.</param>
    /// <param name="First">The number of its first pixel among all unknown ones.</param>
    public readonly record struct Run(int Row, int Column, int Length, int First);

    /// <summary>All runs, in raster order.</summary>
    public Run[] Runs { get; }

    /// <summary>How many numbers there are, the unused ones at the ends of runs included: the length of a vector of values.</summary>
    public int Count { get; }

    /// <summary>Collects the pixels for which <paramref name="isUnknown"/> holds.</summary>
    public static UnknownRuns Find(PixelSize size, Func<int, bool> isUnknown)
    {
        List<Run> runs = [];
        int count = 0;
        for (int y = 0; y < size.Height; y++)
        {
            int row = y * size.Width;
            for (int x = 0; x < size.Width; x++)
            {
                if (!isUnknown(row + x))
                    continue;
                int start = x;
                while (x < size.Width && isUnknown(row + x))
                    x++;
                runs.Add(new Run(y, start, x - start, count));
                count += (x - start + Block - 1) / Block * Block;
            }
        }
        return new UnknownRuns([.. runs], count);
    }

    /// <summary>Splits the runs into parts of about equal length; the split depends on nothing but the runs.</summary>
    public (int From, int To)[] Split(int parts)
    {
        List<(int From, int To)> split = [];
        int from = 0;
        for (int part = 1; part <= parts && from < Runs.Length; part++)
        {
            long until = (long)Count * part / parts;
            int to = from;
            while (to < Runs.Length && (Runs[to].First < until || part == parts))
                to++;
            if (to > from)
                split.Add((from, to));
            from = to;
        }
        return [.. split];
    }
}
