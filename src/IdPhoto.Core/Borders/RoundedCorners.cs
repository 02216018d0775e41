using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Borders;

/// <summary>Finds the rounded corners of a picture that was drawn on one colour, such as a card on a screen.</summary>
internal static class RoundedCorners
{
    private const int LeastRadius = 5;

    /// <summary>A radius is no larger than this share of the shorter side.</summary>
    private const double MostRadius = 0.25;

    /// <summary>How much a corner of one radius leaves of its diagonal, and of the depth at half the radius.</summary>
    private static readonly double Diagonal = 1 - Math.Sqrt(0.5), AtHalf = 1 - Math.Sqrt(0.75);

    /// <summary>How far in from every side the corners are whole; 0 where they are not rounded.</summary>
    /// <param name="picture">The picture without straight borders.</param>
    /// <param name="frame">The colour of the borders around it; null without any: then all four corners must be rounded alike.</param>
    public static int Inset(Picture picture, Colour? frame)
    {
        EdgeView top = new(picture, Edge.Top), bottom = new(picture, Edge.Bottom);
        Colour colour = frame ?? ColourAt(picture);
        int[] radii = [Radius(top, false, colour), Radius(top, true, colour), Radius(bottom, false, colour), Radius(bottom, true, colour)];
        int[] found = [.. radii.Where(radius => radius > 0)];
        int needed = frame is null ? 4 : 2;
        if (found.Length < needed || found.Max() - found.Min() > (0.3 * found.Max()) + 2)
            return 0;
        return (int)Math.Ceiling(Diagonal * found.Max()) + 1;
    }

    private static Colour ColourAt(Picture picture) => new(picture.Rgb[0], picture.Rgb[1], picture.Rgb[2]);

    // The radius of the corner at one end of an edge; 0 where it is not a quarter of a circle.
    private static int Radius(EdgeView view, bool atEnd, Colour colour)
    {
        int Along(int i) => atEnd ? view.Length - 1 - i : i;
        int most = (int)(MostRadius * Math.Min(view.Length, view.Depth));
        int across = Run(most + 1, i => view.Difference(Along(i), 0, colour));
        int down = Run(most + 1, i => view.Difference(Along(0), i, colour));
        double radius = (across + down) / 2.0;
        if (across > most || down > most || radius < LeastRadius || Math.Abs(across - down) > (0.2 * radius) + 2)
            return 0;
        int diagonal = Run(most, i => view.Difference(Along(i), i, colour));
        int half = Run(most, i => view.Difference(Along((int)(radius / 2)), i, colour));
        bool round = IsNear(diagonal, Diagonal * radius, radius) && IsNear(half, AtHalf * radius, radius);
        return round ? (int)Math.Ceiling(radius) : 0;
    }

    private static bool IsNear(double length, double expected, double radius) => Math.Abs(length - expected) <= (0.08 * radius) + 1.5;

    private static int Run(int most, Func<int, int> difference)
    {
        int run = 0;
        while (run < most && difference(run) <= BorderLimits.Alike)
            run++;
        return run;
    }
}
