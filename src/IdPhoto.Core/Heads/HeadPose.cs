using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Heads;

/// <summary>Where the head points, in degrees with the signs of ISO/IEC 39794-5.</summary>
/// <param name="Yaw">Positive: turned to the subject's own left.</param>
/// <param name="Pitch">Positive: looking down.</param>
/// <param name="Roll">Positive: tilted toward the subject's own right shoulder.</param>
public readonly record struct HeadPose(double Yaw, double Pitch, double Roll)
{
    /// <summary>What faces that look straight ahead show of nodding on average, in degrees: noses and foreheads differ from the model's.</summary>
    private const double LevelPitch = 3;

    /// <summary>Reads the pose off a fitted mesh: yaw and pitch by laying the model's unmoving points over it, roll from the eye line.</summary>
    public static HeadPose Measure(FaceMesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        double[] rotation = RigidFace.Rotation(mesh);
        Point eyes = mesh.LeftEye - mesh.RightEye;
        return new HeadPose(
            Degrees(Math.Atan2(-rotation[2], rotation[8])),
            Degrees(Math.Asin(Math.Clamp(-rotation[5], -1, 1))) - LevelPitch,
            Degrees(Math.Atan2(-eyes.Y, eyes.X)));
    }

    private static double Degrees(double radians) => radians * 180 / Math.PI;
}
