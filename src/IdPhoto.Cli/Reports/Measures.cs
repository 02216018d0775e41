using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Cli.Reports;

/// <summary>A point, y down.</summary>
internal sealed record PointLine(double X, double Y)
{
    public static PointLine Of(Point point, double scale = 1) => new(JsonOutput.Short(point.X * scale), JsonOutput.Short(point.Y * scale));
}

/// <summary>An upright rectangle.</summary>
internal sealed record BoxLine(double X, double Y, double Width, double Height)
{
    public static BoxLine Of(Box box)
        => new(JsonOutput.Short(box.X), JsonOutput.Short(box.Y), JsonOutput.Short(box.Width), JsonOutput.Short(box.Height));
}

/// <summary>Degrees, with the signs of ISO/IEC 39794-5.</summary>
internal sealed record PoseLine(double Yaw, double Pitch, double Roll)
{
    public static PoseLine Of(HeadPose pose) => new(JsonOutput.Short(pose.Yaw), JsonOutput.Short(pose.Pitch), JsonOutput.Short(pose.Roll));
}

/// <summary>A head's measures; left is the subject's left.</summary>
internal sealed record HeadLine(
    PointLine Crown, double CrownUncertainty, PointLine HeadTop, PointLine Chin, PointLine LeftEye, PointLine RightEye,
    PoseLine Pose, double InterEyeDistance, double CrownHeight, double HairHeight, double HeadWidth, bool HeadTopCut)
{
    /// <param name="head">In pixels.</param>
    /// <param name="scale">1 for pixels, or millimetres per pixel.</param>
    public static HeadLine Of(HeadMeasure head, double scale = 1)
    {
        double Length(double pixels) => JsonOutput.Short(pixels * scale);
        return new HeadLine(
            PointLine.Of(head.Crown, scale), Length(head.CrownUncertainty), PointLine.Of(head.HeadTop, scale), PointLine.Of(head.Chin, scale),
            PointLine.Of(head.LeftEye, scale), PointLine.Of(head.RightEye, scale), PoseLine.Of(head.Pose), Length(head.InterEyeDistance),
            Length(head.CrownHeight), Length(head.HairHeight), Length(head.HeadWidth), head.HeadTopCut);
    }
}
