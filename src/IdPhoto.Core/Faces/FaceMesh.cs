using IdPhoto.Pictures;

namespace IdPhoto.Faces;

/// <summary>478 points of a face (MediaPipe face mesh with attention), in pixels of the picture.</summary>
/// <remarks>Indices are MediaPipe's: 0..467 the mesh, 468..472 the subject's right iris, 473..477 the left.</remarks>
/// <param name="Presence">0..1: how sure the network is that this is a face.</param>
/// <param name="Points">478 points.</param>
/// <param name="Depth">478 depths in pixels, smaller is nearer to the camera; relative to the middle of the head.</param>
public sealed record FaceMesh(double Presence, IReadOnlyList<Point> Points, IReadOnlyList<double> Depth)
{
    /// <summary>The outline of the face, forehead included, in order (indices into <see cref="Points"/>).</summary>
    public static IReadOnlyList<int> Oval => FaceLandmarks.Oval;

    /// <summary>Eye centre: the midpoint of the outer and inner corner (ISO/IEC 19794-5), of the subject's right eye.</summary>
    public Point RightEye => Points[FaceLandmarks.RightEyeOuter].MidpointTo(Points[FaceLandmarks.RightEyeInner]);

    /// <summary>Eye centre of the subject's left eye.</summary>
    public Point LeftEye => Points[FaceLandmarks.LeftEyeOuter].MidpointTo(Points[FaceLandmarks.LeftEyeInner]);

    /// <summary>Centre of the subject's right iris.</summary>
    public Point RightIris => Points[FaceLandmarks.RightIris];

    /// <summary>Centre of the subject's left iris.</summary>
    public Point LeftIris => Points[FaceLandmarks.LeftIris];

    /// <summary>Base of the chin (menton): the mean of three neighbouring points, which halves their noise.</summary>
    public Point Chin => (Points[FaceLandmarks.ChinRight] + Points[FaceLandmarks.Menton] + Points[FaceLandmarks.ChinLeft]) * (1.0 / 3);

    /// <summary>Midpoint of the eye centres: the face centre M of the standards.</summary>
    public Point EyeMidpoint => RightEye.MidpointTo(LeftEye);

    /// <summary>The box around all points of the mesh.</summary>
    public Box Bounds
    {
        get
        {
            double left = Points.Min(p => p.X);
            double top = Points.Min(p => p.Y);
            return new Box(left, top, Points.Max(p => p.X) - left, Points.Max(p => p.Y) - top);
        }
    }

    /// <summary>The same mesh in other pixels.</summary>
    /// <param name="map">A similarity from these pixels to the others.</param>
    public FaceMesh Mapped(AffineMap map)
        => new(Presence, [.. Points.Select(map.Apply)], [.. Depth.Select(depth => depth * map.ScaleX)]);
}
