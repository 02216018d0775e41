using IdPhoto.Messages;

namespace IdPhoto.Framing;

/// <summary>How a person has moved the page's content by hand: turned and zoomed about the page's middle, then moved.</summary>
public sealed record PageAdjustment
{
    /// <summary>Smallest <see cref="Zoom"/>.</summary>
    public const double SmallestZoom = 0.5;

    /// <summary>Largest <see cref="Zoom"/>.</summary>
    public const double LargestZoom = 2;

    /// <summary>Largest <see cref="Right"/> and <see cref="Down"/>, either way.</summary>
    public const double LargestShift = 0.5;

    /// <summary>Largest <see cref="Turn"/>, either way, in degrees.</summary>
    public const double LargestTurn = 15;

    /// <summary>How many times as large the content is, 0.5..2; 1 as it was placed.</summary>
    public double Zoom { get; init; } = 1;

    /// <summary>How far the content is moved right, as a share of the page's width, -0.5..0.5.</summary>
    public double Right { get; init; }

    /// <summary>How far the content is moved down, as a share of the page's width, -0.5..0.5.</summary>
    public double Down { get; init; }

    /// <summary>Degrees clockwise that the content is turned, -15..15.</summary>
    public double Turn { get; init; }

    /// <summary>Whether nothing is changed.</summary>
    public bool IsNone => Zoom == 1 && Right == 0 && Down == 0 && Turn == 0;

    /// <summary>What looks like it in a mirror.</summary>
    internal PageAdjustment Mirrored() => this with { Right = 0 - Right, Turn = 0 - Turn };

    /// <exception cref="PhotoException"><see cref="Refusals.InvalidCorrection"/>: a value is out of its range.</exception>
    internal void RequireInRange()
    {
        bool inRange = Zoom is >= SmallestZoom and <= LargestZoom
            && Math.Abs(Right) <= LargestShift && Math.Abs(Down) <= LargestShift && Math.Abs(Turn) <= LargestTurn;
        if (!inRange)
            throw new PhotoException(Refusals.InvalidCorrection, Message.Of(
                "framing.adjustment-out-of-range",
                ("smallest", Argument.Rounded(SmallestZoom, 1)), ("largest", Argument.Rounded(LargestZoom, 1)),
                ("shift", Argument.RoundedQuantity(100 * LargestShift, Units.Percent, 0)), ("turn", Argument.Quantity(LargestTurn, Units.Degrees, 0))));
    }
}
