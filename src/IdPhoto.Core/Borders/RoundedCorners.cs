using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Borders;

/// <summary>Finds the rounded corners of a picture that was drawn on one colour, such as a card on a screen.</summary>
internal static class RoundedCorners
{
    private const int LeastWidth = 5;

    /// <summary>A radius is no larger than this share of the shorter side.</summary>
    private const double MostRadius = 0.25;

    /// <summary>
    /// A quarter of a circle of radius 1 leaves 0.29 of the diagonal's way to it and 0.13 at half its width, somewhat more where the
    /// straight border took its flattest part away; a straight cut across the corner leaves half of both.
    /// </summary>
    private const double MostDiagonal = 0.4, MostAtHalf = 0.42;

    /// <summary>How far in from every side the corners are whole; 0 where they are not rounded.</summary>
    /// <param name="picture">The picture without straight borders.</param>
    /// <param name="frame">The colour of the borders around it; null without any: then all four corners must be rounded alike.</param>
    public static int Inset(Picture picture, Colour? frame)
    {
        EdgeView top = new(picture, Edge.Top), bottom = new(picture, Edge.Bottom);
        Colour colour = frame ?? ColourAt(picture);
        (int Across, int Inset)[] corners = [Corner(top, false, colour), Corner(top, true, colour), Corner(bottom, false, colour), Corner(bottom, true, colour)];
        (int Across, int Inset)[] found = [.. corners.Where(corner => corner.Inset > 0)];
        int needed = frame is null ? 4 : 2;
        if (found.Length < needed || found.Max(corner => corner.Across) - found.Min(corner => corner.Across) > (0.3 * found.Max(corner => corner.Across)) + 3)
            return 0;
        return found.Max(corner => corner.Inset) + 1;
    }

    private static Colour ColourAt(Picture picture) => new(picture.Rgb[0], picture.Rgb[1], picture.Rgb[2]);

    // How wide the corner at one end of an edge is cut off, and how far along its diagonal; 0 where it is not a quarter of a circle.
    private static (int Across, int Inset) Corner(EdgeView view, bool atEnd, Colour colour)
    {
        int Along(int i) => atEnd ? view.Length - 1 - i : i;
        int most = (int)(MostRadius * Math.Min(view.Length, view.Depth));
        int across = Run(most + 1, i => view.Difference(Along(i), 0, colour));
        int down = Run(most + 1, i => view.Difference(Along(0), i, colour));
        if (across > most || down > most || Math.Min(across, down) < LeastWidth || Math.Abs(across - down) > (0.12 * (across + down)) + 2)
            return (0, 0);
        int diagonal = Run(most, i => view.Difference(Along(i), i, colour));
        int half = Run(most, i => view.Difference(Along(across / 2), i, colour));
        bool isRound = diagonal > 0 && diagonal <= (MostDiagonal * across) + 1 && half <= (MostAtHalf * down) + 0.5;
        return isRound ? (across, diagonal) : (0, 0);
    }

    private static int Run(int most, Func<int, int> difference)
    {
        int run = 0;
        while (run < most && difference(run) <= BorderLimits.Alike)
            run++;
        return run;
    }
}
