namespace IdPhoto.Framing;

/// <summary>A linear function of the three unknowns of a placement; as a constraint, it must not be negative.</summary>
/// <param name="U">Times the scale, in source pixels per output pixel.</param>
/// <param name="Top">Times the page's upper edge, in the levelled axes.</param>
/// <param name="Left">Times the page's left edge, in the levelled axes.</param>
/// <param name="Constant">Added.</param>
internal readonly record struct Linear(double U, double Top, double Left, double Constant)
{
    public static Linear operator +(Linear a, Linear b) => new(a.U + b.U, a.Top + b.Top, a.Left + b.Left, a.Constant + b.Constant);

    public static Linear operator -(Linear a, Linear b) => a + (b * -1);

    public static Linear operator *(Linear a, double factor) => new(a.U * factor, a.Top * factor, a.Left * factor, a.Constant * factor);

    public double At(Position at) => (U * at.Scale) + (Top * at.Top) + (Left * at.Left) + Constant;
}

/// <summary>A value of the three unknowns.</summary>
/// <param name="Scale">Source pixels per output pixel.</param>
/// <param name="Left">The page's left edge in source pixels along the levelled x axis from the eye midpoint.</param>
/// <param name="Top">The page's upper edge along the levelled y axis.</param>
internal readonly record struct Position(double Scale, double Left, double Top);
