using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Studio.Reports;

/// <summary>A point, y down.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
public sealed record PointLine(double X, double Y)
{
    /// <summary>A point in another unit.</summary>
    /// <param name="point">In pixels.</param>
    /// <param name="scale">1 for pixels, or millimetres per pixel.</param>
    public static PointLine Of(Point point, double scale = 1) => new(Hundredths.Of(point.X * scale), Hundredths.Of(point.Y * scale));
}

/// <summary>An upright rectangle.</summary>
/// <param name="X">Its left edge.</param>
/// <param name="Y">Its upper edge.</param>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
public sealed record BoxLine(double X, double Y, double Width, double Height)
{
    /// <summary>A box in pixels.</summary>
    public static BoxLine Of(Box box)
        => new(Hundredths.Of(box.X), Hundredths.Of(box.Y), Hundredths.Of(box.Width), Hundredths.Of(box.Height));
}

/// <summary>Degrees, with the signs of ISO/IEC 39794-5.</summary>
/// <param name="Yaw">Positive when turned to the subject's own left.</param>
/// <param name="Pitch">Positive when looking down.</param>
/// <param name="Roll">Positive when tilted toward the subject's own right shoulder.</param>
public sealed record PoseLine(double Yaw, double Pitch, double Roll)
{
    /// <summary>A head's pose.</summary>
    public static PoseLine Of(HeadPose pose) => new(Hundredths.Of(pose.Yaw), Hundredths.Of(pose.Pitch), Hundredths.Of(pose.Roll));
}

/// <summary>A head's measures, all in one unit; left is the subject's left.</summary>
/// <param name="Crown">Top of the head ignoring hair.</param>
/// <param name="CrownUncertainty">One standard deviation of the crown's place along the head's axis.</param>
/// <param name="HeadTop">Visible top with hair or cover.</param>
/// <param name="Chin">Base of the chin.</param>
/// <param name="LeftEye">Middle between the corners of the eye.</param>
/// <param name="RightEye">The other.</param>
/// <param name="Pose">Degrees.</param>
/// <param name="InterEyeDistance">Between the eyes, as seen.</param>
/// <param name="CrownHeight">Chin to crown.</param>
/// <param name="HairHeight">Chin to visible top.</param>
/// <param name="HeadWidth">Without ears.</param>
/// <param name="HeadTopCut">Whether the picture cuts the visible top off.</param>
public sealed record HeadLine(
    PointLine Crown, double CrownUncertainty, PointLine HeadTop, PointLine Chin, PointLine LeftEye, PointLine RightEye,
    PoseLine Pose, double InterEyeDistance, double CrownHeight, double HairHeight, double HeadWidth, bool HeadTopCut)
{
    /// <summary>A head in another unit.</summary>
    /// <param name="head">In pixels.</param>
    /// <param name="scale">1 for pixels, or millimetres per pixel.</param>
    public static HeadLine Of(HeadMeasure head, double scale = 1)
    {
        double Length(double pixels) => Hundredths.Of(pixels * scale);
        return new HeadLine(
            PointLine.Of(head.Crown, scale), Length(head.CrownUncertainty), PointLine.Of(head.HeadTop, scale), PointLine.Of(head.Chin, scale),
            PointLine.Of(head.LeftEye, scale), PointLine.Of(head.RightEye, scale), PoseLine.Of(head.Pose), Length(head.InterEyeDistance),
            Length(head.CrownHeight), Length(head.HairHeight), Length(head.HeadWidth), head.HeadTopCut);
    }
}
