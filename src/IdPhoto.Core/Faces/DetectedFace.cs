using IdPhoto.Pictures;

namespace IdPhoto.Faces;

/// <summary>A face as a detector sees it: a box from brow to chin and six keypoints, in pixels of the picture.</summary>
/// <param name="Score">0..1; from 0.5 a face is likely.</param>
/// <param name="Box">About square, from the brows to the chin.</param>
/// <param name="RightEye">The subject's right eye (image-left when upright).</param>
/// <param name="LeftEye">The subject's left eye.</param>
/// <param name="Nose">Tip of the nose.</param>
/// <param name="Mouth">Middle of the mouth.</param>
/// <param name="RightEar">Tragion of the subject's right ear.</param>
/// <param name="LeftEar">Tragion of the subject's left ear.</param>
public sealed record DetectedFace(
    double Score, Box Box, Point RightEye, Point LeftEye, Point Nose, Point Mouth, Point RightEar, Point LeftEar)
{
    /// <summary>Angle of the line from right to left eye, in radians clockwise from the x axis.</summary>
    public double EyeAngle => Math.Atan2(LeftEye.Y - RightEye.Y, LeftEye.X - RightEye.X);

    internal DetectedFace Mapped(AffineMap map)
    {
        Point corner = map.Apply(new Point(Box.X, Box.Y));
        Point opposite = map.Apply(new Point(Box.Right, Box.Bottom));
        return new DetectedFace(
            Score, new Box(corner.X, corner.Y, opposite.X - corner.X, opposite.Y - corner.Y),
            map.Apply(RightEye), map.Apply(LeftEye), map.Apply(Nose), map.Apply(Mouth), map.Apply(RightEar), map.Apply(LeftEar));
    }
}
