using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Borders;

/// <summary>Decides which of the lines along a picture's edges are the inner lines of a border, given those along the other edges.</summary>
/// <remarks>
/// A studio backdrop, an overexposed wall and a dark shirt reach the picture's edge in one colour, too. None of them ends in a sharp,
/// straight line that runs from one side to the other, and grain tells a wall from what a program has drawn.
/// </remarks>
internal static class FrameJudge
{
    /// <summary>The lines that make a border together.</summary>
    /// <param name="lines">At most one for each edge.</param>
    public static IReadOnlyList<BorderLine> Judge(IReadOnlyList<BorderLine> lines)
    {
        // Each may rest on another that does not hold.
        for (IReadOnlyList<BorderLine> held = lines; ; lines = held)
        {
            held = [.. lines.Where(line => Holds(line, lines))];
            if (held.Count == lines.Count)
                return held;
        }
    }

    private static bool Holds(BorderLine line, IReadOnlyList<BorderLine> all)
    {
        (int from, int to) = Within(line, all);
        if (line.Middle < BorderLimits.LeastDepth || to - from < BorderLimits.LeastLeft * line.View.Length)
            return false;
        (double plain, double noise) = line.Plainness();
        double share = line.Share(from, to);
        if (plain < BorderLimits.Plain)
            return false;
        BorderLine[] fellows = [.. all.Where(other => other != line && AreAlike(line, other) && IsSameTurn(line, other))];
        bool isAround = fellows.Any(other => IsAcross(line.Edge, other.Edge));
        if (noise <= BorderLimits.LoneNoise && line.IsLevel && fellows.Any(other => IsPlainlyDrawn(other, all)) && share >= BorderLimits.FellowLine)
            return true;
        if (noise <= BorderLimits.DrawnNoise && fellows.Length > 0 && share >= BorderLimits.DrawnLine)
            return line.IsLevel || isAround;
        if (noise <= BorderLimits.LoneNoise && line.IsLevel && share >= BorderLimits.LoneLine)
            return line.Edge == Edge.Bottom || !IsClippedWhite(line.Colour);
        return noise <= BorderLimits.ScannedNoise && isAround && IsPaper(line.Colour)
            && share >= (fellows.Length > 1 ? BorderLimits.ScannedFellowLine : BorderLimits.ScannedLine);
    }

    private static bool IsPlainlyDrawn(BorderLine line, IReadOnlyList<BorderLine> all)
    {
        (int from, int to) = Within(line, all);
        return line.IsLevel && line.Share(from, to) >= BorderLimits.DrawnLine;
    }

    // A frame that lies askew is turned as a whole.
    private static bool IsSameTurn(BorderLine a, BorderLine b) => Math.Abs(a.Turn - b.Turn) <= BorderLimits.SameTurn;

    /// <summary>
    /// How deep a drawn border goes on along an edge on which no line is seen, as where a black shirt lies on a black bar: no deeper than
    /// the other sides are, and only as far as every row is of its colour.
    /// </summary>
    public static int Unseen(Picture picture, Edge edge, IReadOnlyList<BorderLine> lines)
    {
        BorderLine[] drawn = [.. lines.Where(line => line.IsLevel && line.Plainness().Noise <= BorderLimits.LoneNoise)];
        if (drawn.Length == 0)
            return 0;
        EdgeView view = new(picture, edge);
        int most = drawn.Max(line => (int)line.Middle), deep = 0;
        while (deep < most && IsOfColour(view, deep, drawn[0].Colour))
            deep++;
        return deep < BorderLimits.LeastDepth ? 0 : deep;
    }

    private static bool IsOfColour(EdgeView view, int deep, Colour colour)
    {
        int same = 0;
        for (int along = 0; along < view.Length; along++)
            same += view.Difference(along, deep, colour) <= BorderLimits.Same ? 1 : 0;
        return same >= BorderLimits.SameRow * view.Length;
    }

    /// <summary>The part of an edge that the borders along its two neighbours leave.</summary>
    internal static (int From, int To) Within(BorderLine line, IReadOnlyList<BorderLine> all)
    {
        bool level = line.Edge is Edge.Top or Edge.Bottom;
        BorderLine? before = all.FirstOrDefault(other => other.Edge == (level ? Edge.Left : Edge.Top));
        BorderLine? after = all.FirstOrDefault(other => other.Edge == (level ? Edge.Right : Edge.Bottom));
        return (before is null ? 0 : before.Reach(0, before.View.Length), line.View.Length - (after is null ? 0 : after.Reach(0, after.View.Length)));
    }

    private static bool IsClippedWhite(Colour colour) => Math.Min(colour.R, Math.Min(colour.G, colour.B)) >= BorderLimits.ClippedWhite;

    private static bool IsPaper(Colour colour)
        => Math.Min(colour.R, Math.Min(colour.G, colour.B)) >= BorderLimits.ScannedLight || Math.Max(colour.R, Math.Max(colour.G, colour.B)) <= BorderLimits.ScannedDark;

    private static bool AreAlike(BorderLine a, BorderLine b) => Math.Max(
        Math.Abs(a.Colour.R - b.Colour.R), Math.Max(Math.Abs(a.Colour.G - b.Colour.G), Math.Abs(a.Colour.B - b.Colour.B))) <= BorderLimits.SameColour;

    private static bool IsAcross(Edge a, Edge b) => (a is Edge.Top or Edge.Bottom) != (b is Edge.Top or Edge.Bottom);
}
