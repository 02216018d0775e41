namespace IdPhoto.Pictures;

/// <summary>Whole pixels, width by height.</summary>
/// <param name="Width">Columns, from 1.</param>
/// <param name="Height">Rows, from 1.</param>
public readonly record struct PixelSize(int Width, int Height)
{
    /// <summary>Width times height, without overflow.</summary>
    public long Area => (long)Width * Height;

    /// <summary>The longer of the two sides.</summary>
    public int LongSide => Math.Max(Width, Height);

    /// <inheritdoc/>
    public override string ToString() => $"{Width}x{Height}";
}

/// <summary>A point in pixels of the upright picture: x to the right, y down, (0, 0) the outer corner of the first pixel.</summary>
/// <param name="X">Pixels from the left edge.</param>
/// <param name="Y">Pixels from the top edge.</param>
public readonly record struct Point(double X, double Y)
{
    /// <summary>The sum of two vectors.</summary>
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    /// <summary>The vector from <paramref name="b"/> to <paramref name="a"/>.</summary>
    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>The vector <paramref name="a"/>, <paramref name="scale"/> times as long.</summary>
    public static Point operator *(Point a, double scale) => new(a.X * scale, a.Y * scale);

    /// <summary>Length of the vector, in pixels.</summary>
    public double Length => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>Distance to another point, in pixels.</summary>
    public double DistanceTo(Point other) => (this - other).Length;

    /// <summary>Whether it is a number, and outside a picture by no more than the picture's own size.</summary>
    internal bool IsNear(PixelSize picture)
        => X >= -picture.Width && X <= 2.0 * picture.Width && Y >= -picture.Height && Y <= 2.0 * picture.Height;

    /// <summary>Whether it lies in a picture.</summary>
    internal bool IsIn(PixelSize picture) => X >= 0 && Y >= 0 && X <= picture.Width && Y <= picture.Height;

    /// <summary>The point halfway to another.</summary>
    public Point MidpointTo(Point other) => (this + other) * 0.5;
}

/// <summary>An upright rectangle in pixels; it may reach beyond the picture.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">From 0.</param>
/// <param name="Height">From 0.</param>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The bottom edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>The middle of the box.</summary>
    public Point Centre => new(X + (Width / 2), Y + (Height / 2));

    /// <summary>Width times height.</summary>
    public double Area => Width * Height;

    /// <summary>Whether another box lies in this one.</summary>
    internal bool Contains(Box other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;

    /// <summary>The box that two boxes share; its size is 0 where they share nothing.</summary>
    public Box Intersect(Box other)
    {
        double left = Math.Max(X, other.X);
        double top = Math.Max(Y, other.Y);
        double right = Math.Max(left, Math.Min(Right, other.Right));
        double bottom = Math.Max(top, Math.Min(Bottom, other.Bottom));
        return new Box(left, top, right - left, bottom - top);
    }

    /// <summary>The smallest box that holds both.</summary>
    public Box Union(Box other)
    {
        double left = Math.Min(X, other.X);
        double top = Math.Min(Y, other.Y);
        return new Box(left, top, Math.Max(Right, other.Right) - left, Math.Max(Bottom, other.Bottom) - top);
    }

    /// <summary>Area shared divided by area covered by either, 0..1.</summary>
    public double IntersectionOverUnion(Box other)
    {
        double shared = Intersect(other).Area;
        return shared <= 0 ? 0 : shared / (Area + other.Area - shared);
    }
}
