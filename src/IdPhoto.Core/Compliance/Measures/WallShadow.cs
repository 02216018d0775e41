using IdPhoto.Colorimetry;
using IdPhoto.Compliance.View;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>
/// The shadow that a person casts on the wall, told from things in front of it. Light that is missing leaves the wall's colour as it is
/// (its three channels shrink by about one factor), hides none of its texture, and has the person's outline, moved aside. A thing has a
/// colour, a texture or an outline of its own.
/// </summary>
internal sealed class WallShadow
{
    /// <summary>A shadow that lies clear of who casts it: up to 1.6 inter-eye distances aside, up to 0.8 above and 1.6 below.</summary>
    private static readonly WallShadow Far = new(cell: 8, aside: 16, above: 8, below: 16, step: 2);

    /// <summary>One that hugs who casts it, as a flash beside the lens throws it: of it no more than a strip is seen, narrower than a cell of the other.</summary>
    private static readonly WallShadow Near = new(cell: 4, aside: 8, above: 4, below: 8, step: 1) { IsStrip = true };

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

    private readonly int _cell, _aside, _above, _below, _step;

    private readonly PixelSize _grid;

    /// <param name="cell">Pixels of the view in a cell's side. Outlines are compared cell by cell.</param>
    /// <param name="aside">How far the shadow may lie aside, in cells.</param>
    /// <param name="above">How far above.</param>
    /// <param name="below">How far below.</param>
    /// <param name="step">By how many cells the outline is moved at a time.</param>
    private WallShadow(int cell, int aside, int above, int below, int step)
    {
        (_cell, _aside, _above, _below, _step) = (cell, aside, above, below, step);
        _grid = new(HeadView.Size.Width / cell, HeadView.Size.Height / cell);
    }

    private bool IsStrip { get; init; }

    /// <summary>The pixels that lie in the person's shadow.</summary>
    /// <param name="view">The picture.</param>
    /// <param name="wall">Pixels of the wall, in rising order.</param>
    /// <param name="lightness">L* of the wall where it is lit.</param>
    /// <param name="colour">Its colour there.</param>
    public static HashSet<int> Find(HeadView view, int[] wall, Func<int, double> lightness, Func<int, Lab> colour)
    {
        HashSet<int> found = Far.In(view, wall, lightness, colour);
        found.UnionWith(Near.In(view, found.Count == 0 ? wall : [.. wall.Where(i => !found.Contains(i))], lightness, colour));
        return found;
    }

    private HashSet<int> In(HeadView view, int[] wall, Func<int, double> lightness, Func<int, Lab> colour)
    {
        (bool[] dark, bool[] seen, double[] light) = Dark(view, wall, lightness, colour);
        bool[] person = Person(view);
        ConnectedComponents parts = ConnectedComponents.Of(_grid, dark);
        HashSet<int> found = [];
        double least = Math.Max(4, Least * seen.Count(cell => cell));
        foreach (int part in Enumerable.Range(1, parts.Count).Where(part => parts.Areas[part] >= least).OrderByDescending(part => parts.Areas[part]).Take(Most))
            if (HasOutline(parts, part, seen, light) && IsCast(parts, part, person, seen))
                found.UnionWith(Pixels(view, wall, colour, parts, part));
        return found;
    }

    private (bool[] Dark, bool[] Seen, double[] Light) Dark(HeadView view, int[] wall, Func<int, double> lightness, Func<int, Lab> colour)
    {
        int[] of = new int[_grid.Area], dark = new int[_grid.Area], edges = new int[_grid.Area];
        double[] light = new double[_grid.Area];
        foreach (int i in wall)
        {
            int cell = CellOf(i);
            of[cell]++;
            double darker = lightness(i) - view.Lab.L[i];
            light[cell] -= darker;
            if (darker < Darker || !IsShaded(view, i, colour(i)))
                continue;
            dark[cell]++;
            edges[cell] += (IsStrip ? IsTexture(view.Lab.L, i) : IsEdge(view.Lab.L, i)) ? 1 : 0;
        }
        int most = _cell * _cell / (IsStrip ? 8 : 4);
        bool Shaded(int cell) => 2 * dark[cell] > of[cell] && of[cell] >= _cell && edges[cell] <= most;
        return ([.. Enumerable.Range(0, of.Length).Select(Shaded)], [.. of.Select(count => count >= _cell)], [.. light.Select((sum, cell) => sum / Math.Max(1, of[cell]))]);
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

    // Of a strip the outline is most. It only becomes lighter away from the person: what becomes darker there is a texture.
    private static bool IsTexture(float[] l, int i)
    {
        (int width, int outward) = (HeadView.Size.Width, i % HeadView.Size.Width < HeadView.Middle.X ? -1 : 1);
        bool inside = i % width is > 0 && i % width < width - 1 && i >= width && i < l.Length - width;
        return inside && Math.Max(l[i - outward] - l[i + outward], l[i + width] - l[i - width]) > Edge;
    }

    private bool[] Person(HeadView view)
        => [.. Enumerable.Range(0, (int)_grid.Area).Select(cell => view.Tissues.Person[((((cell / _grid.Width) * _cell) + (_cell / 2)) * HeadView.Size.Width) + ((cell % _grid.Width) * _cell) + (_cell / 2)] > 0.5f)];

    private bool HasOutline(ConnectedComponents parts, int part, bool[] seen, double[] light)
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

    private int? At(int cell, int right, int down)
    {
        (int x, int y) = ((cell % _grid.Width) + right, (cell / _grid.Width) + down);
        return x < 0 || y < 0 || x >= _grid.Width || y >= _grid.Height ? null : (y * _grid.Width) + x;
    }

    // The outline that covers a patch best, among all places where a shadow may fall.
    private bool IsCast(ConnectedComponents parts, int part, bool[] person, bool[] seen)
    {
        for (int down = -_above; down <= _below; down += _step)
            for (int right = -_aside; right <= _aside; right += _step)
                if ((down, right) is not (0, 0) && Overlap(parts, part, person, seen, right, down) >= SameShape)
                    return true;
        return false;
    }

    private double Overlap(ConnectedComponents parts, int part, bool[] person, bool[] seen, int right, int down)
    {
        int both = 0, moved = 0;
        bool left = right < 0;
        for (int y = Math.Max(0, down); y < Math.Min(_grid.Height, _grid.Height + down); y++)
            for (int x = Math.Max(0, right); x < Math.Min(_grid.Width, _grid.Width + right); x++)
            {
                int cell = (y * _grid.Width) + x;
                if (!seen[cell] || !person[cell - (down * _grid.Width) - right])
                    continue;
                // What the outline covers elsewhere may be a shadow of its own, and a strip falls into pieces at neck and shoulder.
                bool patch = parts.Labels[cell] == part, piece = IsStrip && parts.Labels[cell] != 0;
                both += patch ? 1 : 0;
                moved += patch || (!piece && IsBeside(x, left, right)) ? 1 : 0;
            }
        return (double)both / (moved + parts.Areas[part] - both);
    }

    private bool IsBeside(int x, bool left, int right) => right == 0 || (x < _grid.Width / 2) == left;

    // The patch and the cells around it, which it covers in part.
    private IEnumerable<int> Pixels(HeadView view, int[] wall, Func<int, Lab> colour, ConnectedComponents parts, int part)
        => wall.Where(i => IsNear(parts, part, CellOf(i)) && view.Lab.L[i] <= colour(i).L - Darker && IsShaded(view, i, colour(i)));

    private bool IsNear(ConnectedComponents parts, int part, int cell)
    {
        (int row, int column) = Math.DivRem(cell, _grid.Width);
        for (int y = Math.Max(0, row - 1); y <= Math.Min(_grid.Height - 1, row + 1); y++)
            for (int x = Math.Max(0, column - 1); x <= Math.Min(_grid.Width - 1, column + 1); x++)
                if (parts.Labels[(y * _grid.Width) + x] == part)
                    return true;
        return false;
    }

    private int CellOf(int i) => (Math.Min(i / HeadView.Size.Width / _cell, _grid.Height - 1) * _grid.Width) + (i % HeadView.Size.Width / _cell);
}
