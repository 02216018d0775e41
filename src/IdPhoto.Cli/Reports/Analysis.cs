using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Portraits;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Reports;

/// <summary>What <c>idphoto analyze --json</c> writes, in pixels of the upright picture.</summary>
internal sealed record Analysis(int Width, int Height, IReadOnlyList<FaceLine> Faces, int QuarterTurns)
{
    public static Analysis Of(Portrait portrait) => new(
        portrait.Picture.Width, portrait.Picture.Height,
        [.. portrait.Faces.Zip(portrait.Heads, FaceLine.Of)], portrait.QuarterTurns);
}

/// <summary>One face; left is the subject's left.</summary>
internal sealed record FaceLine(
    double Score, BoxLine Box, PointLine Crown, double CrownUncertainty, PointLine HeadTop, PointLine Chin,
    PointLine LeftEye, PointLine RightEye, PoseLine Pose, double InterEyeDistance,
    PointLine LeftIris, PointLine RightIris, double CrownHeight, double HairHeight, double HeadWidth, bool HeadTopCut)
{
    public static FaceLine Of(FoundFace face, HeadMeasure head)
    {
        HeadLine line = HeadLine.Of(head);
        return new FaceLine(
            Math.Round(face.Score, 4), BoxLine.Of(face.Detection.Box), line.Crown, line.CrownUncertainty, line.HeadTop, line.Chin,
            line.LeftEye, line.RightEye, line.Pose, line.InterEyeDistance,
            PointLine.Of(head.LeftIris), PointLine.Of(head.RightIris), line.CrownHeight, line.HairHeight, line.HeadWidth, line.HeadTopCut);
    }
}
