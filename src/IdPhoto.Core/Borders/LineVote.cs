using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Borders;

/// <summary>Finds the straight line on which most steps from the edge's colour to another lie (a Hough transform of nearly level lines).</summary>
internal static class LineVote
{
    /// <summary>The line, or null where the edge has no colour of its own or no step lies on one.</summary>
    public static BorderLine? Find(Picture picture, Edge edge)
    {
        EdgeView view = new(picture, edge);
        if (view.Depth < 2 * BorderLimits.LeastDepth)
            return null;
        Colour colour = view.Median(2);
        if (view.ShareOf(colour) < BorderLimits.Plain)
            return null;
        List<(int Along, int Deep)> steps = Steps(view, colour);
        return steps.Count < view.Length / 2 ? null : Best(edge, view, colour, steps);
    }

    private static List<(int Along, int Deep)> Steps(EdgeView view, Colour colour)
    {
        List<(int, int)> steps = [];
        int end = Math.Min(view.Depth - 3, (int)(BorderLimits.MostDepth * view.Depth));
        for (int along = 0; along < view.Length; along++)
            for (int deep = 0, run = 0; deep < end; deep++)
            {
                if (view.Difference(along, deep, colour) <= BorderLimits.Alike)
                {
                    run++;
                    continue;
                }
                if (run >= BorderLimits.LeastDepth && IsSharp(view, colour, along, deep))
                    steps.Add((along, deep));
                run = 0;
            }
        return steps;
    }

    // Reduction and compression blur a step over two pixels, no more.
    private static bool IsSharp(EdgeView view, Colour colour, int along, int deep)
        => Math.Max(view.Difference(along, deep + 1, colour), view.Difference(along, deep + 2, colour)) > BorderLimits.Step;

    private static BorderLine Best(Edge edge, EdgeView view, Colour colour, List<(int Along, int Deep)> steps)
    {
        (int Votes, int Middle, double Slope) best = (0, 0, 0);
        int half = (int)(BorderLimits.MostSlope * view.Length / 2);
        int[] votes = new int[view.Depth + (2 * half) + 4];
        // A pixel of difference at both ends of the edge from one slope to the next, the level line first.
        for (int turn = 0; turn <= half; turn++)
            foreach (int sign in turn == 0 ? (ReadOnlySpan<int>)[1] : [1, -1])
            {
                double slope = 2.0 * sign * turn / view.Length;
                (int count, int middle) = Vote(view, steps, slope, votes, half);
                if (count > best.Votes + 1)
                    best = (count, middle, slope);
            }
        return new BorderLine(edge, view, colour, best.Middle, best.Slope, OnLine(view, steps, best.Middle, best.Slope));
    }

    private static (int Count, int Middle) Vote(EdgeView view, List<(int Along, int Deep)> steps, double slope, int[] votes, int half)
    {
        Array.Clear(votes);
        foreach ((int along, int deep) in steps)
            votes[half + 1 + (int)Math.Round(deep - (slope * (along - (view.Length / 2.0))))]++;
        (int count, int middle) = (0, 0);
        for (int i = 1; i < votes.Length - 1; i++)
        {
            int sum = votes[i - 1] + votes[i] + votes[i + 1];
            // Of equals the deepest: letters on a bar have straight lines, too.
            if (sum > count || (sum == count && votes[i] > votes[middle + half + 1]))
                (count, middle) = (sum, i - half - 1);
        }
        return (count, middle);
    }

    private static bool[] OnLine(EdgeView view, List<(int Along, int Deep)> steps, int middle, double slope)
    {
        bool[] isStep = new bool[view.Length];
        foreach ((int along, int deep) in steps)
            if (Math.Abs(deep - middle - (slope * (along - (view.Length / 2.0)))) <= BorderLimits.Straight + 0.5)
                isStep[along] = true;
        return isStep;
    }
}
