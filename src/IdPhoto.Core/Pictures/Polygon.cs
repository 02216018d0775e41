namespace IdPhoto.Pictures;

/// <summary>Closed polygons.</summary>
internal static class Polygon
{
    /// <summary>Whether a point lies inside, by the even-odd rule.</summary>
    public static bool Contains(ReadOnlySpan<Point> corners, Point at)
    {
        bool inside = false;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            Point a = corners[i], b = corners[j];
            if (a.Y > at.Y != b.Y > at.Y && at.X < ((b.X - a.X) * (at.Y - a.Y) / (b.Y - a.Y)) + a.X)
                inside = !inside;
        }
        return inside;
    }
}
