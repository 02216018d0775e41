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
        (double plain, double noise) = line.Plainness;
        double share = line.Share(from, to);
        if (plain < BorderLimits.Plain)
            return false;
        BorderLine[] fellows = [.. all.Where(other => other != line && AreAlike(line, other) && IsSameTurn(line, other))];
        if (IsClipped(line.Colour) && !IsBeyondDoubt([line, .. fellows]))
            return false;
        bool isAround = fellows.Any(other => IsAcross(line.Edge, other.Edge));
        if (noise <= BorderLimits.LoneNoise && line.IsLevel && share >= BorderLimits.FellowLine && Continues(line, (from, to), [.. fellows.Where(other => IsPlainlyDrawn(other, all))]))
            return true;
        if (noise <= BorderLimits.DrawnNoise && fellows.Length > 0 && share >= BorderLimits.DrawnLine)
            return line.IsLevel || isAround;
        if (noise <= BorderLimits.LoneNoise && line.IsLevel && share >= BorderLimits.LoneLine)
            return true;
        return noise <= BorderLimits.ScannedNoise && isAround && IsPaper(line.Colour)
            && share >= (fellows.Length > 1 ? BorderLimits.ScannedFellowLine : BorderLimits.ScannedLine);
    }

    // Overexposed walls stand on both sides of a backdrop, and a wardrobe's edge is as straight as a bar: neither goes around a photo.
    private static bool IsBeyondDoubt(BorderLine[] frame)
        => frame.Length >= 3 || (frame.Any(line => line.Edge == Edge.Top) && frame.Any(line => line.Edge == Edge.Bottom));

    // Of a side that is seen in places only: the frame is as wide there as elsewhere, or the places are at both ends. A flat head has neither.
    private static bool Continues(BorderLine line, (int From, int To) part, BorderLine[] drawn)
        => drawn.Any(other => Math.Abs(other.Middle - line.Middle) <= BorderLimits.SameDepth) || (drawn.Length > 0 && IsAtBothEnds(line, part.From, part.To));

    private static bool IsAtBothEnds(BorderLine line, int from, int to)
    {
        int quarter = (to - from) / 4;
        return Math.Min(line.Share(from, from + quarter), line.Share(to - quarter, to)) >= BorderLimits.FellowLine;
    }

    private static bool IsPlainlyDrawn(BorderLine line, IReadOnlyList<BorderLine> all)
    {
        (int from, int to) = Within(line, all);
        return IsDrawn(line) && line.Share(from, to) >= BorderLimits.DrawnLine;
    }

    private static bool IsDrawn(BorderLine line) => line.IsLevel && line.Plainness.Noise <= BorderLimits.LoneNoise;

    // A frame that lies askew is turned as a whole.
    private static bool IsSameTurn(BorderLine a, BorderLine b) => Math.Abs(a.Turn - b.Turn) <= BorderLimits.SameTurn;

    /// <summary>
    /// How deep a drawn border goes on along an edge on which no line is seen, as where a black shirt lies on a black bar: no deeper than
    /// the other sides are, and only as far as every row is of its colour.
    /// </summary>
    public static int Unseen(Picture picture, Edge edge, IReadOnlyList<BorderLine> lines)
    {
        BorderLine[] drawn = [.. lines.Where(IsDrawn)];
        if (drawn.Length < 2 || !drawn.All(line => AreAlike(line, drawn[0])) || (drawn.Length < 3 && IsClipped(drawn[0].Colour)))
            return 0;
        EdgeView view = new(picture, edge);
        int most = drawn.Min(line => (int)line.Middle), deep = 0;
        while (deep < most && IsOfColour(view, deep, drawn[0].Colour))
            deep++;
        return deep < BorderLimits.LeastDepth ? 0 : deep;
    }

    private static bool IsOfColour(EdgeView view, int deep, Colour colour)
    {
        for (int along = 0; along < view.Length; along++)
            if (view.Difference(along, deep, colour) > BorderLimits.Same)
                return false;
        return true;
    }

    /// <summary>The part of an edge that the borders along its two neighbours leave.</summary>
    internal static (int From, int To) Within(BorderLine line, IReadOnlyList<BorderLine> all)
    {
        bool level = line.Edge is Edge.Top or Edge.Bottom;
        BorderLine? before = all.FirstOrDefault(other => other.Edge == (level ? Edge.Left : Edge.Top));
        BorderLine? after = all.FirstOrDefault(other => other.Edge == (level ? Edge.Right : Edge.Bottom));
        return (before is null ? 0 : before.Reach(0, before.View.Length), line.View.Length - (after is null ? 0 : after.Reach(0, after.View.Length)));
    }

    private static bool IsClipped(Colour colour)
        => Math.Min(colour.R, Math.Min(colour.G, colour.B)) >= BorderLimits.ClippedWhite || Math.Max(colour.R, Math.Max(colour.G, colour.B)) <= BorderLimits.ClippedBlack;

    private static bool IsPaper(Colour colour)
        => Math.Min(colour.R, Math.Min(colour.G, colour.B)) >= BorderLimits.ScannedLight || Math.Max(colour.R, Math.Max(colour.G, colour.B)) <= BorderLimits.ScannedDark;

    private static bool AreAlike(BorderLine a, BorderLine b) => a.Colour.DifferenceTo(b.Colour) <= BorderLimits.SameColour;

    private static bool IsAcross(Edge a, Edge b) => (a is Edge.Top or Edge.Bottom) != (b is Edge.Top or Edge.Bottom);
}
