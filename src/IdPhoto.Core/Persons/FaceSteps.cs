using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Steps of the fusion that faces decide.</summary>
internal static class FaceSteps
{
    /// <summary>A face has no holes, whatever covers it.</summary>
    public static bool[] AddFace(bool[] mask, FusionEvidence evidence)
    {
        if (evidence.Face is null)
            return mask;
        bool[] result = [.. mask];
        foreach (FaceMesh face in evidence.Subjects)
            AddFace(result, face, evidence);
        return result;
    }

    private static void AddFace(bool[] result, FaceMesh face, FusionEvidence evidence)
    {
        Point[] oval = [.. FaceMesh.Oval.Select(k => face.Points[k])];
        Box bounds = face.Bounds;
        (int left, int right) = Cells(bounds.X - evidence.Region.X, bounds.Width, evidence.Region.Width, evidence.Grid.Width);
        (int top, int bottom) = Cells(bounds.Y - evidence.Region.Y, bounds.Height, evidence.Region.Height, evidence.Grid.Height);
        for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
            {
                Point at = evidence.ToPicture(x, y);
                if (at.X >= bounds.X && at.X <= bounds.Right && at.Y >= bounds.Y && at.Y <= bounds.Bottom && Polygon.Contains(oval, at))
                    result[(y * evidence.Grid.Width) + x] = true;
            }
    }

    // The cells that a stretch of the region may reach, and one more on each side.
    private static (int From, int To) Cells(double from, double length, double region, int cells)
        => ((int)Math.Clamp((from / region * cells) - 1, 0, cells), (int)Math.Clamp(((from + length) / region * cells) + 2, 0, cells));

    /// <summary>
    /// Where people touch, each pixel belongs to the one whose axis is nearer, in units of the own size; around the middle between the
    /// two the outline follows the colours of their clothes.
    /// </summary>
    public static bool[] RemoveNeighbour(bool[] mask, Neighbour other, FusionEvidence evidence, FusionLimits limits)
    {
        if (IsPrint(other, evidence, limits))
            return mask;
        Neighbour[] subjects = [.. evidence.Subjects.Select(Neighbour.Of)];
        float[] nearness = new float[mask.Length];
        bool[] isCore = new bool[mask.Length];
        for (int y = 0, i = 0; y < evidence.Grid.Height; y++)
            for (int x = 0; x < evidence.Grid.Width; x++, i++)
                if (mask[i])
                {
                    Point at = evidence.ToPicture(x, y);
                    double theirs = FromAxis(other, at, limits), own = double.PositiveInfinity;
                    foreach (Neighbour face in subjects)
                        own = Math.Min(own, FromAxis(face, at, limits));
                    isCore[i] = IsCore(at, evidence, limits);
                    nearness[i] = (float)(theirs / Math.Max(1e-6, own + theirs));
                }
        return ClothesSeam.Divide(mask, nearness, isCore, evidence.Image, limits);
    }

    /// <summary>Whether a point of the picture is surely on the face or chest of somebody who is cut out.</summary>
    public static bool IsCore(Point at, FusionEvidence evidence, FusionLimits limits)
    {
        if (IsCore(evidence.Face!, at, limits))
            return true;
        for (int i = 0; i < evidence.Companions.Count; i++)
            if (IsCore(evidence.Companions[i], at, limits))
                return true;
        return false;
    }

    private static bool IsCore(FaceMesh face, Point at, FusionLimits limits)
    {
        double core = limits.Core * face.EyeMidpoint.DistanceTo(face.Chin);
        return at.DistanceTo(face.EyeMidpoint) < core || (at.Y > face.Chin.Y && Math.Abs(at.X - face.Chin.X) < core);
    }

    /// <summary>Whether whoever was removed touched whoever is left.</summary>
    /// <param name="mask">What is left in the end.</param>
    /// <param name="together">Before neighbours were removed.</param>
    /// <param name="alone">Right after.</param>
    /// <param name="evidence">The grid and the main face.</param>
    /// <param name="limits">How much of an outline counts.</param>
    public static bool IsDivided(bool[] mask, bool[] together, bool[] alone, FusionEvidence evidence, FusionLimits limits)
    {
        if (evidence.Face is not { } face)
            return false;
        int contact = 0, width = evidence.Grid.Width;
        for (int i = 0; i < mask.Length; i++)
        {
            bool Removed(int at) => together[at] && !alone[at] && !mask[at];
            if (mask[i] && ((i % width > 0 && Removed(i - 1)) || (i % width < width - 1 && Removed(i + 1))))
                contact++;
        }
        double t = face.EyeMidpoint.DistanceTo(face.Chin) / evidence.Region.Height * evidence.Grid.Height;
        return contact > limits.DividedFrom * t;
    }

    /// <summary>
    /// Without a visible face (blurred, turned away, covered) the networks may leave a gap between hair and body; what
    /// lies in one column between the two is head.
    /// </summary>
    public static bool[] BridgeHiddenFace(bool[] mask, FusionEvidence evidence, FusionLimits limits)
    {
        if (evidence.Face is not null)
            return mask;
        bool[] result = [.. mask];
        for (int x = 0; x < evidence.Grid.Width; x++)
            BridgeColumn(result, x, evidence, limits);
        return result;
    }

    // A face on the chest of the person is printed on a shirt. Asked at a grid pixel's middle, as the vote was.
    private static bool IsPrint(Neighbour other, FusionEvidence evidence, FusionLimits limits)
    {
        int width = evidence.Grid.Width;
        return evidence.ToGrid(other.Eyes) is >= 0 and int i && evidence.IsTorso(evidence.ToPicture(i % width, i / width), limits);
    }

    // Distance from the line that runs from the eyes down through the body, in T (eyes to chin).
    private static double FromAxis(Neighbour face, Point at, FusionLimits limits)
    {
        Point eyes = face.Eyes;
        double t = eyes.DistanceTo(face.Chin);
        double down = Math.Clamp(at.Y - eyes.Y, -limits.AxisAboveEyes * t, limits.AxisBelowEyes * t);
        return at.DistanceTo(new Point(eyes.X, eyes.Y + down)) / t;
    }

    private static void BridgeColumn(bool[] mask, int x, FusionEvidence evidence, FusionLimits limits)
    {
        PixelSize grid = evidence.Grid;
        int hairBottom = -1, hairRows = 0;
        for (int y = 0; y < grid.Height; y++)
        {
            int i = (y * grid.Width) + x;
            if (!mask[i])
                continue;
            bool gap = hairBottom >= 0 && y > hairBottom + 1 && y - hairBottom < grid.Height / limits.GapShare && hairRows >= limits.FewestHairRows;
            if (gap && IsSuspected(x, hairBottom + 1, y, evidence, limits))
                for (int row = hairBottom + 1; row < y; row++)
                    mask[(row * grid.Width) + x] = true;
            bool hair = evidence.Hair.Values[i] > limits.Decision;
            (hairBottom, hairRows) = hair ? (y, hairRows + 1) : (hairBottom == y - 1 ? y : -1, hairRows);
        }
    }

    // Only by the network that knows persons: a meadow under the brim of a hat stands out as well as a face.
    private static bool IsSuspected(int x, int from, int to, FusionEvidence evidence, FusionLimits limits)
    {
        float sum = 0;
        for (int y = from; y < to; y++)
            sum += evidence.Person[x, y];
        return sum > limits.GapSuspicion * (to - from);
    }
}
