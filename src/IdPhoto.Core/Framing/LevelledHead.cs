using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Framing;

/// <summary>A head in axes that start at the eye midpoint and follow the eye line, in source pixels.</summary>
internal sealed class LevelledHead
{
    /// <summary>A smaller roll cannot be seen, and is about what half a pixel of error in the eyes makes at 90 px apart.</summary>
    public const double SmallestRollDegrees = 0.3;

    private readonly double _cos;
    private readonly double _sin;

    public LevelledHead(HeadMeasure head, bool level)
        : this(head, level && Math.Abs(head.EyeAngle * 180 / Math.PI) >= SmallestRollDegrees ? head.EyeAngle : 0, level ? null : head.EyeAngle * 180 / Math.PI)
    {
    }

    private LevelledHead(HeadMeasure head, double angle, double? remainingRoll)
    {
        (Head, Angle, RemainingRoll) = (head, angle, remainingRoll);
        (_sin, _cos) = Math.SinCos(Angle);
    }

    /// <summary>A head in axes that are turned by hand.</summary>
    /// <param name="head">The head.</param>
    /// <param name="angle">Radians clockwise from the picture's x axis to the page's.</param>
    /// <param name="tellsRoll">Whether the eye line may be off level because that was wanted.</param>
    public static LevelledHead Turned(HeadMeasure head, double angle, bool tellsRoll)
        => new(head, angle, tellsRoll ? (head.EyeAngle - angle) * 180 / Math.PI : null);

    /// <summary>The same head with its crown further up its axis, in source pixels.</summary>
    public LevelledHead WithCrownHigher(double pixels)
    {
        Point up = (Head.Crown - Head.Chin) * (1 / Head.CrownHeight);
        return new LevelledHead(Head with { Crown = Head.Crown + (up * pixels) }, Angle, RemainingRoll);
    }

    public HeadMeasure Head { get; }

    /// <summary>Radians clockwise from the picture's x axis to the page's.</summary>
    public double Angle { get; }

    /// <summary>Degrees clockwise that the eye line stays off level, because levelling was not wanted; otherwise null.</summary>
    public double? RemainingRoll { get; }

    /// <summary>The chin below the eyes.</summary>
    public double ChinDown => Down(Head.Chin);

    /// <summary>The visible top below the eyes, so negative.</summary>
    public double HairDown => Down(Head.HeadTop);

    /// <summary>The face's midline right of the eyes: halfway between eye midpoint and chin, as a face turned a little has them apart.</summary>
    public double Midline => Across(Head.Chin) / 2;

    /// <summary>Chin to top, as the document means it.</summary>
    public double HeightTo(HeadTop top) => top == HeadTop.Crown ? Head.CrownHeight : Head.HairHeight;

    /// <summary>The top below the eyes, so negative.</summary>
    public double TopDown(HeadTop top) => Down(top == HeadTop.Crown ? Head.Crown : Head.HeadTop);

    /// <summary>One standard deviation of that top's place, in source pixels.</summary>
    public double Uncertainty(HeadTop top) => top == HeadTop.Crown ? Head.CrownUncertainty : 0;

    /// <summary>Picture column of a page point, as a function of the placement.</summary>
    /// <param name="x">Output pixels from the page's left edge.</param>
    /// <param name="y">Output pixels from its upper edge.</param>
    public Linear Column(double x, double y) => new((_cos * x) - (_sin * y), -_sin, _cos, Head.EyeMidpoint.X);

    /// <summary>Picture row of a page point, as a function of the placement.</summary>
    public Linear Row(double x, double y) => new((_sin * x) + (_cos * y), _cos, _sin, Head.EyeMidpoint.Y);

    /// <summary>The placement as a map from page to picture.</summary>
    public AffineMap Map(Position at) => new(
        _cos * at.Scale, -_sin * at.Scale, Column(0, 0).At(at),
        _sin * at.Scale, _cos * at.Scale, Row(0, 0).At(at));

    private double Across(Point point) => ((point.X - Head.EyeMidpoint.X) * _cos) + ((point.Y - Head.EyeMidpoint.Y) * _sin);

    private double Down(Point point) => ((point.Y - Head.EyeMidpoint.Y) * _cos) - ((point.X - Head.EyeMidpoint.X) * _sin);
}
