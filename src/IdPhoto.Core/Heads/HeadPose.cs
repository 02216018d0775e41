using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Heads;

/// <summary>Where the head points, in degrees with the signs of ISO/IEC 39794-5.</summary>
/// <param name="Yaw">Positive: turned to the subject's own left.</param>
/// <param name="Pitch">Positive: looking down.</param>
/// <param name="Roll">Positive: tilted toward the subject's own right shoulder.</param>
public readonly record struct HeadPose(double Yaw, double Pitch, double Roll)
{
    /// <summary>
    /// What the rotation from the model's axes shows of a head that is level, in degrees: 1.7 of the model and 0.5 of the camera.
    /// </summary>
    /// <remarks>
    /// ISO/IEC 19794-5, 7.2.2 (and 39794-5) puts zero where the Frankfurt plane, through the lowest points of both eye sockets
    /// (orbitale) and the upper ends of the ear canals (porion; on the skin the tragion), lies level. In the canonical face the tragion
    /// (vertices 234 and 454) lies at y 0.673, z -2.436 cm. An eye socket is about 35 mm high around the middle of the eye, at y 2.62, so
    /// that orbitale is 1.75 cm below it, at vertices 119 and 348 (y 0.862, z 3.873): the plane rises to the front by
    /// atan(0.189 / 6.309) = 1.7 degrees, and a head on whose mesh the model lies untilted looks up by as much. Seen by a camera level
    /// with the eyes at 1.5 m, the nose, which is nearer, seems lower and the ears seem higher: the same alignment of the level model
    /// projected from there gives 0.5 more (0.7 at 1 m, 0.3 at 2.5 m). A millimetre in the height of either point is 0.9 degrees, and heads differ by several.
    /// </remarks>
    internal const double LevelPitch = 2.2;

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
