using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Heads;

/// <summary>Where the head points, in degrees with the signs of ISO/IEC 39794-5.</summary>
/// <param name="Yaw">Positive: turned to the subject's own left.</param>
/// <param name="Pitch">Positive: looking down.</param>
/// <param name="Roll">Positive: tilted toward the subject's own right shoulder.</param>
public readonly record struct HeadPose(double Yaw, double Pitch, double Roll)
{
    // Mirror pairs of the mesh, right of the subject first. Lips and lids are left out: they move.
    private static readonly (int Right, int Left)[] Pairs =
    [
        (33, 263), (133, 362), (234, 454), (127, 356), (132, 361), (172, 397), (70, 300), (105, 334), (129, 358),
        (136, 365), (54, 284), (21, 251), (103, 332), (67, 297), (109, 338), (58, 288), (150, 379), (93, 323), (162, 389),
    ];

    /// <summary>Of the slope between forehead (10) and chin (152), what a level head of the canonical model has, in degrees.</summary>
    private const double LevelSlope = 0.7;

    /// <summary>Reads the pose off a fitted mesh: the axis through mirrored points, and the one from chin to forehead.</summary>
    public static HeadPose Measure(FaceMesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        (double X, double Y, double Z) across = default;
        foreach ((int right, int left) in Pairs)
            across = Add(across, Between(mesh, right, left));
        across = Unit(across);
        (double X, double Y, double Z) down = Between(mesh, 10, 152);
        double along = Dot(down, across);
        down = Unit((down.X - (along * across.X), down.Y - (along * across.Y), down.Z - (along * across.Z)));

        // Facing direction: across x down points away from the camera when y is down and depth grows away from it.
        (double X, double Y, double Z) back = Cross(across, down);
        Point eyes = mesh.LeftEye - mesh.RightEye;
        return new HeadPose(
            Degrees(Math.Atan2(-back.X, back.Z)),
            Degrees(Math.Asin(Math.Clamp(-back.Y, -1, 1))) - LevelSlope,
            Degrees(Math.Atan2(-eyes.Y, eyes.X)));
    }

    private static double Degrees(double radians) => radians * 180 / Math.PI;

    private static (double X, double Y, double Z) Between(FaceMesh mesh, int from, int to)
        => (mesh.Points[to].X - mesh.Points[from].X, mesh.Points[to].Y - mesh.Points[from].Y, mesh.Depth[to] - mesh.Depth[from]);

    private static (double X, double Y, double Z) Add((double X, double Y, double Z) a, (double X, double Y, double Z) b)
        => (a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    private static double Dot((double X, double Y, double Z) a, (double X, double Y, double Z) b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    private static (double X, double Y, double Z) Cross((double X, double Y, double Z) a, (double X, double Y, double Z) b)
        => ((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    private static (double X, double Y, double Z) Unit((double X, double Y, double Z) a)
    {
        double length = Math.Sqrt(Dot(a, a));
        return (a.X / length, a.Y / length, a.Z / length);
    }
}
