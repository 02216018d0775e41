using IdPhoto.Colorimetry;
using IdPhoto.Compliance.View;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>
/// The shadow that a person casts on the wall, told from things in front of it. Light that is missing leaves the wall's colour as it is
/// (its three channels shrink by about one factor), hides none of its texture, and has the person's outline, moved aside. A thing has a
/// colour, a texture or an outline of its own.
/// </summary>
internal static class WallShadow
{
    /// <summary>Pixels of the view in a cell's side. Outlines are compared cell by cell.</summary>
    private const int Cell = 8;

    private static readonly PixelSize Grid = new(HeadView.Size.Width / Cell, HeadView.Size.Height / Cell);

    /// <summary>Of the wall's light: more than this is a gradient or noise, less is hardly a wall any more.</summary>
    private const double LeastLight = 0.12, MostLight = 0.93;

    /// <summary>Channels differ by at most this factor, as a logarithm: what lights a shadow (the sky, the room) is a little more blue or red than the lamp.</summary>
    private const double ColourError = 0.35;

    /// <summary>L* from one pixel to the next but one: texture, not a plain wall with less light. A hard shadow's outline is that steep in a line alone.</summary>
    private const double Edge = 5;

    /// <summary>L* below the wall's that may be a shadow.</summary>
    private const double Darker = 2.5;

    /// <summary>Smaller dark patches are not looked at, as a share of the wall.</summary>
    private const double Least = 0.004;

    /// <summary>Two lamps throw two shadows; more patches than these, the largest ones, are not looked at.</summary>
    private const int Most = 4;

    /// <summary>A patch and the moved outline of the person share this much of their union.</summary>
    private const double SameShape = 0.55;

    /// <summary>L* that the wall becomes lighter at the patch's outline within two cells, a fifth of an inter-eye distance: light that fades is slower.</summary>
    private const double Outline = 4;

    /// <summary>How far a shadow lies from who casts it, in cells: up to 1.6 inter-eye distances aside, up to 0.8 above and 1.6 below.</summary>
    private const int Aside = 16, Above = 8, Below = 16, Step = 2;

    /// <summary>The pixels that lie in the person's shadow.</summary>
    /// <param name="view">The picture.</param>
    /// <param name="wall">Pixels of the wall, in rising order.</param>
    /// <param name="lightness">L* of the wall where it is lit.</param>
    /// <param name="colour">Its colour there.</param>
    public static HashSet<int> Find(HeadView view, int[] wall, Func<int, double> lightness, Func<int, Lab> colour)
    {
        (bool[] dark, bool[] seen, double[] light) = Dark(view, wall, lightness, colour);
        bool[] person = Person(view);
        ConnectedComponents parts = ConnectedComponents.Of(Grid, dark);
        HashSet<int> found = [];
        double least = Math.Max(4, Least * seen.Count(cell => cell));
        foreach (int part in Enumerable.Range(1, parts.Count).Where(part => parts.Areas[part] >= least).OrderByDescending(part => parts.Areas[part]).Take(Most))
            if (HasOutline(parts, part, seen, light) && IsCast(parts, part, person, seen))
                found.UnionWith(Pixels(view, wall, colour, parts, part));
        return found;
    }

    private static (bool[] Dark, bool[] Seen, double[] Light) Dark(HeadView view, int[] wall, Func<int, double> lightness, Func<int, Lab> colour)
    {
        int[] of = new int[Grid.Area], dark = new int[Grid.Area], edges = new int[Grid.Area];
        double[] light = new double[Grid.Area];
        foreach (int i in wall)
        {
            int cell = CellOf(i);
            of[cell]++;
            double darker = lightness(i) - view.Lab.L[i];
            light[cell] -= darker;
            if (darker < Darker || !IsShaded(view, i, colour(i)))
                continue;
            dark[cell]++;
            edges[cell] += IsEdge(view.Lab.L, i) ? 1 : 0;
        }
        bool Shaded(int cell) => 2 * dark[cell] > of[cell] && of[cell] >= Cell && edges[cell] <= Cell * Cell / 4;
        return ([.. Enumerable.Range(0, of.Length).Select(Shaded)], [.. of.Select(count => count >= Cell)], [.. light.Select((sum, cell) => sum / Math.Max(1, of[cell]))]);
    }

    private static bool IsShaded(HeadView view, int i, Lab wall)
    {
        (double r, double g, double b) = CieLab.ToLinear(wall);
        byte[] rgb = view.Picture.Rgb;
        double red = Ratio(rgb[3 * i], r), green = Ratio(rgb[(3 * i) + 1], g), blue = Ratio(rgb[(3 * i) + 2], b);
        double least = Math.Min(red, Math.Min(green, blue)), most = Math.Max(red, Math.Max(green, blue));
        return green is > LeastLight and < MostLight && Math.Log(most / least) < ColourError;
    }

    // A level and a half of 255 in a dark channel is noise.
    private static double Ratio(byte seen, double wall) => (SrgbCurve.ToLinear(seen) + 0.002) / (Math.Max(wall, 0) + 0.002);

    private static bool IsEdge(float[] l, int i)
    {
        int width = HeadView.Size.Width;
        bool inside = i % width is > 0 && i % width < width - 1 && i >= width && i < l.Length - width;
        return inside && Math.Max(Math.Abs(l[i + 1] - l[i - 1]), Math.Abs(l[i + width] - l[i - width])) > Edge;
    }

    private static bool[] Person(HeadView view)
        => [.. Enumerable.Range(0, (int)Grid.Area).Select(cell => view.Tissues.Person[((((cell / Grid.Width) * Cell) + (Cell / 2)) * HeadView.Size.Width) + ((cell % Grid.Width) * Cell) + (Cell / 2)] > 0.5f)];

    private static bool HasOutline(ConnectedComponents parts, int part, bool[] seen, double[] light)
    {
        double steps = 0;
        int count = 0;
        foreach (int cell in Enumerable.Range(0, parts.Labels.Length).Where(cell => parts.Labels[cell] == part))
            foreach ((int right, int down) in (ReadOnlySpan<(int, int)>)[(1, 0), (-1, 0), (0, 1), (0, -1)])
                if (At(cell, right, down) is int next && seen[next] && parts.Labels[next] != part && At(cell, 2 * right, 2 * down) is int beyond && seen[beyond] && parts.Labels[beyond] != part)
                {
                    steps += light[beyond] - light[cell];
                    count++;
                }
        return count > 0 && steps / count >= Outline;
    }

    private static int? At(int cell, int right, int down)
    {
        (int x, int y) = ((cell % Grid.Width) + right, (cell / Grid.Width) + down);
        return x < 0 || y < 0 || x >= Grid.Width || y >= Grid.Height ? null : (y * Grid.Width) + x;
    }

    // The outline that covers a patch best, among all places where a shadow may fall.
    private static bool IsCast(ConnectedComponents parts, int part, bool[] person, bool[] seen)
    {
        for (int down = -Above; down <= Below; down += Step)
            for (int right = -Aside; right <= Aside; right += Step)
                if ((down, right) is not (0, 0) && Overlap(parts, part, person, seen, right, down) >= SameShape)
                    return true;
        return false;
    }

    private static double Overlap(ConnectedComponents parts, int part, bool[] person, bool[] seen, int right, int down)
    {
        int both = 0, moved = 0;
        bool left = right < 0;
        for (int y = Math.Max(0, down); y < Math.Min(Grid.Height, Grid.Height + down); y++)
            for (int x = Math.Max(0, right); x < Math.Min(Grid.Width, Grid.Width + right); x++)
            {
                int cell = (y * Grid.Width) + x;
                if (!seen[cell] || !person[cell - (down * Grid.Width) - right])
                    continue;
                // What the outline covers elsewhere may be a shadow of its own.
                bool patch = parts.Labels[cell] == part;
                both += patch ? 1 : 0;
                moved += patch || IsBeside(x, left, right) ? 1 : 0;
            }
        return (double)both / (moved + parts.Areas[part] - both);
    }

    private static bool IsBeside(int x, bool left, int right) => right == 0 || (x < Grid.Width / 2) == left;

    // The patch and the cells around it, which it covers in part.
    private static IEnumerable<int> Pixels(HeadView view, int[] wall, Func<int, Lab> colour, ConnectedComponents parts, int part)
        => wall.Where(i => IsNear(parts, part, CellOf(i)) && view.Lab.L[i] <= colour(i).L - Darker && IsShaded(view, i, colour(i)));

    private static bool IsNear(ConnectedComponents parts, int part, int cell)
    {
        (int row, int column) = Math.DivRem(cell, Grid.Width);
        for (int y = Math.Max(0, row - 1); y <= Math.Min(Grid.Height - 1, row + 1); y++)
            for (int x = Math.Max(0, column - 1); x <= Math.Min(Grid.Width - 1, column + 1); x++)
                if (parts.Labels[(y * Grid.Width) + x] == part)
                    return true;
        return false;
    }

    private static int CellOf(int i) => (Math.Min(i / HeadView.Size.Width / Cell, Grid.Height - 1) * Grid.Width) + (i % HeadView.Size.Width / Cell);
}
