using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Faces;

/// <summary>Fits the face mesh to a detected face.</summary>
internal static class FaceMesher
{
    private const int Edge = 192;

    /// <summary>MediaPipe's region: the square around the detection, half as large again.</summary>
    private const double Margin = 1.5;

    /// <summary>Fits twice: the second crop comes from the first mesh, which centres and levels it better than the detector.</summary>
    public static async ValueTask<FaceMesh> FitAsync(INetworks networks, PhotoPixels picture, DetectedFace face, CancellationToken cancel)
    {
        double side = Math.Max(face.Box.Width, face.Box.Height) * Margin;
        FaceMesh first = await FitAsync(networks, picture, face.Box.Centre, face.EyeAngle, side, cancel).ConfigureAwait(false);
        double angle = Math.Atan2(first.LeftEye.Y - first.RightEye.Y, first.LeftEye.X - first.RightEye.X);
        (Point centre, double extent) = LevelSquare(first, angle);
        FaceMesh second = await FitAsync(networks, picture, centre, angle, extent * Margin, cancel).ConfigureAwait(false);
        return second.Presence >= first.Presence * 0.5 ? second : first;
    }

    /// <summary>Fits once, where the face was a moment ago.</summary>
    public static ValueTask<FaceMesh> RefitAsync(INetworks networks, PhotoPixels picture, FaceMesh last, CancellationToken cancel)
    {
        double angle = Math.Atan2(last.LeftEye.Y - last.RightEye.Y, last.LeftEye.X - last.RightEye.X);
        (Point centre, double extent) = LevelSquare(last, angle);
        return FitAsync(networks, picture, centre, angle, extent * Margin, cancel);
    }

    private static async ValueTask<FaceMesh> FitAsync(
        INetworks networks, PhotoPixels picture, Point centre, double angle, double side, CancellationToken cancel)
    {
        PixelSize target = new(Edge, Edge);
        AffineMap map = AffineMap.FromCentre(centre, angle, side / Edge, target);
        float[] input = picture.ToTensor(map, target, 1 / 255f, 0f);
        IReadOnlyList<float[]> outputs = await networks.RunAsync(Network.FaceMesh, input, new[] { 1, Edge, Edge, 3 }, cancel).ConfigureAwait(false);
        return Read(outputs, map);
    }

    private static FaceMesh Read(IReadOnlyList<float[]> outputs, AffineMap map)
    {
        Point[] points = new Point[FaceLandmarks.AllPoints];
        double[] depth = new double[FaceLandmarks.AllPoints];
        float[] mesh = outputs[0];
        for (int i = 0; i < FaceLandmarks.MeshPoints; i++)
        {
            points[i] = new Point(mesh[3 * i], mesh[(3 * i) + 1]);
            depth[i] = mesh[(3 * i) + 2] * map.ScaleX;
        }
        Refine(points, outputs[1], FaceLandmarks.RefinedLips);
        Refine(points, outputs[2], FaceLandmarks.RefinedRightEye);
        Refine(points, outputs[3], FaceLandmarks.RefinedLeftEye);
        Refine(points, outputs[4], FaceLandmarks.RefinedRightIris);
        Refine(points, outputs[5], FaceLandmarks.RefinedLeftIris);
        for (int i = 0; i < FaceLandmarks.AllPoints; i++)
            points[i] = map.Apply(points[i]);
        return new FaceMesh(1 / (1 + Math.Exp(-outputs[6][0])), points, depth);
    }

    private static void Refine(Point[] points, float[] refined, ReadOnlySpan<short> indices)
    {
        for (int i = 0; i < indices.Length; i++)
            points[indices[i]] = new Point(refined[2 * i], refined[(2 * i) + 1]);
    }

    private static (Point Centre, double Extent) LevelSquare(FaceMesh mesh, double angle)
    {
        double cos = Math.Cos(angle);
        double sin = Math.Sin(angle);
        double left = double.MaxValue, right = double.MinValue, top = double.MaxValue, bottom = double.MinValue;
        foreach (Point p in mesh.Points)
        {
            double x = (p.X * cos) + (p.Y * sin);
            double y = (p.Y * cos) - (p.X * sin);
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }
        double midX = (left + right) / 2;
        double midY = (top + bottom) / 2;
        return (new Point((midX * cos) - (midY * sin), (midX * sin) + (midY * cos)), Math.Max(right - left, bottom - top));
    }
}
