using System.Globalization;
using IdPhoto.Messages;

namespace IdPhoto.Printing;

/// <summary>A size on paper, in millimetres.</summary>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
public readonly record struct MmSize(double Width, double Height)
{
    /// <summary>Millimetres of an inch.</summary>
    public const double Inch = 25.4;

    /// <summary>The same size after a quarter turn.</summary>
    public MmSize Turned => new(Height, Width);

    /// <summary>The shorter side.</summary>
    public double ShortSide => Math.Min(Width, Height);

    /// <summary>The size as a fact of a message.</summary>
    public Message InWords => Message.Of("units.size-mm", ("size", Argument.Size(Width, Height, 1)));

    /// <summary>Such as '101.6 x 152.4 mm'.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width:0.#} x {Height:0.#} mm");
}

/// <summary>An upright rectangle on paper, in millimetres from the upper left corner, x to the right, y down.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">From 0.</param>
/// <param name="Height">From 0.</param>
public readonly record struct MmBox(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The bottom edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>The box moved.</summary>
    public MmBox Moved(double x, double y) => new(X + x, Y + y, Width, Height);

    /// <summary>The box grown on all four sides.</summary>
    public MmBox Grown(double by) => new(X - by, Y - by, Width + (2 * by), Height + (2 * by));

    /// <summary>Whether the insides of two boxes meet; edges that touch do not count.</summary>
    public bool Overlaps(MmBox other)
        => X < other.Right - Tolerance && other.X < Right - Tolerance && Y < other.Bottom - Tolerance && other.Y < Bottom - Tolerance;

    /// <summary>Rounding errors of sums of millimetres stay below this.</summary>
    internal const double Tolerance = 1e-6;
}

/// <summary>A straight line on paper, level or upright, in millimetres from the upper left corner.</summary>
/// <param name="X1">Where it begins, across.</param>
/// <param name="Y1">Where it begins, down.</param>
/// <param name="X2">Where it ends, across; not before <paramref name="X1"/>.</param>
/// <param name="Y2">Where it ends, down; not before <paramref name="Y1"/>.</param>
public readonly record struct MmLine(double X1, double Y1, double X2, double Y2);
