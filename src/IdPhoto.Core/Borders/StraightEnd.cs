using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Borders;

/// <summary>
/// Finds the lower end of a photo that lies in a larger picture as no border that <see cref="BorderFinder"/> knows: shaded paper, a
/// blurred copy, a caption. Below a chin a person ends in one straight line only where the photo ends, or behind a table.
/// </summary>
internal static class StraightEnd
{
    /// <summary>The steepest line, about five degrees, and how finely slopes are tried.</summary>
    private const double MostSlope = 0.09, SlopeStep = 0.01;

    /// <summary>Cells on either side of the line that the person network's outline may be off by.</summary>
    private const int Straight = 1;

    /// <summary>Share of the map's columns in which a person ends below the chin, and of those that end on the line.</summary>
    private const double LeastWide = 0.3, LeastOnLine = 0.8;

    /// <summary>Mean likelihood of a person in the lowest rows of the map, from which on they go on.</summary>
    private const double GoesOn = 0.05;

    private const int LowestRows = 4;

    /// <summary>Share of the map's width in which the picture, too, changes at the line: it ends on both sides of the person as well.</summary>
    private const double LeastStep = 0.6;

    /// <summary>Rows of the picture per cell, and how many around the line its step is looked for in.</summary>
    private const int Fineness = 2, Around = 3;

    /// <summary>How many rows at the picture's lower edge lie below the photo; 0 for most pictures.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="map">What the person network saw around the head.</param>
    /// <param name="chin">The chin, in pixels of the picture.</param>
    public static int RowsBelow(PhotoPixels picture, PersonMap map, Point chin)
    {
        Plane person = map.Person;
        if (!EndsAbove(person))
            return 0;
        int first = (int)((chin.Y - map.Region.Y) / map.Region.Height * person.Height);
        int[] ends = [.. Enumerable.Range(0, person.Width).Select(x => LastRow(person, x)).Select(y => y > first ? y : -1)];
        int wide = ends.Count(y => y >= 0);
        if (wide < LeastWide * person.Width)
            return 0;
        // Slopes are those of the picture, whose pixels the map's cells may be taller or wider than.
        double shape = map.Region.Width / map.Region.Height;
        (double slope, double row, int count) = Line(ends, shape);
        if (count < LeastOnLine * wide || !IsStep(picture, map, slope, row))
            return 0;
        double highest = Enumerable.Range(0, ends.Length).Where(x => ends[x] >= 0).Min(x => row + (slope * x)) - Straight;
        if (highest <= first)
            return 0;
        return picture.Height - (int)(map.Region.Y + (highest / person.Height * map.Region.Height));
    }

    private static bool EndsAbove(Plane person)
    {
        Span<float> lowest = person.Values.AsSpan((person.Height - LowestRows) * person.Width);
        double sum = 0;
        foreach (float value in lowest)
            sum += value;
        return sum <= GoesOn * lowest.Length;
    }

    private static int LastRow(Plane person, int x)
    {
        for (int y = person.Height - 1; y >= 0; y--)
            if (person[x, y] > 0.5f)
                return y;
        return -1;
    }

    // The line on which most columns end, in cells; of several, the nearest to all of them.
    private static (double Slope, double Row, int Count) Line(int[] ends, double shape)
    {
        (double Slope, double Row, int Count) best = default;
        double nearest = double.PositiveInfinity;
        for (double turn = -MostSlope; turn <= MostSlope + (SlopeStep / 2); turn += SlopeStep)
        {
            double slope = turn * shape;
            double[] rows = [.. Enumerable.Range(0, ends.Length).Where(x => ends[x] >= 0).Select(x => ends[x] - (slope * x)).Order()];
            double row = rows[rows.Length / 2];
            double[] off = [.. rows.Select(at => Math.Abs(at - row)).Where(distance => distance <= Straight + 0.5)];
            if (off.Length > best.Count || (off.Length == best.Count && off.Sum() < nearest))
                (best, nearest) = ((slope, row, off.Length), off.Sum());
        }
        return best;
    }

    private static bool IsStep(PhotoPixels picture, PersonMap map, double slope, double row)
    {
        PixelSize size = new(map.Person.Width, map.Person.Height * Fineness);
        Picture seen = picture.Resize(map.Region, size, ResamplingKernel.Triangle);
        int steps = 0;
        for (int x = 0; x < size.Width; x++)
        {
            int y = (int)((row + (slope * x) + 1) * Fineness), largest = 0;
            for (int at = Math.Max(Fineness, y - Around); at < Math.Min(size.Height - Fineness, y + Around + 1); at++)
                largest = Math.Max(largest, Difference(seen, x, at - Fineness, at + Fineness));
            steps += largest >= BorderLimits.Step ? 1 : 0;
        }
        return steps >= LeastStep * size.Width;
    }

    private static int Difference(Picture picture, int x, int y, int other)
    {
        ReadOnlySpan<byte> a = picture.Row(y).Slice(3 * x, 3), b = picture.Row(other).Slice(3 * x, 3);
        return Math.Max(Math.Abs(a[0] - b[0]), Math.Max(Math.Abs(a[1] - b[1]), Math.Abs(a[2] - b[2])));
    }
}
