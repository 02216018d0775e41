namespace IdPhoto.Pictures;

/// <summary>Maps target pixels to source pixels: x' = A x + B y + C, y' = D x + E y + F, in the corner convention of <see cref="Point"/>.</summary>
/// <param name="A">Source columns per target column.</param>
/// <param name="B">Source columns per target row.</param>
/// <param name="C">Source column of the target's origin.</param>
/// <param name="D">Source rows per target column.</param>
/// <param name="E">Source rows per target row.</param>
/// <param name="F">Source row of the target's origin.</param>
public readonly record struct AffineMap(double A, double B, double C, double D, double E, double F)
{
    /// <summary>Stretches a target of a given size over a box of the source.</summary>
    public static AffineMap FromBox(Box source, PixelSize target)
        => new(source.Width / target.Width, 0, source.X, 0, source.Height / target.Height, source.Y);

    /// <summary>A similarity: the target's centre lies at <paramref name="centre"/>, its x axis at <paramref name="angle"/> in the source.</summary>
    /// <param name="centre">Where the target's centre lies in the source.</param>
    /// <param name="angle">Radians clockwise (y is down) from the source's x axis to the target's.</param>
    /// <param name="scale">Source pixels per target pixel.</param>
    /// <param name="target">Size of the target.</param>
    public static AffineMap FromCentre(Point centre, double angle, double scale, PixelSize target)
    {
        double cos = Math.Cos(angle) * scale;
        double sin = Math.Sin(angle) * scale;
        double halfWidth = target.Width / 2.0;
        double halfHeight = target.Height / 2.0;
        return new AffineMap(
            cos, -sin, centre.X - (cos * halfWidth) + (sin * halfHeight),
            sin, cos, centre.Y - (sin * halfWidth) - (cos * halfHeight));
    }

    /// <summary>Where a target point lies in the source.</summary>
    public Point Apply(Point target) => new((A * target.X) + (B * target.Y) + C, (D * target.X) + (E * target.Y) + F);

    /// <summary>The map from source to target.</summary>
    public AffineMap Inverse()
    {
        double determinant = (A * E) - (B * D);
        double a = E / determinant;
        double b = -B / determinant;
        double d = -D / determinant;
        double e = A / determinant;
        return new AffineMap(a, b, -((a * C) + (b * F)), d, e, -((d * C) + (e * F)));
    }

    /// <summary>First this map, then <paramref name="next"/>.</summary>
    public AffineMap Then(AffineMap next) => new(
        (next.A * A) + (next.B * D), (next.A * B) + (next.B * E), (next.A * C) + (next.B * F) + next.C,
        (next.D * A) + (next.E * D), (next.D * B) + (next.E * E), (next.D * C) + (next.E * F) + next.F);

    /// <summary>Source pixels per target pixel along x.</summary>
    public double ScaleX => Math.Sqrt((A * A) + (D * D));

    /// <summary>Source pixels per target pixel along y.</summary>
    public double ScaleY => Math.Sqrt((B * B) + (E * E));
}
