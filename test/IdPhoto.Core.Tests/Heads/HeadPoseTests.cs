using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Heads;

/// <summary>The canonical face, held so that its Frankfurt plane has a known tilt, and seen by a camera level with its eyes.</summary>
public sealed class HeadPoseTests
{
    private const double EyeHeight = 2.62;

    // Vertices 119 and 348 of the canonical face, 1.75 cm below the middle of the eye, and 234 and 454 beside the ears: y and z in cm.
    private static readonly (double Y, double Z) Orbitale = (0.862, 3.873), Tragion = (0.673, -2.436);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-10)]
    public void A_head_whose_Frankfurt_plane_is_level_is_neither_lowered_nor_raised(double lowered)
    {
        Assert.Equal(lowered, HeadPose.Measure(Seen(lowered, distance: 150)).Pitch, 0.6);
    }

    [Fact]
    public void The_distance_of_the_camera_moves_the_zero_by_less_than_a_degree()
    {
        Assert.Equal(0, HeadPose.Measure(Seen(0, distance: 70)).Pitch, 0.9);
        Assert.Equal(0, HeadPose.Measure(Seen(0, distance: 400)).Pitch, 0.9);
    }

    [Fact]
    public void At_the_usual_distance_the_zero_is_exact()
    {
        Assert.Equal(0, HeadPose.Measure(Seen(0, distance: 150)).Pitch, 0.1);
    }

    /// <param name="lowered">Tilt of the Frankfurt plane, in degrees: positive where its front is lower.</param>
    /// <param name="distance">Of the camera, in cm.</param>
    private static FaceMesh Seen(double lowered, double distance)
    {
        double plane = Math.Atan2(Orbitale.Y - Tragion.Y, Orbitale.Z - Tragion.Z);
        (double sin, double cos) = Math.SinCos((lowered * Math.PI / 180) + plane);
        Point[] points = [.. Enumerable.Repeat(new Point(0, 0), FaceLandmarks.AllPoints)];
        double[] depth = new double[FaceLandmarks.AllPoints];
        void Put(int index, double x, double y, double z)
        {
            (double height, double near) = ((y * cos) - (z * sin), (y * sin) + (z * cos));
            double scale = distance / (distance - near);
            (points[index], depth[index]) = (new Point(x * scale, (EyeHeight - height) * scale), -near);
        }

        foreach ((int index, double x, double y, double z) in FaceLandmarks.RigidMiddle)
            Put(index, x, y, z);
        foreach ((int right, int left, double x, double y, double z) in FaceLandmarks.RigidPairs)
        {
            Put(right, -x, y, z);
            Put(left, x, y, z);
        }
        return new FaceMesh(1, points, depth);
    }
}
