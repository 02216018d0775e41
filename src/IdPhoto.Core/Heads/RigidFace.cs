using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Heads;

/// <summary>The points of a face that no expression moves, in centimetres: x to the subject's left, y up, z toward the camera.</summary>
/// <remarks>
/// From MediaPipe's canonical face model (Apache-2.0): the corners of the eyes, the bridge, tip and wings of the nose, the
/// forehead's middle, temples, ears and cheekbones. Lids, brows, lips and jaw are left out: a smile must not look like a nod.
/// </remarks>
internal static class RigidFace
{
    private static readonly (int Index, double X, double Y, double Z)[] All =
    [
        .. FaceLandmarks.RigidMiddle,
        .. FaceLandmarks.RigidPairs.Select(p => (p.Right, -p.X, p.Y, p.Z)),
        .. FaceLandmarks.RigidPairs.Select(p => (p.Left, p.X, p.Y, p.Z)),
    ];

    private static readonly double[] Centre = [All.Average(p => p.X), All.Average(p => p.Y), All.Average(p => p.Z)];

    /// <summary>The rotation that takes the model's axes to those of the picture (x right, y down, z away), rows first (Kabsch 1976).</summary>
    public static double[] Rotation(FaceMesh mesh)
    {
        double mx = All.Average(p => mesh.Points[p.Index].X), my = All.Average(p => mesh.Points[p.Index].Y), mz = All.Average(p => mesh.Depth[p.Index]);
        double[] cross = new double[9];
        foreach ((int index, double x, double y, double z) in All)
        {
            // The model in the picture's directions: y and z turned over.
            double[] model = [x - Centre[0], Centre[1] - y, Centre[2] - z];
            Point at = mesh.Points[index];
            double[] seen = [at.X - mx, at.Y - my, mesh.Depth[index] - mz];
            for (int i = 0; i < 3; i++)
                for (int j = 0; j < 3; j++)
                    cross[(3 * i) + j] += seen[i] * model[j];
        }
        return Nearest(cross);
    }

    /// <summary>The rotation nearest to a matrix (polar decomposition by Newton's iteration; Higham 1986).</summary>
    private static double[] Nearest(double[] matrix)
    {
        double norm = Math.Sqrt(matrix.Sum(v => v * v) / 3);
        double[] q = [.. matrix.Select(v => v / norm)];
        for (int step = 0; step < 30; step++)
        {
            double[] inverse = Inverse(q);
            double change = 0;
            double[] next = new double[9];
            for (int i = 0; i < 3; i++)
                for (int j = 0; j < 3; j++)
                {
                    next[(3 * i) + j] = (q[(3 * i) + j] + inverse[(3 * j) + i]) / 2;
                    change += Math.Abs(next[(3 * i) + j] - q[(3 * i) + j]);
                }
            q = next;
            if (change < 1e-10)
                break;
        }
        return q;
    }

    private static double[] Inverse(double[] m)
    {
        double a = (m[4] * m[8]) - (m[5] * m[7]), b = (m[5] * m[6]) - (m[3] * m[8]), c = (m[3] * m[7]) - (m[4] * m[6]);
        double determinant = (m[0] * a) + (m[1] * b) + (m[2] * c);
        double[] adjugate =
        [
            a, (m[2] * m[7]) - (m[1] * m[8]), (m[1] * m[5]) - (m[2] * m[4]),
            b, (m[0] * m[8]) - (m[2] * m[6]), (m[2] * m[3]) - (m[0] * m[5]),
            c, (m[1] * m[6]) - (m[0] * m[7]), (m[0] * m[4]) - (m[1] * m[3]),
        ];
        return [.. adjugate.Select(v => v / determinant)];
    }
}
