using System.Text.Json.Serialization;
using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Portraits;

namespace IdPhoto.Studio.Reports;

/// <summary>What was found in a picture, in a form to be written as JSON, in pixels of the upright picture.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Faces">The faces whose heads were measured, the largest first.</param>
/// <param name="QuarterTurns">Clockwise quarter turns that made it upright, beyond what its orientation tag says.</param>
/// <param name="Border">What was left out around it; absent where nothing was.</param>
public sealed record Analysis(
    int Width, int Height, IReadOnlyList<FaceLine> Faces, int QuarterTurns,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FileBorderLine? Border = null)
{
    /// <summary>The form of a portrait.</summary>
    /// <param name="portrait">The portrait.</param>
    public static Analysis Of(Portrait portrait)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        return new(
            portrait.Pixels.Width, portrait.Pixels.Height, [.. portrait.Faces.Zip(portrait.Heads, FaceLine.Of)], portrait.QuarterTurns,
            FileBorderLine.Of(portrait.Border.Turned(portrait.QuarterTurns)));
    }
}

/// <summary>One face; left is the subject's left. Lengths and places in pixels.</summary>
/// <param name="Score">How sure the detector is, 0..1.</param>
/// <param name="Box">The detector's box.</param>
/// <param name="Crown">Top of the skull, without hair.</param>
/// <param name="CrownUncertainty">One standard deviation of its height.</param>
/// <param name="HeadTop">Top of the hair or of what covers it.</param>
/// <param name="Chin">Lowest point of the chin.</param>
/// <param name="LeftEye">Middle of the left eye.</param>
/// <param name="RightEye">Middle of the right eye.</param>
/// <param name="Pose">How the head is turned.</param>
/// <param name="InterEyeDistance">Between the middles of the eyes.</param>
/// <param name="LeftIris">Middle of the left iris.</param>
/// <param name="RightIris">Middle of the right iris.</param>
/// <param name="CrownHeight">Chin to crown.</param>
/// <param name="HairHeight">Chin to the top of the hair.</param>
/// <param name="HeadWidth">From side to side of the face.</param>
/// <param name="HeadTopCut">Whether the picture's edge cuts the head.</param>
public sealed record FaceLine(
    double Score, BoxLine Box, PointLine Crown, double CrownUncertainty, PointLine HeadTop, PointLine Chin,
    PointLine LeftEye, PointLine RightEye, PoseLine Pose, double InterEyeDistance,
    PointLine LeftIris, PointLine RightIris, double CrownHeight, double HairHeight, double HeadWidth, bool HeadTopCut)
{
    internal static FaceLine Of(FoundFace face, HeadMeasure head)
    {
        HeadLine line = HeadLine.Of(head);
        return new FaceLine(
            Math.Round(face.Score, 4), BoxLine.Of(face.Detection.Box), line.Crown, line.CrownUncertainty, line.HeadTop, line.Chin,
            line.LeftEye, line.RightEye, line.Pose, line.InterEyeDistance,
            PointLine.Of(head.LeftIris), PointLine.Of(head.RightIris), line.CrownHeight, line.HairHeight, line.HeadWidth, line.HeadTopCut);
    }
}
