using IdPhoto.Pictures;

namespace IdPhoto.Heads;

/// <summary>The measures of a head that document rules speak of, in pixels of the upright picture, y down.</summary>
/// <param name="Crown">ISO's crown: the top of the head ignoring hair, on the head's axis.</param>
/// <param name="CrownUncertainty">One standard deviation of the crown's place along the axis, in pixels.</param>
/// <param name="HeadTop">The visible top of the head with hair or cover, on the head's axis.</param>
/// <param name="HeadTopCut">The head reaches the picture's upper edge, so its top may be missing.</param>
/// <param name="Chin">Base of the chin.</param>
/// <param name="LeftEye">Eye centre (midpoint of the corners) of the subject's left eye.</param>
/// <param name="RightEye">Eye centre of the subject's right eye.</param>
/// <param name="LeftIris">Centre of the subject's left iris.</param>
/// <param name="RightIris">Centre of the subject's right iris.</param>
/// <param name="HeadWidth">Between the points where the ears join the head; several per cent uncertain.</param>
/// <param name="Pose">Yaw, pitch and roll in degrees.</param>
public sealed record HeadMeasure(
    Point Crown, double CrownUncertainty, Point HeadTop, bool HeadTopCut, Point Chin,
    Point LeftEye, Point RightEye, Point LeftIris, Point RightIris, double HeadWidth, HeadPose Pose)
{
    /// <summary>Distance between the eye centres in pixels, as seen (not corrected for yaw).</summary>
    public double InterEyeDistance => LeftEye.DistanceTo(RightEye);

    /// <summary>Midpoint of the eye centres: the face centre M of the standards.</summary>
    public Point EyeMidpoint => LeftEye.MidpointTo(RightEye);

    /// <summary>Angle of the eye line in radians, clockwise from the x axis: what levelling must undo.</summary>
    public double EyeAngle => Math.Atan2(LeftEye.Y - RightEye.Y, LeftEye.X - RightEye.X);

    /// <summary>Chin to crown, in pixels.</summary>
    public double CrownHeight => Crown.DistanceTo(Chin);

    /// <summary>Chin to the visible top of the head, in pixels.</summary>
    public double HairHeight => HeadTop.DistanceTo(Chin);

    /// <summary>The head with the places that a person has set by hand; irises move with their eyes.</summary>
    /// <param name="marks">The places.</param>
    /// <param name="picture">Size of the upright picture.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidCorrection"/>: the marks make no head.</exception>
    public HeadMeasure Marked(HeadMarks marks, PixelSize picture)
    {
        ArgumentNullException.ThrowIfNull(marks);
        if (!marks.Any)
            return this;
        marks.RequireNear(picture);
        HeadMeasure marked = this with
        {
            Crown = marks.Crown ?? Crown,
            CrownUncertainty = marks.Crown is null ? CrownUncertainty : 0,
            HeadTop = marks.HeadTop ?? HeadTop,
            HeadTopCut = HeadTopCut && marks.HeadTop?.IsIn(picture) != true && marks.Crown?.IsIn(picture) != true,
            Chin = marks.Chin ?? Chin,
            LeftEye = marks.LeftEye ?? LeftEye,
            RightEye = marks.RightEye ?? RightEye,
            LeftIris = marks.LeftEye is Point left ? LeftIris + (left - LeftEye) : LeftIris,
            RightIris = marks.RightEye is Point right ? RightIris + (right - RightEye) : RightIris,
        };
        marks.RequireHead(marked);
        bool eyesMoved = marks.LeftEye is not null || marks.RightEye is not null;
        return eyesMoved ? marked with { Pose = Pose with { Roll = -marked.EyeAngle * 180 / Math.PI } } : marked;
    }

    /// <summary>The same head in a mirror, where the subject's left eye is the right one.</summary>
    /// <param name="width">Columns of the picture.</param>
    internal HeadMeasure Mirrored(int width)
    {
        Point In(Point point) => new(width - point.X, point.Y);
        return this with
        {
            Crown = In(Crown),
            HeadTop = In(HeadTop),
            Chin = In(Chin),
            LeftEye = In(RightEye),
            RightEye = In(LeftEye),
            LeftIris = In(RightIris),
            RightIris = In(LeftIris),
            Pose = Pose with { Yaw = -Pose.Yaw, Roll = -Pose.Roll },
        };
    }

    /// <summary>The same head in other pixels, such as those of the finished page.</summary>
    /// <param name="map">A similarity from these pixels to the others.</param>
    public HeadMeasure Mapped(AffineMap map) => new(
        map.Apply(Crown), CrownUncertainty * map.ScaleX, map.Apply(HeadTop), HeadTopCut, map.Apply(Chin),
        map.Apply(LeftEye), map.Apply(RightEye), map.Apply(LeftIris), map.Apply(RightIris), HeadWidth * map.ScaleX,
        Pose with { Roll = Pose.Roll - (Math.Atan2(map.D, map.A) * 180 / Math.PI) });
}
